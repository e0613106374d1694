"""Along what a case counts: all its counts along what it has one value of, some along what it has more."""

from collections.abc import Callable, Iterator
from datetime import date, time
from itertools import combinations_with_replacement
from typing import NamedTuple

from feedback.counting.counts import counts
from feedback.counting.matter import Matter, last_day, number, stock
from feedback.vocabulary import OPEN, Count, Dimension

# A year of working days; what took longer took "so long or longer".
LONGEST = 250
# After the days of a case that is not answered yet: at least so many.
STILL = "+"

Workdays = Callable[[date, date], int]


class Tally(NamedTuple):
    """One thing a case counts for."""

    month: int
    dimension: str
    value: str
    what: str


# Of each of these a case has exactly one value, so every count along them adds up to the total.
SINGLE = (
    Dimension.TOTAL, Dimension.CHANNEL, Dimension.DEPARTMENT, Dimension.CATEGORY,
    Dimension.DEPARTMENT_CATEGORY, Dimension.RELATIONSHIP, Dimension.AGE, Dimension.PROFESSION,
    Dimension.SEVERITY, Dimension.HARM, Dimension.CARE_STAGE, Dimension.HCAT, Dimension.OUTCOME,
)  # fmt: skip


def tallied(matter: Matter, *, today: date, workdays: Workdays) -> Iterator[Tally]:
    """Yield all a case counts for, up to a day."""
    values = [(along.value, matter.values.get(along, "")) for along in SINGLE]
    for month, count in counts(matter, today=today):
        for along, value in values:
            yield Tally(month, along, value, count)
    yield from _as_received(matter, today, workdays)
    yield from _as_answered(matter, workdays)
    yield from _as_open(matter, today, workdays)
    if matter.closed_on:
        for measure in matter.measures or ("",):
            yield Tally(number(matter.closed_on), Dimension.MEASURE, measure, Count.CLOSED)


def _as_received(matter: Matter, today: date, workdays: Workdays) -> Iterator[Tally]:
    month = number(matter.received)
    for one, other in combinations_with_replacement(sorted(set(matter.categories)), 2):
        yield Tally(month, Dimension.PAIR, f"{one}|{other}", Count.RECEIVED)
    yield Tally(month, Dimension.HOUR, _hour(matter), Count.RECEIVED)
    days = ""
    if matter.date_known and matter.answered_on:
        days = _days(matter, matter.answered_on, workdays)
    elif matter.date_known and matter.stage in OPEN:
        days = f"{_days(matter, today, workdays)}{STILL}"
    yield from _along_days(matter, month, days, Count.RECEIVED)


def _as_answered(matter: Matter, workdays: Workdays) -> Iterator[Tally]:
    if matter.answered_on:
        days = _days(matter, matter.answered_on, workdays) if matter.date_known else ""
        yield from _along_days(matter, number(matter.answered_on), days, Count.ANSWERED)


def _as_open(matter: Matter, today: date, workdays: Workdays) -> Iterator[Tally]:
    for month in stock(matter, today=today):
        end = min(last_day(month), today)
        days = _days(matter, end, workdays) if matter.date_known else ""
        yield Tally(month, Dimension.DAYS, days, Count.OPEN)


def _along_days(matter: Matter, month: int, days: str, count: Count) -> Iterator[Tally]:
    yield Tally(month, Dimension.DAYS, days, count)
    department = matter.values.get(Dimension.DEPARTMENT, "")
    yield Tally(month, Dimension.DEPARTMENT_DAYS, f"{department}|{days}", count)


def _days(matter: Matter, until: date, workdays: Workdays) -> str:
    return str(min(workdays(matter.received.date(), until), LONGEST))


def _hour(matter: Matter) -> str:
    """Return weekday and hour; midnight to the second is a day somebody wrote without its hour."""
    if not matter.date_known or matter.received.time() == time():
        return ""
    return f"{matter.received.isoweekday()}|{matter.received.hour}"
