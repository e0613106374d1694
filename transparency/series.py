"""Months in a row, composed from the documents of published releases and from nothing else. Pure.

A month says what its own release says; where it has none, what the shortest longer period that lists
it says. What was withheld stays withheld, and what nobody published is not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from transparency import cells
from transparency.periods import Period
from transparency.readout import Share, share
from transparency.suppression import Shown

# Months a reader is shown in a row.
LONGEST = 36
Months = Mapping[Period, Mapping[str, Shown]]


def compose(documents: Mapping[Period, Mapping[str, Any]]) -> dict[Period, dict[str, Shown]]:
    """Return of each month that any of the documents speaks of what it says."""
    found: dict[Period, dict[str, Shown]] = {}
    # The last one has the last word.
    for period in sorted(documents, key=lambda one: -one.length):
        document = documents[period]
        if period.is_month:
            found[period] = dict(document[cells.WHOLE])
        for row in document.get(cells.MONTHS, ()):
            found[Period.read(row["code"])] = dict(row["counts"])
    return found


def same_a_year_before(period: Period) -> Period:
    """Return the same months of the year before."""
    return period._replace(year=period.year - 1)


@dataclass(frozen=True)
class Trend:
    """The months up to one, the earliest published first."""

    months: Months
    last: Period

    @property
    def periods(self) -> list[Period]:
        """Return the months from the first that was published on, without a gap in time."""
        row = [self.last]
        while len(row) < LONGEST:
            row.append(_before(row[-1]))
        return list(dropwhile(lambda month: month not in self.months, reversed(row)))

    @property
    def has_holes(self) -> bool:
        """Say whether a month between is in no release at all."""
        return any(month not in self.months for month in self.periods)

    def values(self, measure: str) -> list[Shown]:
        """Return a measure month by month; None is withheld, or in no release."""
        return [self._said(month, measure) for month in self.periods]

    def season(self, measure: str) -> list[Shown] | None:
        """Return the same months of the year before; None where there is none of them."""
        found = [self._said(same_a_year_before(month), measure) for month in self.periods]
        return None if all(number is None for number in found) else found

    def shares(self, part: str) -> list[Share | None]:
        """Return a share month by month."""
        return [
            share(self._said(month, part), self._said(month, cells.PARTS[part]))
            for month in self.periods
        ]

    def _said(self, month: Period, measure: str) -> Shown:
        return self.months.get(month, {}).get(measure)


def _before(month: Period) -> Period:
    if month.first > 1:
        return Period(month.year, month.first - 1, month.first - 1)
    return Period(month.year - 1, 12, 12)
