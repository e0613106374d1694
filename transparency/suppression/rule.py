"""Mode A for one number: shown as it is, rounded, or withheld; and what may be made of shown numbers."""

from dataclasses import dataclass

Shown = int | None  # None is withheld
Range = tuple[int, int]


@dataclass(frozen=True)
class Rounding:
    """The parameters of the rule; a release records them beside its numbers."""

    high: int = 7  # counts from one to this are withheld
    base: int = 5  # all others are rounded to a multiple of this
    least_width: int = 2  # a withheld count may be anything between n and n + this, or more
    least_denominator: int = 20
    least_for_average: int = 8
    # Where fewer than these all lie on one side, the side is not told.
    least_for_attribute: int = 10

    def __post_init__(self) -> None:
        if self.base < 1 or self.high < 0 or 2 * (self.high + 1) < self.base:
            raise ValueError("Zero is a fact: no count above the limit may be rounded to it.")
        if self.least_width > self.high - 1:
            raise ValueError("No withheld count could ever be as uncertain as this demands.")

    def says(self, shown: int) -> Range:
        """Return the raw counts that a shown number may stand for."""
        if shown == 0:
            return 0, 0
        return max(shown - self.base // 2, self.high + 1), shown + (self.base - 1) // 2


MODE_A = Rounding()


def show(count: int, rule: Rounding = MODE_A) -> Shown:
    """Return the number for people, or None when it is withheld."""
    if count < 0:
        raise ValueError(f"A count cannot be negative: {count}.")
    if 1 <= count <= rule.high:
        return None
    return (2 * count + rule.base) // (2 * rule.base) * rule.base


def percent(part: Shown, whole: Shown, rule: Rounding = MODE_A) -> Shown:
    """Return the whole per cent of two shown numbers; it says nothing that they do not say.

    Rounding keeps order, so a part never looks larger than its whole. Where it does, the numbers do
    not belong together (25 of 20), and we refuse instead of printing 125 or hiding it as 100.
    """
    if part is None or whole is None or whole < rule.least_denominator:
        return None
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}.")
    return (200 * part + whole) // (2 * whole)


def average(value: float | None, n: int, rule: Rounding = MODE_A) -> float | None:
    """Return a mean or median over n cases, to one decimal so that n times it does not give the sum."""
    if n < 0:
        raise ValueError(f"A count cannot be negative: {n}.")
    return None if value is None or n < rule.least_for_average else round(float(value), 1)
