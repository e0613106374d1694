"""What is done with a hotline or authority that passed a matter on: its order, its contest, its report.

The submitter's answer is another thing: nothing of this stops a clock but the order's being taken
back, which the submitter reads with where the matter goes.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent, SubjectMapping, WorkOrder
from feedback.services import clock, step, timing, together
from feedback.vocabulary import TRANSFERS, Act, DeclineReason, Stage
from portal.models import User

# Between the levels of a hotline's own category.
LEVELS = " / "
ANSWERS = (Act.REPLY, Act.SHARE, Act.DECLINE, Act.CONTEST_WON)


def has_order(case: Case) -> bool:
    """Say whether somebody passed the case on who wants to be told the result."""
    return case.channel in TRANSFERS or bool(getattr(case, "order", None))


def waits_for_decision(case: Case) -> bool:
    """Say whether a contest of the dispatch has not been decided yet."""
    order: WorkOrder | None = getattr(case, "order", None)
    return bool(order and order.contested_at and order.contest_decided_at is None)


def answer_of(case: Case) -> str:
    """Return what the submitter was told last: the reply, or why the case was declined."""
    told = case.diary.filter(act__in=ANSWERS, public=True).order_by("-seq").first()
    return told.text if told else ""


def suggestion(case: Case) -> SubjectMapping | None:
    """Return what the office has said of the hotline's category of a case, or of one above it."""
    order: WorkOrder | None = getattr(case, "order", None)
    if order is None or not order.subject:
        return None
    levels = order.subject.split(LEVELS)
    paths = [LEVELS.join(levels[:depth]) for depth in range(len(levels), 0, -1)]
    known = SubjectMapping.objects.filter(channel=case.channel, path__in=paths)
    said = known.exclude(category=None, foreign=False).select_related("category__parent")
    by_path = {mapping.path: mapping for mapping in said}
    return next((by_path[path] for path in paths if path in by_path), None)


@transaction.atomic
def urge(case: Case, *, by: User, text: str = "", at: datetime | None = None) -> CaseEvent:
    """Note that the hotline asked where the answer is; whoever has the case is told."""
    order = _order(case)
    event = step.take(
        case,
        Act.URGE,
        by=by,
        text=text,
        at=at,
        facts={"to": "department" if case.lead_id else "officer", "urges": order.urges + 1},
    )
    _write(order, urges=order.urges + 1)
    return event


@transaction.atomic
def contest(case: Case, *, by: User, reason: str, at: datetime | None = None) -> CaseEvent:
    """Tell the hotline that the matter is not this hospital's; until it decides the case goes on.

    Raises `ValidationError` while an earlier contest waits for its decision.
    """
    order = _order(case)
    if waits_for_decision(case):
        raise ValidationError(_("The dispatch is contested already; the hotline has not decided."))
    if not reason.strip():
        raise ValidationError(_("Say why the matter is not this hospital's."))
    event = step.take(case, Act.CONTEST, by=by, text=reason, at=at)
    _write(order, contested_at=event.at, contest_decided_at=None, contest_won=None)
    return event


@transaction.atomic
def contest_won(case: Case, *, by: User, explanation: str, at: datetime | None = None) -> CaseEvent:
    """Note that the hotline took the order back: the case is declined, and the submitter reads where it goes.

    Raises `ValidationError` where nothing was contested.
    """
    order = _contested(case)
    if not explanation.strip():
        raise ValidationError(_("Say where the matter goes now: the submitter reads it."))
    event = step.take(
        case,
        Act.CONTEST_WON,
        by=by,
        at=at,
        text=explanation,
        public=True,
        facts={"reason": DeclineReason.OUT_OF_SCOPE.value},
        decline_reason=DeclineReason.OUT_OF_SCOPE,
        officer_id=case.officer_id or by.pk,
        restated_at=None,
        objected_at=None,
        **timing.NOTHING_ASKED,
        **clock.first_answer(case, at=at),
    )
    _write(order, contest_decided_at=event.at, contest_won=True)
    together.share(event)
    return event


@transaction.atomic
def contest_lost(case: Case, *, by: User, text: str = "", at: datetime | None = None) -> CaseEvent:
    """Note that the hotline left the order with us. Raises `ValidationError` where nothing was contested."""
    order = _contested(case)
    event = step.take(case, Act.CONTEST_LOST, by=by, text=text, at=at)
    _write(order, contest_decided_at=event.at, contest_won=False)
    return event


@transaction.atomic
def report_back(case: Case, *, by: User, text: str, at: datetime | None = None) -> CaseEvent:
    """Note what the hotline was told. Raises `ValidationError` while there is nothing to tell."""
    order = _order(case)
    if not text.strip():
        raise ValidationError(_("Write down what the hotline is told."))
    if case.stage == Stage.MERGED and case.answered_at is None:
        raise ValidationError(_("There is no answer to report yet."))
    event = step.take(case, Act.REPORT_BACK, by=by, text=text, at=at)
    _write(order, reported_at=event.at, report=text)
    return event


def _order(case: Case) -> WorkOrder:
    """Return the order of a case; an older case of such a channel gets its own now."""
    order: WorkOrder | None = getattr(case, "order", None)
    if order is not None:
        return order
    if case.channel not in TRANSFERS:
        raise ValidationError(_("No hotline or authority passed this case on."))
    return WorkOrder(case=case)


def _contested(case: Case) -> WorkOrder:
    order = _order(case)
    if not waits_for_decision(case):
        raise ValidationError(_("The dispatch has not been contested."))
    return order


def _write(order: WorkOrder, **changes: Any) -> None:
    """Keep what the act changed, once the act has been let through its door."""
    for name, value in changes.items():
        setattr(order, name, value)
    if order._state.adding:
        order.save(force_insert=True)
    else:
        order.save(update_fields=list(changes))


def answered_in_file(case: Case) -> None:
    """Note of an order that came with its answer that whoever passed it on knows the answer already."""
    if case.stage == Stage.REPLIED:
        told = case.answered_at or case.received_at
        WorkOrder.objects.filter(case=case, reported_at=None).update(reported_at=told)
