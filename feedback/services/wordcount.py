"""In how many cases of a month each word stands: counted from the stories, of which nothing else is kept.

A month is counted anew when its cases, or those of a month within a year of it, are others than when it
was counted: by number, kind, sphere. So what is erased is erased here too. No diary is asked.
"""

import hashlib
import logging
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from feedback import fingerprints, words
from feedback.models import Case, TallyMark, WordTally
from feedback.models.case import CaseQuerySet
from feedback.vocabulary import Sphere
from portal import crypto
from portal.models import Hospital, User

logger = logging.getLogger(__name__)

# So many stories are opened in one go: some ten seconds.
A_ROUND = 20_000
# So many at a time are in memory.
PAGE = 500
# Months before and after which have a say in what may be kept.
NEAR = words.MONTHS - 1

LONG_AGO = datetime.min.replace(tzinfo=UTC)
NEVER = TallyMark(event=-1, at=None)

READ = (
    "pk", "received_at", "kind", "restricted", "sphere", "story",
    "contact__phone_index", "contact__email_index",
)  # fmt: skip


class Told(NamedTuple):
    """What of a case is counted; it lives as long as the counting."""

    pk: int
    received_at: datetime
    kind: str
    restricted: bool
    sphere: str
    story: str
    phone: str | None
    email: str | None

    @property
    def counted_under(self) -> str:
        """Return whose team alone may see its words; nobody's own for what is not restricted."""
        return (self.sphere or Sphere.OTHER) if self.restricted else ""

    @property
    def month(self) -> int:
        """Return the month it was received in, by its number."""
        return words.ordinal(timezone.localdate(self.received_at))

    @property
    def submitter(self) -> Hashable:
        """Return who tells it; of strangers those who use the very same words count as one."""
        return self.phone or self.email or hash(fingerprints.normalised(self.story))


class Month(NamedTuple):
    """How many cases were told in a month, and in how many of them each word stands."""

    total: int
    counts: Counter[str]


def sweep(most: int = A_ROUND) -> int:
    """Count the months whose cases are others than when they were counted; return how many months."""
    counted = 0
    for hospital in Hospital.objects.all():
        sizes, stale = _stale(hospital)
        while stale and most > 0:
            batch = _batch(sizes, stale, most)
            most -= _count(hospital, {month: stale.pop(month) for month in batch})
            counted += len(batch)
    return counted


def told_in(first: date, last: date, *, user: User, kind: str = "") -> dict[date, Month]:
    """Return what was told month by month, as far as this person may count it."""
    rows = WordTally.objects.seen_by(user).between(first, last)
    if kind:
        rows = rows.filter(kind=kind)
    months: dict[date, Counter[str]] = defaultdict(Counter)
    for month, word, cases in rows.values_list("month", "word", "cases").iterator():
        months[month][word] += cases
    return {
        month: Month(counts.pop(words.ALL, 0), counts) for month, counts in sorted(months.items())
    }


def _cases(hospital: Hospital) -> CaseQuerySet:
    """Return what is counted: not what is kept apart as abuse, nor what came in nobody knows when."""
    return Case.objects.filter(hospital=hospital, quarantined=False, date_known=True).order_by()


def _stale(hospital: Hospital) -> tuple[dict[int, int], dict[int, int]]:
    """Return how many cases each month has, and the mark of each that is to be counted.

    What was counted longest ago comes first, of several such months the newest.
    """
    marks = {mark.name: mark for mark in TallyMark.objects.filter(name__startswith="words ")}
    sizes, own = _state(hospital)
    stale = {}
    for month in own.keys() | _marked(hospital, marks):
        near = [own.get(month + by, "") for by in range(-NEAR, NEAR + 1)]
        state = _short("|".join([words.edition(), *near])) if month in own else 0
        mark = marks.get(_name(hospital, month), NEVER)
        if mark.event != state:
            stale[month] = (mark.at or LONG_AGO, -month, state)
    return sizes, {month: stale[month][-1] for month in sorted(stale, key=stale.__getitem__)}


def _state(hospital: Hospital) -> tuple[dict[int, int], dict[int, str]]:
    """Return how many cases each month has, and what tells whether they are still the same."""
    grouped = _cases(hospital).annotate(month=TruncMonth("received_at"))
    rows = grouped.values_list("month", "kind", "restricted", "sphere")
    summed = rows.annotate(cases=Count("pk"), sum=Sum("pk"))
    sizes: Counter[int] = Counter()
    state: dict[int, str] = defaultdict(str)
    for start, *facts, cases, sum_ in summed.order_by("month", "kind", "restricted", "sphere"):
        month = words.ordinal(timezone.localdate(start))
        sizes[month] += cases
        state[month] += str((*facts, cases, sum_))
    return sizes, state


