"""What a case was about and what was found: categories with their outcomes, and the measures taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.models.case import Case
from feedback.models.directory import Category
from feedback.vocabulary import CareStage, Harm, Measure, Outcome, Severity


class CaseCategory(models.Model):
    """One category of a case; one of them is primary, each gets its own outcome at closing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="categories")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    primary = models.BooleanField(_("primary"), default=False)
    severity = models.PositiveSmallIntegerField(
        _("severity"), choices=Severity.choices, null=True, blank=True
    )
    care_stage = models.CharField(
        _("stage of care"), max_length=12, choices=CareStage.choices, blank=True
    )
    harm = models.PositiveSmallIntegerField(_("harm"), choices=Harm.choices, null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-primary", "category__sort"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "category"], name="a_category_once"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(primary=True), name="one_primary_category"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.category_id}"


class CaseMeasure(models.Model):
    """Something that was done because of a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="measures")
    measure = models.CharField(_("measure"), max_length=16, choices=Measure.choices)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "measure"], name="a_measure_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.measure}"
