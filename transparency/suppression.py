"""What a published count may say. Pure: it sees numbers, never cases, and publishes nothing itself.

The rule is the one of NHS Digital ("Change to disclosure control methodology", since 2018): zero is
shown, one to seven is withheld, every other count is rounded to the nearest five, totals are made
from raw counts and then rounded, percentages from rounded numbers only. It replaced "withhold one
to five, then look for what else must go", which was slow and inconsistent.

What a reader can still work out. A shown 25 says 23 to 27, a shown 10 says 8 to 12, a shown 0 says
0, a withheld count says 1 to 7. A line and its total tie these ranges together, two lines with the
same total tie each other, and an on-time count can never pass the count that was due. So we do the
reader's sums before the reader does: `bounds` draws every range as tight as the lines allow, and
wherever a count of one to seven would be known to fewer than three neighbouring values, one more
number is withheld, until none is. The same holds for what stands between the lines: the late ones
are never printed, and can be worked out from due and on time all the same.

A number withheld for another looks like any other. Readers who take it for 1 to 7 are wrong; we
count on this doubt only in lines where it was done. Sometimes it is plainly more than 7.

Where this ends. For lines that share nothing but totals the ranges are exact; where numbers are tied
in several ways at once, a linear programme may find narrower ones. Who reruns this very rule over
all possible tables is certain of a count in a few of a hundred thousand. All counts of a release
must go through one call of `protect_tables`: what was protected in two calls can be subtracted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
Shown = int | None  # None is withheld
Range = tuple[int, int]

ANY_NUMBER = 10**15


@dataclass(frozen=True)
class Rounding:
    """The parameters of the rule; a release records them beside its numbers."""

    high: int = 7  # counts from one to this are withheld
    base: int = 5  # all others are rounded to a multiple of this
    least_width: int = 2  # a withheld count may be anything between n and n + this, or more
    least_denominator: int = 20
    least_for_average: int = 8

    def __post_init__(self) -> None:
        if self.base < 1 or self.high < 0 or 2 * (self.high + 1) < self.base:
            raise ValueError("Zero is a fact: no count above the limit may be rounded to it.")
        if self.least_width > self.high - 1:
            raise ValueError("No withheld count could ever be as uncertain as this demands.")

    def says(self, shown: int) -> Range:
        """The raw counts that a shown number may stand for."""
        if shown == 0:
            return 0, 0
        return max(shown - self.base // 2, self.high + 1), shown + (self.base - 1) // 2


MODE_A = Rounding()


class Sum(NamedTuple):
    """A line that people can add up: the cells make the total."""

    total: Hashable
    cells: tuple[Hashable, ...]


class Line(NamedTuple, Generic[K]):
    """A line as it may be published."""

    total: Shown
    cells: dict[K, Shown]


class Rest(NamedTuple):
    """What a whole leaves beside its part: published nowhere, worked out easily."""

    part: Hashable


def show(count: int, rule: Rounding = MODE_A) -> Shown:
    """The number for people, or None when it is withheld."""
    if count < 0:
        raise ValueError(f"A count cannot be negative: {count}.")
    if 1 <= count <= rule.high:
        return None
    return (2 * count + rule.base) // (2 * rule.base) * rule.base


def percent(part: Shown, whole: Shown, rule: Rounding = MODE_A) -> Shown:
    """The whole per cent of two shown numbers; it says nothing that they do not say.

    Rounding keeps order, so a part never looks larger than its whole. Where it does, the numbers do
    not belong together (25 of 20), and we refuse instead of printing 125 or hiding it as 100.
    """
    if part is None or whole is None or whole < rule.least_denominator:
        return None
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}.")
    return (200 * part + whole) // (2 * whole)


def average(value: float | None, n: int, rule: Rounding = MODE_A) -> float | None:
    """A mean or median over n cases, to one decimal so that n times it does not give the sum."""
    if n < 0:
        raise ValueError(f"A count cannot be negative: {n}.")
    return None if value is None or n < rule.least_for_average else round(float(value), 1)


def interval(cells: Sequence[Shown], total: Shown, rule: Rounding = MODE_A) -> Range:
    """Between which counts the one withheld cell of a published line must lie."""
    if sum(cell is None for cell in cells) != 1:
        raise ValueError("Exactly one cell of the line must be withheld.")
    line = Sum(-1, tuple(range(len(cells))))
    return bounds({-1: total, **dict(enumerate(cells))}, [line], rule=rule)[cells.index(None)]


def bounds(
    shown: Mapping[K, Shown],
    lines: Iterable[Sum],
    *,
    parts: Mapping[K, K] | None = None,
    rule: Rounding = MODE_A,
) -> dict[Hashable, Range]:
    """What a reader works out from published numbers who takes each withheld one for 1 to high.

    The answer has a `Rest(part)` for each part beside its whole. Where that belief cannot be true,
    because a withheld number must be larger, it is a ValueError.
    """
    known: dict[Hashable, Range] = {
        key: (1, rule.high) if number is None else rule.says(number)
        for key, number in shown.items()
    }
    known |= {Rest(part): (0, ANY_NUMBER) for part in parts or ()}
    return _tighten(known, _all_sums(list(lines), dict((parts or {}).items())))


def protect_line(counts: Mapping[K, int], rule: Rounding = MODE_A) -> Line[K]:
    """One line that stands for itself, with its total."""
    cells = {("cell", key): count for key, count in counts.items()}
    total = ("total", None)
    line = Sum(total, tuple(cells))
    shown = protect_tables({total: sum(counts.values()), **cells}, [line], rule=rule)
    return Line(shown[total], {key: shown["cell", key] for key in counts})


def protect_tables(
    counts: Mapping[K, int],
    lines: Iterable[Sum],
    *,
    parts: Mapping[K, K] | None = None,
    withheld: Iterable[K] = (),
    rule: Rounding = MODE_A,
) -> dict[K, Shown]:
    """All numbers of one release, each shown or withheld, so that no line betrays a small count.

    A key names one number wherever it stands: withheld in one table is withheld in all. `parts`
    leads from a numerator to its denominator. `withheld` keeps back what an earlier release of the
    same period kept back.
    """
    return _Protection(counts, list(lines), dict(parts or {}), rule).run(frozenset(withheld))


class _Protection(Generic[K]):
    """The work of `protect_tables`, step by step; the order of the input changes nothing."""

    def __init__(
        self, counts: Mapping[K, int], lines: list[Sum], parts: dict[K, K], rule: Rounding
    ) -> None:
        self.shown = {key: show(count, rule) for key, count in counts.items()}
        self.counts = dict[Hashable, int](counts.items())
        self.rule = rule
        self.kept_back: set[Hashable] = set()  # withheld for the sake of another
        self.known: dict[Hashable, Range] | None = None  # what a reader works out, until it changes
        self.rank = dict.fromkeys(parts.values(), 1) | {line.total: 2 for line in lines}
        self.sums = _all_sums(lines, dict(parts.items()))
        for part, whole in parts.items():
            if counts[part] > counts[whole]:
                raise ValueError(f"{part!r} is larger than its whole, {whole!r}.")
            self.counts[Rest(part)] = counts[whole] - counts[part]
        for line in lines:
            if self.counts[line.total] != sum(self.counts[cell] for cell in line.cells):
                raise ValueError(f"The cells do not make the total {line.total!r}.")
        self.sums_with: dict[Hashable, list[Sum]] = defaultdict(list)
        for line in self.sums:
            for key in (line.total, *line.cells):
                self.sums_with[key].append(line)
        # Only counts of one to seven are to be protected, in the open or between the lines.
        self.secrets = sorted((k for k, n in self.counts.items() if 1 <= n <= rule.high), key=repr)

    def run(self, withheld: Iterable[K]) -> dict[K, Shown]:
        for key in withheld:
            self.keep_back(key)
        while (secret := next((k for k in self.secrets if self.betrayed(k)), None)) is not None:
            cover = self.cover_for(secret)
            if cover is None:
                break  # nothing is left that could betray it
            self.keep_back(cover)
        return self.shown

    def keep_back(self, key: K) -> None:
        self.shown[key] = None
        self.known = None
        if not 1 <= self.counts[key] <= self.rule.high:
            self.kept_back.add(key)

    def betrayed(self, secret: Hashable) -> bool:
        if self.known is None:
            guesses = {key: self.first_guess(key) for key in self.counts}
            self.known = _tighten(guesses, self.sums)
        low, high = self.known[secret]
        if not isinstance(secret, Rest):
            low, high = max(low, 1), min(high, self.rule.high)
        return high - low < self.rule.least_width

    def first_guess(self, key: Hashable) -> Range:
        if isinstance(key, Rest):
            return 0, ANY_NUMBER
        number = self.shown[key]  # type: ignore[index]
        if number is not None:
            return self.rule.says(number)
        in_doubt = self.beside({key}) & self.kept_back
        if not in_doubt:
            return 1, self.rule.high
        return min(1, *(self.counts[k] for k in in_doubt)), ANY_NUMBER

    def beside(self, keys: set[Hashable]) -> set[Hashable]:
        """These numbers and all that stand in a sum with one of them."""
        sums = (line for key in keys for line in self.sums_with[key])
        return keys.union(*((line.total, *line.cells) for line in sums))

    def cover_for(self, secret: Hashable) -> K | None:
        """The cheapest number near by that alone hides it; if there is none, the nearest one."""
        near = self.beside({secret})
        for candidate in self.candidates(self.beside(near), near):
            before = self.kept_back.copy(), self.shown[candidate]
            self.keep_back(candidate)
            hides = not self.betrayed(secret)
            self.kept_back, self.shown[candidate] = before
            self.known = None
            if hides:
                return candidate
        while not (shown := self.candidates(near, near)):
            wider = self.beside(near)
            if wider == near:
                return None
            near = wider
        return shown[0]

    def candidates(self, among: set[Hashable], near: set[Hashable]) -> list[K]:
        """The shown ones: cells, wholes, totals; of each the near, the not zero, the small first."""

        def dearness(key: K) -> tuple[int, bool, bool, int, str]:
            count = self.counts[key]
            return self.rank.get(key, 0), key not in near, not count, count, repr(key)

        return sorted(
            (k for k, n in self.shown.items() if k in among and n is not None), key=dearness
        )


def _all_sums(lines: list[Sum], parts: dict[Hashable, Hashable]) -> list[Sum]:
    """The printed lines, each whole as its part and the rest, and the lines that the rests make."""
    sums: list[Sum] = [Sum(line.total, line.cells) for line in lines]
    sums += [Sum(whole, (part, Rest(part))) for part, whole in parts.items()]
    printed = {(line.total, frozenset(line.cells)) for line in lines}
    for line in lines:
        if not all(key in parts for key in (line.total, *line.cells)):
            continue
        if (parts[line.total], frozenset(parts[cell] for cell in line.cells)) in printed:
            sums.append(Sum(Rest(line.total), tuple(Rest(cell) for cell in line.cells)))
    return sums


def _tighten(known: dict[Hashable, Range], sums: list[Sum]) -> dict[Hashable, Range]:
    """Draw each range as tight as the sums allow, until nothing moves."""
    before: dict[Hashable, Range] = {}
    while before != known:
        before = dict(known)
        for total, cells in sums:
            low = sum(known[cell][0] for cell in cells)
            high = sum(known[cell][1] for cell in cells)
            least, most = max(known[total][0], low), min(known[total][1], high)
            known[total] = least, most
            for cell in cells:
                mine = known[cell]
                known[cell] = (
                    max(mine[0], least - (high - mine[1])),
                    min(mine[1], most - (low - mine[0])),
                )
        # An empty range would be drawn on for ever.
        if any(low > high for low, high in known.values()):
            raise ValueError("No counts can stand behind these numbers.")
    return known
