"""Numbers over time, or of a few kinds, as columns from zero."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from django.utils.translation import gettext as _
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
from portal.charts.drawing import Box, Drawing, Layout, room
from portal.charts.frame import STUB, Frame
from portal.charts.scales import Scale

BAND = 0.76  # of a label's place is column, the rest is air
WIDEST, SLIMMEST = 64.0, 5.0  # columns; of slimmer ones the gaps are marked together


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
    def keys(self) -> list[Key]:
        """Name the patterns of several series, and say from when on numbers may still change."""
        several = enumerate(self.series) if len(self.series) > 1 else ()
        named = [Key("bar", one.name, look) for look, one in several]
        if self._provisional >= len(self.labels):
            return named
        told = _("Provisional from %(label)s: may still change.")
        return [*named, Key("faint", told % {"label": self.labels[self._provisional]})]

    @property
    def description(self) -> str:
        """Tell each series."""
        return words.of_all(self.labels, self.series, self.unit, self.gap_word, in_time=True)

    @property
    def table(self) -> Table:
        """Return one row for each label, one column for each series."""
        names = [with_unit(one.name, self.unit) for one in self.series]
        labels = [self._named(index) for index in range(len(self.labels))]
        rows = rows_of(labels, self.series)
        return Table(
            self.title, [self.heading or pgettext("chart", "Period"), *names], rows, self.unit
        )

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
        for faint, look in product((False, True), range(len(self.series))):
            frame.drawing.shape("bar", self._boxes(frame, look, faint), look, faint)
        frame.drawing.shape("gap", self._gaps(frame))
        self._values(frame)
        return frame.drawing

    def _place(self, frame: Frame, look: int) -> tuple[float, float]:
        """Return how far from the middle a series' column begins, and how wide it is."""
        band = min(frame.slot * BAND, WIDEST)
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
        missing = [i for i in range(len(self.labels)) if None in [s.values[i] for s in self.series]]
        if self.stacked:
            return self._gaps_of_stacks(frame, missing)
        if self._place(frame, 0)[1] < SLIMMEST:
            return frame.spans(missing)
        found = []
        for look, one in enumerate(self.series):
            before, width = self._place(frame, look)
            at = (before + width / 2) / frame.slot
            found += [frame.stub(i + at, width - 1) for i in missing if one.values[i] is None]
        return found

    def _gaps_of_stacks(self, frame: Frame, missing: Sequence[int]) -> list[Box]:
        """Mark on top of a stack that there is more; where nothing is known, on the base line."""
        width = self._place(frame, 0)[1]
        sums = {i: sum(one.values[i] or 0 for one in self.series) for i in missing}
        tops = [
            Box(frame.x(i) - width / 2, frame.y(top) - STUB - 1, width, STUB)
            for i, top in sums.items()
            if top
        ]
        return [*frame.spans(i for i, top in sums.items() if not top), *tops]

    def _values(self, frame: Frame) -> None:
        """Write the numbers over the columns, where all of them have room."""
        if len(self.series) > 1:
            return
        values = [(i, value) for i, value in enumerate(self.series[0].values) if value is not None]
        told = [(i, value, written(value, self.unit)) for i, value in values]
        if all(room(text) <= frame.slot for _index, _value, text in told):
            for index, value, text in told:
                at = frame.y(value) + (-4 if value >= 0 else 14)
                frame.drawing.say(frame.x(index), at, text, "middle", "value")
