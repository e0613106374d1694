"""Counts as they were said: what a release has counted of a month, later ones count in the same way. Pure.

A case that comes in late would else be told by two releases together: the month said nothing of its
kind, the quarter says something. Changes wait until there are enough to hide among each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from feedback.figures import Counts, Figures
from transparency.cells import DAYS, PARTS, TABLES
from transparency.periods import Period

Months = Mapping[str, Figures]
# So many changes hide each other; the same number lets a second version of a release appear.
LEAST_CHANGE = 10
# What is taken anew together, behind the count that decides.
TOGETHER = {
    "received": ("received", "undated", "withdrawn"),
    "answered": ("answered",),
    "rated": (
        "rated", "satisfied", "own_resolved", "own_partly", "own_unresolved",
        "reached", "call_resolved", "call_partly", "call_unresolved",
    ),
    "closed": ("closed", "hospital_resolved", "hospital_partly", "hospital_unresolved"),
    "due": ("due", "on_time"),
    "open": ("open",),
    "extended": ("extended",),
    "reopened": ("reopened",),
    "declined": ("declined",),
}  # fmt: skip
# Judged by either, since what was said of an answer is one thing.
DECIDING = {"rated": ("rated", "reached")}


def as_said(then: Months, now: Months, period: Period) -> dict[str, Figures]:
    """Return what to count in a period: as said before, but for what has changed by enough.

    `then` holds the months that were said before, as they were said last; other months of the year
    are counted as said too, and what was never said as it is now.
    """
    within = [month.code for month in period.months if month.code in then]
    fresh = {lead for lead in TOGETHER if _moved(lead, then, now, within) >= LEAST_CHANGE}
    days = "received" in fresh or _days_moved(then, now, within) >= LEAST_CHANGE
    for anew in (fresh, fresh - {"rated"}, fresh - {"rated", "answered"}, set()):
        taken = {code: _mixed(then[code], now[code], anew, days=days) for code in within}
        if all(map(_possible, taken.values())):
            break
    return {**now, **then, **taken}


def written(months: Months, period: Period) -> dict[str, Any]:
    """Return the counts of a period's months to be kept."""
    return {
        month.code: {
            "total": dict(months[month.code].total),
            **{t: _rows(getattr(months[month.code], t)) for t in (*TABLES, DAYS)},
        }
        for month in period.months
    }


def read(kept: Mapping[str, Any]) -> dict[str, Figures]:
    """Return counts that were kept."""
    found = {}
    for code, of in kept.items():
        figures = found[code] = Figures(total=Counter(of["total"]))
        for table in (*TABLES, DAYS):
            rows = getattr(figures, table)
            for row, counts in of[table].items():
                rows[row] = Counter(counts)
    return found


def _rows(table: Mapping[str, Counts]) -> dict[str, dict[str, int]]:
    return {code: dict(+counts) for code, counts in table.items() if +counts}


def _moved(lead: str, then: Months, now: Months, codes: Iterable[str]) -> int:
    """Return how many changes there are at least in the counts that decide."""
    return max(
        sum(_apart(then[code].by_kind, now[code].by_kind, measure) for code in codes)
        for measure in DECIDING.get(lead, (lead,))
    )


def _days_moved(then: Months, now: Months, codes: Iterable[str]) -> int:
    # Each case that was answered since leaves one column and enters another.
    return sum(_apart(then[c].by_days, now[c].by_days, "received") for c in codes) // 2


def _apart(one: Mapping[str, Counts], other: Mapping[str, Counts], measure: str) -> int:
    return sum(abs(_of(one, code, measure) - _of(other, code, measure)) for code in {*one, *other})


def _of(rows: Mapping[str, Counts], code: str, measure: str) -> int:
    return rows[code][measure] if code in rows else 0


def _mixed(then: Figures, now: Figures, fresh: Iterable[str], *, days: bool) -> Figures:
    """Take some counts as they are now and the others as they were said."""
    anew = {measure for lead in fresh for measure in TOGETHER[lead]}
    mixed = Figures(total=_taken(then.total, now.total, anew))
    for table in TABLES:
        said, today, rows = getattr(then, table), getattr(now, table), getattr(mixed, table)
        for code in {*said, *today}:
            rows[code] = _taken(said.get(code, Counter()), today.get(code, Counter()), anew)
    heard = now.total if "rated" in anew else then.total
    silent = mixed.total["answered"] - (heard["answered"] - heard["silent"])
    mixed.total["silent"] = silent
    received = mixed.total["received"]
    mixed.by_days.update(_divided(now if days else then, received))
    return mixed


def _taken(said: Counts, today: Counts, anew: set[str]) -> Counts:
    return Counter({m: (today if m in anew else said)[m] for m in {*said, *today}})


def _divided(figures: Figures, received: int) -> dict[str, Counts]:
    """Return the columns of days, made to add up: what is too much is taken from the fullest."""
    columns = {code: counts["received"] for code, counts in figures.by_days.items()}
    over = sum(columns.values()) - received
    for code in sorted(columns, key=lambda one: -columns[one]):
        taken = min(over, columns[code])
        columns[code] -= taken
        over -= taken
    return {code: Counter(received=number) for code, number in columns.items()}


def _possible(figures: Figures) -> bool:
    """Say whether the counts can be those of any cases."""
    rows = [figures.total, *(row for table in TABLES for row in getattr(figures, table).values())]
    parts = all(row[part] <= row[whole] for row in rows for part, whole in PARTS.items())
    of = figures.total
    heard = of["answered"] - of["silent"]
    return (
        parts
        and of["silent"] >= 0
        and max(of["rated"], of["reached"]) <= heard <= of["rated"] + of["reached"]
        and of["undated"] + of["withdrawn"] <= of["received"]
    )
