"""Callbacks: who is to be called, what to say, and each call with who wrote it down."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.models.case import Case
from feedback.models.directory import Department
from feedback.vocabulary import CallOccasion, Resolution, Satisfaction
from portal.crypto import EncryptedTextField
from portal.models import Hospital


class Discharge(models.Model):
    """A discharged patient who is to be called; the ward's list is imported."""

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="discharges")
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="discharges",
        verbose_name=_("department"),
    )
    discharged_on = models.DateField(_("discharged on"))
    name = EncryptedTextField(pgettext_lazy("of a person", "name"), blank=True, default="")
    phone = EncryptedTextField(_("telephone"))
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    # A keyed hash of the row, so that a list brought twice calls nobody twice.
    import_key = models.CharField(max_length=64, unique=True)
    # Said not to want calls: neither this nor any other list brings this number up again.
    refused_at = models.DateTimeField(null=True, blank=True)
    # When nothing more is to be done: reached, refused, or tried often enough.
    done_at = models.DateTimeField(null=True, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["discharged_on", "pk"]
        indexes = [
            models.Index(
                fields=["discharged_on"],
                name="discharge_to_call",
                condition=models.Q(done_at__isnull=True),
            )
        ]
        verbose_name = _("discharged patient")
        verbose_name_plural = _("discharged patients")

    def __str__(self) -> str:
        return f"#{self.pk}"


class Callback(models.Model):
    """One call, reached or not: what was said, and who wrote it down."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, null=True, blank=True, related_name="callbacks"
    )
    discharge = models.ForeignKey(
        Discharge, on_delete=models.CASCADE, null=True, blank=True, related_name="callbacks"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolution = models.CharField(_("result"), max_length=12, choices=Resolution.choices)
    satisfaction = models.PositiveSmallIntegerField(
        _("satisfaction"), choices=Satisfaction.choices, null=True, blank=True
    )
    text = EncryptedTextField(_("what was said"), blank=True, default="")
    # Drawn at random to be made again by somebody else, who does not see this result before.
    drawn = models.BooleanField(default=False)
    recheck_of = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="recheck"
    )
    # The matter somebody raised when called.
    raised = models.ForeignKey(
        Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="raised_by_call"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False, discharge__isnull=True)
                | models.Q(case__isnull=True, discharge__isnull=False),
                name="callback_of_one",
            )
        ]
        indexes = [
            models.Index(fields=["at"], name="callback_by_time"),
            models.Index(fields=["at"], name="callback_to_recheck", condition=models.Q(drawn=True)),
        ]
        verbose_name = _("callback")
        verbose_name_plural = _("callbacks")

    def __str__(self) -> str:
        return f"#{self.pk}"


class CallScript(models.Model):
    """What the caller says, step by step; the office words it."""

    occasion = models.CharField(
        _("occasion"), max_length=12, choices=CallOccasion.choices, unique=True
    )
    text = models.TextField(_("text"), help_text=_("One step a line."))
    text_en = models.TextField(_("text in English"), blank=True)

    class Meta:
        ordering = ["occasion"]
        verbose_name = _("callback script")
        verbose_name_plural = _("callback scripts")

    def __str__(self) -> str:
        return self.get_occasion_display()
