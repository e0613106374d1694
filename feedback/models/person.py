"""Who spoke, kept apart from what was said, and what they agreed to. All of it is encrypted."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.models.case import Case
from feedback.vocabulary import Channel, Relationship
from portal.crypto import EncryptedTextField
from portal.models import PrivacyNotice


class Contact(models.Model):
    """The submitter, as far as the submitter said. A case without one is anonymous."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="contact")
    relationship = models.CharField(
        _("relationship to the patient"), max_length=12, choices=Relationship.choices, blank=True
    )
    name = EncryptedTextField(pgettext_lazy("of a person", "name"), blank=True, default="")
    phone = EncryptedTextField(_("telephone"), blank=True, default="")
    email = EncryptedTextField(_("e-mail"), blank=True, default="")
    # Keyed hashes for "is there another case from this number?"; without the key they say nothing.
    name_index = models.CharField(
        max_length=64, blank=True, default="", db_default="", db_index=True
    )
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    email_index = models.CharField(max_length=64, blank=True, db_index=True)
    # Switched by the submitter on the own case page; without an address it says nothing.
    # A default of the database too: what runs still while it is brought up to date knows no such column.
    wants_news = models.BooleanField(_("wants news by e-mail"), default=True, db_default=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"#{self.case_id}"


class Consent(models.Model):
    """One consent: to what, on which notice, when, through which channel (PIPL art. 14, 17, 29)."""

    class Purpose(models.TextChoices):
        NOTICE = "notice", _("Privacy notice read")
        HEALTH = "health", _("Health information")
        GUARDIAN = "guardian", _("Guardian of a child under 14")
        QUOTE = "quote", _("Publication of own words")
        PUBLISH = "publish", _("Publication of an anonymised summary")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    notice = models.ForeignKey(PrivacyNotice, on_delete=models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "purpose"], name="one_consent_a_purpose")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.purpose}"
