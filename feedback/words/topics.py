"""Which words many speak of: without general words, and without words that are part of a longer one."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from feedback.words.lists import is_general

# A word that stands in the longer one so often is that one: 监护室 is 重症监护室.
MOSTLY = 0.6
# How far beyond what is shown such longer words are looked for.
FURTHER = 4


class Hot(NamedTuple):
    """A word, in how many cases it stands, and what part of all cases that is."""

    word: str
    cases: int
    share: float


def hot(counts: Mapping[str, int], total: int, *, limit: int = 40) -> list[Hot]:
    """Return what is spoken of most, the most frequent first, of `total` cases."""
    # Under no word stands how many cases were counted.
    told = {
        word: cases for word, cases in counts.items() if word and cases and not is_general(word)
    }
    ranked = sorted(told, key=lambda word: (-told[word], -len(word), word))
    # A longer word that swallows a shorter one stands a little further down.
    kept = whole(ranked[: limit * FURTHER], told.__getitem__)[:limit]
    return [Hot(word, told[word], told[word] / total if total else 0.0) for word in kept]


def whole(words: Iterable[str], cases: Callable[[str], int]) -> list[str]:
    """Leave out each word that mostly stands within a longer one of the same list."""
    known = list(words)
    return [
        word
        for word in known
        if not any(
            _is_in(word, other) and cases(other) >= MOSTLY * cases(word)
            for other in known
            if len(other) > len(word)
        )
    ]


def _is_in(word: str, longer: str) -> bool:
    """Say whether a longer word holds this one: Chinese as characters, English as a whole word."""
    return f" {word} " in f" {longer} " if longer.isascii() else word in longer
