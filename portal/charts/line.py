"""A trend as lines, told apart by their dashes and named at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.charts import words
from portal.charts.chart import Chart, Series, Table, Value, as_series, with_unit, written
from portal.charts.drawing import LINE, TEXT, Dot, Drawing, Layout, Run, room, shortened
from portal.charts.frame import Frame
from portal.charts.scales import Scale

SEASON = 4  # the dashes of the line for comparison
NAMES = 0.32  # of the width at most, for the names at the lines' ends


@dataclass(frozen=True)
class Line(Chart):
    """Lines over time: one to four series, a fixed value and an earlier season for comparison.

    The axis begins at zero unless `from_zero` says otherwise; then it is drawn broken.
    """

    labels: Sequence[str]
    series: Sequence[Series]
    reference: float | None = field(default=None, kw_only=True)
    season: Sequence[Value] | None = field(default=None, kw_only=True)
    reference_name: str = field(default="", kw_only=True)
    season_name: str = field(default="", kw_only=True)
    from_zero: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "series", as_series(self.series, self.labels))
        if self.season is not None:
            name = self.season_name or _("A year earlier")
            (season,) = as_series(Series(name, self.season), self.labels)
            object.__setattr__(self, "season", season.values)
            object.__setattr__(self, "season_name", name)

    @property
    def lines(self) -> list[Series]:
        """Return all lines, the season last."""
        earlier = [] if self.season is None else [Series(self.season_name, self.season)]
        return [*self.series, *earlier]

    @property
    def numbers(self) -> list[Value]:
        """Return all numbers that are drawn as lines."""
        return [value for one in self.lines for value in one.values]

    @property
    def dashed(self) -> bool:
        """Lines are told apart by their dashes."""
        return True

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Name the dashes of several lines."""
        looks = [*range(len(self.series)), SEASON]
        named = [(look, one.name) for look, one in zip(looks, self.lines, strict=False)]
        return named if len(named) > 1 else []

    @property
    def description(self) -> str:
        """Tell each line, and the value it is measured by."""
        told = [words.of_series(self.labels, one, self.unit, in_time=True) for one in self.lines]
        return " ".join(filter(None, [*told, self._measured, words.of_gaps(self.numbers)]))

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
        """Say that the axis is cut, where it is."""
        return [] if self._scale.low <= 0 else [_("The axis does not begin at zero.")]

    @property
    def table(self) -> Table:
        """Return one row for each label, one column for each line."""
        rows: list[list[object]] = [
            [str(label), *(one.values[index] for one in self.lines)]
            for index, label in enumerate(self.labels)
        ]
        names = [with_unit(one.name, self.unit) for one in self.lines]
        headings = [self.heading or _("Period"), *names]
        return Table(self.title, headings, rows, self.unit, self._measured)

    @property
    def _scale(self) -> Scale:
        return Scale.over([*self.numbers, self.reference], from_zero=self.from_zero)

    def draw(self, layout: Layout) -> Drawing:
        """Draw the lines, what they are compared with below them."""
        ends = [one.name for one in self.lines] if len(self.lines) > 1 else []
        right = min(max(map(room, ends), default=0) + 10, layout.width * NAMES)
        frame = Frame(layout, self._scale, self.labels, self.unit, right)
        if self.reference is not None:
            self._draw_reference(frame)
        if self.season is not None:
            self._draw_line(frame, self.season, SEASON)
        for look, one in enumerate(self.series):
            self._draw_line(frame, one.values, look)
        missing = [i for i in range(len(self.labels)) if None in [s.values[i] for s in self.series]]
        frame.drawing.shape("gap", [frame.stub(index, frame.slot) for index in missing])
        if ends:
            self._name_ends(frame, right)
        if self._scale.low > 0:
            self._break(frame)
        return frame.drawing

    def _draw_reference(self, frame: Frame) -> None:
        y = frame.y(self.reference or 0)
        frame.drawing.shape("reference", [Run([(frame.left, y), (frame.left + frame.width, y)])])
        value = written(self.reference or 0, self.unit)
        frame.drawing.say(frame.left + 4, y - 4, f"{self._reference} {value}", kind="value")

    def _draw_line(self, frame: Frame, values: Sequence[Value], look: int) -> None:
        runs: list[list[tuple[float, float]]] = [[]]
        for index, value in enumerate(values):
            if value is None:
                runs.append([])
            else:
                runs[-1].append((frame.x(index), frame.y(value)))
        kind = "season" if look == SEASON else "line"
        frame.drawing.shape(kind, [Run(run) for run in runs if len(run) > 1], look)
        frame.drawing.shape("dot", [Dot(*run[0], 3) for run in runs if len(run) == 1])

    def _name_ends(self, frame: Frame, right: float) -> None:
        """Write each name beside the end of its line, pushed apart where lines end together."""
        ends = []
        for one in self.lines:
            known = [(i, value) for i, value in enumerate(one.values) if value is not None]
            if known:
                ends.append((frame.y(known[-1][1]), one.name))
        ends.sort()
        free = frame.foot - LINE * (len(ends) - 1)
        at = 0.0
        for n, (y, name) in enumerate(ends):
            at = max(min(y + TEXT * 0.35, free + n * LINE), at + LINE if n else 0)
            frame.drawing.say(
                frame.left + frame.width + 6, at, shortened(name, right - 8), kind="value"
            )

    def _break(self, frame: Frame) -> None:
        x, y = frame.left, frame.foot
        zigzag = [(x, y), (x + 4, y - 4), (x - 4, y - 8), (x + 4, y - 12), (x, y - 16)]
        frame.drawing.shape("break", [Run(zigzag)])
