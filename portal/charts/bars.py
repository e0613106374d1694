"""Kinds beside each other as horizontal bars from zero, in the order given."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import pgettext

from portal.charts import words
from portal.charts.chart import (
    Chart,
    Key,
    Series,
    Table,
    Value,
    as_series,
    rows_of,
    with_unit,
    written,
)
from portal.charts.drawing import LINE, TEXT, Box, Drawing, Layout, Run, room, wrapped
from portal.charts.scales import Scale

BAR, AIR, MARK = 15.0, 11.0, 16.0
LABELS = 0.36  # of the width at most for labels beside the bars; a narrow drawing has them above


@dataclass(frozen=True)
class Bars(Chart):
    """Horizontal bars with long labels: one or more series below each other, or stacked."""

    labels: Sequence[str]
    series: Sequence[Series]
    stacked: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "series", as_series(self.series, self.labels))
        if self.stacked and any(value < 0 for value in self.numbers if value is not None):
            raise ValueError("What is less than nothing cannot be stacked.")

    @property
    def numbers(self) -> list[Value]:
        """Return all numbers that are drawn."""
        return [value for one in self.series for value in one.values]

    @property
    def keys(self) -> list[Key]:
        """Name the patterns of several series."""
        several = enumerate(self.series) if len(self.series) > 1 else ()
        return [Key("bar", one.name, look) for look, one in several]

    @property
    def description(self) -> str:
        """Tell each series."""
        return words.of_all(self.labels, self.series, self.unit, self.gap_word, in_time=False)

    @property
    def table(self) -> Table:
        """Return one row for each label, one column for each series."""
        names = [with_unit(one.name, self.unit) for one in self.series]
        rows = rows_of(self.labels, self.series)
        return Table(
            self.title, [self.heading or pgettext("chart", "Item"), *names], rows, self.unit
        )

    def draw(self, layout: Layout) -> Drawing:
        """Draw one row after the other."""
        return _Rows(self, layout).drawing


class _Rows:
    """The bars of a drawing while they are made."""

    def __init__(self, chart: Bars, layout: Layout) -> None:
        self.chart, self.drawing = chart, Drawing(layout)
        rows = [[one.values[i] for one in chart.series] for i in range(len(chart.labels))]
        sums = [sum(value or 0 for value in row) for row in rows]
        self.scale = Scale.over(sums if chart.stacked else chart.numbers)
        self.beside = layout.width > 400
        widest = max(room(str(label)) for label in chart.labels)
        self.left = min(widest, layout.width * LABELS) + 10 if self.beside else 1.0
        known = sums if chart.stacked else [v for v in chart.numbers if v is not None]
        self.right = max(room(f"≥ {written(value, chart.unit)}") for value in known) + 8
        self.right += MARK + 3 if chart.stacked and None in chart.numbers else 0
        self.width = max(layout.width - self.left - self.right, layout.width * 0.3)
        self.boxes: dict[int, list[Box]] = {}
        self.gaps: list[Box] = []
        self.axis: list[Run] = []
        y = 2.0
        for label, row in zip(chart.labels, rows, strict=True):
            y = self._row(str(label), row, y)
        self.drawing.height = y - AIR + 4
        for look, boxes in sorted(self.boxes.items()):
            self.drawing.shape("bar", boxes, look)
        self.drawing.shape("gap", self.gaps)
        self.drawing.shape("axis", self.axis)

    def x(self, value: float) -> float:
        """Return how far right a number stands."""
        return self.left + self.scale.share(value) * self.width

    def _row(self, label: str, row: Sequence[Value], y: float) -> float:
        high = BAR if self.chart.stacked else BAR * len(row)
        if self.beside:
            lines = wrapped(label, self.left - 10)
            full = max(high, LINE * len(lines))
            for n, line in enumerate(lines):
                middle = y + full / 2 + (n - (len(lines) - 1) / 2) * LINE
                self.drawing.say(self.left - 10, middle + TEXT * 0.35, line, "end")
            at = y + (full - high) / 2
        else:
            for line in wrapped(label, self.drawing.width):
                self.drawing.say(0, y + TEXT, line)
                y += LINE
            at, full = y + 2, high + 2
        above = AIR if self.beside and y > AIR else 2  # beside the labels it is one line
        self.axis.append(Run([(self.x(0), y - above), (self.x(0), y + full)]))
        if self.chart.stacked:
            self._stack(row, at)
        else:
            for look, value in enumerate(row):
                self._bar(look, value, at + look * BAR)
        return y + full + AIR

    def _say(self, x: float, text: str, y: float) -> None:
        self.drawing.say(x + 5, y + BAR / 2 + TEXT * 0.3, text, kind="value")

    def _mark(self, x: float, y: float) -> None:
        self.gaps.append(Box(x, y + 3, MARK, BAR - 7))

    def _bar(self, look: int, value: Value, y: float) -> None:
        if value is None:
            self._mark(self.x(0) + 3, y)
            self._say(self.x(0) + MARK + 3, self.chart.gap_word, y)
            return
        if value:
            ends = sorted((self.x(0), self.x(value)))
            box = Box(ends[0], y, ends[1] - ends[0], BAR - 2)
            self.boxes.setdefault(look, []).append(box)
        self._say(self.x(max(value, 0)), written(value, self.chart.unit), y)

    def _stack(self, row: Sequence[Value], y: float) -> None:
        below = 0.0
        for look, value in enumerate(row):
            start, below = below, below + (value or 0)
            if value:
                box = Box(self.x(start), y, self.x(below) - self.x(start), BAR - 2)
                self.boxes.setdefault(look, []).append(box)
        known = [value for value in row if value is not None]
        if None in row and not below:
            self._mark(self.x(0) + 3, y)
            self._say(self.x(0) + MARK + 3, self.chart.gap_word, y)
            return
        total = written(below, self.chart.unit)
        if len(known) == len(row):
            self._say(self.x(below), total, y)
        else:
            self._mark(self.x(below) + 3, y)
            self._say(self.x(below) + MARK + 3, f"≥ {total}", y)
