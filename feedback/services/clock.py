"""When an answer is due: joins the pure rules with the office's policies and calendar."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from feedback import deadlines
from feedback.deadlines import Calendar, Due
from feedback.models import CalendarDay, Case, DeadlinePolicy
from feedback.vocabulary import Clock, Complexity, Unit

# What holds where the office has deleted its own policies: 第3号令, five working days (rule R4).
FALLBACK_DAYS = 5


class Promise(NamedTuple):
    """A due date with what it was counted by, so that it can be counted anew."""

    due: Due
    since: date
    days: int
    unit: str

    def kept(self) -> dict[str, Any]:
        """Return what the case remembers of it."""
        return {"due_since": self.since, "due_days": self.days, "due_unit": self.unit}


def promise(
    case: Case, clock: Clock, *, since: date, calendar: Calendar | None = None
) -> Promise | None:
    """Return by when this clock runs out for a case counted from a day; None for a clock nobody set."""
    policy = DeadlinePolicy.objects.governing(
        hospital=case.hospital,
        kind=case.kind,
        channel=case.channel,
        complexity=case.complexity if clock == Clock.REPLY else Complexity.STANDARD,
        clock=clock,
    )
    if policy is None and clock != Clock.REPLY:
        return None
    days, unit = (policy.days, policy.unit) if policy else (FALLBACK_DAYS, Unit.WORKING)
    counted = deadlines.due(since, days, unit, calendar or CalendarDay.objects.around(since))
    return Promise(counted, since, days, unit)


def promised(
    case: Case, clock: Clock, *, since: date, calendar: Calendar | None = None
) -> Due | None:
    """Return only the date of `promise`."""
    found = promise(case, clock, since=since, calendar=calendar)
    return found.due if found else None


def start(case: Case) -> None:
    """Set the clocks of a case that has just come in; nothing is saved.

    A work order that names no date of its own gets the one the office has a policy for.
    """
    since = case.received_on
    calendar = CalendarDay.objects.around(since)
    reply = promise(case, Clock.REPLY, since=since, calendar=calendar)
    acknowledge = promised(case, Clock.ACKNOWLEDGE, since=since, calendar=calendar)
    if reply:
        case.due_on, case.due_provisional = reply.due
        case.due_since, case.due_days, case.due_unit = reply.since, reply.days, reply.unit
    case.acknowledge_by = acknowledge.on if acknowledge else None
    if case.external_number and case.external_due_on is None:
        outside = promised(case, Clock.EXTERNAL, since=since, calendar=calendar)
        case.external_due_on = outside.on if outside else None


def after_pause(case: Case, *, until: datetime) -> Due | None:
    """Return the due date moved on by the working days the case waited for the submitter."""
    if case.due_on is None or case.waiting_since is None:
        return None
    asked, answered = timezone.localdate(case.waiting_since), timezone.localdate(until)
    return deadlines.prolonged(case.due_on, asked, answered, CalendarDay.objects.around(asked))


def first_answer(case: Case, *, at: datetime | None) -> dict[str, Any]:
    """Keep when the first answer came and what had been promised, pauses included."""
    if case.answered_at is not None:
        return {}
    now = at or timezone.now()
    moved = after_pause(case, until=now)
    return {"answered_at": now, "answer_due_on": moved.on if moved else case.due_on}
