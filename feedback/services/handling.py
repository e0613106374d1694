"""What the office and the departments do with a case, from accepting it to the reply.

Each act happens now, unless it is written down afterwards: `at` says when it was done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from feedback.models import Case, CaseCategory, CaseEvent, Category, Department
from feedback.services import clock, step
from feedback.vocabulary import Act, Clock, Complexity, Priority
from feedback.workflow import Role
from portal.models import User


@dataclass(frozen=True)
class Subject:
    """One category of a case and how serious it is in it."""

    category: Category
    severity: int | None = None
    care_stage: str = ""
    harm: int | None = None


@transaction.atomic
def accept(case: Case, *, by: User, at: datetime | None = None) -> CaseEvent:
    """Take a case up; from here on the hospital owes an answer in substance."""
    # Whoever takes it up has seen that a person sent it.
    return step.take(case, Act.ACCEPT, by=by, public=True, at=at, quarantined=False)


@transaction.atomic
def decline(
    case: Case, *, by: User, reason: str, explanation: str, at: datetime | None = None
) -> CaseEvent:
    """Say no to a case that is not ours, with the listed reason and the right route, which the person will read."""
    return step.take(
        case,
        Act.DECLINE,
        by=by,
        at=at,
        text=explanation,
        public=True,
        facts={"reason": reason},
        decline_reason=reason,
        **_first_answer(case, at=at),
    )


@transaction.atomic
def classify(  # noqa: PLR0913 - what a classification says
    case: Case,
    *,
    by: User,
    primary: Subject,
    others: Sequence[Subject] = (),
    priority: str = Priority.ROUTINE,
    gist: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Say what a case is about: one primary category, perhaps more; a confidential one restricts it."""
    subjects = [primary, *others]
    restricted = case.restricted or any(subject.category.confidential for subject in subjects)
    event = step.take(
        case,
        Act.CLASSIFY,
        by=by,
        at=at,
        facts={"categories": [subject.category.code for subject in subjects], "priority": priority},
        priority=priority,
        restricted=restricted,
        gist=gist or case.gist,
    )
    case.categories.all().delete()
    CaseCategory.objects.bulk_create(
        CaseCategory(
            case=case,
            category=subject.category,
            primary=subject is primary,
            severity=subject.severity,
            care_stage=subject.care_stage,
            harm=subject.harm,
        )
        for subject in subjects
    )
    return event


@transaction.atomic
def assign(
    case: Case,
    *,
    by: User,
    to: Department,
    assisting: Sequence[Department] = (),
    instruction: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Ask a department to answer, others to assist; several departments have the longer deadline."""
    helpers = [department for department in assisting if department != to]
    event = step.take(
        case,
        Act.ASSIGN,
        by=by,
        at=at,
        text=instruction,
        facts={"lead": to.pk, "assisting": [department.pk for department in helpers]},
        public=False,
        lead_id=to.pk,
    )
    case.assisting.set(helpers)
    if helpers and case.complexity == Complexity.STANDARD:
        _grant_the_longer_deadline(case, at=at)
    return event


@transaction.atomic
def ask(case: Case, *, by: User, question: str, at: datetime | None = None) -> CaseEvent:
    """Ask the submitter something; the clock rests until the answer."""
    return step.take(
        case,
        Act.ASK,
        by=by,
        at=at,
        text=question,
        public=True,
        quarantined=False,
        waiting_since=at or timezone.now(),
        asked_in=case.stage,
    )


@transaction.atomic
def note(case: Case, *, by: User, text: str, at: datetime | None = None) -> CaseEvent:
    """Write something down for colleagues; the submitter does not see it."""
    return step.take(case, Act.NOTE, by=by, text=text, at=at)


@transaction.atomic
def draft(case: Case, *, by: User, answer: str, at: datetime | None = None) -> CaseEvent:
    """Propose a reply; the complaint office reads it, mends it and sends it."""
    return step.take(case, Act.DRAFT, by=by, text=answer, at=at)


@transaction.atomic
def reply(case: Case, *, by: User, answer: str, at: datetime | None = None) -> CaseEvent:
    """Answer the submitter; this is the feedback at which the clock stops (rule R4)."""
    return step.take(
        case,
        Act.REPLY,
        by=by,
        at=at,
        text=answer,
        public=True,
        waiting_since=None,
        asked_in="",
        **_first_answer(case, at=at),
    )


def _first_answer(case: Case, *, at: datetime | None) -> dict[str, Any]:
    """Keep when the first answer came and what had been promised, pauses included."""
    if case.answered_at is not None:
        return {}
    now = at or timezone.now()
    moved = clock.after_pause(case, until=now)
    return {"answered_at": now, "answer_due_on": moved.on if moved else case.due_on}


def _grant_the_longer_deadline(case: Case, *, at: datetime | None) -> None:
    case.complexity = Complexity.SEVERAL
    due = clock.promised(case, Clock.REPLY, since=case.received_on)
    if due is None or case.due_on is None or due.on <= case.due_on:
        Case.objects.filter(pk=case.pk).update(complexity=case.complexity)
        return
    move_due(
        case,
        to=due.on,
        provisional=due.provisional,
        reason="several",
        at=at,
        complexity=case.complexity,
    )


def move_due(
    case: Case,
    *,
    to: date,
    provisional: bool,
    reason: str,
    at: datetime | None = None,
    **changes: Any,
) -> CaseEvent:
    """Change the due date; the submitter sees the change and why."""
    before = case.due_on.isoformat() if case.due_on else ""
    return step.take(
        case,
        Act.DUE,
        by=Role.SYSTEM,
        public=True,
        facts={"from": before, "to": to.isoformat(), "reason": reason},
        at=at,
        due_on=to,
        due_provisional=provisional,
        **changes,
    )
