"""Whether a measure worked: a baseline that is fixed once, and what was found against it. Never edited.

All counts are the shown ones of published releases; nothing is counted anew for it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from transparency.effect import Span, Verdict


class Baseline(models.Model):
    """What was known before a measure, fixed with the first figures; one for all languages of a notice."""

    notice = models.UUIDField(_("improvement notice"), unique=True)
    category = models.CharField(_("category"), max_length=10)
    # The month in which it was done: it belongs neither to before nor to after.
    done = models.DateField(_("done in"))
    # How many months, received as shown (or null) and between what, days, visits where known, the
    # periods it was read in and the SHA-256 of each.
    before = models.JSONField(_("before"), default=dict)
    fixed_at = models.DateTimeField(_("fixed"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("baseline")
        verbose_name_plural = _("baselines")

    def __str__(self) -> str:
        return f"{self.category} {self.done:%Y-%m}"


class Evaluation(models.Model):
    """What was found so many months after a measure, from the figures public on that day."""

    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="evaluations")
    months = models.PositiveSmallIntegerField(_("months after"), choices=Span)
    # As shown; null where it is withheld.
    before = models.PositiveIntegerField(_("received before"), null=True)
    after = models.PositiveIntegerField(_("received after"), null=True)
    # By days or by visits; of each side how many of both, the months, and between what it lies.
    exposure = models.JSONField(_("measured by"), default=dict)
    ratio_low = models.FloatField(_("rate ratio from"), null=True)
    ratio_high = models.FloatField(_("rate ratio to"), null=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    # Period and SHA-256 of each release the months after were read in.
    releases = models.JSONField(_("releases"), default=list)
    at = models.DateTimeField(_("evaluated"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["months"]
        constraints = [
            models.UniqueConstraint(fields=["baseline", "months"], name="one_evaluation_a_span")
        ]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")

    def __str__(self) -> str:
        return f"{self.baseline_id} {self.months} {self.verdict}"
