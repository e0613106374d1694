"""When an answer is due. Pure: day and calendar come as arguments, neither clock nor database.

Days are counted as the Civil Code counts them: the day of receipt is not counted (art. 201), and a
period of calendar days that would end on a day off ends on the next working day (art. 203). A due
date is a promise only where the State Council has announced the days off; elsewhere it is marked
provisional, never guessed in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from feedback.vocabulary import ALARMS, Alarm

DAY = timedelta(days=1)
SATURDAY = 5
# With so many working days left somebody is reminded; with so many gone it goes higher up.
SOON, HIGHER_FROM = 1, 4
# By then the State Council has announced the days off of the next year, or soon will.
NOVEMBER = 11


class Unit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


class Due(NamedTuple):
    on: date
    provisional: bool  # somebody must look again once the calendar of that year is known


@dataclass(frozen=True)
class Calendar:
    """The exceptions from Monday to Friday, for the years in which they are known."""

    # Weekdays off for a public holiday.
    off_days: frozenset[date] = frozenset()
    # Weekend days worked in exchange for a longer holiday (调休).
    makeup_days: frozenset[date] = frozenset()
    covered_until: date | None = None

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[date, str]]) -> Calendar:
        """Read rows of a day and its kind, "off" or "work"."""
        days: dict[str, set[date]] = {"off": set(), "work": set()}
        for day, kind in rows:
            if kind not in days:
                raise ValueError(f"A day of the calendar is 'off' or 'work', not {kind!r}.")
            days[kind].add(_plain(day))
        if both := days["off"] & days["work"]:
            raise ValueError(f"The calendar says both 'off' and 'work' of {min(both)}.")
        known = days["off"] | days["work"]
        until = date(max(known).year, 12, 31) if known else None
        return cls(frozenset(days["off"]), frozenset(days["work"]), until)

    @cached_property
    def covered_years(self) -> frozenset[int]:
        # No year's notice leaves Monday to Friday as it is: a year without a row is not known.
        return frozenset(day.year for day in self.off_days | self.makeup_days)

    def covers(self, day: date) -> bool:
        """Whether the days off of that day's year are known."""
        if self.covered_until is None or day > self.covered_until:
            return False
        return day.year in self.covered_years

    def is_workday(self, day: date) -> bool:
        """In a year that is not known, Monday to Friday but for 1 January."""
        if day in self.makeup_days:
            return True
        if day in self.off_days or (day.month == 1 and day.day == 1):
            return False
        return day.weekday() < SATURDAY


def due(received: date, days: int, unit: str, calendar: Calendar) -> Due:
    """The last day for an answer; zero days is the day of receipt itself, whatever day that is."""
    if days < 0:
        raise ValueError(f"A period cannot be shorter than no day: {days}.")
    if unit not in list(Unit):
        raise ValueError(f"A period is counted in 'working' or 'calendar' days, not in {unit!r}.")
    received = _plain(received)
    if days == 0:
        return Due(received, provisional=False)
    if unit == Unit.WORKING:
        return _after(received, days, calendar)
    # The last day itself when it is worked, else the next one that is (art. 203).
    return _after(received + (days - 1) * DAY, 1, calendar)


def workdays_between(start: date, end: date, calendar: Calendar) -> int:
    """The working days after the start up to and with the end; none when the end is earlier."""
    start, end = _plain(start), _plain(end)
    if end <= start:
        return 0
    # Not day by day: an authority may well name the last day of the year 9999.
    weeks, rest = divmod((end - start).days, 7)
    weekdays = 5 * weeks + sum((end - n * DAY).weekday() < SATURDAY for n in range(rest))
    special = {date(year, 1, 1) for year in range(start.year, end.year + 1)}
    special |= calendar.off_days | calendar.makeup_days
    return weekdays + sum(
        calendar.is_workday(day) - (day.weekday() < SATURDAY)
        for day in special
        if start < day <= end
    )


def prolonged(due_on: date, paused_from: date, paused_to: date, calendar: Calendar) -> Due:
    """The due date, moved on by the working days that passed while we waited for the submitter.

    A pause that began after the due date moves nothing: asking back does not mend a missed date.
    """
    if paused_to < paused_from:
        raise ValueError(f"A pause cannot end on {paused_to}, before it began on {paused_from}.")
    due_on = _plain(due_on)
    known = calendar.covers(due_on)
    waited = 0
    if paused_from <= due_on:
        waited = workdays_between(paused_from, paused_to, calendar)
        pause = (paused_to - paused_from).days
        known = known and all(calendar.covers(paused_from + n * DAY) for n in range(1, pause + 1))
    moved = _after(due_on, waited, calendar)
    return Due(moved.on, provisional=moved.provisional or not known)


def is_overdue(due_on: date, *, on: date) -> bool:
    """The due date lasts until its end."""
    return _plain(on) > _plain(due_on)


def alarm(due_on: date, *, on: date, calendar: Calendar) -> Alarm | None:
    """How far the reminding about a due date has come on a day: nobody is reminded too early.

    One working day before, on the day, from the first working day after it, and higher up from the
    fourth on. The numbers are the house's own proposal, not a rule of law.
    """
    due_on, on = _plain(due_on), _plain(on)
    if on > due_on:
        late = workdays_between(due_on, on, calendar)
        if late == 0:
            return Alarm.DUE
        return Alarm.HIGHER if late >= HIGHER_FROM else Alarm.LATE
    if on == due_on:
        return Alarm.DUE
    return Alarm.BEFORE if workdays_between(on, due_on, calendar) <= SOON else None


def is_worse(alarm: str, than: str) -> bool:
    """Whether one alarm comes after another; every alarm comes after none."""
    return ALARMS.index(alarm) > ALARMS.index(than)


def missing_year(calendar: Calendar, *, on: date) -> int | None:
    """The year whose days off have to be entered: this one at any time, the next from 1 November."""
    if not calendar.covers(on):
        return on.year
    following = on.replace(month=1, day=1, year=on.year + 1)
    return following.year if on.month >= NOVEMBER and not calendar.covers(following) else None


def _after(day: date, workdays: int, calendar: Calendar) -> Due:
    """The n-th working day after that day; provisional if a day on the way was not known."""
    provisional = False
    while workdays:
        day += DAY
        provisional = provisional or not calendar.covers(day)
        workdays -= calendar.is_workday(day)
    return Due(day, provisional)


def _plain(day: date) -> date:
    # A datetime is a date to Python, but equal to none: every holiday would be missed in silence.
    if isinstance(day, datetime):
        raise TypeError("Give the day, in the hospital's time zone, not a moment.")
    return day
