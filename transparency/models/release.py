"""A release: the figures of one period as they were frozen. Raw counts never enter it."""

import hashlib
import json
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models import Hospital
from transparency.periods import Period


class Altered(Exception):
    """A frozen release was to be changed, or no longer is what was frozen."""


class ReleaseQuerySet(models.QuerySet["Release"]):
    def published(self) -> "ReleaseQuerySet":
        """Return those the public may read, the newest first."""
        return self.filter(published_at__isnull=False).select_related("hospital")

    def of(self, hospital_id: int | None) -> "ReleaseQuerySet":
        """Return those of one hospital; of all where the site names none."""
        return self.filter(hospital_id=hospital_id) if hospital_id else self

    def over(self, period: Period) -> "ReleaseQuerySet":
        """Return those of one period, the newest version first."""
        return self.filter(start=period.start, end=period.end).order_by("-version")

    def current(self) -> "ReleaseQuerySet":
        """Return of each period the last version only."""
        later = self.model._default_manager.filter(
            hospital=models.OuterRef("hospital"),
            start=models.OuterRef("start"),
            end=models.OuterRef("end"),
            version__gt=models.OuterRef("version"),
            published_at__isnull=False,
        )
        return self.exclude(models.Exists(later))


class Release(models.Model):  # type: ignore[django-manager-missing]
    """The published figures of a period, once computed, protected and never edited again.

    A later freeze of the same period is a new version; the row of the earlier one stays.
    """

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="releases")
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), help_text=_("The last day that was counted."))
    version = models.PositiveSmallIntegerField(_("version"))
    # Releases of before periods were whole months may have ended with a running one.
    complete = models.BooleanField(_("complete"), default=True)
    reason = models.TextField(
        _("why it was corrected"),
        blank=True,
        default="",
        db_default="",
        max_length=500,
        help_text=_(
            "Shown in the public log of corrections. Write nothing of single cases or persons."
        ),
    )
    reason_en = models.TextField(
        _("why it was corrected, in English"), blank=True, default="", db_default="", max_length=500
    )
    parameters = models.JSONField(_("rule and definitions"))
    document = models.JSONField(_("protected figures"))
    sha256 = models.CharField("SHA-256", max_length=64)
    frozen_at = models.DateTimeField(_("frozen"), auto_now_add=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        # The newest first; of two that end together the longer one, which holds the other's months.
        ordering = ["-end", "start", "-version"]
        default_permissions = ()
        permissions = [("publish_release", _("May freeze and publish figures"))]
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "start", "end", "version"], name="one_release_a_version"
            )
        ]
        verbose_name = _("release of figures")
        verbose_name_plural = _("releases of figures")

    def __str__(self) -> str:
        return f"{self.start:%Y-%m}–{self.end:%Y-%m} v{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a frozen row is not written a second time (`releases.publish` dates it)."""
        if not self._state.adding:
            raise Altered(str(self))
        super().save(*args, **kwargs)

    @property
    def period(self) -> Period:
        """Return the period it speaks of. Raises `NoSuchPeriod` for one of before there were such."""
        return Period.of(self.start, self.end)

    @property
    def intact(self) -> bool:
        """Say whether the row still is what was frozen."""
        return self.sha256 == digest(self)

    @property
    def short_hash(self) -> str:
        """Return as much of the hash as people compare by eye."""
        return self.sha256[:12]


def canonical(release: Release) -> bytes:
    """Return a release as canonical JSON: keys in order, no white space, UTF-8. The public gets these bytes."""
    content = {
        "hospital": release.hospital.code,
        "start": _iso(release.start),
        "end": _iso(release.end),
        "version": release.version,
        "complete": release.complete,
        "parameters": release.parameters,
        "document": release.document,
    }
    if release.reason or release.reason_en:
        content["reason"] = [release.reason, release.reason_en]
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(release: Release) -> str:
    """Return the SHA-256 of a release's canonical JSON."""
    return hashlib.sha256(canonical(release)).hexdigest()


def _iso(day: date) -> str:
    return day.isoformat()
