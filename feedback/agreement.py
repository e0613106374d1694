"""How far two people who coded the same things agree beyond chance. Pure: pairs in, figures out.

Cohen's kappa (Cohen 1960), for ordered codes with linear weights (Cohen 1968); its interval from the
large-sample variance of Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72, 323-327. Beside
it Gwet's AC1 (Gwet 2008), which does not collapse where nearly everything is of one code.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964
# The verbal scale of Landis and Koch (1977), Biometrics 33, 159-174.
SCALE = ((0.8, "almost_perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"))


@dataclass(frozen=True)
class Agreement:
    """Of `pairs` codings, what part agrees, what part would by chance, and what is left beyond it."""

    pairs: int
    observed: float
    expected: float
    kappa: float | None
    low: float | None
    high: float | None
    ac1: float | None

    @property
    def strength(self) -> str:
        """Return a word of the scale of Landis and Koch; empty where nothing can be said."""
        if self.kappa is None:
            return ""
        return next((word for least, word in SCALE if self.kappa > least), "slight")


def nominal(one: Hashable, other: Hashable) -> float:
    """Codes without order agree or do not."""
    return float(one == other)


def linear(span: int) -> Callable[[int, int], float]:
    """Return weights for ordered codes whose extremes lie `span` apart."""
    return lambda one, other: 1 - abs(one - other) / span


def agreement(
    pairs: Sequence[tuple[Hashable, Hashable]],
    weight: Callable[..., float] = nominal,
) -> Agreement | None:
    """Return how far two coders agree; None where nobody coded anything.

    Where both used one and the same code throughout, kappa is not defined and is None.
    """
    if not pairs:
        return None
    n = len(pairs)
    cells = {pair: number / n for pair, number in Counter(pairs).items()}
    first = {code: number / n for code, number in Counter(one for one, _other in pairs).items()}
    second = {code: number / n for code, number in Counter(other for _one, other in pairs).items()}
    observed = sum(share * weight(*pair) for pair, share in cells.items())
    expected = sum(p * q * weight(i, j) for i, p in first.items() for j, q in second.items())
    if expected >= 1:
        return Agreement(n, observed, expected, None, None, None, _ac1(n, pairs, first, second))
    kappa = (observed - expected) / (1 - expected)
    rows = {i: sum(q * weight(i, j) for j, q in second.items()) for i in first}
    columns = {j: sum(p * weight(i, j) for i, p in first.items()) for j in second}
    spread = (
        sum(
            share * (weight(i, j) - (rows[i] + columns[j]) * (1 - kappa)) ** 2
            for (i, j), share in cells.items()
        )
        - (kappa - expected * (1 - kappa)) ** 2
    )
    error = sqrt(max(0.0, spread) / n) / (1 - expected)
    low, high = max(-1.0, kappa - Z * error), min(1.0, kappa + Z * error)
    return Agreement(n, observed, expected, kappa, low, high, _ac1(n, pairs, first, second))


def _ac1(
    n: int,
    pairs: Sequence[tuple[Hashable, Hashable]],
    first: dict[Hashable, float],
    second: dict[Hashable, float],
) -> float | None:
    """Gwet's AC1, without weights."""
    codes = {*first, *second}
    if len(codes) == 1:
        return None
    mean = [(first.get(code, 0) + second.get(code, 0)) / 2 for code in codes]
    chance = sum(share * (1 - share) for share in mean) / (len(codes) - 1)
    same = sum(one == other for one, other in pairs) / n
    return (same - chance) / (1 - chance)
