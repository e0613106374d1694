"""What a report shows: one question, answered by a table and, where it helps, a chart of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# So many rows are shown without being asked for, beside the chart.
GLANCE = 12


class Door(str):
    """A cell that leads somewhere; in a file only its words stand."""

    __slots__ = ("url",)
    url: str

    def __new__(cls, words: str, url: str) -> "Door":
        door = super().__new__(cls, words)
        door.url = url
        return door


class Cell(NamedTuple):
    """A cell as it is written on the page."""

    text: str
    is_number: bool = False
    url: str = ""


@dataclass(frozen=True)
class Exhibit:
    """One table with its chart. `key` names it in the address of its file; `note` says what is counted.

    A cell is a number, a text, a date, or None for what is not known; texts stay texts in the file.
    """

    key: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    note: str = ""
    chart: Any = None
    # What to say instead of an empty table.
    empty: str = ""
    # Said beside the table: what it cannot tell.
    caveats: Sequence[str] = field(default_factory=tuple)

    @property
    def is_short(self) -> bool:
        """Say whether the table is read at a glance, so that it need not be unfolded."""
        return self.chart is None or len(self.rows) <= GLANCE

    @property
    def lines(self) -> list[list[Cell]]:
        """Return the rows as they are written."""
        return [[_cell(value) for value in row] for row in self.rows]

    @property
    def numeric(self) -> list[tuple[str, bool]]:
        """Return the headings, each with whether numbers stand below it."""
        columns = zip(*self.lines, strict=True) if self.rows else ()
        kinds = [any(cell.is_number for cell in column) for column in columns]
        return [(str(one), number) for one, number in zip(self.headings, kinds, strict=False)]


def _cell(value: Any) -> Cell:
    if value is None:
        return Cell("–", is_number=True)
    if isinstance(value, int | float):
        whole = isinstance(value, int) or value == int(value)
        return Cell(f"{value:,.0f}" if whole else f"{value:,.1f}", is_number=True)
    return Cell(str(value), url=getattr(value, "url", ""))
