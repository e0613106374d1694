"""Which of two texts to show, and the one form in which texts are compared when somebody searches."""

import unicodedata
from collections.abc import Iterable

from django.utils.translation import get_language


def is_english() -> bool:
    """Say whether the page being built is an English one."""
    return (get_language() or "").startswith("en")


def either(chinese: str, english: str) -> str:
    """Return the text in the page's language; a missing English text falls back to the Chinese."""
    return english if english and is_english() else chinese


def searchable(pieces: Iterable[str]) -> str:
    """Return texts in the form in which they are searched: one piece a line.

    Full-width letters and digits become plain ones (Unicode NFKC), capitals small, runs of white
    space one space.
    """
    folded = (unicodedata.normalize("NFKC", piece).casefold() for piece in pieces)
    return "\n".join(words for piece in folded if (words := " ".join(piece.split())))
