"""How many matters of a category came in over some months, as far as published releases say. Pure.

What is withheld is not guessed: the rows of a table make up its whole, so a reader can work out at
most how many it may stand for, and no more than that is used. Nothing here is not public already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

from transparency import cells
from transparency.effect import Side
from transparency.periods import MONTHS_OF_A_YEAR, Period
from transparency.suppression import MODE_A, Shown

TABLE = "by_category"
Documents = Mapping[Period, Mapping[str, Any]]


class Window(NamedTuple):
    """What is known of a run of months: the number as shown, between what it lies, and of how much."""

    months: int
    # None where a part of it is withheld.
    shown: Shown
    low: int
    # None where nothing is known.
    high: int | None
    days: int
    # None where they were not entered for every month.
    visits: int | None
    # Where it was read.
    periods: tuple[Period, ...]

    def side(self, *, by_visits: bool) -> Side | None:
        """Return it as one side of a comparison; None where nothing is known."""
        if self.high is None:
            return None
        exposure = self.visits if by_visits and self.visits else self.days
        return Side(self.low, self.high, exposure)

    @property
    def width(self) -> float:
        """Return how much is left open."""
        return inf if self.high is None else self.high - self.low


NOTHING = Window(0, 0, 0, 0, 0, 0, ())


def run(last: Period, length: int) -> list[Period]:
    """Return so many months up to one, the earliest first."""
    return [later(last, -back) for back in reversed(range(length))]


def later(month: Period, by: int) -> Period:
    """Return the month so many months later, or earlier."""
    year, month_of = divmod(month.year * MONTHS_OF_A_YEAR + month.first - 1 + by, MONTHS_OF_A_YEAR)
    return Period(year, month_of + 1, month_of + 1)


def known(documents: Documents, months: Sequence[Period], category: str) -> Window | None:
    """Return what the releases say of a run of months; None where a month stands in none of them.

    A quarter or a year so far is read instead of its months where that leaves less open.
    """
    best: list[Window | None] = [NOTHING, *(None for _month in months)]
    for end in range(1, len(months) + 1):
        for start in range(end):
            before, part = best[start], _read(documents, months[start:end], category)
            if before is None or part is None:
                continue
            found = _joined(before, part)
            standing = best[end]
            if standing is None or _rank(found) < _rank(standing):
                best[end] = found
    return best[-1]


def _rank(window: Window) -> tuple[float, int]:
    return window.width, len(window.periods)


def _read(documents: Documents, months: Sequence[Period], category: str) -> Window | None:
    first, last = months[0], months[-1]
    period = Period(first.year, first.first, last.last)
    if first.year != last.year or period not in documents:
        return None
    document = documents[period]
    shown, low, high = received(document, category)
    days = (period.end - period.start).days + 1
    visits = document.get("activity", {}).get("visits")
    return Window(period.length, shown, low, high, days, visits, (period,))


def _joined(one: Window, other: Window) -> Window:
    whole = None not in (one.shown, other.shown)
    return Window(
        one.months + other.months,
        (one.shown or 0) + (other.shown or 0) if whole else None,
        one.low + other.low,
        None if one.high is None or other.high is None else one.high + other.high,
        one.days + other.days,
        None if one.visits is None or other.visits is None else one.visits + other.visits,
        one.periods + other.periods,
    )


def received(document: Mapping[str, Any], category: str) -> tuple[Shown, int, int | None]:
    """Return the number of a category as a release shows it, and between what it lies."""
    rows = {row["code"]: row["counts"]["received"] for row in document.get(TABLE, ())}
    number = rows.get(category)
    if number is not None:
        return number, *MODE_A.says(number)
    whole = document[cells.WHOLE]["received"]
    if whole is None:
        return None, 0, None
    others = (n for code, n in rows.items() if n is not None and not _is_in(category, code))
    most = MODE_A.says(whole)[1] - sum(MODE_A.says(other)[0] for other in others)
    # Small rows that were put together are no larger than what stands for all of them.
    together = [n for code, n in rows.items() if n is not None and _is_in(category, code)]
    return None, 0, max(0, min([most, *(MODE_A.says(n)[1] for n in together)]))


def _is_in(category: str, code: str) -> bool:
    return category in cells.parts_of(code)
