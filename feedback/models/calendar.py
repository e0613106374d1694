"""The working calendar and the promises counted by it, both editable by the office."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.deadlines import Calendar
from feedback.vocabulary import Channel, Clock, Complexity, DayKind, Kind, Unit
from portal import edition
from portal.models import Hospital

# How many years before and after a day are read. Whole years, since a year of which only some days
# are known would pass for a known one.
BEFORE, AFTER = 1, 2


class CalendarDayManager(models.Manager["CalendarDay"]):
    def around(self, day: date) -> Calendar:
        """Return the calendar a due date counted from this day needs, as kept for the edition."""
        return edition.kept(("calendar", day.year), lambda: self._around(day))

    def _around(self, day: date) -> Calendar:
        near = self.filter(
            date__range=(date(day.year - BEFORE, 1, 1), date(day.year + AFTER, 12, 31))
        )
        return Calendar.from_rows(near.values_list("date", "kind"))


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a weekend worked for one (调休)."""

    date = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=4, choices=DayKind.choices)
    source = models.CharField(
        pgettext_lazy("of a rule", "source"),
        max_length=120,
        help_text=_("The notice that says so, or the hospital's own rule."),
    )

    objects = CalendarDayManager()

    class Meta:
        ordering = ["-date"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("working calendar")

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"


class DeadlinePolicyQuerySet(models.QuerySet["DeadlinePolicy"]):
    def governing(
        self, *, hospital: Hospital, kind: str, channel: str, complexity: str, clock: str
    ) -> "DeadlinePolicy | None":
        """Return the row that fits best: one that names the channel goes before one that names the kind.

        All rows are kept for the edition; they are few.
        """
        rows = edition.kept("policies", lambda: list(self.model._default_manager.all()))
        fitting = [
            row
            for row in rows
            if (row.hospital_id, row.clock, row.complexity) == (hospital.pk, clock, complexity)
            and row.kind in (kind, "")
            and row.channel in (channel, "")
        ]
        return max(fitting, key=lambda row: (row.channel, row.kind), default=None)


class DeadlinePolicy(models.Model):
    """How many days the hospital gives itself; an empty kind or channel means any."""

    hospital = models.ForeignKey(
        Hospital, on_delete=models.CASCADE, related_name="policies", verbose_name=_("hospital")
    )
    clock = models.CharField(_("clock"), max_length=12, choices=Clock.choices)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, blank=True)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices, blank=True)
    complexity = models.CharField(
        _("complexity"), max_length=12, choices=Complexity.choices, default=Complexity.STANDARD
    )
    days = models.PositiveSmallIntegerField(_("days"))
    unit = models.CharField(_("unit"), max_length=8, choices=Unit.choices, default=Unit.WORKING)

    objects = DeadlinePolicyQuerySet.as_manager()

    class Meta:
        ordering = ["clock", "kind", "channel", "complexity"]
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "clock", "kind", "channel", "complexity"],
                name="one_policy_a_case",
            )
        ]
        verbose_name = _("deadline policy")
        verbose_name_plural = _("deadline policies")

    def __str__(self) -> str:
        return f"{self.get_clock_display()}: {self.days} {self.get_unit_display()}"
