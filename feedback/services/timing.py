"""More time for an answer, and due dates that move. Each move stands in the diary with its reason."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.deadlines import Due
from feedback.models import CalendarDay, Case, CaseEvent
from feedback.services import step
from feedback.vocabulary import Act
from feedback.workflow import Role
from portal.models import User

# Further away no calendar reaches.
FURTHEST = timedelta(days=3660)

NOTHING_ASKED: dict[str, Any] = {
    "extend_to": None,
    "extend_reason": "",
    "extend_asked_by_id": None,
}


def move_due(
    case: Case, *, to: Due, reason: str, at: datetime | None = None, **changes: Any
) -> CaseEvent:
    """Change the due date; the submitter sees the change and why."""
    before = case.due_on.isoformat() if case.due_on else ""
    return step.take(
        case,
        Act.DUE,
        by=Role.SYSTEM,
        public=True,
        facts={"from": before, "to": to.on.isoformat(), "reason": reason},
        at=at,
        due_on=to.on,
        due_provisional=to.provisional,
        **changes,
    )


@transaction.atomic
def ask_time(
    case: Case,
    *,
    by: User,
    to: date,
    reason: str,
    explanation: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Ask for more time, with a listed reason; somebody of the management decides.

    Raises `ValidationError` for a day that gives no more time, or while another request waits.
    """
    if case.extend_to:
        raise ValidationError(_("An extension has been asked for already."))
    _check_later(case, to, today=timezone.localdate(at))
    return step.take(
        case,
        Act.ASK_TIME,
        by=by,
        text=explanation,
        at=at,
        facts={"to": to.isoformat(), "reason": reason},
        extend_to=to,
        extend_reason=reason,
        extend_asked_by_id=by.pk,
    )


@transaction.atomic
def extend(
    case: Case, *, by: User, to: date | None = None, text: str = "", at: datetime | None = None
) -> CaseEvent:
    """Grant more time; the submitter reads the new date, the reason and who approved it.

    Nobody grants what they asked for themselves (信访工作条例 art. 34: with a leader's approval, and
    the reason told). Raises `ValidationError`.
    """
    _check_asked(case)
    if case.extend_asked_by_id == by.pk:
        raise ValidationError(_("Somebody else has to decide what you asked for yourself."))
    until = to or case.extend_to
    assert until is not None  # noqa: S101 - it was asked for
    _check_later(case, until, today=timezone.localdate(at))
    before = case.due_on.isoformat() if case.due_on else ""
    calendar = CalendarDay.objects.around(until)
    return step.take(
        case,
        Act.EXTEND,
        by=by,
        text=text,
        public=True,
        at=at,
        facts={
            "from": before,
            "to": until.isoformat(),
            "reason": case.extend_reason,
        },
        due_on=until,
        due_provisional=not calendar.covers(until),
        due_days=None,  # set by hand: a change of the calendar does not move it
        **NOTHING_ASKED,
    )


@transaction.atomic
def refuse_time(case: Case, *, by: User, reason: str, at: datetime | None = None) -> CaseEvent:
    """Leave the due date as it is, and say why."""
    _check_asked(case)
    return step.take(case, Act.REFUSE_TIME, by=by, text=reason, at=at, **NOTHING_ASKED)


def _check_asked(case: Case) -> None:
    if case.extend_to is None:
        raise ValidationError(_("No extension has been asked for."))


def _check_later(case: Case, to: date, *, today: date) -> None:
    if to > today + FURTHEST:
        raise ValidationError(_("Choose a day within ten years."))
    if to <= today or (case.due_on and to <= case.due_on):
        raise ValidationError(_("The new date has to be later than the due date and than today."))
