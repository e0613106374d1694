"""A release: the figures of one period as they were frozen. Raw counts never enter it."""

import hashlib
import json
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models import Hospital


class Altered(Exception):
    """A frozen release was to be changed, or no longer is what was frozen."""


class ReleaseQuerySet(models.QuerySet["Release"]):
    def published(self) -> "ReleaseQuerySet":
        """Return those the public may read, the newest first."""
        return self.filter(published_at__isnull=False).select_related("hospital")

    def of(self, hospital_id: int | None) -> "ReleaseQuerySet":
        """Return those of one hospital; of all where the site names none."""
        return self.filter(hospital_id=hospital_id) if hospital_id else self


class Release(models.Model):
    """The published figures of a period, once computed, protected and never edited again.

    A later freeze of the same period is a new version; the row of the earlier one stays.
    """

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="releases")
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), help_text=_("The last day that was counted."))
    version = models.PositiveSmallIntegerField(_("version"))
    complete = models.BooleanField(
        _("complete"), help_text=_("False while the last month of the period was still running.")
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
    def intact(self) -> bool:
        """Say whether the row still is what was frozen."""
        return self.sha256 == digest(self)

    @property
    def short_hash(self) -> str:
        """Return as much of the hash as people compare by eye."""
        return self.sha256[:12]


def digest(release: Release) -> str:
    """Return the SHA-256 of a release's canonical JSON: keys in order, no white space, UTF-8."""
    content = {
        "hospital": release.hospital.code,
        "start": _iso(release.start),
        "end": _iso(release.end),
        "version": release.version,
        "complete": release.complete,
        "parameters": release.parameters,
        "document": release.document,
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _iso(day: date) -> str:
    return day.isoformat()
