"""The numbers of a release as one system: which tables there are, and what adds up to what. Pure.

The tables are listed here once and for all; nobody can ask for another. Numbers of all periods that
share cases are named in one way, so that a release can be protected together with earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from feedback.figures import Figures
from transparency.periods import Period, whole_year
from transparency.suppression import MODE_A, Shown, Sum

# Of the whole period, and of each of its months.
MEASURES = (
    "received", "answered", "closed", "open", "due", "on_time", "extended", "reopened", "declined",
    "undated", "withdrawn", "rated", "satisfied",
    "own_resolved", "own_partly", "own_unresolved", "own_unsaid",
    "reached", "call_resolved", "call_partly", "call_unresolved", "call_unsaid", "silent",
    "hospital_resolved", "hospital_partly", "hospital_unresolved", "hospital_unjudged",
)  # fmt: skip
# Along what the period is divided.
ALONG = ("received", "answered", "closed", "due", "on_time", "rated", "satisfied")
TABLES = ("by_kind", "by_channel", "by_category", "by_group")
MONTHS, DAYS, WHOLE = "by_month", "by_days", "total"
# Numerator to denominator.
PARTS = {
    "on_time": "due",
    "undated": "received",
    "withdrawn": "received",
    "rated": "answered",
    "satisfied": "rated",
    "reached": "answered",
    "silent": "answered",
}
# What somebody said of the result, and of how many: these make up the whole.
SAID = {
    "rated": ("own_resolved", "own_partly", "own_unresolved", "own_unsaid"),
    "reached": ("call_resolved", "call_partly", "call_unresolved", "call_unsaid"),
    "closed": (
        "hospital_resolved", "hospital_partly", "hospital_unresolved", "hospital_unjudged",
    ),
}  # fmt: skip
# What stands at the end of a period is what stood at the end of its last month.
STOCK = frozenset({"open"})
# Small rows put together; their codes stand behind it.
OTHERS = "~"
# Rows of fewer than these are put together where a table would say too little, in two steps.
SMALL_ROWS = (MODE_A.high + 1, MODE_A.least_denominator)


class Cell(NamedTuple):
    """One number: a measure, in the whole of a period or in one row of one of its tables."""

    measure: str
    table: str
    code: str
    period: Period

    def __repr__(self) -> str:
        return f"{self.measure}/{self.table}/{self.code}/{self.period.code}"


Rows = dict[str, list[str]]


def count_cells(figures: Figures, rows: Rows, period: Period) -> dict[Cell, int]:
    """Return the raw counts of a period, those of small rows put together."""
    whole = dict(figures.total)
    for of, said in SAID.items():
        whole[said[-1]] = whole.get(of, 0) - sum(whole.get(one, 0) for one in said[:-1])
    counts = {Cell(m, WHOLE, "", period): whole.get(m, 0) for m in MEASURES}
    for table, codes in rows.items():
        counted = getattr(figures, table)
        for code in codes:
            among = parts_of(code)
            for measure in measures_of(table):
                cell = Cell(measure, table, code, period)
                counts[cell] = sum(counted[one][measure] for one in among if one in counted)
    return counts


def measures_of(table: str) -> tuple[str, ...]:
    """Return what a table counts."""
    return ("received",) if table == DAYS else ALONG


def parts_of(code: str) -> list[str]:
    """Return the codes of which a row is made."""
    return code[1:].split("\n") if code.startswith(OTHERS) else [code]


def put_together(codes: Iterable[str]) -> str:
    """Return the code of a row made of small rows."""
    return OTHERS + "\n".join(codes)


def lines_within(rows: Rows, period: Period) -> Iterator[Sum]:
    """Yield what adds up within the tables of one period."""
    for table, codes in rows.items():
        for measure in measures_of(table):
            cells = tuple(Cell(measure, table, code, period) for code in codes)
            yield Sum(Cell(measure, WHOLE, "", period), cells)
    for of, said in SAID.items():
        yield Sum(Cell(of, WHOLE, "", period), tuple(Cell(m, WHOLE, "", period) for m in said))


def lines_between(cells: Iterable[Cell], years: Iterable[int]) -> Iterator[Sum]:
    """Yield what adds up over the periods of a year: months, quarters and the year so far."""
    named: dict[Period, set[tuple[str, str, str]]] = {}
    for cell in cells:
        named.setdefault(cell.period, set()).add(cell[:3])
    for period in (one for year in years for one in whole_year(year) if one in named):
        for making in period.makings():
            if not all(part in named for part in making):
                continue
            for name in sorted(set.intersection(named[period], *(named[p] for p in making))):
                of = making[-1:] if name[0] in STOCK else making
                yield Sum(Cell(*name, period), tuple(Cell(*name, part) for part in of))


def parts(cells: Iterable[Cell]) -> dict[Cell, Cell]:
    """Return each numerator with its denominator."""
    known = set(cells)
    found = {c: c._replace(measure=PARTS[c.measure]) for c in known if c.measure in PARTS}
    return {part: whole for part, whole in found.items() if whole in known}


def of_document(document: Mapping[str, Any], period: Period) -> dict[Cell, Shown]:
    """Return the numbers that a release shows or withholds, those of its months among them."""
    found = {Cell(m, WHOLE, "", period): n for m, n in document[WHOLE].items()}
    for table in (*TABLES, DAYS):
        for row in document.get(table, ()):
            found |= {Cell(m, table, row["code"], period): n for m, n in row["counts"].items()}
    for row in document.get(MONTHS, ()):
        month = Period.read(row["code"])
        found |= {Cell(m, WHOLE, "", month): n for m, n in row["counts"].items()}
    return found


def says_too_little(shown: Mapping[Cell, Shown], table: str, period: Period) -> bool:
    """Say whether a reader finds more than half of what a table has to tell withheld."""
    told = [n for c, n in shown.items() if c.period == period and c.table == table and n != 0]
    return 2 * told.count(None) > len(told)
