"""What a report shows: one question, answered by a table and, where it helps, a chart of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


class Door(str):
    """A cell that leads somewhere; in a file only its words stand."""

    __slots__ = ("url",)
    url: str

    def __new__(cls, words: str, url: str) -> "Door":
        door = super().__new__(cls, words)
        door.url = url
        return door


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
