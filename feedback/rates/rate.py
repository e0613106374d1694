"""What a rate is: so many of so many, how much that covers, who wrote it down, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Of fewer than these no percentage is said: one more or less would move it by ten points.
FEWEST = 10
# 95 of 100 such intervals hold the true rate.
Z = 1.959964

Counts = Mapping[str, int]
Label = str | Promise


class Recorder(TextChoices):
    """Who wrote down what a rate is counted from."""

    SYSTEM = "system", _("The system's own dates")
    HOSPITAL = "hospital", pgettext_lazy("recorder", "The hospital")
    CALLER = "caller", _("Whoever called")
    SECOND = "second", _("A second caller")
    SUBMITTER = "submitter", _("The submitter alone")


class Interval(NamedTuple):
    low: float
    high: float


@dataclass(frozen=True)
class Rate:
    """So many of so many. `eligible` is everything it could have been asked of; `excluded` says why not."""

    key: str
    name: Label
    # How it is counted, in a sentence for the page.
    formula: Label
    numerator: int
    denominator: int
    eligible: int
    by: Recorder
    excluded: Mapping[Label, int] = field(default_factory=dict)

    @property
    def value(self) -> float | None:
        """Return the share; None of nothing."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def coverage(self) -> float | None:
        """Return what part of everything eligible the rate speaks of."""
        return self.denominator / self.eligible if self.eligible else None

    @property
    def interval(self) -> Interval | None:
        """Return between what the true rate may lie; None of nothing."""
        return wilson(self.numerator, self.denominator) if self.denominator else None

    @property
    def percent(self) -> float | None:
        """Return what may be said as a percentage; None of too few."""
        if self.value is None or self.denominator < FEWEST:
            return None
        return round(100 * self.value, 1)


@dataclass(frozen=True)
class Gap:
    """By how much two judgements of the very same cases differ."""

    both: int
    hospital: int
    submitter: int

    @property
    def points(self) -> float | None:
        """Return by how many points the hospital's share of “resolved” is higher; None of too few."""
        if self.both < FEWEST:
            return None
        return round(100 * (self.hospital - self.submitter) / self.both, 1)


def wilson(part: int, whole: int, z: float = Z) -> Interval:
    """Return Wilson's score interval, which also holds for few cases and for rates near 0 and 1.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927) 209-212.
    """
    share, square = part / whole, z * z / whole
    middle = (share + square / 2) / (1 + square)
    half = z / (1 + square) * sqrt(share * (1 - share) / whole + square / (4 * whole))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))
