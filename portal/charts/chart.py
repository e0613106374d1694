"""What every chart is: numbers with a title, drawn twice, and the table made of the very same numbers."""

import hashlib
import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.charts.drawing import NARROW, WIDE, Drawing, Layout

Value = float | int | None
LOOKS = 6  # patterns there are; a seventh series would look like the first


@dataclass(frozen=True)
class Series:
    """A row of numbers with its name; None is withheld or unknown, and never drawn as zero."""

    name: str
    values: Sequence[Value]

    def __post_init__(self) -> None:
        # A quotient without a divisor is unknown as well.
        known = tuple(None if v is None or not math.isfinite(v) else v for v in self.values)
        object.__setattr__(self, "values", known)


class Cell(NamedTuple):
    """A number of the table as it is written; `text` is empty where it is not known."""

    text: str
    is_number: bool = True


@dataclass(frozen=True)
class Table:
    """The numbers of a chart in rows, the first column naming them; None is withheld or unknown."""

    caption: str
    headings: list[str]
    rows: list[list[object]]
    unit: str = ""
    note: str = ""

    @property
    def lines(self) -> list[tuple[object, list[Cell]]]:
        """Return the rows as they are written."""
        return [(row[0], [self._cell(value) for value in row[1:]]) for row in self.rows]

    def _cell(self, value: object) -> Cell:
        if value is None:
            return Cell("")
        number = isinstance(value, int | float)
        return Cell(written(value, self.unit) if number else str(value), number)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Svg:
    """All that the template of a drawing needs."""

    uid: str
    title: str
    description: str
    drawings: tuple[Drawing, ...]
    looks: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Chart(ABC):
    """A chart. `gap` says in a word what None means here, `heading` what the labels are."""

    title: str
    unit: str = ""
    gap: str = ""
    heading: str = ""

    # --- What each kind says for itself ---
    @abstractmethod
    def draw(self, layout: Layout) -> Drawing:
        """Draw the numbers in one of the two sizes."""

    @property
    @abstractmethod
    def table(self) -> Table:
        """Return the numbers as a table."""

    @property
    @abstractmethod
    def numbers(self) -> list[Value]:
        """Return all numbers that are drawn."""

    @property
    @abstractmethod
    def description(self) -> str:
        """Say in words what is to be seen."""

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Name the looks, where the drawing does not name them itself."""
        return []

    @property
    def dashed(self) -> bool:
        """Say whether a look is a kind of line, not a pattern."""
        return False

    @property
    def notes(self) -> list[str]:
        """Say what a reader must know about this drawing."""
        return []

    # --- What all have in common ---
    @property
    def gap_word(self) -> str:
        """Return what None means."""
        return self.gap or _("withheld or unknown")

    @property
    def has_gaps(self) -> bool:
        """Say whether any number is not known."""
        return None in self.numbers

    @property
    def instead(self) -> str:
        """Return the sentence that stands in place of a drawing with nothing in it; or nothing."""
        known = [value for value in self.numbers if value is not None]
        if not self.numbers:
            return _("There are no numbers to draw yet.")
        if not known:
            return _("Nothing can be drawn: every number is %(reason)s.") % {
                "reason": self.gap_word
            }
        if not any(known):
            return _("Every number is zero.")
        return self.description if len(self.numbers) == 1 else ""

    @cached_property
    def svg(self) -> Svg:
        """Draw the chart; without anything to draw there is no drawing."""
        drawings = () if self.instead else (self.draw(NARROW), self.draw(WIDE))
        looks = {shape.look for drawing in drawings for shape in drawing.shapes}
        used = tuple(sorted(look for look in looks if look is not None))
        return Svg(self.uid, self.title, self.description, drawings, used)

    @cached_property
    def uid(self) -> str:
        """Return a name for this chart on its page: the same numbers have the same one."""
        told = repr((type(self).__name__, str(self.title), self.table.headings, self.table.rows))
        return f"chart-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def written(value: float, unit: str = "") -> str:
    """Write a number: thousands set apart, one decimal at most, the sign of percent after it."""
    rounded = round(value, 1) + 0.0
    text = f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,.1f}"
    return f"{text}%" if unit == "%" else text


def with_unit(name: str, unit: str) -> str:
    """Write a heading with what its numbers are counted in."""
    if not unit or unit == "%":
        return name
    return _("%(name)s (%(unit)s)") % {"name": name, "unit": unit}


def as_series(series: Series | Iterable[Series], labels: Sequence[str]) -> tuple[Series, ...]:
    """Return the series, each with a number for every label; else the caller is wrong."""
    found = (series,) if isinstance(series, Series) else tuple(series)
    if any(len(one.values) != len(labels) for one in found):
        raise ValueError("Every series needs one value, or None, for each label.")
    return found
