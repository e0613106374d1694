"""The frame of charts that stand on a horizontal axis: grid, ticks, and the labels along it."""

from collections.abc import Iterable, Sequence

from portal.charts.chart import written
from portal.charts.drawing import LINE, TEXT, Box, Drawing, Layout, Run, room, wrapped
from portal.charts.scales import BETWEEN, Mark, Scale, factor, is_time, marks

TICK = 4.0
STUB = 8.0  # the height of the mark of what is not known
KINDS = 8  # labels that are no periods are broken over lines, rather than left out; up to so many


class Frame:
    """The plot within a drawing: where each label and each number stands."""

    def __init__(
        self, layout: Layout, scale: Scale, labels: Sequence[str], unit: str, right: float = 2
    ) -> None:
        self.drawing = Drawing(layout)
        self.scale, self.labels, self.unit = scale, [str(label) for label in labels], unit
        by = factor(scale)
        self.ticks = [(tick, written(tick / by, unit, scale.digits)) for tick in scale.ticks]
        self.left = max(room(text) for _tick, text in self.ticks) + 6
        self.width = layout.width - self.left - right
        self.top = LINE * (2.2 if by > 1 or unit not in ("", "%") else 1.2)
        self.height = layout.plot
        self.foot = self.top + self.height
        self.slot = self.width / len(labels)
        self.drawing.height = self.foot + TICK + LINE * self._labels() + 4
        self._axes(by)

    def x(self, index: float) -> float:
        """Return the middle of a label's place."""
        return self.left + (index + 0.5) * self.slot

    def y(self, value: float) -> float:
        """Return the height of a number."""
        return self.foot - self.scale.share(value) * self.height

    @property
    def base(self) -> float:
        """Return the height of zero, where columns stand."""
        return self.foot - self.scale.zero * self.height

    def stub(self, index: float, width: float) -> Box:
        """Return the mark of one number that is not known: an empty box on the base line."""
        wide = min(width, 16.0)
        return Box(self.x(index) - wide / 2, self.base - STUB - 1, wide, STUB)

    def spans(self, missing: Iterable[int]) -> list[Box]:
        """Return the marks of what is not known, one for all that follow each other."""
        found: list[list[int]] = []
        for index in missing:
            if found and found[-1][1] == index - 1:
                found[-1][1] = index
            else:
                found.append([index, index])
        wide = min(self.slot, 16.0)
        return [
            Box(self.x(a) - wide / 2, self.base - STUB - 1, self.x(b) - self.x(a) + wide, STUB)
            for a, b in found
        ]

    def refer(self, value: float | None) -> None:
        """Draw a line to measure by; words beside it would hide what is measured."""
        if value is not None:
            y = self.y(value)
            self.drawing.shape("reference", [Run([(self.left, y), (self._right, y)])])

    @property
    def _right(self) -> float:
        return self.left + self.width

    def _axes(self, by: int) -> None:
        lines = [
            Run([(self.left, self.y(tick)), (self._right, self.y(tick))])
            for tick in self.scale.ticks
        ]
        self.drawing.shape("grid", lines)
        for tick, text in self.ticks:
            self.drawing.say(self.left - 6, self.y(tick) + TEXT * 0.35, text, "end", "tick")
        unit = "" if self.unit == "%" else self.unit
        told = f"{unit} ×{by:,}".strip() if by > 1 else unit
        if told:
            self.drawing.say(0, TEXT, told, kind="tick")
        if self.scale.low > 0:
            self._cut()
        else:
            self.drawing.shape("axis", [Run([(self.left, self.base), (self._right, self.base)])])

    def _cut(self) -> None:
        """Show that the axis does not begin at zero: a jag at its foot, and no line to stand on."""
        x, y = self.left, self.foot
        jag = [(x, y), (x + 8, y - 3), (x, y - 6), (x + 8, y - 9), (x, y - 12), (x, self.top)]
        self.drawing.shape("break", [Run(jag)])

    def _labels(self) -> int:
        """Write along the axis what there is room for; return how many lines that takes."""
        found = marks(self.labels, self.width)
        if len(found) < len(self.labels) <= KINDS and not is_time(self.labels):
            return self._broken()
        found = self._apart(found)
        at = [self.x(mark.place) for mark in found]
        if len(found) < len(self.labels):
            self.drawing.shape("axis", [Run([(x, self.foot), (x, self.foot + TICK)]) for x in at])
        for x, mark in zip(at, found, strict=True):
            self.drawing.say(x, self.foot + TICK + TEXT, mark.text, "middle")
        return 1

    def _broken(self) -> int:
        """Write every label, over several lines."""
        names = [wrapped(label, self.slot - BETWEEN, 3) for label in self.labels]
        for index, lines in enumerate(names):
            for down, line in enumerate(lines):
                y = self.foot + TICK + TEXT + down * LINE
                self.drawing.say(self.x(index), y, line, "middle")
        return max(map(len, names))

    def _apart(self, found: list[Mark]) -> list[Mark]:
        """Leave out the last mark where the drawing's edge pushes it onto the one before."""
        if len(found) < 2:
            return found
        before, last = found[-2:]
        left = min(self.x(last.place) - room(last.text) / 2, self.drawing.width - room(last.text))
        touches = left < self.x(before.place) + room(before.text) / 2 + BETWEEN / 2
        return found[:-1] if touches else found
