"""Whether a measure worked, as far as shown counts can tell. Pure: it sees ranges of counts, no cases.

Two counts of rare events divide their sum like coins, so that the exact interval of the ratio of
their rates is the one of a binomial share: J. Przyborowski and H. Wilenski, Biometrika 31 (1940)
313-323, with the limits of C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404-413.

Shown counts are rounded, some are withheld: what is known of a count is between what it lies. The
interval is the widest that any counts within these ranges would give, so rounding never makes a
change out of none. Which rules make the verdict right most often was tried out: docs/verdicts.md.
"""

from functools import cache
from math import exp, lgamma, log
from typing import NamedTuple

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

# Two-sided, of 95 in 100.
ALPHA = 0.05
# A shown twenty says at least so many; fewer before tell nothing.
LEAST_BEFORE = 18
# Halvings of the unit interval: more than a float can tell apart.
STEPS = 60


class Verdict(TextChoices):
    """What the figures say of a measure; the system prints it, nobody chooses it."""

    FEWER = "fewer", _("Fewer than before")
    UNCLEAR = "unclear", _("No clear change")
    TOO_FEW = "too_few", _("Too few to tell")
    CAME_BACK = "came_back", _("It came back")
    MORE = "more", _("More than before")


class Span(IntegerChoices):
    """How long after a measure is looked, in whole months: about 30, 90 and 180 days."""

    ONE = 1, _("one month")
    THREE = 3, _("three months")
    SIX = 6, _("six months")


class Side(NamedTuple):
    """What came in over some months: between which counts it lies, and in how many days or visits."""

    low: int
    high: int
    exposure: float


class Ratio(NamedTuple):
    """How many times as many as before, at least and at most; None where there is no upper end."""

    low: float
    high: float | None

    @property
    def is_less(self) -> bool:
        """Say whether there are fewer for certain."""
        return self.high is not None and self.high < 1

    @property
    def is_more(self) -> bool:
        """Say whether there are more for certain."""
        return self.low > 1


def ratio(before: Side, after: Side) -> Ratio:
    """Return the rate after, divided by the rate before: the widest interval the ranges allow."""
    scale = before.exposure / after.exposure
    least = _least(after.low, after.low + before.high)
    most = 1 - _least(before.low, before.low + after.high)
    return Ratio(scale * least / (1 - least), scale * most / (1 - most) if most < 1 else None)


def judge(before: Side, after: Side) -> Verdict:
    """Return the verdict on two stretches of time."""
    if before.low < LEAST_BEFORE:
        return Verdict.TOO_FEW
    found = ratio(before, after)
    if found.is_less:
        return Verdict.FEWER
    if found.is_more:
        return Verdict.MORE
    return Verdict.UNCLEAR if _would_see_half(before, after) else Verdict.TOO_FEW


def came_back(before: Side, good: Side, newest: Side) -> bool:
    """Say whether it was better for a while: no longer fewer than before, and more than when it was good."""
    return not ratio(before, newest).is_less and ratio(good, newest).is_more


def _would_see_half(before: Side, after: Side) -> bool:
    """Say whether half as many as before, known as well as now, would be called fewer."""
    half = (before.low + before.high) / 4 * after.exposure / before.exposure
    off = (after.high - after.low) / 2
    supposed = Side(max(round(half - off), 0), round(half + off), after.exposure)
    return ratio(before, supposed).is_less


@cache
def _least(part: int, whole: int) -> float:
    """Return the least share of which so many among so many are no wonder (Clopper and Pearson)."""
    if part == 0:
        return 0.0
    low, high = 0.0, 1.0
    for _step in range(STEPS):
        share = (low + high) / 2
        if _tail(part, whole, share) < ALPHA / 2:
            low = share
        else:
            high = share
    return high


def _tail(least: int, tries: int, share: float) -> float:
    """Return how probable so many or more successes are; above the middle one half will do."""
    if least <= tries * share:
        return 0.5
    term = exp(
        lgamma(tries + 1) - lgamma(least + 1) - lgamma(tries - least + 1)
        + least * log(share) + (tries - least) * log(1 - share)
    )  # fmt: skip
    total, odds = term, share / (1 - share)
    # From here on each term is smaller than the one before.
    for successes in range(least, tries):
        term *= odds * (tries - successes) / (successes + 1)
        total += term
        if term < total * 1e-15:
            break
    return total