def _marked(hospital: Hospital, known: Iterable[str]) -> set[int]:
    start = _name(hospital, 0).removesuffix("0")
    return {int(name.removeprefix(start)) for name in known if name.startswith(start)}


def _name(hospital: Hospital, month: int) -> str:
    return f"words {hospital.pk} {month}"


def _short(state: str) -> int:
    """Return a number for a state that fits the column; nought is for months without any case."""
    digest = hashlib.blake2b(state.encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big") + 1


def _batch(sizes: Mapping[int, int], stale: Iterable[int], most: int) -> list[int]:
    """Choose months to count together: the first, and as much of the year before as may be opened."""
    first, *others = stale
    batch = [first]
    for month in sorted((one for one in others if 0 < first - one <= NEAR), reverse=True):
        near = range(month - NEAR, first + NEAR + 1)
        if sum(sizes.get(one, 0) for one in near) > most:
            break
        batch.append(month)
    return batch


def _near(hospital: Hospital, months: Iterable[int]) -> CaseQuerySet:
    """Return the cases that have a say in what of these months may be kept."""
    numbers = sorted(months)
    first, after = words.month_of(numbers[0] - NEAR), words.month_of(numbers[-1] + NEAR + 1)
    received = (_start_of(first), _start_of(after))
    return _cases(hospital).filter(received_at__gte=received[0], received_at__lt=received[1])


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware


def _count(hospital: Hospital, marks: dict[int, int]) -> int:
    """Count some months together; return how many stories were opened."""
    groups: dict[str, words.Keeping] = defaultdict(words.Keeping)
    opened = 0
    for case in _opened(_near(hospital, marks)):
        opened += 1
        told = words.words_of(case.story)
        groups[case.counted_under].add(case.month, case.kind, case.submitter, told)
    names = _names()
    rows: dict[int, list[WordTally]] = defaultdict(list)
    for sphere, group in groups.items():
        for (month, kind, word), cases in group.tallies(marks).items():
            if not _names_somebody(word, names):
                first = words.month_of(month)
                row = WordTally(month=first, sphere=sphere, kind=kind, word=word, cases=cases)
                rows[month].append(row)
    for month, mark in marks.items():
        _write(hospital, month, mark, rows[month])
    return opened


def _opened(cases: CaseQuerySet) -> Iterator[Told]:
    """Open the stories in the order they came; one that does not open is left out, the others go on."""
    pks = list(cases.order_by("received_at", "pk").values_list("pk", flat=True))
    for start in range(0, len(pks), PAGE):
        page = pks[start : start + PAGE]
        try:
            yield from _read(page)
        except crypto.Unreadable:
            for pk in page:
                yield from _read_alone(pk)


def _read(pks: list[int]) -> list[Told]:
    rows = Case.objects.filter(pk__in=pks).order_by("received_at", "pk").values_list(*READ)
    return [Told(*row) for row in rows]


def _read_alone(pk: int) -> list[Told]:
    try:
        return _read([pk])
    except crypto.Unreadable:
        logger.exception("Case %d does not open; its words are not counted", pk)
        return []


def _names() -> frozenset[str]:
    """Return the names of the staff: they may be complained about more often than a rare word is told."""
    names = User.objects.values_list("last_name", "first_name")
    chinese = {f"{last}{first}" for last, first in names if not f"{last}{first}".isascii()}
    latin = {part.lower() for pair in names for part in pair if part.isascii()}
    return frozenset(chinese | latin) - {""}


def _names_somebody(word: str, names: frozenset[str]) -> bool:
    """Say whether a word is, or a pair holds, the name of one of the staff."""
    return any(part in names for part in (word, *word.split()))


@transaction.atomic
def _write(hospital: Hospital, month: int, mark: int, rows: list[WordTally]) -> None:
    """Put one month in place of what was counted before."""
    # The mark first: of two that count at once the second waits, and writes the same again.
    TallyMark.objects.bulk_create(
        [TallyMark(name=_name(hospital, month), event=mark, at=timezone.now())],
        update_conflicts=True,
        update_fields=["event", "at"],
        unique_fields=["name"],
    )
    WordTally.objects.filter(hospital=hospital, month=words.month_of(month)).delete()
    for row in rows:
        row.hospital = hospital
    WordTally.objects.bulk_create(rows, batch_size=PAGE)
