"""What the hospital changed because of what it was told: measures in PDCA form, and what was learnt."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.models.case import Case
from feedback.models.directory import Category, Department
from feedback.vocabulary import UNFINISHED, Effect, Phase
from portal.models import Hospital


class ImprovementQuerySet(models.QuerySet["Improvement"]):
    def unfinished(self) -> "ImprovementQuerySet":
        """Return those with which somebody still has something to do."""
        return self.filter(phase__in=UNFINISHED)

    def overdue(self, *, on: date) -> "ImprovementQuerySet":
        """Return those not carried out by their day."""
        return self.filter(phase__in=(Phase.PLAN, Phase.DO), due_on__lt=on)


class Improvement(models.Model):
    """A measure against what many told: problem, cause, measure, owner, due, done, evaluated.

    It holds no word of a submitter and no name; the cases stay behind their own doors.
    """

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="improvements")
    title = models.CharField(_("title"), max_length=120)
    problem = models.TextField(
        _("problem"), help_text=_("What went wrong, again and again; without any person.")
    )
    cause = models.TextField(_("cause"), blank=True, help_text=_("Why it happens."))
    measure = models.TextField(_("measure"), help_text=_("What is changed."))
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="improvements",
        verbose_name=_("category"),
    )
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        related_name="improvements",
        verbose_name=_("responsible department"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="improvements",
        verbose_name=pgettext_lazy("of a measure", "owner"),
    )
    phase = models.CharField(_("phase"), max_length=8, choices=Phase.choices, default=Phase.PLAN)
    due_on = models.DateField(_("due"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evaluated_on = models.DateField(_("evaluated on"), null=True, blank=True)
    effect = models.CharField(_("effect"), max_length=12, choices=Effect.choices, blank=True)
    evaluation = models.TextField(
        _("evaluation"), blank=True, help_text=_("What became standard, or what is tried next.")
    )
    cases = models.ManyToManyField(
        Case, blank=True, related_name="improvements", verbose_name=_("cases")
    )
    # Raised by each act, so that of two people who act at once the second is told.
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("begun"))

    wagtail_reference_index_ignore = True

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["due_on", "pk"]
        verbose_name = _("improvement measure")
        verbose_name_plural = _("improvement measures")

    def __str__(self) -> str:
        return self.title

    def is_overdue(self, *, on: date) -> bool:
        """Say whether it should have been carried out by now."""
        return self.phase in (Phase.PLAN, Phase.DO) and self.due_on < on


class ImprovementEvent(models.Model):
    """One thing somebody did to a measure; appended, never edited."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="diary")
    seq = models.PositiveIntegerField()
    phase_after = models.CharField(max_length=8, choices=Phase.choices)
    # What was done, as a short code of the service, with its facts.
    act = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["improvement", "seq"], name="one_entry_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.improvement_id}:{self.seq}"


class Lesson(models.Model):
    """A closed case taken into the case library: what happened in neutral words, and what it teaches."""

    case = models.OneToOneField(
        Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="lesson"
    )
    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="lessons")
    title = models.CharField(_("title"), max_length=120)
    happened = models.TextField(
        _("what happened"),
        help_text=_("In neutral words, without any person, place or exact date."),
    )
    handled = models.TextField(_("how it was handled"))
    learnt = models.TextField(_("what it teaches"))
    training = models.TextField(
        _("training note"), blank=True, help_text=_("What to practise, with whom, how.")
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("category"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        verbose_name = _("lesson")
        verbose_name_plural = _("case library")

    def __str__(self) -> str:
        return self.title
