"""How much the hospital did in a month: what complaints are set against. Public figures, entered by hand."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models import Hospital


class Activity(models.Model):
    """The visits and discharges of one month, as the hospital reports them elsewhere too."""

    hospital = models.ForeignKey(
        Hospital, on_delete=models.PROTECT, related_name="activity", verbose_name=_("hospital")
    )
    month = models.DateField(_("month"), help_text=_("Any day of the month."))
    visits = models.PositiveIntegerField(
        _("outpatient and emergency visits"), validators=[MinValueValidator(1)]
    )
    discharges = models.PositiveIntegerField(_("discharges"), validators=[MinValueValidator(1)])

    class Meta:
        ordering = ["-month"]
        default_permissions = ("add", "change", "delete")
        constraints = [
            models.UniqueConstraint(fields=["hospital", "month"], name="one_activity_a_month")
        ]
        verbose_name = _("activity of a month")
        verbose_name_plural = _("activity by month")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
