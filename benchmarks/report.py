"""Sets the figures beside their goals: a table for the terminal, Markdown and JSON for the record."""

import json
import os
import platform
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import django
import wagtail

from benchmarks.around import Around
from benchmarks.houses import THREADS, WORKERS, Seeded
from benchmarks.operations import Operation
from benchmarks.turns import Pair

RESULTS = Path(__file__).parent / "results"
MARGIN = 1.2
HEADINGS = ("operation", "floor", "ours", "unit", "×", "goal ×", "verdict", "SQL", "paper")
RIGHT = (False, True, True, False, True, True, False, True, True)


@dataclass(frozen=True)
class Row:
    """A line of the table. `most` is the goal, in the same terms as `measured`."""

    title: str
    unit: str
    floor: float | None
    ours: float
    ratio: float | None
    most: float | None = None
    # What is held against the goal: the ratio, or our own figure where the goal is absolute.
    is_absolute: bool = False
    margin: float = MARGIN
    queries: int | None = None
    most_queries: int | None = None
    paper: float | None = None

    @property
    def verdict(self) -> str:
        """Say how the figure stands to its goal."""
        if self.queries and self.most_queries and self.queries > self.most_queries:
            return f"missed: more than {self.most_queries} queries"
        measured = self.ours if self.is_absolute else self.ratio
        if self.most is None or measured is None:
            return ""
        if measured <= self.most:
            return "met"
        return "within the margin" if measured <= self.most * self.margin else "missed"

    def cells(self) -> list[str]:
        """Return the line as it is shown."""
        return [
            self.title,
            _number(self.floor),
            _number(self.ours),
            self.unit,
            _number(self.ratio),
            f"{_number(self.most)} {self.unit}" if self.is_absolute else _number(self.most),
            self.verdict,
            str(self.queries or ""),
            _number(self.paper),
        ]


def rows(
    wanted: Iterable[Operation],
    found: dict[str, Pair],
    queries: dict[str, int],
) -> list[Row]:
    """Return the lines of the operations."""
    middles = {name: (pair.floor.middle, pair.ours.middle) for name, pair in found.items()}
    table = [_row(one, found[one.name], middles, queries.get(one.name)) for one in wanted]
    if "submit" in found:
        table.append(_tail(found["submit"]))
    return table


def _row(
    operation: Operation,
    pair: Pair,
    middles: dict[str, tuple[float, float]],
    queries: int | None,
) -> Row:
    bound = operation.bound(middles) / pair.floor.middle if operation.bound else operation.goal
    return Row(
        operation.title,
        "ms CPU",
        pair.floor.middle,
        pair.ours.middle,
        pair.ratio,
        most=bound,
        margin=operation.margin,
        queries=queries,
        most_queries=operation.queries,
        paper=operation.paper,
    )


def _tail(pair: Pair) -> Row:
    floor, ours = pair.floor.p99_ms, pair.ours.p99_ms
    return Row("submit, slowest of a hundred", "ms", floor, ours, ours / floor, 1.2)


def whole(around: Around) -> list[Row]:
    """Return the lines of the house as a whole."""
    memory = (around.floor_memory_mb, around.our_memory_mb)
    loading = (around.wagtail_set_up_s, around.our_set_up_s)
    return [
        Row("memory after load", "MB", *memory, None, 240, is_absolute=True, paper=88),
        Row("import and set-up, Wagtail's beside", "s CPU", *loading, around.set_up_ratio, 1.25),
        Row("12 MP photo made safe", "ms CPU", None, around.photo_cpu_ms, None, 110, True),
        Row("12 MP photo made safe, peak", "MB", None, around.photo_peak_mb, None, 120, True),
    ]


def freezing(taken: dict[str, dict[str, float]]) -> list[Row]:
    """Return the lines of freezing a month and a year so far; no floor does such a thing."""
    return [
        Row(f"freeze {name}", "ms CPU", None, one["cpu_ms"], None, queries=int(one["queries"]))
        for name, one in taken.items()
    ]


def machine(seeded: Seeded, runs: int, load: float) -> dict[str, object]:
    """Say what was measured on; nothing that names the machine."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "cases": seeded.cases,
        **({"figures_of": f"{seeded.counted} cases"} if seeded.counted else {}),
        "runs": runs,
        "cores": os.cpu_count(),
        "load_before": round(load, 1),
        "python": platform.python_version(),
        "django": django.get_version(),
        "wagtail": wagtail.__version__,
        "sqlite": sqlite3.sqlite_version,
        "server": f"granian WSGI, {WORKERS} workers × {THREADS} threads, 8 connections",
    }


def as_text(table: list[Row]) -> str:
    """Return the table for a terminal."""
    lines = [HEADINGS, *(row.cells() for row in table)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(cells, widths) for cells in lines)


def as_markdown(table: list[Row], on: dict[str, object]) -> str:
    """Return the table with what it was measured on."""
    words = "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in on.items())
    lines = [HEADINGS, ["--:" if right else "---" for right in RIGHT]]
    body = "\n".join(f"| {' | '.join(cells)} |" for cells in [*lines, *(r.cells() for r in table)])
    return f"# Measured against the floor\n\n{words}\n\n{body}\n\n{READING}"


READING = """Floor: a bare Django that does the work the operation cannot do without (`benchmarks/floor/`).
Figures are medians of the runs; × is the median of the runs' ratios, floor and product measured in
turns. CPU is that of the server and all its children. Work after the answer (news, photos made safe)
is not in it. "paper" is the floor's figure on the machine where the goals were set. A goal missed by
less than a fifth, for look-ups and the case page by a third, is within the margin of the measurement.
"""


def write(table: list[Row], on: dict[str, object], *, name: str, latest: bool = False) -> None:
    """Keep the figures, and make them the latest when everything was measured."""
    RESULTS.mkdir(exist_ok=True)
    content = [{**asdict(row), "verdict": row.verdict} for row in table]
    for stem in (name, *(["latest"] if latest else [])):
        written = json.dumps({"machine": on, "rows": content}, indent=1, ensure_ascii=False)
        (RESULTS / f"{stem}.json").write_text(f"{written}\n")
        (RESULTS / f"{stem}.md").write_text(as_markdown(table, on))


def _line(cells: Iterable[str], widths: list[int]) -> str:
    aligned = zip(cells, widths, RIGHT, strict=True)
    return "  ".join(
        cell.rjust(width) if right else cell.ljust(width) for cell, width, right in aligned
    ).rstrip()


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"
