"""The building itself: people who sign in, the hospital, its pictures, its page frame, its settings."""

import hashlib

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from portal.language import either


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """A member of staff; patients have no accounts."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def get_full_name(self) -> str:
        """Return the family name first and without a space where the name is Chinese."""
        if not self.last_name or self.last_name.isascii():
            return super().get_full_name()
        return f"{self.last_name}{self.first_name}"


class Named(models.Model):
    """Something with a short name in Chinese and, beside it, in English."""

    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return the name in the language of the page being built."""
        return either(self.name, self.name_en)


class Hospital(Named):  # type: ignore[django-manager-missing]
    """The house a case, a department, a policy and a release belong to; one row by default."""

    code = models.SlugField(_("code"), max_length=20, unique=True)

    class Meta:
        verbose_name = _("hospital")
        verbose_name_plural = _("hospitals")


class PortalImage(AbstractImage):
    """A picture of the public pages; never an attachment of a case."""

    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Who made the picture and may say so.")
    )
    admin_form_fields = (*Image.admin_form_fields, "source")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class PortalRendition(AbstractRendition):
    """One size of a picture, made on demand."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class PortalPage(Page):
    """What every public page of the house has: a lead sentence under its title."""

    lead = models.TextField(
        _("lead"),
        max_length=300,
        blank=True,
        help_text=_("One or two plain sentences that say what this page is for."),
    )
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        abstract = True


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    """Names, numbers and hours shown on every page; what is empty is not shown."""

    hospital = models.ForeignKey(
        Hospital, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("hospital")
    )
    portal_name = models.CharField(_("portal name"), max_length=60, default="患者之声")
    portal_name_en = models.CharField(
        _("portal name in English"), max_length=80, default="Patient Voice"
    )
    telephone = models.CharField(_("telephone of the complaint office"), max_length=40, blank=True)
    emergency = models.CharField(_("emergency number"), max_length=20, default="120")
    hours = models.CharField(_("reception hours"), max_length=120, blank=True)
    hours_en = models.CharField(_("reception hours in English"), max_length=160, blank=True)
    counter = models.CharField(_("where the counter is"), max_length=160, blank=True)
    counter_en = models.CharField(_("where the counter is, in English"), max_length=200, blank=True)
    email = models.EmailField(_("public e-mail address"), blank=True)
    authority = models.CharField(_("supervising authority"), max_length=120, blank=True)
    authority_en = models.CharField(
        _("supervising authority in English"), max_length=160, blank=True
    )
    authority_telephone = models.CharField(
        _("telephone of the supervising authority"), max_length=40, blank=True
    )
    icp_number = models.CharField(
        _("ICP filing number"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^[一-龥]ICP备\d{8,10}号(-\d+)?$", _("Write it like 京ICP备12345678号-1.")
            )
        ],
    )
    police_number = models.CharField(
        _("public-security filing number"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^[一-龥]公网安备\s?\d{14}号$", _("Write it like 京公网安备 11010102000001号.")
            )
        ],
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("hospital"), FieldPanel("portal_name"), FieldPanel("portal_name_en")],
            _("Names"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "telephone",
                    "emergency",
                    "hours",
                    "hours_en",
                    "counter",
                    "counter_en",
                    "email",
                )
            ],
            _("How to reach the complaint office"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("authority", "authority_en", "authority_telephone")],
            _("Who supervises the hospital"),
        ),
        MultiFieldPanel(
            [FieldPanel("icp_number"), FieldPanel("police_number")], _("Filing numbers")
        ),
    ]

    select_related = ["hospital"]  # every page shows its name

    class Meta:
        verbose_name = _("names and telephone numbers")

    @property
    def title(self) -> str:
        """Return the portal's name in the page's language."""
        return either(self.portal_name, self.portal_name_en)

    @property
    def hospital_name(self) -> str:
        """Return the hospital's name in the page's language."""
        return self.hospital.label if self.hospital else ""

    @property
    def opening(self) -> str:
        """Return the reception hours in the page's language."""
        return either(self.hours, self.hours_en)

    @property
    def place(self) -> str:
        """Return where the counter is, in the page's language."""
        return either(self.counter, self.counter_en)

    @property
    def supervisor(self) -> str:
        """Return the supervising authority in the page's language."""
        return either(self.authority, self.authority_en)


class Tally(models.Model):
    """How often something happened in a stretch of time; counted in one atomic statement.

    A count kept in a shared cache lost two thirds of concurrent hits, and a restart forgets it.
    """

    scope = models.CharField(max_length=20)
    subject = models.CharField(max_length=64, help_text=_("A keyed hash, never an address."))
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "subject", "window"], name="one_tally_a_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.window:%Y-%m-%d %H:%M}"


class KeyMark(models.Model):
    """Which field keys have been used here, so that a house with a wrong key refuses to open."""

    key_id = models.CharField(max_length=16, unique=True)
    first_used = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key_id


@register_snippet
class PrivacyNotice(models.Model):
    """One version of what people are told about their data (PIPL art. 7 and 17).

    A version that somebody has agreed to is never changed; a new text is a new version.
    """

    version = models.CharField(
        _("version"), max_length=20, unique=True, help_text=_("For example 2026-1.")
    )
    body = RichTextField(_("text"), features=["h3", "ul", "ol", "bold", "link"])
    body_en = RichTextField(_("text in English"), features=["h3", "ul", "ol", "bold", "link"])
    in_force_from = models.DateField(_("in force from"))

    panels = [FieldPanel(name) for name in ("version", "in_force_from", "body", "body_en")]

    class Meta:
        ordering = ["-in_force_from", "-pk"]
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")

    def __str__(self) -> str:
        return self.version

    def clean(self) -> None:
        """Refuse to change a text that people may have read and agreed to."""
        kept = PrivacyNotice.objects.filter(
            pk=self.pk, in_force_from__lte=timezone.localdate()
        ).first()
        if kept and (kept.fingerprint, kept.version) != (self.fingerprint, self.version):
            raise ValidationError(
                _(
                    "This version is in force, and people have agreed to it. Write a new version instead."
                )
            )

    @classmethod
    def current(cls) -> "PrivacyNotice | None":
        """Return the version in force today, or None where the hospital has not written one."""
        return cls.objects.filter(in_force_from__lte=timezone.localdate()).first()

    @property
    def text(self) -> str:
        """Return the text in the page's language."""
        return either(self.body, self.body_en)

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of both texts, kept beside each consent as proof of what was read."""
        return hashlib.sha256(f"{self.body}\0{self.body_en}".encode()).hexdigest()
