"""How many voices came in about what a measure is against, before it was carried out and since."""

from datetime import date
from typing import NamedTuple

from django.utils import timezone

from feedback.models import CaseTally, Improvement
from feedback.models.sight import DIRECTOR, OFFICE, OVERSIGHT
from feedback.office.reports.period import first_of, months_between
from feedback.vocabulary import Count, Dimension, Phase
from portal.models import User

MONTHS = 6


class BeforeAndAfter(NamedTuple):
    """So many in so many whole months before the month of carrying out, and after it."""

    before: int
    months_before: int
    after: int
    months_after: int


def before_and_after(improvement: Improvement, user: User) -> BeforeAndAfter | None:
    """Count voices of the same department and category; only for who reads reports anyway."""
    done_on, code = improvement.done_on, getattr(improvement.category, "code", "")
    judged = improvement.phase in (Phase.CHECK, Phase.ACT)
    if not (done_on and code and judged) or not _counts(user):
        return None
    month, last = first_of(done_on), first_of(timezone.localdate(), months_before=1)
    since = months_between(first_of(month, months_before=-1), last)[:MONTHS]
    first = first_of(month, months_before=MONTHS)
    by_month = _by_month(user, f"{improvement.department_id}|{code}", first, max(last, month))
    return BeforeAndAfter(
        sum(number for one, number in by_month.items() if one < month),
        MONTHS,
        sum(by_month.get(one, 0) for one in since),
        len(since),
    )


def _counts(user: User) -> bool:
    return any(user.has_perm(permission) for permission in (OFFICE, DIRECTOR, OVERSIGHT))


def _by_month(user: User, value: str, first: date, last: date) -> dict[date, int]:
    seen = CaseTally.objects.seen_by(user).between(first, last)
    rows = seen.along(Dimension.DEPARTMENT_CATEGORY, Count.RECEIVED).filter(value=value)  # type: ignore[attr-defined]
    return dict(rows.sums("month"))
