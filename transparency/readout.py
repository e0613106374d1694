"""What may be made of shown numbers: shares with their intervals, the middle of the days. Pure.

Nothing here sees a raw count. What is made of a withheld number is withheld with it, and an interval
is wide enough for chance and for the rounding together.
"""

from collections.abc import Mapping, Sequence
from math import hypot, sqrt
from typing import NamedTuple

from feedback.rates import wilson
from transparency.suppression import MODE_A, Range, Shown, percent

# 95 of 100, two-sided.
Z = 1.96


class Share(NamedTuple):
    """A share in whole per cent, and between what the true one may lie."""

    percent: int
    low: int
    high: int


def share(part: Shown, whole: Shown) -> Share | None:
    """Return the share of two shown numbers; None where one is withheld or the whole is below twenty.

    The interval is Wilson's for 95 of 100 (Wilson 1927), at the least part of the largest whole that
    the rounded numbers may stand for, and at the largest part of the least.
    """
    found = percent(part, whole)
    if found is None or part is None or whole is None:
        return None
    (least, most), (small, large) = MODE_A.says(part), MODE_A.says(whole)
    low = wilson(least, large).low
    high = wilson(min(most, small), small).high
    return Share(found, int(100 * low), -int(-100 * high // 1))


def per(count: Shown, of: int | None, each: int) -> float | None:
    """Return how many of so many each, to one decimal; None where a number is missing."""
    return None if count is None or not of else round(count * each / of, 1)


def middle(
    columns: Sequence[str], shown: Mapping[str, Shown], left: Sequence[str], total: Shown
) -> Range | None:
    """Return the places of the first and the last column in which the middle one may lie.

    `columns` stand in their order; those `left` are counted, and lie behind all. A last place equal
    to the number of columns says that perhaps fewer than half have come so far. None where nothing
    can be said: of fewer than eight, or of a whole that is withheld.
    """
    if total is None or total < MODE_A.least_for_average:
        return None
    codes = (*columns, *left)
    lows = {code: 0 if (n := shown[code]) is None else MODE_A.says(n)[0] for code in codes}
    # A withheld number may stand for more than seven where it covers another.
    room = MODE_A.says(total)[1] - sum(lows.values())
    highs = {code: room if (n := shown[code]) is None else MODE_A.says(n)[1] for code in codes}
    first = last = len(columns)
    for place in reversed(range(len(columns))):
        before, after = columns[: place + 1], (*columns[place + 1 :], *left)
        if sum(highs[one] for one in before) >= sum(lows[one] for one in after):
            first = place
        if sum(lows[one] for one in before) >= sum(highs[one] for one in after):
            last = place
    return first, last


def moved(now: int, before: int) -> int:
    """Say whether a count rose (1) or fell (-1) by more than rounding and chance explain; else 0.

    The two count unlike matters, each as of a Poisson process; taken is the least difference that the
    rounded numbers allow, over the most that chance would do to the most they allow.
    """
    (low, high), (low_before, high_before) = MODE_A.says(now), MODE_A.says(before)
    least = max(low - high_before, low_before - high)
    clear = least > Z * sqrt(high + high_before)
    return (1 if now > before else -1) if clear else 0


def shifted(now: Share, before: Share) -> int:
    """Say whether a share rose (1) or fell (-1) by more than rounding and chance explain; else 0.

    Newcombe's interval of a difference, made of both shares' own intervals (R. G. Newcombe, Statistics
    in Medicine 17 (1998) 873-890, method 10), must lie a whole per cent, what rounding may do, off
    zero.
    """
    upper, lower = (now, before) if now.percent >= before.percent else (before, now)
    apart = hypot(upper.percent - upper.low, lower.high - lower.percent)
    clear = upper.percent - lower.percent - apart > 1
    return (1 if upper is now else -1) if clear else 0
