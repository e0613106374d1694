"""How long it takes until something is answered, what is still open among it."""

from collections.abc import Mapping

# After the days of what is not answered yet: at least so many.
STILL = "+"
# What a product of fractions may be beside its true value.
NEARLY = 1e-9


def days_until(days: Mapping[str, int], share: float = 0.5) -> int | None:
    """Return after how many days such a share of all was answered; None while it is not.

    `days` counts by days: "12" was answered after twelve, "12+" is open since twelve. Whoever leaves
    the difficult ones open does not come out faster: they count as not answered until then.
    E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations, Journal of the
    American Statistical Association 53 (1958) 457-481.
    """
    open_, answered = _by_day(days, still=True), _by_day(days, still=False)
    waiting = sum(open_.values()) + sum(answered.values())
    left = 1.0
    for day in sorted({*open_, *answered}):
        left *= 1 - answered.get(day, 0) / waiting
        waiting -= answered.get(day, 0) + open_.get(day, 0)
        if left <= 1 - share + NEARLY:
            return day
    return None


def within(days: Mapping[str, int], first: int, last: int | None = None) -> int:
    """Return how many were answered after so many days, at least and at most."""
    found = _by_day(days, still=False)
    return sum(n for day, n in found.items() if day >= first and (last is None or day <= last))


def still_open(days: Mapping[str, int]) -> int:
    """Return how many are not answered yet."""
    return sum(_by_day(days, still=True).values())


def _by_day(days: Mapping[str, int], *, still: bool) -> dict[int, int]:
    found = {day.removesuffix(STILL): n for day, n in days.items() if day.endswith(STILL) is still}
    return {int(day): n for day, n in found.items() if day and n}
