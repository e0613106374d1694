"""What is rising: words or categories that are told more often this month than in the months before.

Of all cases that hold a word, those of this month are a part. Were nothing rising, that part would be
as this month's part of all cases; how unlikely the true part then is, is computed exactly.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from feedback.words.topics import whole

# Of what is called rising, at most this part by chance.
FALSE_PART = 0.05
# The interval of a ratio holds the true one so often.
CONFIDENCE = 0.95
# How many months' worth of "no more scatter than by chance" is believed beforehand: few months tell little.
BELIEVED = 4
# Fewer cases in the month are no topic yet.
LEAST = 5

STEPS = 200  # of the continued fraction; it converges in some twenty
EXACT = 1e-12
TINY = 1e-300
HALVINGS = 60


class Rising(NamedTuple):
    """What is told more often: in how many cases now and before, and by what factor.

    The ratio compares the shares; without any case before it is infinite, and only `low` says something.
    `doubt` is the part of false ones that is accepted by whoever takes this and all that is surer.
    """

    name: str
    now: int
    before: int
    ratio: float
    low: float
    high: float
    doubt: float


class Told(NamedTuple):
    """How often something was told, and how much more than chance it scatters from month to month."""

    now: int
    before: int
    scatter: float


def rising(
    now: Mapping[str, int],
    total_now: int,
    before: Sequence[Mapping[str, int]],
    totals_before: Sequence[int],
    *,
    limit: int = 20,
) -> list[Rising]:
    """Return what rises beyond chance, what surely rose most first; `now` and `before` count cases."""
    total_before = sum(totals_before)
    if not total_now or not total_before:
        return []
    part = total_now / (total_now + total_before)
    told = {name: _told(name, count, before, totals_before) for name, count in now.items()}
    # What could not be rising however it fell out needs no test (Tarone, Biometrics 1990, 46:515).
    testable = {name: one for name, one in told.items() if _could_rise(one, part)}
    chances = {name: _chance(one, part) for name, one in testable.items()}
    doubts = _doubts(chances)
    found = [
        _rising(name, testable[name], total_before / total_now, doubt)
        for name, doubt in doubts.items()
        if doubt <= FALSE_PART and testable[name].now >= LEAST
    ]
    found.sort(key=lambda one: (-one.low, -one.now, one.name))
    kept = set(whole((one.name for one in found), now.__getitem__))
    return [one for one in found if one.name in kept][:limit]


def _told(name: str, now: int, before: Sequence[Mapping[str, int]], totals: Sequence[int]) -> Told:
    counts = [month.get(name, 0) for month in before]
    return Told(now, sum(counts), _scatter(counts, totals))


def _scatter(counts: Sequence[int], totals: Sequence[int]) -> float:
    """Return the dispersion of the months before: 1 where they scatter as chance does, never less.

    Pearson's chi-square by its degrees of freedom (McCullagh and Nelder, Generalized Linear Models,
    1989, 4.5 and 6.2), drawn towards 1 as by some months more that scatter by chance.
    """
    share = sum(counts) / sum(totals)
    if not share:
        return 1.0
    expected = [share * total for total in totals]
    pairs = [(count, mean) for count, mean in zip(counts, expected, strict=True) if mean]
    square = sum((count - mean) ** 2 / mean for count, mean in pairs)
    return max(1.0, (square + BELIEVED) / (len(pairs) - 1 + BELIEVED))


def _could_rise(one: Told, part: float) -> bool:
    whole_now = Told(one.now + one.before, 0, one.scatter)
    return _chance(whole_now, part) <= FALSE_PART


def _chance(one: Told, part: float) -> float:
    """Return how likely so many of all were told now if nothing is rising (one-sided mid-p).

    Two Poisson counts are compared by the binomial of the one given their sum (Przyborowski and
    Wilenski, Biometrika 1940, 31:313); half of the point's own probability is taken off, as the exact
    test is too strict for small counts (Lancaster, JASA 1961, 56:223; Hwang and Yang, Statistica
    Sinica 2001, 11:807). Counts that scatter more than chance are divided by their dispersion. For
    what stands in most cases the test errs on the side of silence: a share varies less than Poisson.
    """
    return _tail(one.now / one.scatter, (one.now + one.before) / one.scatter, part)


def _tail(count: float, of: float, part: float) -> float:
    """Return P(X > count) + P(X = count) / 2 for X of the binomial, also between whole numbers."""
    return (_at_least(count, of, part) + _at_least(count + 1, of, part)) / 2


def _at_least(count: float, of: float, part: float) -> float:
    """Return P(X >= count), by the incomplete beta function (NIST DLMF 8.17.5)."""
    if count <= 0:
        return 1.0
    return 0.0 if count > of else _beta(part, count, of - count + 1)


def _doubts(chances: Mapping[str, float]) -> dict[str, float]:
    """Return the adjusted p-values (Benjamini and Hochberg, JRSS B 1995, 57:289)."""
    least, doubts = 1.0, {}
    ranked = sorted(chances, key=lambda name: chances[name], reverse=True)
    for above, name in enumerate(ranked):
        least = min(least, chances[name] * len(ranked) / (len(ranked) - above))
        doubts[name] = least
    return doubts


def _rising(name: str, one: Told, months: float, doubt: float) -> Rising:
    """Say by what factor the share rose, with its mid-p interval (Hwang and Yang 2001)."""
    now, of = one.now / one.scatter, (one.now + one.before) / one.scatter
    error = (1 - CONFIDENCE) / 2
    low = _where(lambda part: _tail(now, of, part) > error)
    high = _where(lambda part: _tail(now, of, part) > 1 - error) if one.before else 1.0
    ratio = one.now * months / one.before if one.before else math.inf
    return Rising(
        name, one.now, one.before, ratio, _odds(low) * months, _odds(high) * months, doubt
    )


def _odds(part: float) -> float:
    return part / (1 - part) if part < 1 else math.inf


def _where(is_beyond: Callable[[float], bool]) -> float:
    """Return the part from which on something holds, by halving."""
    low, high = 0.0, 1.0
    for _step in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if is_beyond(middle) else (middle, high)
    return (low + high) / 2


def _beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) (NIST DLMF 8.17.22, by Lentz)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front += a * math.log(x) + b * math.log1p(-x)
    return math.exp(front) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    """Return the value of the continued fraction 1 + d1/(1 + d2/(1 + …))."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, STEPS):
        m = step // 2
        if step % 2:
            factor = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            factor = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / ((1 + factor * d) or TINY)
        c = (1 + factor / c) or TINY
        value *= c * d
        if abs(c * d - 1) < EXACT:
            break
    return value
