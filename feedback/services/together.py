"""What merged cases share: whoever spoke gets the answer, under the own code."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from feedback.models import Case, CaseEvent
from feedback.services import protection, step
from feedback.vocabulary import Act
from feedback.workflow import Role


def share(
    event: CaseEvent, *, at: datetime | None = None, to: Collection[int] | None = None
) -> list[CaseEvent]:
    """Give the answer to a case to all that were merged into it, each in its own diary.

    `to` names those it is given to where the others have it already. An answer out of a restricted
    matter restricts what it reaches, and whom it is about opens nothing it reaches.
    """
    joined = Case.objects.filter(merged_into_id=event.case_id)
    if to is not None:
        joined = joined.filter(pk__in=to)
    return [_share(case, event, at or event.at) for case in joined]


def _share(case: Case, event: CaseEvent, at: datetime) -> CaseEvent:
    answered: dict[str, Any] = {}
    if case.answered_at is None:
        answered = {"answered_at": at, "answer_due_on": case.due_on}
    if event.case.restricted and not case.restricted:
        answered |= {"restricted": True, "sphere": event.case.sphere}
        case.team.add(*event.case.team.all())
    case.barred.add(*protection.concerned(event.case))
    shared = step.take(
        case,
        Act.SHARE,
        by=Role.SYSTEM,
        text=event.text,
        public=True,
        facts={"act": event.act, **_reason(event)},
        at=at,
        **answered,
    )
    protection.relieve(case)
    return shared


def _reason(event: CaseEvent) -> dict[str, Any]:
    """Return why a matter was declined, where it was."""
    return {"reason": event.facts["reason"]} if "reason" in event.facts else {}


def let_go(case: Case, *, at: datetime | None = None) -> None:
    """Handle again on their own the cases merged into one that ends without an answer."""
    for joined in Case.objects.filter(merged_into=case):
        step.take(
            joined,
            Act.UNMERGE,
            by=Role.SYSTEM,
            public=True,
            at=at,
            merged_into=None,
        )
