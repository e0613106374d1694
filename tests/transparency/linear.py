"""Linear systems with intervals, for the attacker: between which whole numbers must a count lie."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

HIGH, BASE = 7, 5
EPSILON = 1e-6
Name = Any
Linear = dict[Name, int]


def says(shown: int | None) -> tuple[int, int]:
    """Return the counts a published number stands for, for who takes a withheld one for 1 to 7."""
    if shown is None:
        return 1, HIGH
    return (0, 0) if not shown else (max(shown - BASE // 2, HIGH + 1), shown + BASE // 2)


class Bounded:
    """A linear system with intervals; counts are never negative."""

    def __init__(self, matrix: csr_matrix, low: np.ndarray, high: np.ndarray) -> None:
        same = low == high
        self.equal, self.value = matrix[same], low[same]
        upper, lower = ~same & np.isfinite(high), ~same & (low > -math.inf)
        self.less = vstack([matrix[upper], -matrix[lower]], format="csr")
        self.most = np.concatenate([high[upper], -low[lower]])

    def solve(self, goal: np.ndarray) -> np.ndarray | None:
        """Return counts that make a goal smallest; None where it has no end."""
        answer = linprog(
            goal,
            A_ub=self.less if self.less.shape[0] else None,
            b_ub=self.most if self.less.shape[0] else None,
            A_eq=self.equal if self.equal.shape[0] else None,
            b_eq=self.value if self.equal.shape[0] else None,
            bounds=(0, 10_000),
            method="highs",
        )
        assert answer.status == 0, answer.message
        return answer.x

    def ranges(self, goals: csr_matrix, clip: list[tuple[float, float]]) -> list[tuple[int, int]]:
        """Ask for all at once first: whatever was seen to differ by two needs no question of its own."""
        low = np.full(goals.shape[0], math.inf)
        high = np.full(goals.shape[0], -math.inf)
        least, most = (np.array(side, dtype=float) for side in zip(*clip, strict=True))

        def look(goal: np.ndarray) -> None:
            value = goals @ self.solve(goal)
            np.minimum(low, value, out=low)
            np.maximum(high, value, out=high)

        def width() -> np.ndarray:
            return np.minimum(np.floor(high + EPSILON), most) - np.maximum(
                np.ceil(low - EPSILON), least
            )

        for sign in (1, -1, 1, -1):
            narrow = width() < 2
            if narrow.any():
                # Only as far as it matters would be better; the sum of all is a good beginning.
                look(sign * np.asarray(goals[narrow].sum(axis=0)).ravel())
        for n in range(goals.shape[0]):
            if width()[n] < 2:
                goal = np.asarray(goals[n].todense()).ravel()
                look(goal)
                look(-goal)
        return [
            (int(max(math.ceil(a - EPSILON), x)), int(min(math.floor(b + EPSILON), y, 10_000)))
            for a, b, (x, y) in zip(low, high, clip, strict=True)
        ]


def matrix_of(rows: list[Linear], number: Mapping[Name, int]) -> csr_matrix:
    at = [(n, number[name], times) for n, row in enumerate(rows) for name, times in row.items()]
    i, j, v = zip(*at, strict=True)
    return csr_matrix((v, (i, j)), shape=(len(rows), len(number)), dtype=float)


def known(
    shown: Mapping[Any, int | None], lines: Iterable[Any], parts: Mapping[Any, Any] | None = None
) -> dict[Any, tuple[int, int]]:
    """Return what is worked out from any lines by who takes each withheld number for 1 to 7.

    The answer has a `("rest", part)` for each part beside its whole.
    """
    names = list(shown)
    ranges = [says(number) for number in shown.values()]
    goals: dict[Any, Linear] = {name: {name: 1} for name in names}
    rests = {("rest", part): {whole: 1, part: -1} for part, whole in (parts or {}).items()}
    number = {name: n for n, name in enumerate(names)}
    sums = [{line.total: 1} | dict.fromkeys(line.cells, -1) for line in lines]
    system = {
        "A_eq": matrix_of(sums, number) if sums else None,
        "b_eq": np.zeros(len(sums)) if sums else None,
        "A_ub": -matrix_of(list(rests.values()), number) if rests else None,
        "b_ub": np.zeros(len(rests)) if rests else None,
    }
    found = {}
    for name, linear in (goals | rests).items():
        goal = np.asarray(matrix_of([linear], number).todense()).ravel()
        ends = [linprog(sign * goal, bounds=ranges, **system) for sign in (1, -1)]
        if ends[0].status == 2:
            raise ValueError("No counts can stand behind these numbers.")
        found[name] = math.ceil(ends[0].fun - EPSILON), math.floor(EPSILON - ends[1].fun)
    return found
