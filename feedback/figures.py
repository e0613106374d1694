"""The only window through which the rest of the house sees numbers. It never shows a case.

These are raw counts: whoever publishes them protects them first (`transparency.suppression`).
They are read from the roll-ups, so that a million cases cost no more than a thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from feedback.models import CaseTally, Category, Department
from feedback.models.analysis import CaseTallyQuerySet
from feedback.services import tallies
from feedback.vocabulary import Cohort, Count, Dimension

UNCLASSIFIED = ""
UNASSIGNED = ""
Counts = Counter[str]

# What is counted, under the name the public reads, each in the month of its own day.
COUNTED = {
    Count.RECEIVED: "received",
    Count.ANSWERED: "answered",
    Count.CLOSED: "closed",
    # At the end of the period.
    Count.OPEN: "open",
    # The first answer came due, and was given by then (及时率); pauses and extensions move the day.
    Count.DUE: "due",
    Count.ON_TIME: "on_time",
    Count.EXTENDED: "extended",
    Count.REOPENED: "reopened",
    Count.DECLINED: "declined",
    # Of what was received: what can be judged by no date, and what was taken back.
    Count.UNDATED: "undated",
    Cohort.WITHDRAWN: "withdrawn",
    # Of what was answered, who said what of it: the submitter, whoever took the call, nobody.
    Count.RATED: "rated",
    Count.OWN_SATISFIED: "satisfied",
    Count.OWN_RESOLVED: "own_resolved",
    Count.OWN_PARTLY: "own_partly",
    Count.OWN_UNRESOLVED: "own_unresolved",
    Count.REACHED: "reached",
    Count.CALL_RESOLVED: "call_resolved",
    Count.CALL_PARTLY: "call_partly",
    Count.CALL_UNRESOLVED: "call_unresolved",
    Count.SILENT: "silent",
    # Of what was closed, what the hospital said of it.
    Count.HOSPITAL_RESOLVED: "hospital_resolved",
    Count.HOSPITAL_PARTLY: "hospital_partly",
    Count.HOSPITAL_UNRESOLVED: "hospital_unresolved",
}
MEASURES = tuple(COUNTED.values())
# Working days from receipt to the first answer, in columns; then what is not answered, or undated.
DAYS = ((0, 2), (3, 5), (6, 10), (11, 15), (16, 30), (31, 60), (61, None))
NOT_ANSWERED, NO_DAYS = "open", ""


class StillCounting(Exception):
    """Another process is counting just now; ask again in a while."""


@dataclass
class Figures:
    """The counts of some months, whole and along each dimension; each adds up to the whole.

    `by_days` counts what was received, by the working days until its first answer.
    """

    total: Counts = field(default_factory=Counter)
    by_kind: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counter))
    by_channel: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counter))
    by_category: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counter))
    by_group: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counter))
    by_days: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counter))


def by_month(*, hospital_id: int | None, start: date, end: date) -> dict[str, Figures]:
    """Count each month from that of the first day to that of the last, by its name (2026-03).

    Without a hospital all are counted together.
    """
    tallies.sweep()
    found = {f"{month:%Y-%m}": Figures() for month in _months(start, end)}
    rows = _kept(hospital_id, start, end)
    for month, kind, count, number in rows.along(Dimension.TOTAL, *COUNTED).sums(
        "month", "kind", "count"
    ):
        figures = found[f"{month:%Y-%m}"]
        figures.total[COUNTED[count]] += number
        figures.by_kind[kind][COUNTED[count]] += number
    for dimension, name, code_of in (
        (Dimension.CHANNEL, "by_channel", {}),
        (Dimension.CATEGORY, "by_category", _fields()),
        (Dimension.DEPARTMENT, "by_group", _groups()),
    ):
        for month, value, count, number in rows.along(dimension, *COUNTED).sums(
            "month", "value", "count"
        ):
            row = getattr(found[f"{month:%Y-%m}"], name)[code_of.get(value, value)]
            row[COUNTED[count]] += number
    for month, days, number in rows.along(Dimension.DAYS, Count.RECEIVED).sums("month", "value"):
        found[f"{month:%Y-%m}"].by_days[_column(days)]["received"] += number
    return found


def count(*, hospital_id: int, start: date, end: date) -> Figures:
    """Count whole months together, from that of the first day to that of the last."""
    return together(by_month(hospital_id=hospital_id, start=start, end=end))


def together(months: dict[str, Figures]) -> Figures:
    """Add months up; what is open is what was open at the end of the last."""
    whole = Figures()
    for month in sorted(months):
        for name in ("by_kind", "by_channel", "by_category", "by_group", "by_days"):
            for code, counts in getattr(months[month], name).items():
                _add(getattr(whole, name)[code], counts)
            if month != max(months):
                for counts in getattr(whole, name).values():
                    counts.pop("open", None)
        _add(whole.total, months[month].total)
        if month != max(months):
            whole.total.pop("open", None)
    return whole


def alike(*, hospital_id: int | None, category: str, start: date, end: date) -> int:
    """Count what was received in a field in some months, for asking whether one case hides among others."""
    tallies.sweep()
    rows = _kept(hospital_id, start, end).along(Dimension.CATEGORY, Count.RECEIVED)
    field_of = _fields()
    return sum(n for code, n in rows.sums("value") if field_of.get(code, code) == category)


def recount(*, start: date, end: date) -> None:
    """Count the months anew from the cases, whatever the diary told; a million cases take minutes.

    Raises `StillCounting` while another process counts: what is kept may be of before.
    """
    if not tallies.recount(start, end):
        raise StillCounting


def category_names() -> dict[str, tuple[str, str]]:
    """Return the first-level categories in their order: code to Chinese and English name."""
    top = Category.objects.filter(parent=None)
    return {
        code: (name, name_en) for code, name, name_en in top.values_list("code", "name", "name_en")
    }


def group_names(hospital_id: int) -> dict[str, tuple[str, str]]:
    """Return the groups of departments in their order: Chinese name to both names."""
    rows = Department.objects.filter(hospital_id=hospital_id).exclude(group="")
    return {group: (group, english) for group, english in rows.values_list("group", "group_en")}


def days_label(code: str) -> tuple[int, int | None] | None:
    """Return from how many to how many working days a column has; None for the others."""
    return {_name(*span): span for span in DAYS}.get(code)


def day_columns() -> list[str]:
    """Return the columns of days in their order, then what is open, then what has no date."""
    return [*(_name(*span) for span in DAYS), NOT_ANSWERED, NO_DAYS]


def _kept(hospital_id: int | None, start: date, end: date) -> CaseTallyQuerySet:
    """Return what the roll-ups hold of some months."""
    rows = CaseTally.objects.filter(month__range=(start.replace(day=1), end.replace(day=1)))
    return rows if hospital_id is None else rows.filter(hospital_id=hospital_id)


def _add(to: Counts, more: Counts) -> None:
    for name, number in more.items():
        to[name] += number


def _fields() -> dict[str, str]:
    """Return for each category the code of its field; praise is of a field as a whole."""
    rows = Category.objects.select_related("parent")
    return {one.code: one.parent.code if one.parent else one.code for one in rows}


def _groups() -> dict[str, str]:
    """Return for each department the name of its group; one without stands with the unassigned."""
    return {str(pk): group for pk, group in Department.objects.values_list("pk", "group")}


def _column(days: str) -> str:
    if not days:
        return NO_DAYS
    if days.endswith("+"):
        return NOT_ANSWERED
    return next(_name(*span) for span in DAYS if span[1] is None or int(days) <= span[1])


def _name(first: int, last: int | None) -> str:
    return f"{first}+" if last is None else f"{first}-{last}"


def _months(start: date, end: date) -> Iterable[date]:
    month = start.replace(day=1)
    while month <= end:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)
