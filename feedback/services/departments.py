"""What a department does with a case it was given, and what the office makes of its objection."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent
from feedback.services import step
from feedback.vocabulary import Act
from portal.models import User


@transaction.atomic
def take_on(case: Case, *, by: User, at: datetime | None = None) -> CaseEvent:
    """Take on what was assigned; from here on the department answers for it."""
    if case.taken_on_at:
        raise ValidationError(_("Your department has taken this case on already."))
    _check_lead(case, by)
    return step.take(case, Act.TAKE_ON, by=by, at=at, **taken_on(at))


@transaction.atomic
def return_(case: Case, *, by: User, objection: str, at: datetime | None = None) -> CaseEvent:
    """Object to an assignment with a reason; until it is decided nothing changes hands."""
    if case.objected_at:
        raise ValidationError(_("Your objection is with the complaint office already."))
    _check_lead(case, by)
    now = at or timezone.now()
    return step.take(case, Act.RETURN, by=by, text=objection, at=now, objected_at=now)


@transaction.atomic
def uphold(case: Case, *, by: User, reason: str = "", at: datetime | None = None) -> CaseEvent:
    """Take a case back after an objection; whoever answered for it before does so again."""
    _check_objected(case)
    held_by = None if case.taken_on_at else case.held_by_id
    return step.take(
        case,
        Act.UPHOLD,
        by=by,
        text=reason,
        at=at,
        facts={"department": case.lead_id},
        objected_at=None,
        lead_id=held_by,
        held_by_id=None,
        taken_on_at=(at or timezone.now()) if held_by else None,
    )


@transaction.atomic
def overrule(case: Case, *, by: User, reason: str, at: datetime | None = None) -> CaseEvent:
    """Leave a case with the department in spite of its objection, with the reason; it is taken on."""
    _check_objected(case)
    facts = {"department": case.lead_id}
    return step.take(case, Act.OVERRULE, by=by, text=reason, facts=facts, at=at, **taken_on(at))


def taken_on(at: datetime | None) -> dict[str, Any]:
    """Return what changes on a case that a department takes on."""
    return {"taken_on_at": at or timezone.now(), "held_by_id": None, "objected_at": None}


def answers_for_the_lead(case: Case, user: User) -> bool:
    """Say whether somebody is of the leading department: an assisting one neither takes on nor returns."""
    return case.lead is not None and case.lead.is_answered_for_by(user)


def _check_lead(case: Case, by: User) -> None:
    if not answers_for_the_lead(case, by):
        raise step.NotAllowed(Act.TAKE_ON.value)


def _check_objected(case: Case) -> None:
    if not case.objected_at:
        raise ValidationError(_("There is no objection to decide."))
