"""Where a number stands on an axis, and what is written along it. Pure."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from portal.charts.drawing import room, shortened

YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|21\d\d)(?!\d)")
STRIDES = (1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120, 240, 480, 960)
BETWEEN = 9.0  # between two words along an axis


def step(span: float, most: int, whole: bool) -> float:
    """Return the smallest step of one, two or five times a power of ten that makes few ticks."""
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    found = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))
    return max(found, 1.0) if whole else found


@dataclass(frozen=True)
class Scale:
    """An axis from its first tick to its last one."""

    low: float
    high: float
    step: float

    @classmethod
    def over(
        cls, values: Iterable[float | None], *, most: int = 5, from_zero: bool = True
    ) -> "Scale":
        """Lay an axis over what is known: from zero, unless told otherwise."""
        known = [value for value in values if value is not None] or [0]
        whole = all(float(value).is_integer() for value in known)
        low, high = min(known), max(known)
        if from_zero:
            low, high = min(low, 0), max(high, 0)
        if low == high:
            low, high = (min(low, 0), max(high, 0)) if low else (0, 1)
        pace = step(high - low, most, whole)
        return cls(math.floor(low / pace + 1e-9) * pace, math.ceil(high / pace - 1e-9) * pace, pace)

    @property
    def ticks(self) -> list[float]:
        """Return the numbers that are written along it, without the dust of dividing."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + n * self.step, self.digits) + 0.0 for n in range(count + 1)]

    @property
    def digits(self) -> int:
        """Return how many decimals tell the ticks apart."""
        return max(0, -math.floor(math.log10(self.step) + 1e-9))

    def share(self, value: float) -> float:
        """Return where a number stands: 0 at the first tick, 1 at the last."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    @property
    def zero(self) -> float:
        """Return where bars begin: at zero; on an axis without one, at its end."""
        return self.share(0.0)


def factor(scale: Scale) -> int:
    """Return by what the ticks are divided so that they stay short: 1, a thousand, a million …"""
    size = max(abs(scale.low), abs(scale.high))
    found = 1
    while size / found >= 100_000 and found < 10**12:
        found *= 1000
    return found


class Mark(NamedTuple):
    """What is written below one of the labels' places."""

    place: int
    text: str


def marks(labels: Sequence[str], width: float) -> list[Mark]:
    """Choose which labels are written: all, or the years, or every so many from a year's start."""
    slot = width / max(len(labels), 1)
    if all(room(label) + BETWEEN <= slot for label in labels):
        return [Mark(index, label) for index, label in enumerate(labels)]
    starts = _years(labels)
    if len(starts) > 3:
        return _spread(starts, slot)
    first = starts[1].place if len(starts) > 1 else 0
    widest = min(max(map(room, labels)), width / 2)
    stride = next((n for n in STRIDES if n * slot >= widest + BETWEEN), len(labels))
    return [
        Mark(index, shortened(labels[index], width / 2))
        for index in range(first % stride, len(labels), stride)
    ]


def is_time(labels: Sequence[str]) -> bool:
    """Say whether every label names its year."""
    return bool(_years(labels))


def _years(labels: Sequence[str]) -> list[Mark]:
    """Return the first place of each year, if every label names its own."""
    found: list[Mark] = []
    for index, label in enumerate(labels):
        year = YEAR.search(label)
        if not year:
            return []
        if not found or found[-1].text != year.group():
            found.append(Mark(index, year.group()))
    return found


def _spread(starts: Sequence[Mark], slot: float) -> list[Mark]:
    """Leave out years until the others have room; what is left is evenly spaced."""
    gap = (starts[-1].place - starts[1].place) / (len(starts) - 2) * slot
    need = room("2000") + BETWEEN
    stride = next((n for n in (1, 2, 5, 10, 20, 50) if n * gap >= need), len(starts))
    chosen = [mark for mark in starts if int(mark.text) % stride == 0] or [starts[0]]
    crowded = len(chosen) > 1 and (chosen[1].place - chosen[0].place) * slot < need
    return chosen[1:] if crowded else chosen
