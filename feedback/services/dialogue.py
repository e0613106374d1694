"""What office and submitter say to each other before the answer: the problem agreed, questions, messages."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent
from feedback.services import clock, files, step, timing
from feedback.services.files import Sealed
from feedback.vocabulary import Act, Actor, Clock
from feedback.workflow import Role
from portal.models import User

# Within this, the same words once more are a double click or a lost answer, no second act.
REPEATED = timedelta(minutes=10)


def said_just_now(
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
def restate(case: Case, *, by: User, problem: str, at: datetime | None = None) -> CaseEvent:
    """Say the problem in the office's words, for the submitter to agree or to mend."""
    now = at or timezone.now()
    return step.take(
        case,
        Act.RESTATE,
        by=by,
        text=problem,
        public=True,
        at=now,
        restated_at=now,
        confirmed_at=None,
    )


@transaction.atomic
def confirm(
    case: Case, *, by: User | Role = Role.SUBMITTER, text: str = "", at: datetime | None = None
) -> CaseEvent:
    """Agree that this is the problem; staff write down what was agreed by telephone or signed."""
    if by is Role.SUBMITTER and (repeated := said_just_now(case, Act.CONFIRM, text)):
        return repeated
    _check_restated(case)
    now = at or timezone.now()
    return step.take(
        case,
        Act.CONFIRM,
        by=by,
        text=text,
        public=True,
        at=now,
        restated_at=None,
        confirmed_at=now,
    )


@transaction.atomic
def correct(case: Case, *, text: str, at: datetime | None = None) -> CaseEvent:
    """Say what is wrong in the office's words; it restates the problem then."""
    if repeated := said_just_now(case, Act.CORRECT, text):
        return repeated
    _check_restated(case)
    return step.take(
        case, Act.CORRECT, by=Role.SUBMITTER, text=text, public=True, at=at, restated_at=None
    )


def _check_restated(case: Case) -> None:
    if case.restated_at is None:
        raise ValidationError(_("There is nothing to confirm just now."))


@transaction.atomic
def ask(
    case: Case,
    *,
    by: User,
    question: str,
    answer_by: date | None = None,
    at: datetime | None = None,
) -> CaseEvent:
    """Ask the submitter something; the clock rests until the answer, or until the office goes on."""
    limit = clock.promised(case, Clock.QUESTION, since=timezone.localdate(at))
    answer_by = answer_by or (limit.on if limit else None)
    return step.take(
        case,
        Act.ASK,
        by=by,
        at=at,
        text=question,
        public=True,
        facts={"answer_by": answer_by.isoformat()} if answer_by else {},
        quarantined=False,
        waiting_since=at or timezone.now(),
        asked_in=case.stage,
        answer_by=answer_by,
        officer_id=case.officer_id or by.pk,
    )


@transaction.atomic
def answer(
    case: Case, *, text: str, attachments: Sequence[Sealed] = (), at: datetime | None = None
) -> CaseEvent:
    """Answer the hospital's question; the due date moves on by the days that were waited."""
    if repeated := said_just_now(case, Act.ANSWER, text, attachments):
        return repeated
    event = _go_on(case, Act.ANSWER, by=Role.SUBMITTER, text=text, at=at)
    files.attach(case, event, attachments, actor=Actor.SUBMITTER)
    return event


@transaction.atomic
def resume(case: Case, *, by: User, reason: str = "", at: datetime | None = None) -> CaseEvent:
    """Go on without the answer; the days that were waited are not counted."""
    return _go_on(case, Act.RESUME, by=by, text=reason, at=at)


def _go_on(case: Case, act: Act, *, by: User | Role, text: str, at: datetime | None) -> CaseEvent:
    now = at or timezone.now()
    moved = clock.after_pause(case, until=now)
    event = step.take(
        case,
        act,
        by=by,
        text=text,
        public=True,
        at=now,
        waiting_since=None,
        answer_by=None,
        asked_in="",
    )
    if moved and moved.on != case.due_on:
        timing.move_due(case, to=moved, reason="waited", at=now)
    return event


@transaction.atomic
def message(
    case: Case, *, text: str, attachments: Sequence[Sealed] = (), at: datetime | None = None
) -> CaseEvent:
    """Add something the submitter wants to say."""
    if repeated := said_just_now(case, Act.MESSAGE, text, attachments):
        return repeated
    event = step.take(case, Act.MESSAGE, by=Role.SUBMITTER, text=text, public=True, at=at)
    files.attach(case, event, attachments, actor=Actor.SUBMITTER)
    return event


@transaction.atomic
def add_files(
    case: Case,
    *,
    by: User,
    attachments: Sequence[Sealed],
    text: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Put papers or photos to the case; colleagues see them, the submitter does not."""
    event = step.take(case, Act.ATTACH, by=by, text=text, at=at)
    files.attach(case, event, attachments, actor=Actor(event.actor))
    return event
