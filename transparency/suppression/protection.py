"""Withholds what would betray a small count, one number after the other, the cheapest first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from transparency.suppression.lines import Line, Made, Rest, Sum, difference, made_of, neighbours
from transparency.suppression.rule import MODE_A, Shown, show
from transparency.suppression.witness import BRIEF, MORE_PATIENCE, PATIENCE, Slack, Tables

K = TypeVar("K", bound=Hashable)

ANY_NUMBER = 10**15
# So many numbers near by are tried, whether one alone would hide a count.
TRIED = 12


def protect_line(counts: Mapping[K, int]) -> Line[K]:
    """Return one line that stands for itself, with its total."""
    cells = {("cell", key): count for key, count in counts.items()}
    total = ("total", None)
    line = Sum(total, tuple(cells))
    shown = protect_tables({total: sum(counts.values()), **cells}, [line])
    return Line(shown[total], {key: shown["cell", key] for key in counts})


def protect_tables(
    counts: Mapping[K, int],
    lines: Iterable[Sum],
    *,
    parts: Mapping[Any, Any] | None = None,
    unsaid: Mapping[Any, int] | None = None,
    withheld: Iterable[K] = (),
    fixed: Mapping[K, Shown] | None = None,
) -> dict[K, Shown]:
    """Return all numbers of one release, each shown or withheld, so that no line betrays a small count.

    A key names one number wherever it stands: withheld in one table is withheld in all. `parts`
    leads from a numerator to its denominator. `unsaid` are numbers that are printed nowhere, and
    stand in lines all the same. `withheld` keeps back what an earlier release of the same period
    kept back. `fixed` are numbers of earlier releases as they were shown: they cannot be withheld
    any more, and must not be betrayed by the new ones either.
    """
    work = _Protection(counts, dict(unsaid or {}), list(lines), dict(parts or {}))
    return work.run(frozenset(withheld), dict(fixed or {}))


class _Protection(Generic[K]):
    """The work of `protect_tables`, step by step; the order of the input changes nothing."""

    def __init__(
        self,
        counts: Mapping[K, int],
        unsaid: dict[K, int],
        lines: list[Sum],
        parts: dict[K, K],
    ) -> None:
        rule = MODE_A
        self.shown = {key: show(count, rule) for key, count in counts.items()}
        self.counts = dict[Hashable, int](unsaid.items())
        self.counts.update(counts.items())
        self.unsaid = unsaid
        self.parts = parts
        self.rule = rule
        self.fixed: dict[K, Shown] = {}
        self.kept_back: set[Hashable] = set()  # withheld for the sake of another
        self.rank = dict.fromkeys(parts.values(), 1) | {line.total: 2 for line in lines}
        self.beside = neighbours(lines, parts)
        lines = sorted(lines, key=repr)
        for line in lines:
            if self.counts[line.total] != sum(self.counts[cell] for cell in line.cells):
                raise ValueError(f"The cells do not make the total {line.total!r}.")
        self.made, self.zero = made_of(sorted(self.counts, key=repr), lines)
        for part, whole in parts.items():
            if self.counts[part] > self.counts[whole]:
                raise ValueError(f"{part!r} is larger than its whole, {whole!r}.")
            self.counts[Rest(part)] = self.counts[whole] - self.counts[part]
            self.made[Rest(part)] = difference(self.made[whole], self.made[part])
        # Of each secret, the smallest and the largest that it could be in other counts.
        self.could_be: dict[Hashable, tuple[int, int]] = {}

    def run(self, withheld: Iterable[K], fixed: dict[K, Shown]) -> dict[K, Shown]:
        self.fixed = fixed
        self.shown |= fixed
        self.kept_back |= {k for k, n in fixed.items() if n is None and not self.small(k)}
        hidden = [*withheld, *self.telling()]
        for key in hidden:
            self.shown[key] = None
        self.kept_back |= {key for key in hidden if not self.small(key)}
        # Only counts of one to seven are to be protected, in the open or between the lines.
        said = {key for key, number in fixed.items() if number is not None}
        printed = [*self.shown, *(Rest(part) for part in self.parts if part in self.shown)]
        secrets = sorted((k for k in printed if self.small(k) and k not in said), key=repr)
        self.could_be = {key: (self.counts[key], self.counts[key]) for key in secrets}
        rows: dict[Hashable, Made] = {("zero", n): made for n, made in enumerate(self.zero)}
        rows |= self.made
        room: dict[Hashable, Slack] = dict.fromkeys(rows, (0, 0))
        room |= {key: self.room(key) for key in self.made}
        self.tables = Tables(rows, room)
        for secret in secrets:
            while not (self.hidden(secret) or self.hidden(secret, MORE_PATIENCE)):
                cover = self.cover_for(secret)
                if cover is None:
                    break  # nothing is left that could betray it
                self.keep_back(cover)
        return self.shown

    def small(self, key: Hashable) -> bool:
        return 1 <= self.counts[key] <= self.rule.high

    def telling(self) -> list[K]:
        """Return the parts that would say the same of each person of a small whole."""
        return [
            part
            for part, whole in self.parts.items()
            if 1 <= self.counts[whole] < self.rule.least_for_attribute
            and self.counts[part] in (0, self.counts[whole])
            and part in self.shown
            and part not in self.fixed
        ]

    def keep_back(self, key: K) -> None:
        self.shown[key] = None
        if not self.small(key):
            self.kept_back.add(key)
        for one in self.beside[key] | {key}:
            self.tables.widen(one, self.room(one))

    def room(self, key: Hashable) -> Slack:
        """Return by how much a number may be smaller or larger than it is, for all a reader knows."""
        count = self.counts[key]
        if isinstance(key, Rest) or key in self.unsaid:
            return count, ANY_NUMBER
        number = self.shown[key]  # type: ignore[index]
        if number is not None:
            low, high = self.rule.says(number)
            # Cases that came to light since a release was frozen are not in its numbers.
            return max(count - low, 0), max(high - count, 0)
        in_doubt = (self.beside[key] | {key}) & self.kept_back
        if not in_doubt:
            return count - 1, self.rule.high - count
        return count - min(1, *(self.counts[k] for k in in_doubt)), ANY_NUMBER

    def hidden(self, secret: Hashable, patience: int = PATIENCE) -> bool:
        """Say whether other counts were found that print the same, and leave the secret in doubt."""
        least, most = (0, ANY_NUMBER) if isinstance(secret, Rest) else (1, self.rule.high)
        count = self.counts[secret]
        while True:
            low, high = self.could_be[secret]
            if high - low >= self.rule.least_width:
                return True
            found: list[tuple[Hashable, int]] = []
            if high < most:
                found = list(self.tables.move(secret, high + 1 - count, most - count, patience))
            if not found and low > least:
                found = list(self.tables.move(secret, low - 1 - count, least - count, patience))
            if not found:
                return False
            self.learn(found)

    def learn(self, differ: Iterable[tuple[Hashable, int]]) -> None:
        """Remember of every secret what it could be in these other counts."""
        for key, by in differ:
            if key in self.could_be:
                count = self.counts[key] + by
                if not isinstance(key, Rest):
                    count = min(max(count, 1), self.rule.high)
                low, high = self.could_be[key]
                self.could_be[key] = min(low, count), max(high, count)

    def cover_for(self, secret: Hashable) -> K | None:
        """The cheapest number near by that alone hides it; if there is none, the nearest one."""
        near = self.beside[secret] | {secret}
        wide = near.union(*(self.beside[key] for key in near))
        for candidate in self.candidates(wide, near)[:TRIED]:
            before = self.kept_back.copy(), self.shown[candidate], self.could_be.copy()
            self.keep_back(candidate)
            if self.hidden(secret, BRIEF):
                return candidate
            self.kept_back, self.shown[candidate], self.could_be = before
            for one in self.beside[candidate] | {candidate}:
                self.tables.widen(one, self.room(one))
        while not (shown := self.candidates(near, near)):
            wider = near.union(*(self.beside[key] for key in near))
            if wider == near:
                return None
            near = wider
        return shown[0]

    def candidates(self, among: set[Hashable], near: set[Hashable]) -> list[K]:
        """The shown ones: cells, wholes, totals; of each the near, the not zero, the small first."""

        def dearness(key: K) -> tuple[int, bool, bool, int, str]:
            count = self.counts[key]
            return self.rank.get(key, 0), key not in near, not count, count, repr(key)

        shown = (k for k, n in self.shown.items() if k in among and n is not None)
        return sorted((key for key in shown if key not in self.fixed), key=dearness)
