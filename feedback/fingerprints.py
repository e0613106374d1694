"""What a text leaves behind by which a copy of it is known, and by which nobody reads it.

Pieces of a normalised text are hashed with a key and thinned by winnowing (Schleimer, Wilkerson,
Aiken 2003): of each window the least value is kept. Whoever copies a run of `RUN` characters copies a
whole window, so the same value stands in both texts. It stores nothing and asks no database.
"""

import hashlib
import unicodedata
from enum import StrEnum

from portal.hanzi import simplified

# Digits as they are written out.
DIGITS = str.maketrans("〇零一二两三四五六七八九", "001223456789")
# What the key is derived for: fingerprints made for another purpose never meet.
PURPOSE = "fingerprint"
# Any run of so many normalised characters that stands in two texts is met.
RUN = 20
# Fewer characters meet in every second petition ("希望领导"), more miss what was edited lightly.
PIECE = 8
WINDOW = RUN - PIECE + 1
# So that a value fits the signed 64 bits of a database's integer.
BYTES, SPARE_BITS = 8, 1

# Of the longer text: above this hardly more than a sentence was changed.
NEARLY_ALL = 0.6
# How many values must meet, and what part of the shorter text that must be: a formula of politeness
# leaves two or three, so those count only where there is not much more.
ENOUGH = ((4, 0.15), (3, 0.4), (2, 0.6))


class Alike(StrEnum):
    """How alike two texts are, the more alike first."""

    SAME = "same"
    PASSAGES = "passages"


def normalised(text: str) -> str:
    """Return letters and digits only, as one writes them at home.

    Neither width, case nor spacing counts, nor traditional characters, nor digits written out.
    """
    plain = simplified(unicodedata.normalize("NFKC", text).casefold()).translate(DIGITS)
    return "".join(filter(str.isalnum, plain))


def holds_a_run(text: str) -> bool:
    """Say whether a text is long enough for a copy of it to mean anything."""
    return len(normalised(text)) >= RUN


def copies(text: str, source: str) -> bool:
    """Say whether a run of `RUN` characters of one text stands in another, or all of a short one.

    Where each word has several letters, twice as many: a name of a ward is no copy.
    """
    plain, other = normalised(text), normalised(source)
    return any(_is_copied(plain, at, other) for at in range(len(plain)))


def _is_copied(plain: str, at: int, other: str) -> bool:
    needed = 2 * RUN if plain[at : at + RUN].isascii() else RUN
    run = min(needed, len(other))
    return PIECE <= run <= len(plain) - at and plain[at : at + run] in other


def of(text: str, *, key: bytes) -> set[int]:
    """Return the fingerprints of a text; a short one has one, one without letters none.

    Where a value stands is not kept, so it does not matter which of two equal ones a window chose.
    """
    plain = normalised(text)
    if not plain:
        return set()
    pieces = [plain[at : at + PIECE] for at in range(max(1, len(plain) - PIECE + 1))]
    values = [_value(piece, key) for piece in pieces]
    return {min(values[at : at + WINDOW]) for at in range(max(1, len(values) - WINDOW + 1))}


def all_of(plain: str, *, key: bytes) -> set[int]:
    """Return the values of every piece of a normalised text: whatever a copy of it kept is among them."""
    return {_value(plain[at : at + PIECE], key) for at in range(max(1, len(plain) - PIECE + 1))}


def placed(text: str) -> tuple[str, list[int]]:
    """Return a text normalised, and for each of its characters where it stands in the text itself."""
    plain, places = [], []
    for at, char in enumerate(text):
        for one in normalised(char):
            plain.append(one)
            places.append(at)
    return "".join(plain), places


def compare(shared: float, *, one: int, other: int) -> Alike | None:
    """Judge by how many values two texts share and how many each has; None when they are not alike."""
    shorter, longer = sorted((one, other))
    if shorter == 0:
        return None
    if shared / longer >= NEARLY_ALL:
        return Alike.SAME
    part = shared / shorter
    return Alike.PASSAGES if any(shared >= n and part >= p for n, p in ENOUGH) else None


def _value(piece: str, key: bytes) -> int:
    digest = hashlib.blake2b(piece.encode(), key=key, digest_size=BYTES).digest()
    return int.from_bytes(digest, "big") >> SPARE_BITS
