"""What adds up to what, over all the tables of all the periods of a year. Pure.

Two releases may divide the same months in different ways: one puts small rows together, the other
tells them apart. So every number is told in pieces: of the codes and of the months, the largest that
no table cuts through. Pieces are printed nowhere; whatever can be added or subtracted goes by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from feedback.figures import Figures
from transparency import cells
from transparency.cells import ALONG, DAYS, PARTS, SAID, STOCK, TABLES, WHOLE, Cell, Rows
from transparency.periods import Period
from transparency.suppression import Sum


class Piece(NamedTuple):
    """A number that is printed nowhere: of some codes of a table, in some months in a row."""

    measure: str
    table: str
    codes: tuple[str, ...]
    months: Period

    def __repr__(self) -> str:
        return f"{self.measure}/{self.table}/{'+'.join(self.codes)}/{self.months.code}"


class Ties:
    """The lines of a year: from each printed number to its pieces, and among the pieces."""

    def __init__(self, printed: Mapping[Period, Rows], months: Mapping[str, Figures]) -> None:
        self.printed = printed
        self.months = months
        self.counts: dict[Piece, int] = {}
        self.parts: dict[Piece, Piece] = {}
        self.lines = [*self._wholes(), *self._overlaps()]
        for table in (*TABLES, DAYS):
            self.lines += self._along(table)

    def _wholes(self) -> Iterator[Sum]:
        """Yield what the totals of periods and months are made of, and what they make."""
        self.single = sorted({month for period in self.printed for month in period.months})
        for month in self.single:
            counted = cells.count_cells(self.months[month.code], {}, month)
            for measure in cells.MEASURES:
                self.counts[self._whole(measure, month)] = counted[Cell(measure, WHOLE, "", month)]
            yield from (
                Sum(self._whole(of, month), tuple(self._whole(one, month) for one in said))
                for of, said in SAID.items()
            )
            for part, whole in PARTS.items():
                self.parts[self._whole(part, month)] = self._whole(whole, month)
        for period in {*self.printed, *self.single}:
            for measure in cells.MEASURES:
                of = period.months[-1:] if measure in STOCK else period.months
                pieces = tuple(self._whole(measure, month) for month in of)
                yield Sum(Cell(measure, WHOLE, "", period), pieces)

    def _overlaps(self) -> Iterator[Sum]:
        """Yield what hangs together by what it means: the silent are neither reached nor rated."""
        for month in self.single:
            count = {m: self.counts[self._whole(m, month)] for m in cells.MEASURES}
            heard = count["answered"] - count["silent"]
            only_rated = self._extra("only rated", month, heard - count["reached"])
            only_reached = self._extra("only reached", month, heard - count["rated"])
            both = self._extra("both", month, count["rated"] + count["reached"] - heard)
            silent = self._whole("silent", month)
            yield Sum(self._whole("answered", month), (silent, only_rated, only_reached, both))
            yield Sum(self._whole("rated", month), (only_rated, both))
            yield Sum(self._whole("reached", month), (only_reached, both))
            apart = self._whole("undated", month), self._whole("withdrawn", month)
            dated = count["received"] - count["undated"] - count["withdrawn"]
            yield Sum(self._whole("received", month), (*apart, self._extra("dated", month, dated)))

    def _along(self, table: str) -> Iterator[Sum]:
        """Yield what the rows of a table are made of, and that they make the wholes."""
        rows = {period: of[table] for period, of in self.printed.items() if table in of}
        spans = list(_spans(rows))
        groups = self._groups(table, rows, spans)
        for span in spans:
            yield from self._divided(table, span, groups)
        for period, codes in rows.items():
            within = [s for s in spans if period.first <= s.first and s.last <= period.last]
            for code in codes:
                among = set(cells.parts_of(code))
                own = [group for group in groups if among.issuperset(group)]
                for measure in cells.measures_of(table):
                    yield Sum(
                        Cell(measure, table, code, period),
                        tuple(Piece(measure, table, group, s) for group in own for s in within),
                    )

    def _divided(self, table: str, span: Period, groups: list[tuple[str, ...]]) -> Iterator[Sum]:
        """Yield that the pieces of a table make the whole of some months."""
        for measure in cells.measures_of(table):
            pieces = tuple(Piece(measure, table, group, span) for group in groups)
            for piece in pieces:
                self.counts[piece] = self._among(piece)
                if PARTS.get(measure) in ALONG:
                    self.parts[piece] = piece._replace(measure=PARTS[measure])
            whole = Piece(measure, WHOLE, (), span)
            if whole not in self.counts:
                inner = tuple(self._whole(measure, month) for month in span.months)
                self.counts[whole] = sum(self.counts[one] for one in inner)
                yield Sum(whole, inner)
            yield Sum(whole, pieces)

    def _groups(
        self, table: str, rows: Mapping[Period, list[str]], spans: list[Period]
    ) -> list[tuple[str, ...]]:
        """Return the codes that every table of this kind keeps together."""
        signs: defaultdict[str, dict[Period, str]] = defaultdict(dict)
        for period, codes in rows.items():
            for code in codes:
                for one in cells.parts_of(code):
                    signs[one][period] = code
        for span in spans:
            for month in span.months:
                for one in getattr(self.months[month.code], table):
                    signs[one]  # a code that no table lists stands for itself
        groups: defaultdict[tuple[tuple[Period, str], ...], list[str]] = defaultdict(list)
        for one in sorted(signs):
            groups[tuple(sorted(signs[one].items()))].append(one)
        return [tuple(group) for group in groups.values()]

    def _among(self, piece: Piece) -> int:
        tables = [getattr(self.months[month.code], piece.table) for month in piece.months.months]
        return sum(of[one][piece.measure] for of in tables for one in piece.codes if one in of)

    def _whole(self, measure: str, month: Period) -> Piece:
        return Piece(measure, WHOLE, (), month)

    def _extra(self, name: str, month: Period, count: int) -> Piece:
        piece = Piece(name, WHOLE, (), month)
        self.counts[piece] = count
        return piece


def _spans(rows: Mapping[Period, list[str]]) -> Iterator[Period]:
    """Yield the runs of months that no period cuts through."""
    cuts = sorted({cut for one in rows for cut in (one.first, one.last + 1)})
    for first, after in pairwise(cuts):
        for period in rows:
            if period.first <= first and after - 1 <= period.last:
                yield Period(period.year, first, after - 1)
                break
