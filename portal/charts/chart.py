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


@dataclass(frozen=True)
class Series:
    """A row of numbers with its name; None is withheld or unknown, and never drawn as zero."""

    name: str
    values: Sequence[Value]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(map(_plain, self.values)))


def _plain(value: Value) -> Value:
    """Make plain numbers of others; a quotient without a divisor is unknown as well."""
    if value is None or not math.isfinite(value):
        return None
    return value if isinstance(value, int) else float(value)


@dataclass(frozen=True)
class Table:
    """The numbers of a chart in rows, the first column naming them; None is withheld or unknown."""

    caption: str
    headings: list[str]
    rows: list[list[object]]
    unit: str = ""
    note: str = ""

    @property
    def has_gaps(self) -> bool:
        """Say whether any number is not known."""
        return any(None in row for row in self.rows)

    @property
    def lines(self) -> list[tuple[object, list[str]]]:
        """Return the rows as they are written; what is not known is empty."""
        return [(row[0], [self._written(value) for value in row[1:]]) for row in self.rows]

    def _written(self, value: object) -> str:
        if value is None:
            return ""
        return written(value, self.unit) if isinstance(value, int | float) else str(value)


class Key(NamedTuple):
    """What a look in the drawing stands for."""

    kind: str
    text: str
    look: int | None = None


@dataclass(frozen=True)
class Svg:
    """All that the templates of a drawing need."""

    uid: str
    title: str
    description: str
    drawings: tuple[Drawing, ...]
    keys: tuple[Key, ...]


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
    def keys(self) -> list[Key]:
        """Name the looks of the drawing."""
        return []

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
    def instead(self) -> str:
        """Return the sentence that stands in place of a drawing with nothing in it; or nothing."""
        known = [value for value in self.numbers if value is not None]
        if not self.numbers:
            return _("There are no numbers to draw yet.")
        if not known:
            told = _("Nothing can be drawn: every number is %(reason)s.")
            return told % {"reason": self.gap_word}
        if not any(known):
            if len(known) == len(self.numbers):
                return _("Every number is zero.")
            told = _("Nothing can be drawn: each number is zero, or not shown (%(reason)s).")
            return told % {"reason": self.gap_word}
        return self.description if len(self.numbers) == 1 else ""

    @cached_property
    def svg(self) -> Svg:
        """Draw the chart; without anything to draw there is no drawing."""
        drawings = () if self.instead else (self.draw(NARROW), self.draw(WIDE))
        keys = [*self.keys] if drawings else []
        if any(shape.kind == "gap" for drawing in drawings for shape in drawing.shapes):
            keys.append(Key("gap", self.gap_word))
        return Svg(self.uid, self.title, self.description, drawings, tuple(keys))

    @cached_property
    def uid(self) -> str:
        """Return a name for this chart on its page: the same numbers have the same one."""
        told = repr((type(self).__name__, str(self.title), self.table.headings, self.table.rows))
        return f"chart-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


@dataclass(frozen=True, kw_only=True)
class Measured(Chart):
    """A chart with one value to measure the others by: a target, an average, a promise."""

    reference: float | None = None
    reference_name: str = ""

    @property
    def reference_text(self) -> str:
        """Say what the value is; nothing where there is none."""
        if self.reference is None:
            return ""
        name = self.reference_name or _("Reference value")
        parts = {"name": name, "value": written(self.reference, self.unit)}
        return _("%(name)s: %(value)s") % parts

    @property
    def reference_keys(self) -> list[Key]:
        """Name the line at the value."""
        return [Key("reference", self.reference_text)] if self.reference_text else []


def written(value: float, unit: str = "", digits: int | None = None) -> str:
    """Write a number: thousands set apart, few decimals, the sign of percent after it."""
    if digits is None:
        digits = 1 if abs(value) >= 1 or unit == "%" else 2
    text = f"{round(value, digits) + 0.0:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
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


def rows_of(labels: Iterable[str], series: Sequence[Series]) -> list[list[object]]:
    """Return one row for each label, one column for each series."""
    return [
        [str(label), *(one.values[index] for one in series)] for index, label in enumerate(labels)
    ]
