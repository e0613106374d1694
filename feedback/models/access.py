"""Who opened what, and when: reading leaves a trace as acting does."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.models.case import Case
from feedback.vocabulary import Reading


class Access(models.Model):
    """One reading of a case, a contact or an attachment by a member of staff."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="readings")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_readings"
    )
    reading = models.CharField(max_length=12, choices=Reading.choices)
    reason = models.CharField(_("reason"), max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self) -> str:
        return f"{self.case_id} {self.reading}"
