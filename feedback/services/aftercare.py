"""The submitter's own acts, and what follows the reply: rating, reopening, closing."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import workflow
from feedback.models import Case, CaseEvent, CaseMeasure
from feedback.services import clock, files, handling, step
from feedback.services.files import Sealed
from feedback.vocabulary import Act, Actor, Clock, Outcome
from feedback.workflow import Role
from portal.models import User


def takes_messages(case: Case) -> bool:
    """Say whether the submitter can add something now without being asked."""
    return (case.stage, Act.MESSAGE) in workflow.MOVES


@transaction.atomic
def message(case: Case, *, text: str, attachments: Sequence[Sealed] = ()) -> CaseEvent:
    """Add something the submitter wants to say."""
    event = step.take(case, Act.MESSAGE, by=Role.SUBMITTER, text=text, public=True)
    files.attach(case, event, attachments, actor=Actor.SUBMITTER)
    return event


@transaction.atomic
def answer(case: Case, *, text: str, attachments: Sequence[Sealed] = ()) -> CaseEvent:
    """Answer the hospital's question; the due date moves on by the days that were waited."""
    now = timezone.now()
    moved = clock.after_pause(case, until=now)
    event = step.take(
        case,
        Act.ANSWER,
        by=Role.SUBMITTER,
        text=text,
        public=True,
        at=now,
        waiting_since=None,
        asked_in="",
    )
    files.attach(case, event, attachments, actor=Actor.SUBMITTER)
    if moved and moved.on != case.due_on:
        handling.move_due(case, to=moved.on, provisional=moved.provisional, reason="waited")
    return event


@transaction.atomic
def rate(case: Case, *, satisfaction: int, resolution: str, comment: str = "") -> CaseEvent:
    """Judge the answer; a later judgement takes the place of the earlier, both stay in the diary."""
    now = timezone.now()
    return step.take(
        case,
        Act.RATE,
        by=Role.SUBMITTER,
        text=comment,
        public=True,
        at=now,
        facts={"satisfaction": satisfaction, "resolution": resolution},
        satisfaction=satisfaction,
        resolution=resolution,
        rated_at=now,
    )


@transaction.atomic
def reopen(case: Case, *, by: User | Role, reason: str) -> CaseEvent:
    """Take a case up again; a new deadline runs from today."""
    due = clock.promised(case, Clock.REPLY, since=timezone.localdate())
    return step.take(
        case,
        Act.REOPEN,
        by=by,
        text=reason,
        public=True,
        facts={"due_on": due.on.isoformat()} if due else {},
        due_on=due.on if due else case.due_on,
        due_provisional=bool(due and due.provisional),
        closed_at=None,
        decline_reason="",
    )


@transaction.atomic
def withdraw(case: Case, *, reason: str = "") -> CaseEvent:
    """Take a voice back; the case stays on record and open to its owner."""
    return step.take(
        case,
        Act.WITHDRAW,
        by=Role.SUBMITTER,
        text=reason,
        public=True,
        waiting_since=None,
        asked_in="",
    )


@transaction.atomic
def close(
    case: Case,
    *,
    by: User,
    outcomes: Mapping[str, str],
    measures: Sequence[str],
    finding: str = "",
) -> CaseEvent:
    """Close an answered case with an outcome for each of its categories and the measures taken.

    `outcomes` maps category codes to outcomes. Raises `ValidationError` when one is missing.
    """
    rows = list(case.categories.select_related("category"))
    if not rows:
        raise ValidationError(_("Classify the case before you close it."))
    if any(row.category.code not in outcomes for row in rows):
        raise ValidationError(_("Give an outcome for each category."))
    if not measures:
        raise ValidationError(_("Say which measures were taken, or that none was needed."))
    overall = overall_outcome([outcomes[row.category.code] for row in rows])
    event = step.take(
        case,
        Act.CLOSE,
        by=by,
        public=True,
        facts={"outcome": overall, "measures": list(measures)},
        outcome=overall,
        finding=finding,
        closed_at=timezone.now(),
    )
    for row in rows:
        row.outcome = outcomes[row.category.code]
        row.save(update_fields=["outcome"])
    case.measures.all().delete()
    CaseMeasure.objects.bulk_create(CaseMeasure(case=case, measure=measure) for measure in measures)
    return event


def overall_outcome(outcomes: Sequence[str]) -> str:
    """Return the outcome of a whole case: partly upheld as soon as one part is and another is not.

    Definition of NHS Digital's KO41a return: upheld when all of it is, partially when at least one is.
    """
    kinds = set(outcomes)
    if len(kinds) == 1:
        return kinds.pop()
    for some, partly in (
        ({Outcome.UPHELD, Outcome.PARTLY}, Outcome.PARTLY),
        ({Outcome.ADOPTED, Outcome.PARTLY_ADOPTED}, Outcome.PARTLY_ADOPTED),
    ):
        if kinds & some:
            return partly
    return outcomes[0]
