"""The submitter's own acts, and what follows the reply: rating, reopening, closing."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

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

# Within this, the same words once more are a double click or a lost answer, no second act.
REPEATED = timedelta(minutes=10)


def takes_messages(case: Case) -> bool:
    """Say whether the submitter can add something now without being asked."""
    return (case.stage, Act.MESSAGE) in workflow.MOVES


def _said_just_now(
    case: Case, act: Act, text: str, attachments: Sequence[Sealed] = ()
) -> CaseEvent | None:
    """Return the entry of a double click or a repeated sending: the same act in the same words.

    Not once the hospital has spoken since: the same answer to a second question is another answer.
    """
    last = case.diary.public().exclude(actor=Actor.SYSTEM).order_by("-seq").first()
    if last is None or (last.act, last.text) != (act, text) or timezone.now() - last.at > REPEATED:
        return None
    known = set(last.attachments.values_list("sha256", flat=True))
    if not known.issuperset(one.sha256 for one in attachments):
        return None
    files.discard(attachments)
    return last


@transaction.atomic
def message(
    case: Case, *, text: str, attachments: Sequence[Sealed] = (), at: datetime | None = None
) -> CaseEvent:
    """Add something the submitter wants to say."""
    if repeated := _said_just_now(case, Act.MESSAGE, text, attachments):
        return repeated
    event = step.take(case, Act.MESSAGE, by=Role.SUBMITTER, text=text, public=True, at=at)
    files.attach(case, event, attachments, actor=Actor.SUBMITTER)
    return event


@transaction.atomic
def answer(
    case: Case, *, text: str, attachments: Sequence[Sealed] = (), at: datetime | None = None
) -> CaseEvent:
    """Answer the hospital's question; the due date moves on by the days that were waited."""
    if repeated := _said_just_now(case, Act.ANSWER, text, attachments):
        return repeated
    now = at or timezone.now()
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
        handling.move_due(case, to=moved.on, provisional=moved.provisional, reason="waited", at=now)
    return event


@transaction.atomic
def rate(
    case: Case,
    *,
    satisfaction: int,
    resolution: str,
    comment: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Judge the answer; a later judgement takes the place of the earlier, both stay in the diary."""
    facts = {"satisfaction": satisfaction, "resolution": resolution}
    repeated = _said_just_now(case, Act.RATE, comment)
    if repeated and repeated.facts == facts:
        return repeated
    now = at or timezone.now()
    return step.take(
        case,
        Act.RATE,
        by=Role.SUBMITTER,
        text=comment,
        public=True,
        at=now,
        facts=facts,
        satisfaction=satisfaction,
        resolution=resolution,
        rated_at=now,
    )


@transaction.atomic
def reopen(case: Case, *, by: User | Role, reason: str, at: datetime | None = None) -> CaseEvent:
    """Take a case up again; a new deadline runs from today."""
    if by is Role.SUBMITTER and (repeated := _said_just_now(case, Act.REOPEN, reason)):
        return repeated
    due = clock.promised(case, Clock.REPLY, since=timezone.localdate(at))
    return step.take(
        case,
        Act.REOPEN,
        by=by,
        at=at,
        text=reason,
        public=True,
        facts={"due_on": due.on.isoformat()} if due else {},
        due_on=due.on if due else case.due_on,
        due_provisional=bool(due and due.provisional),
        closed_at=None,
        decline_reason="",
    )


@transaction.atomic
def withdraw(case: Case, *, reason: str = "", at: datetime | None = None) -> CaseEvent:
    """Take a voice back; the case stays on record and open to its owner."""
    if repeated := _said_just_now(case, Act.WITHDRAW, reason):
        return repeated
    return step.take(
        case,
        Act.WITHDRAW,
        by=Role.SUBMITTER,
        at=at,
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
    at: datetime | None = None,
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
        at=at,
        public=True,
        facts={"outcome": overall, "measures": list(measures)},
        outcome=overall,
        finding=finding,
        closed_at=at or timezone.now(),
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
