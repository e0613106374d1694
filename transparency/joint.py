"""The tables of a period, protected together with all that was published of its year. Pure.

Raw counts come in by the month, protected numbers go out; nothing else leaves this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedback import figures
from feedback.figures import Figures
from transparency import cells
from transparency.cells import Cell, Rows
from transparency.periods import Period
from transparency.said import LEAST_CHANGE
from transparency.suppression import Shown, protect_tables, show
from transparency.ties import Ties

Months = Mapping[str, Figures]
Documents = Mapping[Period, Mapping[str, Any]]


def tables(period: Period, rows: Rows, months: Months, earlier: Documents) -> dict[str, Any]:
    """Return the tables of a release, and which of them were left out.

    `months` are the counts of today, of every month from January to the last one that any release
    speaks of; `earlier` the last documents of the periods of the year, that of this one among them.
    """
    rows = dict(rows)
    left_out: list[str] = []
    # What would say too little by the rule for single numbers alone needs no search to be found out.
    shown, counts = _rounded(period, rows, months)
    while _coarsened(rows, left_out, shown, counts, period):
        shown, counts = _rounded(period, rows, months)
    shown, counts = _protected(period, rows, months, earlier)
    while _coarsened(rows, left_out, shown, counts, period):
        shown, counts = _protected(period, rows, months, earlier)
    document: dict[str, Any] = {table: _printed(shown, table, rows, period) for table in rows}
    document[cells.WHOLE] = _whole(shown, period)
    if not period.is_month:
        document[cells.MONTHS] = [
            {"code": month.code, "counts": _whole(shown, month)} for month in period.months
        ]
    document["left_out"] = left_out
    return document


def together(period: Period, months: Months) -> Figures:
    """Return the counts of a period."""
    return figures.together({month.code: months[month.code] for month in period.months})


def _coarsened(
    rows: Rows,
    left_out: list[str],
    shown: Mapping[Cell, Shown],
    counts: Mapping[Cell, int],
    period: Period,
) -> bool:
    """Make the tables that say too little coarser; say whether there were any.

    First the small rows are put together; a table that still says too little waits for a longer
    period (Handbook on Statistical Disclosure Control, 2nd ed. 2024, on recoding).
    """
    silent = [t for t in cells.TABLES if t in rows and cells.says_too_little(shown, t, period)]
    for table in silent:
        coarse = _coarser(rows[table], table, period, counts)
        if coarse is None:
            left_out.append(table)
            del rows[table]
        else:
            rows[table] = coarse
    return bool(silent)


def _rounded(
    period: Period, rows: Rows, months: Months
) -> tuple[dict[Cell, Shown], dict[Cell, int]]:
    """Return each number of a period by itself."""
    counts = cells.count_cells(together(period, months), rows, period)
    return {cell: show(number) for cell, number in counts.items()}, counts


def _coarser(
    codes: list[str], table: str, period: Period, counts: Mapping[Cell, int]
) -> list[str] | None:
    """Return the rows with more of the small ones put together; None where nothing is left to do."""
    received = {code: counts[Cell("received", table, code, period)] for code in codes}
    for limit in cells.SMALL_ROWS:
        small = [
            code for code in codes
            if received[code] < limit or code.startswith(cells.OTHERS)
        ]  # fmt: skip
        new = [code for code in small if not code.startswith(cells.OTHERS)]
        if new and 1 < len(small) < len(codes):
            among = [part for code in small for part in cells.parts_of(code)]
            return [*(code for code in codes if code not in small), cells.put_together(among)]
    return None


def _protected(
    period: Period, rows: Rows, months: Months, earlier: Documents
) -> tuple[dict[Cell, Shown], dict[Cell, int]]:
    """Protect all lines jointly: those of this period, and those it makes with others of its year."""
    printed = {one: _rows_of(document) for one, document in earlier.items()} | {period: rows}
    counts: dict[Cell, int] = {}
    for one, of in printed.items():
        for month in one.months:
            counts |= cells.count_cells(months[month.code], {}, month)
        counts |= cells.count_cells(together(one, months), of, one)
    fixed, withheld = _said(period, earlier, counts)
    ties = Ties(printed, months)
    lines = ties.lines + [
        line for one, of in printed.items() for line in cells.lines_within(of, one)
    ]
    shown = protect_tables(
        counts,
        lines + list(cells.lines_between(counts, [period.year])),
        parts=cells.parts(counts) | ties.parts,
        unsaid=ties.counts,
        withheld=withheld,
        fixed=fixed,
    )
    return shown, counts


def _said(
    period: Period, earlier: Documents, counts: Mapping[Cell, int]
) -> tuple[dict[Cell, Shown], set[Cell]]:
    """Return what others have said of the year, and what this release must withhold once more.

    A release of a month has the last word on that month, before one that lists it among others. A
    period that was never frozen itself keeps what others say of it, unless that is long out of date.
    """
    others: dict[Cell, Shown] = {}
    for one in sorted(earlier, key=lambda p: (p.is_month, -p.length)):
        if one != period:
            others |= cells.of_document(earlier[one], one)
    before = cells.of_document(earlier[period], period) if period in earlier else {}
    ours = {period, *period.months}
    corrected = {
        cell for cell, number in others.items()
        if cell.period in ours
        and (_outdated(counts[cell], number) if cell.period not in earlier else cell.period == period)
    }  # fmt: skip
    fixed = {cell: number for cell, number in others.items() if cell not in corrected}
    kept_back = {cell for cell in corrected if others[cell] is None}
    kept_back |= {cell for cell, number in before.items() if number is None}
    return fixed, kept_back & counts.keys()


def _outdated(count: int, shown: Shown) -> bool:
    """Say whether a number of before differs from today's by more than cases that came in late."""
    return shown is not None and abs((show(count) or 0) - shown) >= LEAST_CHANGE


def _rows_of(document: Mapping[str, Any]) -> Rows:
    """Return the rows of each table of a document."""
    tables = (*cells.TABLES, cells.DAYS)
    return {t: [row["code"] for row in document[t]] for t in tables if t in document}


def _printed(shown: Mapping[Cell, Shown], table: str, rows: Rows, period: Period) -> list[Any]:
    return [
        {
            "code": code,
            "counts": {m: shown[Cell(m, table, code, period)] for m in cells.measures_of(table)},
        }
        for code in rows[table]
    ]


def _whole(shown: Mapping[Cell, Shown], period: Period) -> dict[str, Shown]:
    return {m: shown[Cell(m, cells.WHOLE, "", period)] for m in cells.MEASURES}
