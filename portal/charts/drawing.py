"""What a drawing is made of: paths and words in a box of fixed size. It knows no numbers of the house."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

TEXT = 13.0  # in units of the drawing; at 280 pixels for 300 units that is still 12 pixels
LINE = 17.0  # from one line of words to the next


class Layout(NamedTuple):
    """One of the two sizes each chart is drawn in; the stylesheet shows the one that fits."""

    name: str
    width: float
    plot: float  # how high the plot of a chart with a vertical axis is


NARROW = Layout("narrow", 300, 190)
WIDE = Layout("wide", 720, 260)


class Box(NamedTuple):
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def points(self) -> list[tuple[float, float]]:
        """Return the corners that bound it."""
        return [(self.x, self.y), (self.x + self.width, self.y + self.height)]

    @property
    def d(self) -> str:
        """Return it as a path."""
        return f"M{_n(self.x)} {_n(self.y)}h{_n(self.width)}v{_n(self.height)}h{_n(-self.width)}z"


@dataclass(frozen=True)
class Run:
    """Points joined by straight lines."""

    points: Sequence[tuple[float, float]]

    @property
    def d(self) -> str:
        """Return it as a path."""
        return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in self.points)


class Dot(NamedTuple):
    """A disc."""

    x: float
    y: float
    radius: float

    @property
    def points(self) -> list[tuple[float, float]]:
        """Return the corners that bound it."""
        return [
            (self.x - self.radius, self.y - self.radius),
            (self.x + self.radius, self.y + self.radius),
        ]

    @property
    def d(self) -> str:
        """Return it as a path."""
        r = _n(self.radius)
        there, back = _n(2 * self.radius), _n(-2 * self.radius)
        return f"M{_n(self.x - self.radius)} {_n(self.y)}a{r} {r} 0 1 0 {there} 0a{r} {r} 0 1 0 {back} 0z"


@dataclass(frozen=True)
class Shape:
    """Parts of one kind, drawn as a single path; what a kind looks like the stylesheet says."""

    kind: str
    parts: Sequence[Box | Run | Dot]
    look: int | None = None  # which pattern fills it, or which dashes draw it
    faint: bool = False  # provisional

    @property
    def d(self) -> str:
        """Return all parts as one path."""
        return "".join(part.d for part in self.parts)

    @property
    def points(self) -> list[tuple[float, float]]:
        """Return what bounds the parts."""
        return [point for part in self.parts for point in part.points]


@dataclass(frozen=True)
class Words:
    """Words at a place: `y` is their base line, `anchor` where `x` holds them."""

    x: float
    y: float
    text: str
    anchor: str = "start"  # start, middle, end
    kind: str = "label"

    @property
    def at(self) -> tuple[str, str]:
        """Return the place as a drawing writes it."""
        return _n(self.x), _n(self.y)

    @property
    def points(self) -> list[tuple[float, float]]:
        """Return the corners of the room they are thought to take."""
        wide = room(self.text)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return [(left, self.y - TEXT * 0.85), (left + wide, self.y + TEXT * 0.25)]


@dataclass
class Drawing:
    """A drawing while it is made: shapes below, words above."""

    layout: Layout
    height: float = 0
    shapes: list[Shape] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Return how wide it is; the layout says so."""
        return self.layout.width

    @property
    def box(self) -> str:
        """Return what stands in `viewBox`."""
        return f"0 0 {_n(self.width)} {_n(self.height)}"

    @property
    def patterns(self) -> list[int]:
        """Return the looks that need a pattern."""
        return sorted({s.look for s in self.shapes if s.kind == "bar" and s.look is not None})

    def shape(
        self,
        kind: str,
        parts: Sequence[Box | Run | Dot],
        look: int | None = None,
        faint: bool = False,
    ) -> None:
        """Add parts of one kind, unless there are none."""
        if parts:
            self.shapes.append(Shape(kind, tuple(parts), look, faint))

    def say(
        self, x: float, y: float, text: str, anchor: str = "start", kind: str = "label"
    ) -> None:
        """Add words, shortened to the drawing's width and moved so far that they stay within."""
        text = shortened(text, self.width)
        wide = room(text)
        before = {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        left = max(min(max(x - before, 1), self.width - wide), 0)
        self.words.append(Words(left + before, y, text, anchor, kind))


def room(text: str) -> float:
    """Say how wide words become at most, in units; a Han sign is as wide as it is high."""
    return sum(_share(sign) for sign in text) * TEXT


def shortened(text: str, width: float) -> str:
    """Cut words that take more than a width, with a sign that something is missing."""
    if room(text) <= width:
        return text
    return f"{_fitting(text, width - room('…')).rstrip()}…"


def wrapped(text: str, width: float, lines: int = 2) -> list[str]:
    """Break words over a few lines, between words where there are any; the rest is cut."""
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1 and room(rest) > width:
        fits = _fitting(rest, width)
        gap = len(fits) if rest[len(fits) :].startswith(" ") else fits.rfind(" ")
        cut = gap if gap > len(fits) // 2 else max(len(fits), 1)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, shortened(rest, width)] if rest else found


def _fitting(text: str, width: float) -> str:
    """Return as much of the beginning as a width holds."""
    taken = 0.0
    for index, sign in enumerate(text):
        taken += _share(sign) * TEXT
        if taken > width:
            return text[:index]
    return text


def _share(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF" or sign == "…":
        return 1.0
    if sign in "%@MWmw":
        return 1.0
    return 0.8 if sign.isupper() else 0.65


def _n(value: float) -> str:
    """Write a coordinate: two decimals at most, always with a point."""
    if not math.isfinite(value):
        raise ValueError("A coordinate must be a number.")
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0", value == 0)
