"""Numbers over time, or of a few kinds, as columns from zero."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from django.utils.translation import gettext as _

from portal.charts import words
from portal.charts.chart import Chart, Series, Table, Value, as_series, with_unit, written
from portal.charts.drawing import Box, Drawing, Layout, room
from portal.charts.frame import Frame
from portal.charts.scales import Scale

BAND = 0.76  # of a label's place is column, the rest is air


@dataclass(frozen=True)
class Columns(Chart):
    """Columns over time: one to three series side by side, or stacked; the last may be provisional."""

    labels: Sequence[str]
    series: Sequence[Series]
    provisional_from: int | None = field(default=None, kw_only=True)
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
        told = [words.of_series(self.labels, one, self.unit, in_time=True) for one in self.series]
        return " ".join(filter(None, [*told, words.of_gaps(self.numbers)]))

    @property
    def notes(self) -> list[str]:
        """Say from when on the numbers may still change."""
        start = self._provisional
        if start >= len(self.labels):
            return []
        return [
            _("Provisional, may still change: from %(label)s on.") % {"label": self.labels[start]}
        ]

    @property
    def table(self) -> Table:
        """Return one row for each label, one column for each series."""
        rows: list[list[object]] = [
            [self._named(index), *(one.values[index] for one in self.series)]
            for index in range(len(self.labels))
        ]
        names = [with_unit(one.name, self.unit) for one in self.series]
        return Table(self.title, [self.heading or _("Period"), *names], rows, self.unit)

    @property
    def _provisional(self) -> int:
        return len(self.labels) if self.provisional_from is None else self.provisional_from

    def _named(self, index: int) -> str:
        label = str(self.labels[index])
        if index < self._provisional:
            return label
        return _("%(label)s (provisional)") % {"label": label}

    def draw(self, layout: Layout) -> Drawing:
        """Draw the columns; those of one look are a single path."""
        totals = [sum(one.values[i] or 0 for one in self.series) for i in range(len(self.labels))]
        scale = Scale.over(totals if self.stacked else self.numbers)
        frame = Frame(layout, scale, self.labels, self.unit)
        for look, faint in product(range(len(self.series)), (False, True)):
            frame.drawing.shape("bar", self._boxes(frame, look, faint), look, faint)
        frame.drawing.shape("gap", self._gaps(frame))
        self._values(frame, totals)
        return frame.drawing

    def _place(self, frame: Frame, look: int) -> tuple[float, float]:
        """Return how far from the middle a series' column begins, and how wide it is."""
        band = min(frame.slot * BAND, 64.0)
        if self.stacked:
            return -band / 2, band
        return -band / 2 + look * band / len(self.series), band / len(self.series)

    def _boxes(self, frame: Frame, look: int, faint: bool) -> list[Box]:
        before, width = self._place(frame, look)
        found = []
        for index, value in enumerate(self.series[look].values):
            if not value or faint != (index >= self._provisional):
                continue
            below = sum(one.values[index] or 0 for one in self.series[:look]) if self.stacked else 0
            ends = sorted((frame.y(below), frame.y(below + value)))
            found.append(Box(frame.x(index) + before, ends[0], width, ends[1] - ends[0]))
        return found

    def _gaps(self, frame: Frame) -> list[Box]:
        found = []
        for look, one in enumerate(self.series):
            before, width = self._place(frame, look)
            middle = (before + width / 2) / frame.slot
            found += [
                frame.stub(index + middle, width)
                for index, value in enumerate(one.values)
                if value is None
            ]
        return found

    def _values(self, frame: Frame, totals: Sequence[float]) -> None:
        """Write the numbers over the columns, where all of them have room."""
        if self.stacked or len(self.series) > 1:
            return
        told = [(i, v, written(v, self.unit)) for i, v in enumerate(self.series[0].values) if v]
        if all(room(text) <= frame.slot for _index, _value, text in told):
            for index, value, text in told:
                at = frame.y(value) + (-4 if value > 0 else 14)
                frame.drawing.say(frame.x(index), at, text, "middle", "value")
