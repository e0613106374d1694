"""What adds up to what, told in leaves: the smallest numbers, of which all others are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from transparency.suppression.rule import Shown

K = TypeVar("K", bound=Hashable)

# How often each leaf is in a number; a rest takes some away.
Made = dict[Hashable, int]


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


def made_of(
    keys: Iterable[Hashable], lines: Iterable[Sum]
) -> tuple[dict[Hashable, Made], list[Made]]:
    """Return of which leaves each number is made, and what must stay zero, made of leaves likewise.

    The first line of a total says of what it is made; all others of the same total are something
    that must agree with it. What agrees by itself is left out.
    """
    first: dict[Hashable, Sum] = {}
    others: list[Sum] = []
    for line in lines:
        if line.total in first:
            others.append(line)
        else:
            first[line.total] = line
    made: dict[Hashable, Made] = {}
    for key in keys:
        _make(key, first, made)
    zero = [
        difference(made[line.total], _added(made[cell] for cell in line.cells)) for line in others
    ]
    return made, [one for one in zero if one]


def difference(whole: Made, part: Made) -> Made:
    """Return what a number leaves beside another."""
    left = dict(whole)
    for leaf, times in part.items():
        left[leaf] = left.get(leaf, 0) - times
    return {leaf: times for leaf, times in left.items() if times}


def neighbours(lines: Iterable[Sum], parts: Mapping[K, K]) -> dict[Hashable, set[Hashable]]:
    """Return for each number all that stand in a line with it."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for line in lines:
        beside = {line.total, *line.cells}
        for key in beside:
            found[key] |= beside
    for part, whole in parts.items():
        beside = {part, whole, Rest(part)}
        for key in beside:
            found[key] |= beside
    return found


def _make(key: Hashable, first: Mapping[Hashable, Sum], made: dict[Hashable, Made]) -> Made:
    if key not in made:
        line = first.get(key)
        made[key] = (
            {key: 1} if line is None else _added(_make(cell, first, made) for cell in line.cells)
        )
    return made[key]


def _added(several: Iterable[Made]) -> Made:
    whole: Made = defaultdict(int)
    for one in several:
        for leaf, times in one.items():
            whole[leaf] += times
    return dict(whole)
