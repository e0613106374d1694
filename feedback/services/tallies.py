"""Roll-ups of the cases: the months in which something changed are counted anew, each replaced at once.

The counting itself is pure (`feedback.counting`). Only one worker counts at a time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.utils import timezone

from feedback import counting, deadlines
from feedback.deadlines import Calendar
from feedback.models import CalendarDay, Case, CaseEvent, CaseTally, TallyMark
from feedback.models.case import CaseQuerySet
from feedback.services import facts
from feedback.vocabulary import OPEN

# How far the counting has come, and who is counting just now.
CASES, CLAIM = "cases", "cases, being counted"
# After so long whoever claimed the counting is thought to have died.
LEASE = timedelta(hours=1)
# An entry may become visible later than one with a higher number, but not by more than this.
SETTLED = timedelta(minutes=5)
# So many rows are written by one statement.
BATCH = 1000


def sweep() -> int:
    """Count the months anew in which something changed since the last round; return how many."""
    return _counted(everything=False)


def count_all() -> int:
    """Count every month anew, whatever changed: this heals what no diary entry tells of."""
    return _counted(everything=True)


def _counted(*, everything: bool) -> int:
    with _claim() as claimed:
        if claimed is None:
            return 0
        mark = TallyMark.objects.filter(name=CASES).first() or TallyMark(name=CASES)
        upto, today = _upto(mark, claimed), timezone.localdate(claimed)
        if everything or mark.at is None:
            done = _replace(None, today, claimed)
        else:
            done = sum(_replace(run, today, claimed) for run in _runs(_dirty(mark, today)))
        TallyMark.objects.update_or_create(name=CASES, defaults={"event": upto, "at": claimed})
        return done


def recount(start: date, end: date) -> int:
    """Count the months from one day to another anew, whatever the diary tells of them."""
    with _claim() as claimed:
        if claimed is None:
            return 0
        run = list(range(counting.number(start), counting.number(end) + 1))
        return _replace(run, timezone.localdate(claimed), claimed)


@contextmanager
def _claim() -> Iterator[datetime | None]:
    """Let one worker count, and yield since when; None while another does."""
    now = timezone.now()
    TallyMark.objects.get_or_create(name=CLAIM)
    free = Q(at=None) | Q(at__lt=now - LEASE)
    if not TallyMark.objects.filter(free, name=CLAIM).update(at=now):
        yield None
        return
    try:
        yield now
    finally:
        TallyMark.objects.filter(name=CLAIM, at=now).update(at=None)


def _upto(mark: TallyMark, now: datetime) -> int:
    """Return the last entry before which none can still become visible."""
    fresh = CaseEvent.objects.filter(pk__gt=mark.event)
    first = fresh.filter(at__gte=now - SETTLED).aggregate(first=Min("pk"))["first"]
    return first - 1 if first else fresh.aggregate(last=Max("pk"))["last"] or mark.event


def _dirty(mark: TallyMark, today: date) -> set[int]:
    """Return the months whose numbers may have changed: by an act, or by the day."""
    assert mark.at is not None  # noqa: S101 - otherwise everything is counted
    acts = CaseEvent.objects.filter(pk__gt=mark.event).order_by().values("case_id")
    months: set[int] = set()
    for _row, matter in facts.read(Case.objects.filter(pk__in=acts)):
        months |= counting.touched(matter, today=today)
    before = timezone.localdate(mark.at)
    if before < today:
        months |= _changed_by_the_day(before, today)
    return months | {counting.number(today)} if months else months


def _changed_by_the_day(before: date, today: date) -> set[int]:
    """Return the months since, and those in which what is open came in or came due."""
    months = set(range(counting.number(before), counting.number(today) + 1))
    for received, due in Case.objects.open().values_list("received_at", "due_on"):
        months.add(counting.number(timezone.localdate(received)))
        if due and due <= today:
            months.add(counting.number(due))
    return months


def _runs(months: Iterable[int]) -> list[list[int]]:
    """Return the months in runs without a gap: each is read in one pass."""
    runs: list[list[int]] = []
    for month in sorted(months):
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def _replace(run: list[int] | None, today: date, claimed: datetime) -> int:
    """Count the months of a run, or all there are, and put the numbers in the place of the old ones."""
    cases = Case.objects.filter(quarantined=False)
    counted = _count(cases if run is None else cases.filter(_touching(run)), today)
    if run is None:
        kept = CaseTally.objects.order_by().values_list("month", flat=True).distinct()
        run = sorted({counting.number(month) for month in kept} | set(counted))
    return sum(_write(month, counted.get(month, Counter()), claimed) for month in run)


def _touching(run: list[int]) -> Q:
    """Select what may count in a run of months; each part is found by an index of its own."""
    first, last = counting.first_day(run[0]), counting.last_day(run[-1])
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    acted = Exists(CaseEvent.objects.filter(case_id=OuterRef("pk"), at__gte=start))
    within = Q()
    for name in ("received_at", "answered_at", "closed_at"):
        within |= Q(**{f"{name}__gte": start, f"{name}__lt": end})
    return (
        within
        | Q(answer_due_on__range=(first, last))
        | Q(closed_at__gte=end, received_at__lt=start)
        | Q(closed_at=None, stage__in=OPEN)
        | (Q(closed_at=None) & Q(acted))
    )


def _count(cases: CaseQuerySet, today: date) -> dict[int, Counter[tuple[Any, ...]]]:
    """Count cases by month, in one pass."""
    months: dict[int, Counter[tuple[Any, ...]]] = defaultdict(Counter)
    calendar = Calendar.from_rows(CalendarDay.objects.values_list("date", "kind"))

    @lru_cache(maxsize=100_000)
    def workdays(start: date, end: date) -> int:
        return deadlines.workdays_between(start, end, calendar)

    for row, matter in facts.read(cases):
        group = row.group
        for month, *what in counting.tallied(matter, today=today, workdays=workdays):
            months[month][(*group, *what)] += 1
    return months


def _write(month: int, counted: Counter[tuple[Any, ...]], claimed: datetime) -> bool:
    """Replace the numbers of one month, unless another worker has begun to count since."""
    first = counting.first_day(month)
    with transaction.atomic():
        if not TallyMark.objects.filter(name=CLAIM, at=claimed).update(at=claimed):
            return False
        CaseTally.objects.filter(month=first).delete()
        CaseTally.objects.bulk_create(
            (
                CaseTally(
                    month=first, hospital_id=hospital, sphere=sphere, kind=kind,
                    dimension=dimension, value=value, count=count, number=number,
                )
                for (hospital, sphere, kind, dimension, value, count), number in counted.items()
            ),
            batch_size=BATCH,
        )  # fmt: skip
    return True


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
