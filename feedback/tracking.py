"""How a tracking code and a reference are made, written, read back and kept. It stores nothing.

A code has 20 digits: 19 that nobody can guess and a check digit, so that a slip of the pen is told
before anything is looked up. No message of this module ever repeats what somebody typed.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Callable

LENGTH = 20
GROUP = 4
REFERENCE_SPAN = 1_000_000  # six digits

# Far more than a code with its separators needs; a whole pasted letter is not worth normalising.
LONGEST_TYPED = 200
SHORTEST_KEY = 32  # bytes, the size of the hash

# The totally anti-symmetric quasigroup of order ten from H. Michael Damm, "Total anti-symmetrische
# Quasigruppen" (doctoral thesis, Marburg, 2004). It finds every single wrong digit and every swap
# of two neighbours, which are nearly all slips people make with digits, and needs no letter X.
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)

# Digits as Chinese writes them; 幺 is how "one" is said, and so noted, on the telephone.
CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")

MINUS = "\N{MINUS SIGN}"  # the one hyphen look-alike that Unicode counts as mathematics
VARIATION_SELECTORS = range(0xFE00, 0xFE10)


class Malformed(ValueError):
    """What was typed is not twenty digits."""


class Typo(ValueError):
    """Twenty digits, but the check digit says that one of them is wrong."""


def derive(form_key: str, *, key: bytes, round: int = 0) -> str:
    """The code that belongs to a form's one-time key; a higher round when a code is taken."""
    mac = _mac(key, b"huiyin/tracking/code", round.to_bytes(4, "big") + form_key.encode())
    # 2**256 is no multiple of 10**19, so some codes are likelier than others, by a relative
    # 10**19 / 2**256 < 2**-192: nobody can ever observe that.
    digits = str(int.from_bytes(mac, "big") % 10 ** (LENGTH - 1)).zfill(LENGTH - 1)
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """The Damm check digit that belongs behind these digits."""
    state = 0
    for digit in digits:
        state = DAMM[state][int(digit)]
    return str(state)


def grouped(code: str) -> str:
    """The code as it is shown and read aloud: 1234 5678 9012 3456 7890."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalise(typed: str) -> str:
    """What was typed without separators and invisible characters, its digits in ASCII.

    Anything else stays, so that it is refused and not quietly overlooked.
    """
    text = unicodedata.normalize("NFKC", typed).translate(CHINESE_DIGITS)
    return "".join(_plain(character) for character in text if not _is_ignored(character))


def parse(typed: str) -> str:
    """The twenty digits of a typed code, or Malformed, or Typo."""
    code = normalise(typed) if len(typed) <= LONGEST_TYPED else ""
    _require_digits(code)
    if check_digit(code[:-1]) != code[-1]:
        raise Typo("The check digit does not fit.")
    return code


def digest(code: str, *, key: bytes) -> bytes:
    """The keyed hash by which a code is kept and found; without the key it says nothing."""
    _require_digits(code)
    return _mac(key, b"huiyin/tracking/digest", code.encode())


def key_id(key: bytes) -> str:
    """A short public name of a key, stored beside what was hashed with it."""
    return hashlib.sha256(b"huiyin/tracking/key-id\0" + key).hexdigest()[:8]


def reference(year: int, prefix: str, draw: Callable[[], int]) -> str:
    """A public reference such as TS-2026-583104, numbered by `draw` from 0 to 999,999.

    A sequence would publish how many cases there are.
    """
    number = draw()
    if not 0 <= number < REFERENCE_SPAN:
        raise ValueError("A reference has six digits.")
    return f"{prefix}-{year:04d}-{number:06d}"


def _mac(key: bytes, domain: bytes, message: bytes) -> bytes:
    if len(key) < SHORTEST_KEY:
        raise ValueError("A tracking key has at least 32 bytes.")
    # The domain keeps a derived code and a stored hash apart, though both may use the same key.
    return hmac.digest(key, domain + b"\0" + message, "sha256")


def _require_digits(code: str) -> None:
    if len(code) != LENGTH or not (code.isascii() and code.isdigit()):
        raise Malformed("A tracking code has twenty digits.")


def _plain(character: str) -> str:
    """An ASCII digit for the decimal digit of any script; any other character unchanged."""
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _is_ignored(character: str) -> bool:
    category = unicodedata.category(character)
    return (
        character.isspace()
        or category in {"Zs", "Pd", "Cf"}
        or character == MINUS
        or ord(character) in VARIATION_SELECTORS
    )
