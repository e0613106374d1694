"""Rates with the interval they may lie in: a dot and its whiskers, one row for each label."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.charts import words
from portal.charts.chart import Chart, Series, Table, Value, written
from portal.charts.drawing import LINE, TEXT, Box, Dot, Drawing, Layout, Run, room, wrapped
from portal.charts.scales import Scale

ROW = 26.0
LABELS = 0.36
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Intervals(Chart):
    """Rates with their interval, given as low, rate, high (in any order: the rate lies between)."""

    labels: Sequence[str]
    points: Sequence[Point | None]
    unit: str = field(default="%", kw_only=True)
    reference: float | None = field(default=None, kw_only=True)
    reference_name: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        if len(self.points) != len(self.labels):
            raise ValueError("There must be one interval, or None, for each label.")
        ordered = tuple(None if point is None else tuple(sorted(point)) for point in self.points)
        object.__setattr__(self, "points", ordered)

    @property
    def numbers(self) -> list[Value]:
        """Return the rates."""
        return [None if point is None else point[1] for point in self.points]

    @property
    def description(self) -> str:
        """Tell the rates, and what they are measured by."""
        rates = Series(self.title, self.numbers)
        told = words.of_series(self.labels, rates, self.unit, in_time=False)
        return " ".join(filter(None, [told, self._measured, words.of_gaps(self.numbers)]))

    @property
    def _measured(self) -> str:
        if self.reference is None:
            return ""
        parts = {"name": self._reference, "value": written(self.reference, self.unit)}
        return _("For comparison, %(name)s: %(value)s.") % parts

    @property
    def _reference(self) -> str:
        return self.reference_name or _("reference value")

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
        headings = [self.heading or _("Item"), _("Rate"), _("At least"), _("At most")]
        return Table(self.title, headings, rows, self.unit, self._measured)

    def draw(self, layout: Layout) -> Drawing:
        """Draw one row after the other, the axis below them."""
        drawing = Drawing(layout)
        known = [value for point in self.points if point for value in point]
        scale = Scale.over([*known, self.reference], most=4)
        widest = max(room(str(label)) for label in self.labels)
        beside = layout.width > 400 and widest <= layout.width * LABELS
        left = widest + 12 if beside else 6.0
        width = layout.width - left - room(written(scale.high, self.unit)) / 2 - 2
        places, y = [], LINE if self.reference is not None else 2.0
        for label in map(str, self.labels):
            if beside:
                drawing.say(left - 12, y + ROW / 2 + TEXT * 0.35, label, "end")
            else:
                for line in wrapped(label, layout.width):
                    drawing.say(0, y + TEXT, line)
                    y += LINE
            places.append(y + ROW / 2)
            y += ROW
        drawing.height = y + LINE + 6
        self._axis(drawing, scale, (left, width, y))
        self._dots(drawing, scale, (left, width), places)
        return drawing

    def _axis(self, drawing: Drawing, scale: Scale, place: tuple[float, float, float]) -> None:
        left, width, foot = place
        top = LINE if self.reference is not None else 0.0
        at = [left + scale.share(tick) * width for tick in scale.ticks]
        drawing.shape("grid", [Run([(x, top), (x, foot)]) for x in at])
        drawing.shape("axis", [Run([(at[0], top), (at[0], foot)])])
        for x, tick in zip(at, scale.ticks, strict=True):
            drawing.say(x, foot + LINE, written(tick, self.unit), "middle", "tick")
        if self.reference is not None:
            x = left + scale.share(self.reference) * width
            drawing.shape("reference", [Run([(x, top), (x, foot)])])
            value = written(self.reference, self.unit)
            drawing.say(x, TEXT, f"{self._reference} {value}", "middle", "value")

    def _dots(
        self, drawing: Drawing, scale: Scale, place: tuple[float, float], places: Sequence[float]
    ) -> None:
        left, width = place
        whiskers: list[Run] = []
        dots, gaps = [], []
        for y, point in zip(places, self.points, strict=True):
            if point is None:
                gaps.append(Box(left + 4, y - 4, 16, 8))
                drawing.say(left + 26, y + TEXT * 0.35, self.gap_word, kind="value")
                continue
            low, rate, high = (left + scale.share(value) * width for value in point)
            whiskers += [Run([(low, y), (high, y)])]
            whiskers += [Run([(x, y - 5), (x, y + 5)]) for x in (low, high)]
            dots.append(Dot(rate, y, 4.5))
        drawing.shape("whisker", whiskers)
        drawing.shape("dot", dots)
        drawing.shape("gap", gaps)
