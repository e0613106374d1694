"""Rates with the interval they may lie in: a dot and its whiskers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.charts import words
from portal.charts.chart import Key, Measured, Series, Table, Value, written
from portal.charts.drawing import LINE, TEXT, Box, Dot, Drawing, Layout, Run, room, wrapped
from portal.charts.frame import Frame
from portal.charts.scales import Scale

ROW = 26.0
LABELS = 0.36  # of the width at most for labels beside the rows; a narrow drawing has them above
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Intervals(Measured):
    """Rates given as low, rate, high (in any order: the rate lies between), a row for each label.

    `in_time` says that the labels are periods: then they stand along a horizontal axis.
    """

    labels: Sequence[str]
    points: Sequence[Point | None]
    unit: str = field(default="%", kw_only=True)
    in_time: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if len(self.points) != len(self.labels):
            raise ValueError("There must be one interval, or None, for each label.")
        ordered = tuple(point and tuple(sorted(point)) for point in self.points)
        object.__setattr__(self, "points", ordered)

    @property
    def numbers(self) -> list[Value]:
        """Return the rates."""
        return [None if point is None else point[1] for point in self.points]

    @property
    def description(self) -> str:
        """Tell the rates, and what they are measured by."""
        if len(self.points) == 1 and self.points[0]:
            low, rate, high = (written(value, self.unit) for value in self.points[0])
            parts = {"label": self.labels[0], "rate": rate, "low": low, "high": high}
            return _("%(label)s: %(rate)s, between %(low)s and %(high)s.") % parts
        rates = [Series(self.title, self.numbers)]
        told = words.of_all(self.labels, rates, self.unit, self.gap_word, in_time=self.in_time)
        return f"{told} {words.sentence(self.reference_text)}".strip()

    @property
    def keys(self) -> list[Key]:
        """Name the line the rates are measured by."""
        return self.reference_keys

    @property
    def notes(self) -> list[str]:
        """Say what dot and whiskers are."""
        return [
            _("The dot is the rate; the line through it is the range the true rate may lie in.")
        ]

    @property
    def table(self) -> Table:
        """Return one row for each label: the rate and its two ends."""
        rows: list[list[object]] = [
            [str(label), *((None, None, None) if p is None else (p[1], p[0], p[2]))]
            for label, p in zip(self.labels, self.points, strict=True)
        ]
        first = self.heading or (
            pgettext("chart", "Period") if self.in_time else pgettext("chart", "Item")
        )
        headings = [
            first,
            pgettext("chart", "Rate"),
            pgettext("chart", "At least"),
            pgettext("chart", "At most"),
        ]
        return Table(self.title, headings, rows, self.unit, self.reference_text)

    def draw(self, layout: Layout) -> Drawing:
        """Draw the dots with their whiskers, in rows or along the time."""
        known = [value for point in self.points if point for value in point]
        scale = Scale.over([*known, self.reference], most=4)
        return (
            self._over_time(layout, scale) if self.in_time else _Rows(self, layout, scale).drawing
        )

    def _over_time(self, layout: Layout, scale: Scale) -> Drawing:
        frame = Frame(layout, scale, self.labels, self.unit)
        frame.refer(self.reference)
        cap = min(5.0, frame.slot * 0.35)
        marks = _Marks([], [])
        for index, point in enumerate(self.points):
            if point:
                marks.upright(frame.x(index), [frame.y(value) for value in point], cap)
        marks.draw(frame.drawing)
        missing = [index for index, point in enumerate(self.points) if point is None]
        frame.drawing.shape("gap", frame.spans(missing))
        return frame.drawing


class _Marks(NamedTuple):
    """Dots and whiskers while they are made."""

    whiskers: list[Run]
    dots: list[Dot]

    def upright(self, x: float, heights: Sequence[float], cap: float) -> None:
        """Add one that stands."""
        low, rate, high = heights
        self.whiskers.append(Run([(x, low), (x, high)]))
        self.whiskers.extend(Run([(x - cap, y), (x + cap, y)]) for y in (low, high))
        self.dots.append(Dot(x, rate, min(4.5, cap + 0.5)))

    def lying(self, y: float, places: Sequence[float]) -> None:
        """Add one that lies."""
        low, rate, high = places
        self.whiskers.append(Run([(low, y), (high, y)]))
        self.whiskers.extend(Run([(x, y - 5), (x, y + 5)]) for x in (low, high))
        self.dots.append(Dot(rate, y, 4.5))

    def draw(self, drawing: Drawing) -> None:
        """Put them into a drawing."""
        drawing.shape("whisker", self.whiskers)
        drawing.shape("dot", self.dots)


class _Rows:
    """The rows of a drawing while they are made."""

    def __init__(self, chart: Intervals, layout: Layout, scale: Scale) -> None:
        self.chart, self.scale, self.drawing = chart, scale, Drawing(layout)
        self.ticks = [written(tick, chart.unit, scale.digits) for tick in scale.ticks]
        self.beside = layout.width > 400
        widest = max(room(str(label)) for label in chart.labels)
        self.left = min(widest, layout.width * LABELS) + 14 if self.beside else 6.0
        self.width = layout.width - self.left - max(room(self.ticks[-1]) / 2, 6)
        y = 2.0
        self.places: list[float] = []
        self.lines: list[tuple[float, float]] = []
        for label in chart.labels:
            y = self._row(str(label), y)
        self.drawing.height = y + LINE + 4
        self._axes(y)
        self._dots()

    def x(self, value: float) -> float:
        """Return how far right a number stands."""
        return self.left + self.scale.share(value) * self.width

    def _row(self, label: str, y: float) -> float:
        if self.beside:
            lines = wrapped(label, self.left - 14)
            full = max(ROW, LINE * len(lines) + 6)
            for n, line in enumerate(lines):
                middle = y + full / 2 + (n - (len(lines) - 1) / 2) * LINE
                self.drawing.say(self.left - 14, middle + TEXT * 0.35, line, "end")
        else:
            full = ROW
            for line in wrapped(label, self.drawing.width):
                self.drawing.say(0, y + TEXT, line)
                y += LINE
            y += 2
        self.places.append(y + full / 2)
        self.lines.append((y, y + full))
        return y + full

    def _axes(self, foot: float) -> None:
        at = [self.x(tick) for tick in self.scale.ticks]
        self.drawing.shape("grid", [Run([(x, a), (x, b)]) for x in at for a, b in self.lines])
        self.drawing.shape("axis", [Run([(self.x(0), a), (self.x(0), b)]) for a, b in self.lines])
        for x, text in zip(at, self.ticks, strict=True):
            self.drawing.say(x, foot + LINE, text, "middle", "tick")
        if self.chart.reference is not None:
            x = self.x(self.chart.reference)
            self.drawing.shape("reference", [Run([(x, a), (x, b)]) for a, b in self.lines])

    def _dots(self) -> None:
        marks, gaps = _Marks([], []), []
        for y, point in zip(self.places, self.chart.points, strict=True):
            if point is None:
                gaps.append(Box(self.x(0) + 4, y - 4, 16, 8))
                text = self.chart.gap_word
                self.drawing.say(self.x(0) + 26, y + TEXT * 0.35, text, kind="value")
            else:
                marks.lying(y, [self.x(value) for value in point])
        marks.draw(self.drawing)
        self.drawing.shape("gap", gaps)
