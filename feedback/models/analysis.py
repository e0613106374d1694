"""Roll-ups: what the reports read instead of the cases, and the second look at how cases are coded.

Restricted matters are counted under their sphere, so that only its team reads them in any sum.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from feedback.models.case import Case
from feedback.models.directory import Category, SphereTeam
from feedback.models.sight import DIRECTOR, OFFICE
from feedback.vocabulary import CareStage, Count, Dimension, Harm, Kind, Severity
from portal.models import Hospital, User


class SeenQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def seen_by(self, user: User) -> "SeenQuerySet":
        """Return what this person may count: a restricted sphere only for its team.

        What is restricted without a sphere is kept under `Sphere.OTHER`.
        """
        if user.has_perm(OFFICE) or user.has_perm(DIRECTOR):
            return self.filter(sphere__in=["", *SphereTeam.objects.spheres_of(user)])
        return self.filter(sphere="")

    def between(self, first: date, last: date) -> "SeenQuerySet":
        """Return the months from that of the first day to that of the last."""
        return self.filter(month__range=(first.replace(day=1), last.replace(day=1)))


class CaseTallyQuerySet(SeenQuerySet):
    def along(self, dimension: str, *counts: str) -> "CaseTallyQuerySet":
        """Return what is counted along one dimension."""
        return self.filter(dimension=dimension, count__in=counts)

    def sums(self, *by: str) -> list[tuple[Any, ...]]:
        """Return rows of the wanted columns with the sum of their numbers last, in one query."""
        summed = self.order_by().values_list(*by).annotate(sum=Sum("number"))
        return list(summed.order_by(*by))


class CaseTally(models.Model):
    """How many cases, of one kind, in one month, along one dimension."""

    hospital = models.ForeignKey(Hospital, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    # Empty for what is not restricted.
    sphere = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    dimension = models.CharField(max_length=16, choices=Dimension.choices)
    value = models.CharField(max_length=40, blank=True)
    count = models.CharField(max_length=20, choices=Count.choices)
    number = models.PositiveIntegerField()

    objects = CaseTallyQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "dimension", "count", "month", "value", "kind", "sphere"],
                name="one_case_tally",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.dimension} {self.value} {self.count}"


class WordTally(models.Model):
    """In how many cases of a month a word stands; only words that very different people used."""

    hospital = models.ForeignKey(Hospital, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    sphere = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    word = models.CharField(max_length=24)
    cases = models.PositiveIntegerField()

    objects = SeenQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "month", "word", "kind", "sphere"], name="one_word_tally"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.cases}"


class TallyMark(models.Model):
    """How far a counting has come: the last diary entry it has seen."""

    name = models.CharField(max_length=20, unique=True)
    event = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class SecondCoding(models.Model):
    """A case drawn at random to be classified again by somebody who does not see the first coding."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="second_coding")
    drawn_at = models.DateTimeField()
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    coded_at = models.DateTimeField(null=True)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("category")
    )
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity.choices, null=True)
    care_stage = models.CharField(
        _("stage of care"), max_length=12, choices=CareStage.choices, blank=True
    )
    harm = models.PositiveSmallIntegerField(_("harm"), choices=Harm.choices, null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["drawn_at", "pk"]
        verbose_name = _("second coding")
        verbose_name_plural = _("second codings")

    def __str__(self) -> str:
        return str(self.case_id)


class MonthLetter(models.Model):
    """The month on one page, mailed to one reader once."""

    hospital = models.ForeignKey(Hospital, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Claimed before it is handed to the mail server: nobody is written to twice.
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "month", "reader"], name="one_letter_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
