"""Counts in a grid of rows and columns, the darker the more, with the numbers in the cells."""

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
        return words.of_all(names, cells, self.unit, in_time=False)

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
        drawing = Drawing(layout)
        rows, columns, values = self.rows, self.columns, self.values
        if layout.width / len(columns) < CELL and len(columns) > len(rows):
            rows, columns, values = columns, rows, list(zip(*values, strict=True))
        left = min(max(room(str(name)) for name in rows), layout.width * LABELS) + 8
        width = (layout.width - left) / len(columns)
        top = self._head(drawing, columns, (left, width))
        cells: dict[int | None, list[Box]] = {}
        for down, (name, row) in enumerate(zip(rows, values, strict=True)):
            y = top + down * CELL
            text = shortened(str(name), left - 8)
            drawing.say(left - 8, y + CELL / 2 + TEXT * 0.35, text, "end")
            for across, value in enumerate(row):
                box = Box(left + across * width + 1, y + 1, width - 2, CELL - 2)
                shade = None if value is None else self.shade(value)
                cells.setdefault(shade, []).append(box)
                self._say(drawing, value, box)
        drawing.height = top + len(rows) * CELL + 2
        for shade, boxes in cells.items():
            drawing.shape("gap" if shade is None else f"shade-{shade}", boxes)
        return drawing

    def _head(self, drawing: Drawing, columns: Sequence[str], place: tuple[float, float]) -> float:
        """Write what the columns are, over as many lines as they need; return where cells begin."""
        left, width = place
        heads = [wrapped(str(name), max(width - 2, TEXT)) for name in columns]
        most = max(map(len, heads))
        for n, lines in enumerate(heads):
            for down, line in enumerate(lines, start=most - len(lines)):
                x, y = left + (n + 0.5) * width, TEXT + down * LINE
                drawing.say(x, y, line, "middle")
        return most * LINE + 2

    def _say(self, drawing: Drawing, value: int | None, box: Box) -> None:
        text = "" if value is None else written(value)
        if text and room(text) <= box.width:
            kind = "light" if value and self.shade(value) >= LIGHT else "cell"
            x, y = box.x + box.width / 2, box.y + box.height / 2 + TEXT * 0.35
            drawing.say(x, y, text, "middle", kind)
