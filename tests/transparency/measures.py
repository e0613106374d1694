"""Invented measures that work, do nothing, or work for a while, and how often the verdict is right.

Run whole, it writes the tables of docs/verdicts.md: `python -m tests.transparency.measures`. A month
has so many matters of a category on average, each month by itself; noise of more than Poisson's is
made by drawing the month's mean from a gamma distribution. Counts are shown by the rule of the
releases, also those of quarters; one to seven is withheld and known to be at most `ROOM`.
"""

# ruff: noqa: T201 - a programme that prints
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import exp, sqrt
from random import Random

from transparency import effect, windows
from transparency.effect import Side, Span, Verdict
from transparency.judging import MONTHS_BEFORE
from transparency.periods import Period
from transparency.suppression import MODE_A, show

# What is left of the rate in each month after the measure, counted from one.
KINDS: dict[str, Callable[[int], float]] = {
    "nothing": lambda month: 1.0,
    "a third fewer": lambda month: 0.7,
    "halved": lambda month: 0.5,
    "for a while": lambda month: 0.5 if month <= 3 else 1.0,
}
# How many more the others of a table leave open of a withheld number, in a hospital of middling size.
ROOM = 20
MANY = 400


@dataclass
class Share:
    """How often which verdict came, for each span."""

    times: int
    came: dict[int, Counter[Verdict]] = field(default_factory=lambda: {s: Counter() for s in Span})
    ever_fewer: int = 0

    def of(self, span: int, verdict: Verdict) -> float:
        return self.came[span][verdict] / self.times


def right(kind: str, span: int, share: Share) -> float:
    """Return how often the verdict says what is so. Too few to tell is never wrong, and never right."""
    if kind == "nothing":
        return share.of(span, Verdict.UNCLEAR)
    is_back = kind == "for a while" and span > 3
    return share.of(span, Verdict.CAME_BACK if is_back else Verdict.FEWER)


def wrong(kind: str, span: int, share: Share) -> float:
    """Return how often it says something else than what is so."""
    return 1 - right(kind, span, share) - share.of(span, Verdict.TOO_FEW)


def tried(
    kind: str, mean: float, *, times: int, noise: float = 1.0, peak: bool = False, seed: int = 7
) -> Share:
    """Let so many measures go their way; `noise` is the variance over the mean of a month.

    With `peak` the measure was begun because the month before was the worst of six.
    """
    dice, share = Random(f"{seed} {kind} {mean} {noise}"), Share(times)  # noqa: S311
    for _measure in range(times):
        done = Period(2026, dice.randint(1, 12), 1)
        done = done._replace(last=done.first)
        before = [month(mean, noise, dice) for _n in range(MONTHS_BEFORE)]
        while peak and before[-1] < max(before):
            before = [month(mean, noise, dice) for _n in range(MONTHS_BEFORE)]
        left = [KINDS[kind](n) for n in range(1, max(Span) + 1)]
        after = [month(mean * rate, noise, dice) for rate in left]
        said = judged(Public(done, before, after))
        for span, verdict in said.items():
            share.came[span][verdict] += 1
        share.ever_fewer += Verdict.FEWER in said.values()
    return share


class Public:
    """What a reader knows: months and quarters, rounded and withheld."""

    def __init__(self, done: Period, before: list[int], after: list[int]) -> None:
        self.done = done
        months = windows.run(windows.later(done, -1), len(before))
        months += windows.run(windows.later(done, len(after)), len(after))
        self.documents = {m: _document(n) for m, n in zip(months, before + after, strict=True)}
        counts = dict(zip(months, before + after, strict=True))
        for first in months:
            quarter = first._replace(last=first.first + 2)
            if first.first % 3 == 1 and all(month in counts for month in quarter.months):
                self.documents[quarter] = _document(sum(counts[m] for m in quarter.months))

    def side(self, first: int, last: int) -> Side:
        """Return what is known of some months, counted from the one in which it was done."""
        run = windows.run(windows.later(self.done, last), last - first + 1)
        return windows.known(self.documents, run, "PRO").side(by_visits=False)


def _document(count: int) -> dict:
    """Return a release of one category; others are so many that little is open of a withheld one."""
    rows = [{"code": "PRO", "counts": {"received": show(count)}}]
    others = 100
    whole = others - MODE_A.base // 2 + ROOM - (MODE_A.base - 1) // 2
    rows.append({"code": "CLN", "counts": {"received": others}})
    return {"total": {"received": whole}, "by_category": rows}


def judged(public: Public) -> dict[Span, Verdict]:
    """Return the verdicts as the system would write them down one after the other."""
    before, said = public.side(-MONTHS_BEFORE, -1), dict[Span, Verdict]()
    for span in Span:
        said[span] = effect.judge(before, public.side(1, span))
        good = [one for one in Span if one < span and said[one] is Verdict.FEWER]
        if good:
            parts = public.side(1, good[-1]), public.side(good[-1] + 1, span)
            if effect.came_back(before, *parts):
                said[span] = Verdict.CAME_BACK
    return said


def month(mean: float, noise: float, dice: Random) -> int:
    """Return how many matters came in a month."""
    if noise > 1:
        mean = dice.gammavariate(mean / (noise - 1), noise - 1)
    if mean > MANY:
        return max(0, round(dice.gauss(mean, sqrt(mean))))
    count, product, least = 0, dice.random(), exp(-mean)
    while product > least:
        product *= dice.random()
        count += 1
    return count


def main(times: int) -> None:
    """Print the tables as they stand in the papers: right / wrong / too few to tell, in per cent."""
    for noise, peak in ((1.0, False), (2.0, False), (1.0, True), (2.0, True)):
        print(f"\nnoise {noise}, peak {peak}\n")
        print("| a month | measure | 1 month | 3 months | 6 months | ever “fewer” |")
        print("|---|---|---|---|---|---|")
        for mean in (10, 20, 40, 80):
            for kind in ["nothing"] if peak else KINDS:
                share = tried(kind, mean, times=times, noise=noise, peak=peak)
                cells = [_cell(kind, span, share) for span in Span]
                ever = f"{100 * share.ever_fewer / times:.1f}"
                print(f"| {mean} | {kind} | {' | '.join(cells)} | {ever} |")


def _cell(kind: str, span: int, share: Share) -> str:
    parts = right(kind, span, share), wrong(kind, span, share), share.of(span, Verdict.TOO_FEW)
    told = " / ".join(f"{100 * abs(part):.0f}" for part in parts)
    if kind == "nothing":
        told += f" (fewer {100 * share.of(span, Verdict.FEWER):.1f})"
    return told


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
