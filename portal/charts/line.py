"""A trend as lines, told apart by their dashes and named at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.charts import words
from portal.charts.chart import (
    Key,
    Measured,
    Series,
    Table,
    Value,
    as_series,
    rows_of,
    with_unit,
    written,
)
from portal.charts.drawing import LINE, TEXT, Dot, Drawing, Layout, Run, room, wrapped
from portal.charts.frame import Frame
from portal.charts.scales import Scale

SEASON = 4  # the look of the line for comparison
NAMES = 0.3  # of the width at most, for the names at the lines' ends
FEW = 16  # labels, of which each point is marked


@dataclass(frozen=True)
class Line(Measured):
    """Lines over time: one to four series, a value to measure by, an earlier season to compare.

    The axis begins at zero unless `from_zero` says otherwise; then it is drawn broken.
    """

    labels: Sequence[str]
    series: Sequence[Series]
    season: Sequence[Value] | None = field(default=None, kw_only=True)
    season_name: str = field(default="", kw_only=True)
    from_zero: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "series", as_series(self.series, self.labels))
        as_series(self._earlier, self.labels)

    @property
    def _earlier(self) -> list[Series]:
        if self.season is None:
            return []
        return [Series(self.season_name or _("A year earlier"), self.season)]

    @property
    def lines(self) -> list[Series]:
        """Return all lines, the season last."""
        return [*self.series, *self._earlier]

    @property
    def numbers(self) -> list[Value]:
        """Return all numbers that are drawn as lines."""
        return [value for one in self.lines for value in one.values]

    @property
    def keys(self) -> list[Key]:
        """Name the dashes of several lines, and the value they are measured by."""
        found = [Key("line", one.name, look) for look, one in enumerate(self.series)]
        found += [Key("season", one.name, SEASON) for one in self._earlier]
        return [*(found if len(found) > 1 else []), *self.reference_keys]

    @property
    def description(self) -> str:
        """Tell each line, and the value it is measured by."""
        told = words.of_all(self.labels, self.lines, self.unit, self.gap_word, in_time=True)
        return f"{told} {words.sentence(self.reference_text)}".strip()

    @property
    def notes(self) -> list[str]:
        """Say that the axis is cut, where it is."""
        return [] if self._scale.low <= 0 else [_("The axis does not begin at zero.")]

    @property
    def table(self) -> Table:
        """Return one row for each label, one column for each line."""
        names = [with_unit(one.name, self.unit) for one in self.lines]
        rows = rows_of(self.labels, self.lines)
        headings = [self.heading or pgettext("chart", "Period"), *names]
        return Table(self.title, headings, rows, self.unit, self.reference_text)

    @property
    def _scale(self) -> Scale:
        return Scale.over([*self.numbers, self.reference], from_zero=self.from_zero)

    def draw(self, layout: Layout) -> Drawing:
        """Draw the lines, what they are compared with below them."""
        ends = self._ends()
        right = min(max(room(text) for _value, text in ends) + 12, layout.width * NAMES)
        frame = Frame(layout, self._scale, self.labels, self.unit, right)
        frame.refer(self.reference)
        for one in self._earlier:
            self._draw_line(frame, one.values, SEASON)
        for look, one in enumerate(self.series):
            self._draw_line(frame, one.values, look)
        missing = [i for i in range(len(self.labels)) if None in [s.values[i] for s in self.series]]
        frame.drawing.shape("gap", frame.spans(missing))
        self._write_ends(frame, ends, right)
        return frame.drawing

    def _draw_line(self, frame: Frame, values: Sequence[Value], look: int) -> None:
        runs: list[list[tuple[float, float]]] = [[]]
        for index, value in enumerate(values):
            if value is None:
                runs.append([])
            else:
                runs[-1].append((frame.x(index), frame.y(value)))
        lines = [Run(run) for run in runs if len(run) > 1]
        if look == SEASON:
            frame.drawing.shape("season", lines, look)
            return
        alone = [run[0] for run in runs if len(run) == 1]
        points = [point for run in runs for point in run] if len(values) <= FEW else alone
        frame.drawing.shape("line", lines, look)
        frame.drawing.shape("dot", [Dot(x, y, 3) for x, y in points])

    def _ends(self) -> list[tuple[float, str]]:
        """Return where each line ends, and its name; a line that is alone has its last number."""
        found = []
        for one in self.lines:
            known = [value for value in one.values if value is not None]
            if known:
                alone = len(self.lines) == 1
                found.append((known[-1], written(known[-1], self.unit) if alone else one.name))
        return sorted(found, reverse=True)

    def _write_ends(self, frame: Frame, ends: list[tuple[float, str]], right: float) -> None:
        """Write beside the lines' ends, from above, pushed apart where they end together."""
        at, x = 0.0, frame.left + frame.width + 5
        if len(self.lines) == 1:  # its last number may be withheld; then an earlier one is written
            x = frame.x(max(i for i, v in enumerate(self.lines[0].values) if v is not None)) + 7
        names = [(frame.y(value), wrapped(text, right - 6)) for value, text in ends]
        left = sum(len(lines) for _y, lines in names)
        for y, lines in names:
            at = max(min(y + TEXT * 0.35, frame.foot - LINE * (left - 1)), at + LINE if at else 0)
            for down, line in enumerate(lines):
                frame.drawing.say(x, at + down * LINE, line, kind="value")
            at, left = at + LINE * (len(lines) - 1), left - len(lines)
