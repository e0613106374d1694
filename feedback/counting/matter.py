"""The facts of a case that are counted, and how long an answer was owed. Months are numbers here."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from feedback.vocabulary import OPEN, Act, Resolution

# Acts that end the owing of an answer, or begin it anew; and those that are counted themselves.
FLOW = (
    Act.DECLINE, Act.REPLY, Act.CLOSE, Act.WITHDRAW, Act.MERGE, Act.UNMERGE, Act.REOPEN, Act.EXTEND,
    Act.CONTEST_WON,
)  # fmt: skip


class Entry(NamedTuple):
    """An act of the flow, as the diary has it."""

    act: str
    stage_after: str
    on: date


@dataclass(frozen=True, slots=True)
class Said:
    """What the submitter, and the hospital, said of the result; each stands beside the others."""

    called: bool = False
    call_resolution: str = ""
    call_satisfaction: int | None = None
    rechecked: bool = False
    recheck_differs: bool = False
    rated: bool = False
    own_resolution: str = ""
    own_satisfaction: int | None = None
    hospital_resolution: str = ""

    @property
    def reached(self) -> bool:
        """Say whether the call met somebody."""
        return self.called and self.call_resolution not in {"", Resolution.UNREACHABLE}


@dataclass(frozen=True, slots=True)
class Matter:
    """The facts of a case that are counted; moments are those of the hospital's clock."""

    stage: str
    received: datetime
    date_known: bool = True
    due_on: date | None = None
    answered_on: date | None = None
    answer_due_on: date | None = None
    closed_on: date | None = None
    telephone: bool = False
    # What each dimension of one value says of the case; what is missing is "".
    values: dict[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    # In the order of the diary.
    entries: tuple[Entry, ...] = ()
    said: Said = Said()


def number(day: date) -> int:
    """Return the number of a day's month."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """Return the last day of a month."""
    return date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1])


def stock(matter: Matter, *, today: date) -> set[int]:
    """Return the months at whose end the case was open; at that of the running month so far."""
    last = number(today)
    found: set[int] = set()
    for start, end in _spans(matter):
        until = number(end) - 1 if end else last
        found.update(range(number(start), min(until, last) + 1))
    return found


def touched(matter: Matter, *, today: date) -> set[int]:
    """Return the months in which a case counts, or counted before its last acts."""
    days = [matter.received.date(), *(entry.on for entry in matter.entries)]
    days += filter(None, (matter.answered_on, matter.answer_due_on, matter.closed_on))
    found = {number(day) for day in days} | stock(matter, today=today)
    return {month for month in found if month <= number(today)} | {number(days[0])}


def _spans(matter: Matter) -> list[tuple[date, date | None]]:
    """Return from when to when an answer was owed; the last may go on."""
    found: list[tuple[date, date | None]] = []
    since: date | None = matter.received.date()
    for entry in matter.entries:
        if entry.stage_after in OPEN:
            since = since or entry.on
        elif since is not None:
            found.append((since, max(since, entry.on)))
            since = None
    if since is not None:
        # A past that was not written down: the case itself knows when it was answered.
        ended = matter.answered_on or matter.closed_on or since
        found.append((since, None if matter.stage in OPEN else max(since, ended)))
    return found
