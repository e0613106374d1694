"""A reader who wants to know single cases: every published number at once, and a linear programme.

It is told nothing but the documents, as anybody may download them. It cuts all tables into the pieces
that no table cuts through, and asks for each withheld number between which counts it must lie.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse.csgraph import connected_components

from tests.transparency.linear import HIGH, Bounded, Linear, Name, matrix_of, says
from transparency.cells import ALONG, DAYS, MONTHS, PARTS, SAID, STOCK, TABLES, WHOLE
from transparency.periods import Period


class Asked(NamedTuple):
    """Something the reader wants to know: a withheld number, or what a part leaves of its whole."""

    measure: str
    table: str
    code: str
    period: str
    rest: bool = False


class Attacker:
    """All that can be worked out from documents, given as (code of the period, document) in order.

    With `believes`, a withheld number is taken for 1 to 7, else for anything. `after` documents are
    those frozen after one more case was told: what they count may be larger by that case.
    """

    def __init__(
        self,
        documents: Iterable[tuple[str, Mapping[str, Any]]],
        *,
        believes: bool = False,
        after: int | None = None,
    ) -> None:
        self.believes = believes
        self.rows: list[tuple[Linear, float, float]] = []
        self.asked: dict[Asked, tuple[Linear, int]] = {}
        self.hidden: set[Asked] = set()
        read = [(Period.read(code), document) for code, document in documents]
        self.late = [n >= after if after is not None else False for n in range(len(read))]
        self.adds = after is not None
        self._wholes(read)
        for table in (*TABLES, DAYS):
            self._table(
                table,
                [(p, d, late) for (p, d), late in zip(read, self.late, strict=True) if table in d],
            )
        self._overlaps()
        if self.adds:
            self._one_case()

    # What is known

    def _number(self, asked: Asked, linear: Linear, shown: int | None) -> None:
        if shown is None:
            self.asked[asked] = linear, 1
            self.hidden.add(asked)
            self.know(linear, *((1, HIGH) if self.believes else (0, math.inf)))
        else:
            self.know(linear, *says(shown))

    def know(self, linear: Linear, low: float, high: float) -> None:
        self.rows.append((linear, low, high))

    def piece(self, late: bool, *name: Any) -> Linear:
        """Return a piece as it was counted then: with the one case more, or without."""
        return {name: 1} | ({("+", *name): 1} if late and self.adds else {})

    def _wholes(self, read: list[tuple[Period, Mapping[str, Any]]]) -> None:
        self.months: set[Period] = set()
        # What was said of a month before the case came in is said again, as it was.
        before: set[Period] = set()
        for (period, document), late in zip(read, self.late, strict=True):
            said = [(period, document[WHOLE])]
            said += [(Period.read(row["code"]), row["counts"]) for row in document.get(MONTHS, ())]
            before |= set() if late else {one for one, _counts in said}
            for one, counts in said:
                more = late and one not in before
                self.months |= set(one.months)
                for measure, shown in counts.items():
                    months = one.months[-1:] if measure in STOCK else one.months
                    linear = added(self.piece(more, measure, WHOLE, (), m) for m in months)
                    self._number(
                        Asked(measure, WHOLE, "", f"{one.code} in {period.code}"), linear, shown
                    )
                    self._rest(measure, WHOLE, "", f"{one.code} in {period.code}", months, more)
        for month in self.months:
            for part, whole in PARTS.items():
                self._part((part, WHOLE, (), month), (whole, WHOLE, (), month))
            for of, said_of in SAID.items():
                self._equal(
                    {(of, WHOLE, (), month): 1}, {(m, WHOLE, (), month): 1 for m in said_of}
                )

    def _rest(
        self, measure: str, table: str, code: str, period: str, pieces: list[Any], late: bool
    ) -> None:
        if measure not in PARTS or (table != WHOLE and PARTS[measure] not in ALONG):
            return
        names = [(measure, table, (), one) for one in pieces] if table == WHOLE else pieces
        whole = added(self.piece(late, PARTS[measure], *name[1:]) for name in names)
        part = added(self.piece(late, *name) for name in names)
        rest = whole | {name: -times for name, times in part.items()}
        self.asked[Asked(measure, table, code, period, rest=True)] = rest, 0

    def _part(self, part: Name, whole: Name) -> None:
        self.know({whole: 1, part: -1}, 0, math.inf)
        if self.adds:
            self.know({("+", *whole): 1, ("+", *part): -1}, 0, math.inf)

    def _equal(self, whole: Linear, cells: Linear) -> None:
        minus = {name: -times for name, times in cells.items()}
        self.know(whole | minus, 0, 0)
        if self.adds:
            late = {("+", *name): times for name, times in (whole | minus).items()}
            self.know(late, 0, 0)

    def _table(self, table: str, read: list[tuple[Period, Mapping[str, Any], bool]]) -> None:
        """Cut codes and months as finely as the documents do, and tie the pieces to the wholes."""
        classes = together_always([document[table] for _period, document, _late in read])
        spans = uncut([period for period, _document, _late in read])
        measures = ("received",) if table == DAYS else ALONG
        for measure in measures:
            for span in spans:
                whole = {(measure, WHOLE, (), month): 1 for month in span.months}
                self._equal(whole, {(measure, table, one, span): 1 for one in classes})
                if measure in PARTS and measure in ALONG and PARTS[measure] in ALONG:
                    for one in classes:
                        self._part((measure, table, one, span), (PARTS[measure], table, one, span))
        for n, (period, document, late) in enumerate(read):
            within = [s for s in spans if period.first <= s.first and s.last <= period.last]
            for row in document[table]:
                own = [one for one in classes if (n, row["code"]) in one]
                pieces = [(table, one, span) for one in own for span in within]
                self._row(table, row, period.code, pieces, late)

    def _row(
        self, table: str, row: Mapping[str, Any], period: str, pieces: list[Name], late: bool
    ) -> None:
        for measure, shown in row["counts"].items():
            names = [(measure, *piece) for piece in pieces]
            linear = added(self.piece(late, *name) for name in names)
            self._number(Asked(measure, table, row["code"], period), linear, shown)
            self._rest(measure, table, row["code"], period, names, late)

    def _overlaps(self) -> None:
        """The silent are neither rated nor reached; the undated are not withdrawn."""
        for month in self.months:
            for late in ("", "+") if self.adds else ("",):
                one = {m: (late, m, WHOLE, (), month) if late else (m, WHOLE, (), month)
                       for m in ("answered", "silent", "rated", "reached", "received", "undated", "withdrawn")}  # fmt: skip
                heard = {one["answered"]: 1, one["silent"]: -1}
                self.know(heard | {one["rated"]: -1}, 0, math.inf)
                self.know(heard | {one["reached"]: -1}, 0, math.inf)
                both = {one["rated"]: 1, one["reached"]: 1}
                self.know({n: -t for n, t in heard.items()} | both, 0, math.inf)
                self.know(
                    {one["received"]: 1, one["undated"]: -1, one["withdrawn"]: -1}, 0, math.inf
                )

    def _one_case(self) -> None:
        """One case more: it was received once, and answered, due, closed at most once."""
        for measure in {
            name[0] for row, _low, _high in self.rows for name in row if name[0] != "+"
        }:
            more = {("+", measure, WHOLE, (), month): 1 for month in self.months}
            self.know(more, 1 if measure == "received" else 0, 1)

    # What follows

    def ranges(self, asked: Iterable[Asked]) -> dict[Asked, tuple[int, int]]:
        """Return between which counts each must lie; only as exactly as it takes to see width 2."""
        names = sorted({name for row, _l, _h in self.rows for name in row}, key=repr)
        number = {name: n for n, name in enumerate(names)}
        matrix = matrix_of([row for row, _low, _high in self.rows], number)
        low = np.array([low for _row, low, _high in self.rows])
        high = np.array([high for _row, _low, high in self.rows])
        _parts, part_of = connected_components(matrix.T @ matrix, directed=False)
        found: dict[Asked, tuple[int, int]] = {}
        by_part: dict[int, list[Asked]] = defaultdict(list)
        for one in asked:
            linear, _least = self.asked[one]
            by_part[part_of[number[next(iter(linear))]]].append(one)
        of_row = part_of[matrix.indices[matrix.indptr[:-1]]]
        for part, several in by_part.items():
            columns = np.flatnonzero(part_of == part)
            rows = np.flatnonzero(of_row == part)
            inner = {names[c]: n for n, c in enumerate(columns)}
            goals = matrix_of([self.asked[one][0] for one in several], inner)
            bounded = Bounded(matrix[rows][:, columns], low[rows], high[rows])
            clip = [(1, HIGH) if not one.rest else (0, math.inf) for one in several]
            found |= dict(zip(several, bounded.ranges(goals, clip), strict=True))
        return found


def elements(code: str) -> list[str]:
    """Return the codes that a row puts together."""
    return code[1:].split("\n") if code.startswith("~") else [code]


def added(several: Iterable[Linear]) -> Linear:
    whole: Linear = defaultdict(int)
    for one in several:
        for name, times in one.items():
            whole[name] += times
    return dict(whole)


def uncut(periods: list[Period]) -> list[Period]:
    """Return the runs of months that no period cuts through."""
    cuts = sorted({cut for one in periods for cut in (one.first, one.last + 1)})
    return [
        Period(periods[0].year, first, after - 1)
        for first, after in pairwise(cuts)
        if any(one.first <= first and after - 1 <= one.last for one in periods)
    ]


def together_always(tables: list[list[Mapping[str, Any]]]) -> list[tuple[tuple[int, str], ...]]:
    """Return what each piece of the codes is: in which row of which table it stands."""
    signs: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for n, table in enumerate(tables):
        for row in table:
            for one in elements(row["code"]):
                signs[one].append((n, row["code"]))
    return sorted({tuple(sign) for sign in signs.values()})
