"""Counts in a grid of rows and columns, the darker the more, with the numbers in the cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.charts import words
from portal.charts.chart import Chart, Series, Table, Value, written
from portal.charts.drawing import LINE, TEXT, Box, Drawing, Layout, room, shortened
from portal.charts.scales import step

SHADES = 5
CELL, LABELS = 28.0, 0.34


@dataclass(frozen=True)
class Heat(Chart):
    """A grid, weekday by hour or domain by severity. None is withheld or unknown."""

    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[int | None]]

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
        cells = Series(self.title, self.numbers)
        told = words.of_series(names, cells, self.unit, in_time=False)
        return " ".join(filter(None, [told, words.of_gaps(self.numbers)]))

    @property
    def table(self) -> Table:
        """Return the grid itself."""
        rows: list[list[object]] = [
            [str(name), *row] for name, row in zip(self.rows, self.values, strict=True)
        ]
        return Table(self.title, [self.heading or _("Item"), *map(str, self.columns)], rows)

    @property
    def pace(self) -> int:
        """Return how many numbers share a shade."""
        high = max((value for value in self.numbers if value is not None), default=1)
        return int(step(max(high, 1), SHADES, whole=True))

    def shade(self, value: int) -> int:
        """Return how dark a number is: 0 is empty."""
        return min(-(-value // self.pace), SHADES) if value > 0 else 0

    def draw(self, layout: Layout) -> Drawing:
        """Draw the cells; a grid that is too wide is laid on its side."""
        drawing = Drawing(layout)
        rows, columns, values = self.rows, self.columns, self.values
        if layout.width / len(columns) < CELL and len(columns) > len(rows):
            rows, columns = columns, rows
            values = list(zip(*values, strict=True))
        left = min(max(room(str(name)) for name in rows), layout.width * LABELS) + 8
        width = (layout.width - left) / len(columns)
        for n, name in enumerate(columns):
            drawing.say(left + (n + 0.5) * width, TEXT, shortened(str(name), width - 1), "middle")
        cells: dict[int | None, list[Box]] = {}
        for down, (name, row) in enumerate(zip(rows, values, strict=True)):
            y = LINE + 2 + down * CELL
            text = shortened(str(name), left - 8)
            drawing.say(left - 8, y + CELL / 2 + TEXT * 0.35, text, "end")
            for across, value in enumerate(row):
                box = Box(left + across * width + 1, y + 1, width - 2, CELL - 2)
                cells.setdefault(None if value is None else self.shade(value), []).append(box)
                self._say(drawing, value, box)
        drawing.height = LINE + 2 + len(rows) * CELL + 2
        for shade, boxes in cells.items():
            drawing.shape("gap" if shade is None else f"shade-{shade}", boxes)
        return drawing

    def _say(self, drawing: Drawing, value: int | None, box: Box) -> None:
        text = "" if value is None else written(value)
        if text and room(text) <= box.width:
            kind = "light" if value and self.shade(value) > 3 else "value"
            x, y = box.x + box.width / 2, box.y + box.height / 2 + TEXT * 0.35
            drawing.say(x, y, text, "middle", kind)
