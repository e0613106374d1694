"""Counts in a grid of rows and columns, the darker the more, with the numbers in the cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.charts import words
from portal.charts.chart import Chart, Key, Series, Table, Value, written
from portal.charts.drawing import LINE, TEXT, Box, Drawing, Layout, room, shortened, wrapped
from portal.charts.scales import step

SHADES = 5
LIGHT = 4  # from this shade on words are light
CELL, LABELS = 28.0, 0.34
WORD = re.compile(r"[!-~]+")  # what is not to be torn; Han signs may stand apart
Grid = Sequence[Sequence[int | None]]


@dataclass(frozen=True)
class Heat(Chart):
    """A grid, weekday by hour or domain by severity. None is withheld or unknown."""

    rows: Sequence[str]
    columns: Sequence[str]
    values: Grid

    def __post_init__(self) -> None:
        if len(self.values) != len(self.rows) or any(
            len(row) != len(self.columns) for row in self.values
        ):
            raise ValueError("There must be one value, or None, for each cell.")

    @property
    def numbers(self) -> list[Value]:
        """Return the numbers of all cells."""
        return [value for row in self.values for value in row]

    @property
    def description(self) -> str:
        """Tell the fullest and the emptiest cell."""
        names = [
            _("%(row)s, %(column)s") % {"row": row, "column": column}
            for row in self.rows
            for column in self.columns
        ]
        cells = [Series(self.title, self.numbers)]
        return words.of_all(names, cells, self.unit, self.gap_word, in_time=False)

    @property
    def table(self) -> Table:
        """Return the grid itself."""
        rows: list[list[object]] = [
            [str(name), *row] for name, row in zip(self.rows, self.values, strict=True)
        ]
        headings = [self.heading or pgettext("chart", "Item"), *map(str, self.columns)]
        return Table(self.title, headings, rows, self.unit)

    @property
    def keys(self) -> list[Key]:
        """Say which numbers a shade stands for."""
        used = sorted({self.shade(value) for row in self.values for value in row if value})
        ends = [((shade - 1) * self._pace + 1, shade * self._pace) for shade in used]
        texts = [written(low) if low == high else f"{low:,}–{high:,}" for low, high in ends]
        return [Key(f"shade-{shade}", text) for shade, text in zip(used, texts, strict=True)]

    @property
    def _pace(self) -> int:
        """Return how many numbers share a shade."""
        high = max((value for row in self.values for value in row if value), default=1)
        return int(step(high, SHADES, whole=True))

    def shade(self, value: int) -> int:
        """Return how dark a number is: 0 is empty."""
        return -(-value // self._pace)

    def draw(self, layout: Layout) -> Drawing:
        """Draw the cells; a grid that is too wide is laid on its side."""
        return _Cells(self, layout).drawing


class _Cells:
    """The cells of a drawing while they are made."""

    def __init__(self, chart: Heat, layout: Layout) -> None:
        self.chart, self.drawing = chart, Drawing(layout)
        rows, columns, values = chart.rows, chart.columns, chart.values
        if layout.width / len(columns) < CELL and len(columns) > len(rows):
            rows, columns, values = columns, rows, list(zip(*values, strict=True))
        widest = max(room(str(name)) for name in rows)
        # A narrow drawing has long names above their row.
        self.above = layout.width < 400 and widest > layout.width * LABELS
        self.left = 0.0 if self.above else min(widest, layout.width * LABELS) + 8
        self.width = (layout.width - self.left) / len(columns)
        self.boxes: dict[str, list[Box]] = {}
        heads = [str(name) for name in columns]
        fits = all(self._fits(head) for head in heads)
        y = self._head(heads if fits else [str(n) for n in range(1, len(heads) + 1)])
        for name, row in zip(rows, values, strict=True):
            y = self._row(str(name), row, y)
        self.drawing.height = (y if fits else self._listed(heads, y)) + 2
        for kind, boxes in self.boxes.items():
            self.drawing.shape(kind, boxes)

    def _fits(self, head: str) -> bool:
        """Say whether the name of a column has room over it, no word being torn."""
        room_of_words = max(map(room, WORD.findall(head)), default=0)
        return room_of_words <= self.width - 2 and "…" not in "".join(self._wrapped(head))

    def _wrapped(self, head: str) -> list[str]:
        return wrapped(head, max(self.width - 2, TEXT))

    def _head(self, names: Sequence[str]) -> float:
        """Write what the columns are, over as many lines as they need; return where cells begin."""
        heads = [self._wrapped(name) for name in names]
        most = max(map(len, heads))
        for n, lines in enumerate(heads):
            for down, line in enumerate(lines, start=most - len(lines)):
                x, y = self.left + (n + 0.5) * self.width, TEXT + down * LINE
                self.drawing.say(x, y, line, "middle")
        return most * LINE + 2

    def _listed(self, names: Sequence[str], y: float) -> float:
        """Write below the cells which column each number stands for; return where that ends."""
        x, y = 0.0, y + LINE
        for number, name in enumerate(names, start=1):
            text = shortened(f"{number}: {name}", self.drawing.width)
            if x and x + room(text) > self.drawing.width:
                x, y = 0.0, y + LINE
            self.drawing.say(x, y, text)
            x += room(text) + 12
        return y + 4

    def _row(self, name: str, row: Sequence[int | None], y: float) -> float:
        lines = wrapped(name, self.drawing.width if self.above else self.left - 8)
        high = CELL
        if self.above:
            for line in lines:
                self.drawing.say(0, y + TEXT, line)
                y += LINE
            y += 1
        else:
            high = max(CELL, LINE * len(lines) + 2)
            for n, line in enumerate(lines):
                middle = y + high / 2 + (n - (len(lines) - 1) / 2) * LINE
                self.drawing.say(self.left - 8, middle + TEXT * 0.35, line, "end")
        for across, value in enumerate(row):
            box = Box(self.left + across * self.width + 1, y + 1, self.width - 2, high - 2)
            kind = "gap" if value is None else f"shade-{self.chart.shade(value)}"
            self.boxes.setdefault(kind, []).append(box)
            self._say(value, box)
        return y + high

    def _say(self, value: int | None, box: Box) -> None:
        text = "" if value is None else written(value)
        if text and room(text) <= box.width:
            kind = "light" if value and self.chart.shade(value) >= LIGHT else "cell"
            x, y = box.x + box.width / 2, box.y + box.height / 2 + TEXT * 0.35
            self.drawing.say(x, y, text, "middle", kind)
