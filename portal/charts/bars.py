"""Kinds beside each other as horizontal bars from zero, in the order given."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.charts import words
from portal.charts.chart import Chart, Series, Table, Value, as_series, with_unit, written
from portal.charts.drawing import LINE, TEXT, Box, Drawing, Layout, Run, room, wrapped
from portal.charts.scales import Scale

BAR, AIR = 15.0, 11.0
LABELS = 0.36  # of the width, labels stand left of the bars; longer ones above them


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
    def legend(self) -> list[tuple[int, str]]:
        """Name the patterns of several series."""
        return [(n, one.name) for n, one in enumerate(self.series)] if len(self.series) > 1 else []

    @property
    def description(self) -> str:
        """Tell each series."""
        told = [words.of_series(self.labels, one, self.unit, in_time=False) for one in self.series]
        return " ".join(filter(None, [*told, words.of_gaps(self.numbers)]))

    @property
    def table(self) -> Table:
        """Return one row for each label, one column for each series."""
        rows: list[list[object]] = [
            [str(label), *(one.values[index] for one in self.series)]
            for index, label in enumerate(self.labels)
        ]
        names = [with_unit(one.name, self.unit) for one in self.series]
        return Table(self.title, [self.heading or _("Item"), *names], rows, self.unit)

    def draw(self, layout: Layout) -> Drawing:
        """Draw one row after the other."""
        return _Rows(self, layout).drawing

    def row(self, index: int) -> list[Value]:
        """Return the numbers of one label."""
        return [one.values[index] for one in self.series]


class _Rows:
    """The bars of a drawing while they are made."""

    def __init__(self, chart: Bars, layout: Layout) -> None:
        self.chart, self.drawing = chart, Drawing(layout)
        rows = [chart.row(index) for index in range(len(chart.labels))]
        sums = [sum(value or 0 for value in row) for row in rows]
        self.scale = Scale.over(sums if chart.stacked else chart.numbers)
        widest = max(room(str(label)) for label in chart.labels)
        self.beside = layout.width > 400 and widest <= layout.width * LABELS
        self.left = widest + 10 if self.beside else 0.0
        told = [self._told(row) for row in rows]
        self.right = max(room(text) for texts in told for text in texts) + 8
        self.width = max(layout.width - self.left - self.right, layout.width * 0.3)
        self.boxes: dict[int, list[Box]] = {}
        self.gaps: list[Box] = []
        y = 2.0
        for label, row, texts in zip(chart.labels, rows, told, strict=True):
            y = self._row(str(label), row, texts, y)
        self.drawing.height = y - AIR + 4
        for look, boxes in self.boxes.items():
            self.drawing.shape("bar", boxes, look)
        self.drawing.shape("gap", self.gaps)
        x = self.x(0)
        self.drawing.shape("axis", [Run([(x, 0), (x, self.drawing.height)])])

    def x(self, value: float) -> float:
        """Return how far right a number stands."""
        return self.left + self.scale.share(value) * self.width

    def _told(self, row: Sequence[Value]) -> list[str]:
        """Return what stands at the end of the bars of one row."""
        if not self.chart.stacked:
            return [self._written(value) for value in row]
        known = [value for value in row if value is not None]
        total = written(sum(known), self.chart.unit)
        if not known:
            return [self.chart.gap_word]
        return [total if len(known) == len(row) else f"≥ {total}"]

    def _written(self, value: Value) -> str:
        return self.chart.gap_word if value is None else written(value, self.chart.unit)

    def _row(self, label: str, row: Sequence[Value], texts: Sequence[str], y: float) -> float:
        if self.beside:
            middle = y + len(texts) * BAR / 2
            self.drawing.say(self.left - 10, middle + TEXT * 0.35, label, "end")
        else:
            for line in wrapped(label, self.drawing.width):
                self.drawing.say(0, y + TEXT, line)
                y += LINE
            y += 2
        if self.chart.stacked:
            self._stack(row, y)
        for n, text in enumerate(texts):
            if not self.chart.stacked:
                self._bar(n, row[n], y + n * BAR)
            known = sum(v or 0 for v in row) if self.chart.stacked else row[n]
            self._say(known, text, y + n * BAR)
        return y + len(texts) * BAR + AIR

    def _say(self, value: Value, text: str, y: float) -> None:
        past = self.x(max(value or 0, 0)) + (20 if value is None else 0)
        self.drawing.say(past + 5, y + BAR / 2 + TEXT * 0.35, text, kind="value")

    def _bar(self, look: int, value: Value, y: float) -> None:
        if value is None:
            self.gaps.append(Box(self.x(0) + 2, y + 3, 16, BAR - 6))
        elif value:
            ends = sorted((self.x(0), self.x(value)))
            box = Box(ends[0], y, ends[1] - ends[0], BAR - 2)
            self.boxes.setdefault(look, []).append(box)

    def _stack(self, row: Sequence[Value], y: float) -> None:
        below = 0.0
        for look, value in enumerate(row):
            start, below = below, below + (value or 0)
            if value:
                box = Box(self.x(start), y, self.x(below) - self.x(start), BAR - 2)
                self.boxes.setdefault(look, []).append(box)
