"""Marks the words somebody searched for, and cuts out the part of a text where they stand. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.language import searchable

# Of an excerpt: characters in all, and how many of them before the first word that was asked for.
LENGTH, BEFORE = 120, 30
LONG_WORD = 15


def marked(text: str, words: Sequence[str], part: tuple[int, int] | None = None) -> SafeString:
    """Return a text, or a part of it, escaped, with each of the words in a `<mark>`."""
    at, end = part or (0, len(text))
    runs = []
    for first, last in _joined(places(text, words)):
        first, last = max(first, at), min(last, end)
        if first < last:
            runs.append((text[at:first], text[first:last]))
            at = last
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", runs), text[at:end])


def excerpt(pieces: Iterable[str], words: Sequence[str]) -> SafeString:
    """Return the part of a page around the first of the words, from the piece that has most of them."""
    lines = [line for piece in pieces if (line := " ".join(piece.split()))]
    if not lines:
        return SafeString("")
    folded = [searchable([line]) for line in lines]
    best = max(range(len(lines)), key=lambda one: sum(word in folded[one] for word in words))
    line, first = lines[best], min((place[0] for place in places(lines[best], words)), default=0)
    start = _whole(line, first - BEFORE, first) if first > BEFORE else 0
    end = min(start + LENGTH, len(line))
    if end < len(line) and " " in line[end - LONG_WORD : end]:
        end = line.rindex(" ", 0, end)
    shown = marked(line, words, (start, end))
    return format_html("{}{}{}", "…" * (start > 0), shown, "…" * (end < len(line)))


def _whole(line: str, start: int, first: int) -> int:
    """Return where the next word begins, should `start` lie in one; Chinese has no such gaps."""
    gap = line.find(" ", start, min(start + LONG_WORD, first))
    return start if gap < 0 else gap + 1


def places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where in a text the words stand, whatever the width and size of its letters."""
    parts = [_folded(sign) for sign in text]
    folded = "".join(parts)
    origin = [index for index, part in enumerate(parts) for _sign in part]
    return [
        (origin[match.start()], origin[match.end() - 1] + 1)
        for word in words
        for match in re.finditer(re.escape(word), folded)
    ]


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join what overlaps or touches, in the order of the text."""
    whole: tuple[int, int] | None = None
    for first, last in sorted(spans):
        if whole and first <= whole[1]:
            whole = whole[0], max(whole[1], last)
            continue
        if whole:
            yield whole
        whole = first, last
    if whole:
        yield whole


@lru_cache(maxsize=8192)
def _folded(sign: str) -> str:
    return searchable([sign]) or " "
