"""Looks for other counts that would print the very same numbers: the proof that one is not betrayed.

It starts from the true counts, moves one number by one, and mends line by line what no longer adds
up, until everything does. What it finds is sure. What it does not find within its patience may exist
all the same; who asks then withholds a number more than needed, never one too few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from random import Random

from transparency.suppression.lines import Made

# So many moves are tried; what has moved does not move back for so many.
BRIEF, PATIENCE, MORE_PATIENCE, REST = 50, 150, 600, 4
# So many leaves of a long row are looked at, at each move.
LOOKED_AT = 32

Slack = tuple[int, int]  # by how much a number may be smaller and larger than it is


class Tables:
    """All numbers of a release as rows over leaves, each with the room it has.

    Numbers that are made of the same leaves are one row; it has the room that all of them have.
    """

    def __init__(self, numbers: Mapping[Hashable, Made], rooms: Mapping[Hashable, Slack]) -> None:
        self.rooms = dict(rooms)
        rows: dict[tuple[tuple[Hashable, int], ...], list[Hashable]] = defaultdict(list)
        for name, made in numbers.items():
            rows[tuple(sorted(made.items(), key=repr))].append(name)
        self.names = list(rows.values())
        self.row_of = {name: row for row, names in enumerate(self.names) for name in names}
        leaves = sorted({leaf for made in rows for leaf, _times in made}, key=repr)
        leaf_number = {leaf: n for n, leaf in enumerate(leaves)}
        self.made = [[(leaf_number[leaf], times) for leaf, times in row] for row in rows]
        self.rows_with: list[list[tuple[int, int]]] = [[] for _leaf in leaves]
        for row, pairs in enumerate(self.made):
            for leaf, times in pairs:
                self.rows_with[leaf].append((row, times))
        self.down = [0] * len(self.names)
        self.up = [0] * len(self.names)
        for row in range(len(self.names)):
            self._measure(row)

    def widen(self, name: Hashable, room: Slack) -> None:
        """Give a number other room."""
        self.rooms[name] = room
        self._measure(self.row_of[name])

    def move(
        self, name: Hashable, by: int, most: int, patience: int = PATIENCE
    ) -> Iterator[tuple[Hashable, int]]:
        """Yield the numbers that differ in other counts, and by how much; nothing where none are found.

        This one differs by so much, or by more, but not by more than `most`.
        """
        row = self.row_of[name]
        least, largest = sorted((by, most))
        self.down[row], self.up[row] = -least, largest
        differ = _Search(self, row, patience).run()
        self._measure(row)
        for one, difference in differ.items():
            if difference:
                yield from ((each, difference) for each in self.names[one])

    def _measure(self, row: int) -> None:
        rooms = [self.rooms[name] for name in self.names[row]]
        self.down[row] = min(room[0] for room in rooms)
        self.up[row] = min(room[1] for room in rooms)


class _Search:
    """One walk from the true counts. What stays wrong for long weighs more and more."""

    def __init__(self, tables: Tables, row: int, patience: int) -> None:
        self.tables = tables
        self.patience = patience
        self.differ: defaultdict[int, int] = defaultdict(int)  # rows
        self.weight: defaultdict[int, int] = defaultdict(lambda: 1)
        self.wrong = {row}
        # The same walk each time; nothing secret comes from it.
        self.dice = Random(row + patience)  # noqa: S311
        self.resting: dict[tuple[int, int], int] = {}

    def run(self) -> Mapping[int, int]:
        for turn in range(self.patience):
            if not self.wrong:
                return self.differ
            row = self.dice.choice(sorted(self.wrong))
            leaf, step, cost = self.way(row, turn)
            if cost >= 0:
                for one in self.wrong:
                    self.weight[one] += 1
            self.resting[leaf, -step] = turn + REST
            self.go(leaf, step)
        return {}

    def way(self, row: int, turn: int) -> tuple[int, int, int]:
        """Return a move that brings a row nearer and puts little wrong elsewhere, and what it costs."""
        made = self.tables.made[row]
        if len(made) > LOOKED_AT:
            made = self.dice.sample(made, LOOKED_AT)
        sign = -1 if self.differ[row] > self.tables.up[row] else 1
        best = True, 10**9, 0, 0
        for leaf, times in made:
            step = sign if times > 0 else -sign
            resting = self.resting.get((leaf, step), 0) > turn
            rated = resting, self.cost(leaf, step), leaf, step
            if rated[:2] < best[:2]:
                best = rated
        return best[2], best[3], best[1]

    def cost(self, leaf: int, step: int) -> int:
        """Return by how much more would be wrong after a move."""
        down, up, differ, cost = self.tables.down, self.tables.up, self.differ, 0
        for row, times in self.tables.rows_with[leaf]:
            was = differ.get(row, 0)
            now = was + step * times
            least, most = -down[row], up[row]
            if least <= now <= most and least <= was <= most:
                continue
            off_now = now - most if now > most else max(least - now, 0)
            off_was = was - most if was > most else max(least - was, 0)
            cost += (off_now - off_was) * self.weight[row]
        return cost

    def go(self, leaf: int, step: int) -> None:
        for row, times in self.tables.rows_with[leaf]:
            self.differ[row] += step * times
            if -self.tables.down[row] <= self.differ[row] <= self.tables.up[row]:
                self.wrong.discard(row)
            else:
                self.wrong.add(row)
