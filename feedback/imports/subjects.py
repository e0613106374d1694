"""A hotline's own tree of categories: how a path is written, and how a whole tree is read."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from feedback.imports import cells, columns
from feedback.imports.sheets import Unopened
from feedback.imports.uploads import Line
from feedback.models import SubjectMapping
from feedback.services.orders import LEVELS

# What hotlines write between the levels of a path; a hyphen may stand within a name.
BETWEEN = re.compile(r"\s*(?:->|=>|[>›＞»→/／\\|｜])\s*")

DEPTH = 3
LONGEST = 200
NAMES = ("category_1", "category_2", "category_3")


def path(written: str) -> str:
    """Return a path as it is kept, whichever sign its levels are parted by."""
    return joined(BETWEEN.split(written))


def joined(levels: Iterable[str]) -> str:
    """Return a path of these levels; an empty one says nothing."""
    named = (" ".join(level.split()) for level in levels)
    return LEVELS.join(level for level in named if not cells.is_empty(level))


def tree(lines: Sequence[Line]) -> list[str]:
    """Return all paths of a tree of up to three levels, each level's own among them.

    A level that is left empty because its cells are joined is the one above. Raises `Unopened`.
    """
    found: dict[str, None] = {}
    for levels in _levels(lines):
        for depth in range(1, len(levels) + 1):
            found[joined(levels[:depth])[:LONGEST]] = None
    if not found:
        raise Unopened(_("There is no category in this sheet."))
    return list(found)


def _levels(lines: Sequence[Line]) -> Iterator[list[str]]:
    header = [str(cell or "") for cell in lines[0].cells] if lines else []
    taken = columns.recognise(header, {}, strict=False).taken
    places = [header.index(taken[name]) for name in NAMES if name in taken] or [*range(DEPTH)]
    before: list[str] = []
    for line in lines[1:] if taken else lines:
        levels = [_level(line, place) for place in places]
        while levels and not levels[-1]:
            levels.pop()
        missing = next((depth for depth, level in enumerate(levels) if level), 0)
        before = [*before[:missing], *levels[missing:]]
        if levels and all(before):
            yield before


def _level(line: Line, place: int) -> str:
    said = " ".join(cells.text(line.cells[place]).split()) if place < len(line.cells) else ""
    return "" if cells.is_empty(said) else said


def load(paths: Iterable[str], *, channel: str) -> int:
    """Add the categories that are not listed yet, none of them mapped; return how many."""
    wanted = dict.fromkeys(paths)
    listed = SubjectMapping.objects.filter(channel=channel).values_list("path", flat=True)
    known = set(listed)
    new = [path for path in wanted if path not in known]
    SubjectMapping.objects.bulk_create(
        (SubjectMapping(channel=channel, path=path) for path in new), ignore_conflicts=True
    )
    return len(new)
