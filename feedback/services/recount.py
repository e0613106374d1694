"""Due dates counted anew when the working calendar has changed. Each move is told with its reason."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from feedback import deadlines
from feedback.deadlines import Due
from feedback.models import CalendarDay, Case, CaseEvent
from feedback.services import clock, timing
from feedback.vocabulary import OPEN, Act, Clock
from feedback.workflow import WrongStage

# What begins a pause, and what ends it.
PAUSES = (Act.ASK, Act.ANSWER, Act.RESUME)


class Counted(NamedTuple):
    """From which day, by how many days of what unit a due date is counted."""

    since: date
    days: int
    unit: str


def sweep() -> int:
    """Count the due dates of all open cases anew; return how many moved."""
    cases = Case.objects.filter(stage__in=OPEN, due_on__isnull=False).select_related("hospital")
    waiting = list(cases.defer("story", "finding", "external_number"))
    told = CaseEvent.objects.filter(case__in=[case.pk for case in waiting], act__in=PAUSES)
    pauses: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for case_id, act, at in told.order_by("seq").values_list("case_id", "act", "at"):
        pauses[case_id].append((act, timezone.localdate(at)))
    return sum(_recount(case, pauses[case.pk]) for case in waiting)


def _recount(case: Case, pauses: Sequence[tuple[str, date]]) -> bool:
    counted = _counted_by(case)
    if counted is None:
        return False
    due = _due(counted, pauses)
    if due.on == case.due_on:
        if due.provisional != case.due_provisional:
            kept = Case.objects.filter(pk=case.pk, due_on=due.on)
            kept.update(due_provisional=due.provisional)
        return False
    try:
        timing.move_due(case, to=due, reason="calendar")
    except WrongStage:  # somebody acts on it at this moment; the next round counts it
        return False
    return True


def _counted_by(case: Case) -> Counted | None:
    """Return what a date was counted by; nothing for one that was set by hand.

    What came in before that was kept is counted by today's policy where its date is provisional.
    """
    if case.due_since and case.due_days is not None:
        return Counted(case.due_since, case.due_days, case.due_unit)
    if case.due_since or not case.due_provisional:
        return None
    reopened = case.diary.filter(act=Act.REOPEN).order_by("-seq").first()
    since = timezone.localdate(reopened.at) if reopened else case.received_on
    promise = clock.promise(case, Clock.REPLY, since=since)
    return Counted(since, promise.days, promise.unit) if promise else None


def _due(counted: Counted, pauses: Sequence[tuple[str, date]]) -> Due:
    calendar = CalendarDay.objects.around(counted.since)
    due = deadlines.due(counted.since, counted.days, counted.unit, calendar)
    asked: date | None = None
    for act, day in pauses:
        if act == Act.ASK:
            asked = day
        elif asked is not None and asked >= counted.since:
            moved = deadlines.prolonged(due.on, asked, day, calendar)
            due = Due(moved.on, provisional=due.provisional or moved.provisional)
            asked = None
    return due
