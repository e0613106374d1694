"""When an answer is due: joins the pure rules with the office's policies and calendar."""

from datetime import date, datetime

from django.utils import timezone

from feedback import deadlines
from feedback.deadlines import Calendar, Due
from feedback.models import CalendarDay, Case, DeadlinePolicy
from feedback.vocabulary import Clock, Unit

# What holds where the office has deleted its own policies: 第3号令, five working days (rule R4).
FALLBACK_DAYS = 5


def promised(
    case: Case, clock: Clock, *, since: date, calendar: Calendar | None = None
) -> Due | None:
    """Return by when this clock runs out for a case counted from a day; None for a clock nobody set."""
    policy = DeadlinePolicy.objects.governing(
        hospital=case.hospital,
        kind=case.kind,
        channel=case.channel,
        complexity=case.complexity,
        clock=clock,
    )
    if policy is None and clock != Clock.REPLY:
        return None
    days, unit = (policy.days, policy.unit) if policy else (FALLBACK_DAYS, Unit.WORKING)
    return deadlines.due(since, days, unit, calendar or CalendarDay.objects.around(since))


def start(case: Case) -> None:
    """Set the clocks of a case that has just come in; nothing is saved."""
    since = case.received_on
    calendar = CalendarDay.objects.around(since)
    reply = promised(case, Clock.REPLY, since=since, calendar=calendar)
    acknowledge = promised(case, Clock.ACKNOWLEDGE, since=since, calendar=calendar)
    if reply:
        case.due_on, case.due_provisional = reply
    case.acknowledge_by = acknowledge.on if acknowledge else None


def after_pause(case: Case, *, until: datetime) -> Due | None:
    """Return the due date moved on by the working days the case waited for the submitter."""
    if case.due_on is None or case.waiting_since is None:
        return None
    asked, answered = timezone.localdate(case.waiting_since), timezone.localdate(until)
    return deadlines.prolonged(case.due_on, asked, answered, CalendarDay.objects.around(asked))
