"""The periods figures may be published for: months, quarters, and a year so far. Pure.

No others, so that no two published periods overlap without one holding the other whole: what two
of them tell is then protected together, and nothing else can be subtracted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

WRITTEN = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|to-(0[1-9]|1[0-2])))?")
MONTHS_OF_A_QUARTER = 3
MONTHS_OF_A_YEAR = 12


class NoSuchPeriod(ValueError):
    """The months are no month, quarter or year so far, or are not over; the sentence says which."""


class Period(NamedTuple):
    """A run of whole months within one year: a month, a quarter, or January to some month."""

    year: int
    first: int
    last: int

    @classmethod
    def of(cls, start: date, end: date) -> Period:
        """Return the period from a first to a last month. Raises `NoSuchPeriod`."""
        if (start.year, start.month) > (end.year, end.month):
            raise NoSuchPeriod(_("The first month lies after the last."))
        found = cls(start.year, start.month, end.month)
        quarter = found.first % MONTHS_OF_A_QUARTER == 1 and found.last == found.first + 2
        if start.year != end.year or not (found.first == found.last or found.first == 1 or quarter):
            raise NoSuchPeriod(
                _("Figures are published for a month, a quarter, or a year from its January on.")
            )
        return found

    @classmethod
    def read(cls, code: str) -> Period:
        """Return the period written 2026, 2026-10, 2026-Q3 or 2026-to-10. Raises `NoSuchPeriod`."""
        match = WRITTEN.fullmatch(code)
        if match is None:
            raise NoSuchPeriod(_("Write a period like 2026-10, 2026-Q3, 2026-to-10 or 2026."))
        year, month, quarter, to = (int(part) if part else 0 for part in match.groups())
        if quarter:
            last = quarter * MONTHS_OF_A_QUARTER
            return cls(year, last - 2, last)
        return cls(year, month or 1, month or to or MONTHS_OF_A_YEAR)

    @property
    def start(self) -> date:
        """Return its first day."""
        return date(self.year, self.first, 1)

    @property
    def end(self) -> date:
        """Return its last day."""
        return (date(self.year, self.last, 1) + timedelta(days=32)).replace(day=1) - timedelta(1)

    @property
    def length(self) -> int:
        """Return how many months it has."""
        return self.last - self.first + 1

    @property
    def is_month(self) -> bool:
        """Say whether it is a single month."""
        return self.first == self.last

    @property
    def months(self) -> list[Period]:
        """Return its months."""
        return [Period(self.year, month, month) for month in range(self.first, self.last + 1)]

    @property
    def code(self) -> str:
        """Return how it is written in addresses and files; each period in one way only."""
        if self.is_month:
            return f"{self.year}-{self.first:02}"
        if self.length == MONTHS_OF_A_YEAR:
            return str(self.year)
        if self.length == MONTHS_OF_A_QUARTER and self.last % MONTHS_OF_A_QUARTER == 0:
            return f"{self.year}-Q{self.last // MONTHS_OF_A_QUARTER}"
        return f"{self.year}-to-{self.last:02}"

    @property
    def label(self) -> str:
        """Return its name for people."""
        if self.is_month:
            return date_format(self.start, "YEAR_MONTH_FORMAT")
        if self.length == MONTHS_OF_A_YEAR:
            return _("The year %(year)s") % {"year": self.year}
        if self.code[-2] == "Q":
            return _("Quarter %(quarter)s of %(year)s") % {
                "quarter": self.code[-1],
                "year": self.year,
            }
        # Chinese says the months of a run by their numbers.
        how = pgettext("format of a month in a run", "F")
        return _("%(first)s to %(last)s %(year)s") % {
            "year": self.year,
            "first": date_format(self.start, how),
            "last": date_format(self.end, how),
        }

    def makings(self) -> Iterator[tuple[Period, ...]]:
        """Yield every way in which it is made of shorter periods that may be published."""
        if self.is_month:
            return
        yield tuple(self.months)
        if self.first == 1:
            for last in range(1, self.last):
                rest = self.year, last + 1, self.last
                if rest[1] == rest[2] or (
                    rest[1] % MONTHS_OF_A_QUARTER == 1 and rest[2] == rest[1] + 2
                ):
                    yield Period(self.year, 1, last), Period(*rest)


def whole_year(year: int) -> list[Period]:
    """Return all periods of a year that may be published."""
    months = range(1, MONTHS_OF_A_YEAR + 1)
    runs = [(month, month) for month in months] + [(1, month) for month in months]
    quarters = [(last - 2, last) for last in months if last % MONTHS_OF_A_QUARTER == 0]
    return [Period(year, *run) for run in dict.fromkeys(runs + quarters)]
