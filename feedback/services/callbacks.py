"""Calling back after the answer: who is to be called, by whom not, what was said, and who calls again.

Whoever dealt with a case never calls about it. One reached call in ten is drawn and made again by a
third person, who does not see the first result before; the second result stands beside the first.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Callback, Case, CaseEvent
from feedback.models.case import CaseQuerySet
from feedback.services import aftercare, reading, step
from feedback.services.aftercare import NEEDS_NEW_FACTS
from feedback.services.reading import ONE_OPENING
from feedback.services.step import NotAllowed
from feedback.vocabulary import Act, Reading, Resolution
from feedback.workflow import HANDLING, MOVES
from portal.models import User

# On so many different days somebody is called in vain; then they are left in peace.
TRIES = 3
ONE_IN = 10
# So long a drawn call waits to be made again; later nobody remembers the first one.
RECHECKED_WITHIN = timedelta(days=30)
UNREACHED = Resolution.UNREACHABLE

Lot = Callable[[], bool]


class OwnCase(NotAllowed):
    """Somebody wants to ask what came of a matter they dealt with themselves."""

    @property
    def sentence(self) -> str:
        """Say it to the person who tried."""
        return _("You dealt with this case yourself, so somebody else has to call.")


class OwnCall(NotAllowed):
    """Somebody wants to check a call they made themselves."""

    @property
    def sentence(self) -> str:
        """Say it to the person who tried."""
        return _("You made this call yourself, so somebody else has to make it again.")


class Agreement(NamedTuple):
    """How many calls were made again, and how many came out differently."""

    made: int
    differed: int


def by_lot() -> bool:
    """Draw one in ten; nobody who calls can know beforehand which."""
    return secrets.randbelow(ONE_IN) == 0


def is_handler(case: Case, user: User) -> bool:
    """Say whether somebody dealt with a case: is in charge of it, or did one of the handling acts."""
    return case.officer_id == user.pk or case.diary.filter(by=user, act__in=HANDLING).exists()


@transaction.atomic
def call_back(  # noqa: PLR0913 - what was said, and the lot that a test brings along
    case: Case,
    *,
    by: User,
    resolution: str,
    satisfaction: int | None = None,
    text: str = "",
    at: datetime | None = None,
    draw: Lot = by_lot,
) -> CaseEvent:
    """Write down what the submitter said when called after the answer; silence is no satisfaction.

    It stands beside the submitter's own rating and never in its place. A call that reached nobody
    takes nothing back of what an earlier one learned. Raises `OwnCase` for who dealt with the case.
    """
    _check_not_own(case, by)
    now = at or timezone.now()
    said, reached = judged(resolution, satisfaction), resolution != UNREACHED
    event = _written_down(case, by, now, text, said, **_columns(case, said, now))
    Callback.objects.create(case=case, by=by, at=now, text=text, drawn=reached and draw(), **said)
    return event


@transaction.atomic
def call_again(
    first: Callback,
    *,
    by: User,
    resolution: str,
    satisfaction: int | None = None,
    text: str = "",
    at: datetime | None = None,
) -> Callback:
    """Write down what was said when a drawn call was made again; the case keeps the first result.

    Reaching nobody is one more try. Raises `OwnCall` for who made the first call, `OwnCase` for who
    dealt with the case, `ValidationError` when somebody was faster.
    """
    if first.by_id == by.pk:
        raise OwnCall
    now = at or timezone.now()
    said, reached = judged(resolution, satisfaction), resolution != UNREACHED
    if first.case:
        _check_not_own(first.case, by)
        _written_down(first.case, by, now, text, {**said, "recheck": True})
    row = Callback(case=first.case, discharge=first.discharge, by=by, at=now, text=text, **said)
    row.recheck_of = first if reached else None
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(_("Somebody else has made this call again already.")) from None
    return row


@transaction.atomic
def take_up_again(case: Case, *, by: User, reason: str, at: datetime | None = None) -> CaseEvent:
    """Take a case up again for somebody who said on the telephone that it is not settled."""
    ended = case.stage in NEEDS_NEW_FACTS
    words = {"reason": "" if ended else reason, "new_facts": reason if ended else ""}
    return aftercare.reopen(case, by=by, at=at, **words)


@transaction.atomic
def call_and_reopen(
    case: Case,
    *,
    by: User,
    reason: str,
    resolution: str,
    satisfaction: int | None = None,
    text: str = "",
) -> CaseEvent:
    """Write a call down and take the case up again, both or neither."""
    call_back(case, by=by, resolution=resolution, satisfaction=satisfaction, text=text)
    return take_up_again(case, by=by, reason=reason)


def show_contact(case: Case, *, by: User, reason: str) -> None:
    """Note that a caller was shown name and telephone, once for as long as the call takes."""
    lately = case.readings.filter(by=by, reading=Reading.CONTACT, reason=reason)
    if not lately.filter(at__gt=timezone.now() - ONE_OPENING).exists():
        reading.record(case, by=by, reading=Reading.CONTACT, reason=reason)


def to_call(user: User) -> CaseQuerySet:
    """Return the cases whose submitters are still to be called about the latest answer, by anybody.

    `replied_at` is when it went out, `tries` on how many days somebody has called in vain since.
    """
    replied = CaseEvent.objects.filter(case=OuterRef("pk"), act=Act.REPLY).order_by("-seq")
    in_vain = Callback.objects.filter(case=OuterRef("pk"), at__gte=OuterRef("replied_at"))
    cases = Case.objects.to_call_back(user).filter(callback_by__isnull=False)
    return (
        cases.alias(replied_at=Subquery(replied.values("at")[:1]))
        .annotate(tries=days_in_vain(in_vain, "case"))
        .filter(
            Q(callback_resolution__in=("", UNREACHED)) | Q(called_back_at__lt=F("replied_at")),
            tries__lt=TRIES,
        )
    )


def callable_by(user: User) -> CaseQuerySet:
    """Return those this person may call about: not what the person dealt with."""
    own = CaseEvent.objects.filter(case=OuterRef("pk"), by=user, act__in=HANDLING)
    return to_call(user).exclude(officer=user).exclude(Exists(own))


def to_recheck(user: User, *, now: datetime) -> QuerySet[Callback]:
    """Return the drawn calls this person may make again: neither the own ones, nor about own cases.

    An answer that has been followed by another is not asked about any more.
    """
    handled = CaseEvent.objects.filter(case=OuterRef("case"), by=user, act__in=HANDLING)
    later = CaseEvent.objects.filter(
        case=OuterRef("case"), act__in=(Act.REPLY, Act.REOPEN), at__gt=OuterRef("at")
    )
    same = Q(case=OuterRef("case")) | Q(discharge=OuterRef("discharge"))
    in_vain = Callback.objects.filter(same, at__gt=OuterRef("at"))
    drawn = Callback.objects.filter(
        drawn=True, recheck=None, at__gte=now - RECHECKED_WITHIN
    ).exclude(by=user)
    ours = Q(case__in=Case.objects.to_call_back(user)) & ~Q(case__officer=user)
    patients = Q(discharge__isnull=False, discharge__refused_at=None)
    return (
        drawn.filter(ours | patients)
        .exclude(Exists(handled))
        .exclude(Exists(later))
        .annotate(tries=days_in_vain(in_vain, ""))
        .filter(tries__lt=TRIES)
    )


def days_in_vain(calls: QuerySet[Callback], of: str) -> Coalesce:
    """Count on how many different days these calls reached nobody."""
    days = calls.filter(resolution=UNREACHED).order_by().annotate(day=TruncDate("at"))
    grouped = days.values(of) if of else days.annotate(one=F("resolution")).values("one")
    counted = grouped.annotate(number=Count("day", distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


def agreement() -> Agreement:
    """Count the calls made again, and those in which something else was said than at first."""
    made = Callback.objects.filter(recheck_of__isnull=False)
    same = Q(resolution=F("recheck_of__resolution")) & (
        Q(satisfaction=F("recheck_of__satisfaction"))
        | Q(satisfaction=None, recheck_of__satisfaction=None)
    )
    found = made.aggregate(made=Count("pk"), agreed=Count("pk", filter=same))
    return Agreement(found["made"], found["made"] - found["agreed"])


def judged(resolution: str, satisfaction: int | None) -> dict[str, Any]:
    """Return the two answers as they are kept: who was not reached is not satisfied either."""
    reached = resolution != UNREACHED
    return {"resolution": resolution, "satisfaction": satisfaction if reached else None}


def _check_not_own(case: Case, by: User) -> None:
    if (case.stage, Act.CALL_BACK.value) in MOVES and is_handler(case, by):
        raise OwnCase


def _written_down(
    case: Case, by: User, now: datetime, text: str, facts: dict[str, Any], **changes: Any
) -> CaseEvent:
    return step.take(case, Act.CALL_BACK, by=by, text=text, at=now, facts=facts, **changes)


def _columns(case: Case, said: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Return what the case keeps of a call; one in vain leaves what is known."""
    known = case.callback_resolution not in {"", UNREACHED}
    if said["resolution"] == UNREACHED and known:
        return {}
    return {
        "called_back_at": now,
        "callback_resolution": said["resolution"],
        "callback_satisfaction": said["satisfaction"],
    }
