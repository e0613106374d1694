"""The word lists of `feedback/data/words/`: what is no topic, what is one only beside another word."""

import hashlib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "words"


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of one list; a line that begins with # is a remark."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _general() -> frozenset[str]:
    zh = (words("formula.zh") | words("broad.zh")) - words("terms.zh")
    en = (words("formula.en") | words("broad.en")) - words("terms.en")
    return zh | en


def is_general(word: str) -> bool:
    """Say whether a word alone tells nothing: a greeting, a formula, what stands in every case."""
    return word in _general()


@cache
def edition() -> str:
    """Return what changes when a list does: what was counted by other lists is to be counted anew."""
    texts = sorted(path.read_bytes() for path in FOLDER.glob("*.txt"))
    return hashlib.blake2b(b"\0".join(texts), digest_size=8).hexdigest()
