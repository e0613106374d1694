"""What the house found when it looked at itself: the canary check, and the gate over what is public."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SelfCheck(models.Model):
    """One run in which private strings were planted and every public byte was read for them.

    `leaks` names addresses and private fields, never a string. The public reads date, pages and result.
    """

    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("finished at"))
    planted = models.PositiveIntegerField(_("strings planted"))
    fields = models.PositiveIntegerField(_("private fields"))
    pages = models.PositiveIntegerField(_("addresses read"))
    bytes = models.PositiveBigIntegerField(_("bytes read"))
    leaks = models.JSONField(_("leaks"), default=list)
    # Addresses that could not be read.
    unread = models.JSONField(_("could not be read"), default=list)

    class Meta:
        default_permissions = ()
        ordering = ["-ended_at", "-pk"]
        verbose_name = _("self-check")
        verbose_name_plural = _("self-checks")

    def __str__(self) -> str:
        return f"{self.ended_at:%Y-%m-%d}"

    @property
    def passed(self) -> bool:
        """Say whether nothing leaked and everything could be read."""
        return not self.leaks and not self.unread


class GateWatch(models.Model):
    """One nightly look of the gate at every public page: how many it read, which it would hold back."""

    at = models.DateTimeField(_("read"), auto_now_add=True)
    pages = models.PositiveIntegerField(_("pages read"))
    # The number of each page that would be held back now, with the kinds of findings; no words.
    held = models.JSONField(_("held back"), default=list)

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        verbose_name = _("look of the gate")
        verbose_name_plural = _("looks of the gate")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
