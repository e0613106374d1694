"""Periodic work: the storeys above register theirs here; `manage.py tick` goes round it."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Chore(NamedTuple):
    """Something to be done every so many seconds, by a name that completes “Could not …”."""

    seconds: int
    name: str
    work: Callable[[], Any]


_chores: dict[str, Chore] = {}


def register(seconds: int, name: str, work: Callable[[], Any]) -> None:
    """Have something done every so many seconds; the same name again takes its place."""
    _chores[name] = Chore(seconds, name, work)


def all_of_them() -> list[Chore]:
    """Return the chores, the most frequent first."""
    return sorted(_chores.values(), key=lambda chore: chore.seconds)
