"""The same invented measures behind the whole rule of the releases: a table of eleven categories.

Each month and each quarter is protected with all earlier ones of its year, as `releases.freeze` does
it. Slow, so nothing runs it but a person: `python -m tests.transparency.measures_in_tables 20`.
"""

# ruff: noqa: T201 - a programme that prints
import sys
from collections.abc import Iterator
from random import Random

from feedback.figures import Figures
from tests.transparency.measures import KINDS, Public, Share, judged, month, right, wrong
from transparency import joint, windows
from transparency.effect import Span, Verdict
from transparency.periods import Period

# How many matters a month fall on each other category.
OTHERS = {
    "CLN": 28, "ATT": 19, "SAF": 5, "COM": 13, "FEE": 13, "ENV": 8, "ITS": 4, "PRV": 3, "ETH": 1,
    "": 6,
}  # fmt: skip
CODES = [*OTHERS, "PRO"]


def tried(kind: str, mean: float, *, times: int) -> Share:
    """Let so many measures go their way."""
    dice, share = Random(f"{kind} {mean}"), Share(times)  # noqa: S311
    for _measure in range(times):
        number = dice.randint(1, 12)
        public = _InTables(Period(2026, number, number), mean, kind, dice)
        for span, verdict in judged(public).items():
            share.came[span][verdict] += 1
    return share


class _InTables(Public):
    """What a reader knows of a hospital with many categories."""

    def __init__(self, done: Period, mean: float, kind: str, dice: Random) -> None:
        self.done, self.documents = done, {}
        months = windows.run(windows.later(done, 6), 13)
        counted = {
            one: _figures(mean * (KINDS[kind](n) if n > 0 else 1), dice)
            for n, one in enumerate(months, start=-6)
        }
        for year in sorted({one.year for one in months}):
            known = {one.code: counted.get(one, Figures()) for one in Period(year, 1, 12).months}
            earlier: dict[Period, dict] = {}
            for period in _released([one for one in months if one.year == year]):
                earlier[period] = joint.tables(period, {"by_category": CODES}, known, earlier)
            self.documents |= {
                one: found for one, found in earlier.items() if set(one.months) <= set(months)
            }


def _released(months: list[Period]) -> Iterator[Period]:
    for one in months:
        yield one
        if one.first % 3 == 0:
            yield Period(one.year, one.first - 2, one.first)


def _figures(mean: float, dice: Random) -> Figures:
    found = Figures()
    for code in CODES:
        number = month(OTHERS.get(code, mean), 1.0, dice)
        found.by_category[code]["received"] += number
        found.total["received"] += number
    return found


def main(times: int) -> None:
    """Print the table of the papers."""
    for mean in (20, 40):
        for kind in KINDS:
            share = tried(kind, mean, times=times)
            told = [
                f"{100 * right(kind, s, share):.0f} / {100 * abs(wrong(kind, s, share)):.0f} / "
                f"{100 * share.of(s, Verdict.TOO_FEW):.0f}"
                for s in Span
            ]
            print(f"| {mean} | {kind} | {' | '.join(told)} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
