"""In which shape orders go back: the columns as they came, and ours filled in or put behind them.

It knows columns and types, and looks nothing up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from feedback.imports import cells, columns
from feedback.office.sheets import Words

# With more digits a spreadsheet shows a number as a power of ten, or loses its last digits.
DIGITS = 11
DATES = frozenset({"received_at", "dispatched_at", "replied_at", "external_due_on", "happened_on"})
# Of each thing we say the names its column goes by; the first that is there is filled.
OURS: dict[str, tuple[str, ...]] = {
    "unit": ("办理单位", "承办单位", "责任单位", "处理单位", "主办单位", "handled by"),
    "answer": columns.KNOWN["reply"],
    "handling": (
        "办理情况",
        "处理情况",
        "办理过程",
        "调查情况",
        "核实情况",
        "办理说明",
        "办理结果",
        "处理结果",
        "handling",
    ),
    "done": ("办结时间", "办结日期", "完成时间", "完成日期", "处理完成时间", "done", "closed"),
    "answered": tuple(name for name in columns.KNOWN["replied_at"] if name != "办结时间"),
    "resolved": ("是否解决", "解决情况", "诉求是否解决", "问题是否解决", "是否已解决", "resolved"),
}
# What a file that has no such column gets behind its own.
ADDED = ("unit", "handling", "answer", "done", "resolved")
# As hotlines name them, whatever the language of the page.
IN_CHINESE = {
    "unit": "办理单位",
    "handling": "办理情况",
    "answer": "答复意见",
    "done": "办结时间",
    "resolved": "是否解决",
}


@dataclass(frozen=True)
class Shape:
    """The columns of a file, which of them are ours to fill, and what is put behind them."""

    header: tuple[tuple[str, str], ...]
    places: Mapping[str, int]
    added: tuple[str, ...]

    @property
    def is_chinese(self) -> bool:
        """Say in which language the file's own columns are named."""
        return cells.is_chinese("".join(name for name, _field in self.header))

    def headings(self) -> list[str]:
        """Return the names of the columns; those put behind are named as the file names its own."""
        named = IN_CHINESE if self.is_chinese else labels()
        return [*(name for name, _field in self.header), *(named[thing] for thing in self.added)]

    def row(self, came: Sequence[Any], ours: Mapping[str, Any]) -> list[Any]:
        """Return a row as it came, with what we say in its place."""
        width = len(self.header)
        padded = [*came, *[None] * (width - len(came))][:width]
        row = [typed(cell, field) for cell, (_name, field) in zip(padded, self.header, strict=True)]
        for thing, place in self.places.items():
            said = ours.get(thing)
            kept = thing == "unit" and row[place] not in (None, "")
            if said not in (None, "") and not kept:  # the hotline's own name for us stays
                row[place] = said
        row += [ours.get(thing) for thing in self.added]
        return [None if cell == "" else cell for cell in row]


def shape(header: Iterable[Sequence[str]]) -> Shape:
    """Return the shape of a file by its columns."""
    pairs = tuple((name, field) for name, field in header)
    names = [columns.same(name) for name, _field in pairs]
    places: dict[str, int] = {}
    for thing, known in OURS.items():
        wanted = [columns.same(name) for name in known]
        free = [names.index(name) for name in wanted if name in names]
        if free := [place for place in free if place not in places.values()]:
            places[thing] = free[0]
    missing = tuple(thing for thing in ADDED if thing not in places)
    if "answered" in places:  # when it was answered says when it was done
        missing = tuple(thing for thing in missing if thing != "done")
    return Shape(pairs, places, missing)


def labels() -> dict[str, str]:
    """Return the names of what is put behind a file's own columns."""
    return {
        "unit": _("Handled by"),
        "handling": _("How it was handled"),
        "answer": pgettext("column", "Reply"),
        "done": pgettext("column", "Done on"),
        "resolved": pgettext("column", "Is it resolved?"),
    }


def typed(cell: Any, field: str) -> Any:
    """Return a cell of the type it stands for: dates as dates, long numbers and texts as texts."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # spreadsheets keep numbers, such as an id, as 123.0
    if isinstance(cell, int) and len(str(abs(cell))) > DIGITS:
        return str(cell)
    if isinstance(cell, str) and field in DATES:
        return _moment(cell)
    if isinstance(cell, datetime):
        return _day(cell)
    return Words(cell) if isinstance(cell, str) else cell


def _moment(said: str) -> Any:
    """Return the date a text names; a text that names none stays what it is."""
    try:
        moment = cells.moment(said)
    except cells.Unreadable:
        return Words(said)
    return _day(cells.wall_clock(moment)) if moment else None


def _day(moment: datetime) -> Any:
    """Return a day where no time of day was said."""
    return moment.date() if moment.time() == time.min else moment
