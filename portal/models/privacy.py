"""The privacy notice in its versions, each as people have read it."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from portal.language import either


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
