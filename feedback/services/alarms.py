"""Reminders before a due date and on it, and up the chain after it. Each stands in the diary, once."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from feedback import deadlines
from feedback.deadlines import Calendar
from feedback.models import CalendarDay, Case
from feedback.services import step
from feedback.vocabulary import OPEN, Act, Alarm, Stage
from feedback.workflow import NEW, Role, WrongStage

# No working day is further away from the one before it: the longest holidays have eight days.
AHEAD = timedelta(days=12)
READ = (
    "pk", "stage", "version", "asked_in", "came_back_at", "officer_id", "lead_id", "hospital_id",
    "due_on", "external_due_on", "acknowledge_by", "answer_by", "alarm", "alarm_due_on",
)  # fmt: skip


def sweep(*, on: date | None = None) -> int:
    """Remind of what is due, on working days only; return how many were reminded."""
    today = on or timezone.localdate()
    calendar = CalendarDay.objects.around(today)
    if not calendar.is_workday(today):
        return 0
    near = today + AHEAD
    due = Q(first_due_on__lte=near) | Q(acknowledge_by__lte=today)
    cases = Case.objects.filter(stage__in=OPEN, quarantined=False)
    told = cases.filter(due | Q(answer_by__lt=today)).only(*READ)
    return sum(_remind(case, today, calendar) for case in told.iterator())


def _remind(case: Case, today: date, calendar: Calendar) -> bool:
    """Remind once of each step; somebody who acts at this moment knows already."""
    try:
        if case.stage == Stage.WAITING and case.external_due_on is None:
            return _no_answer(case, today)
        return _alarm(case, today, calendar)
    except WrongStage:
        return False


def _alarm(case: Case, today: date, calendar: Calendar) -> bool:
    due_on = _pressing(case)
    alarm = deadlines.alarm(due_on, on=today, calendar=calendar) if due_on else None
    clock = ""
    if alarm is None and case.stage in NEW and case.acknowledge_by and case.acknowledge_by < today:
        alarm, clock = Alarm.BEFORE, "acknowledge"
    known = case.alarm if case.alarm_due_on == due_on else ""
    if alarm is None or not deadlines.is_worse(alarm, known):
        return False
    step.take(
        case,
        Act.REMIND if alarm in {Alarm.BEFORE, Alarm.DUE} else Act.ESCALATE,
        by=Role.SYSTEM,
        facts={
            "level": alarm.value,
            "due_on": due_on.isoformat() if due_on else "",
            "to": "department" if case.lead_id else "officer",
            **({"clock": clock} if clock else {}),
        },
        alarm=alarm,
        alarm_due_on=due_on,
    )
    return True


def _pressing(case: Case) -> date | None:
    """Return the earlier of the own and the external date; the own rests while we wait."""
    own = None if case.stage == Stage.WAITING else case.due_on
    return min(filter(None, (own, case.external_due_on)), default=None)


def _no_answer(case: Case, today: date) -> bool:
    """Bring a question back to the office that was not answered in its time."""
    if case.answer_by is None or case.answer_by >= today or case.alarm_due_on == case.answer_by:
        return False
    step.take(
        case,
        Act.REMIND,
        by=Role.SYSTEM,
        facts={"clock": "question", "due_on": case.answer_by.isoformat(), "to": "officer"},
        came_back_at=case.came_back_at or timezone.now(),
        alarm=Alarm.DUE,
        alarm_due_on=case.answer_by,
    )
    return True
