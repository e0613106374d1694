"""Chinese characters as they are compared: each in its simplified form, in its place."""

from functools import cache

import opencc

# The unified ideographs and their first extension (The Unicode Standard, blocks 4E00 and 3400).
BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))


def simplified(text: str) -> str:
    """Return a text with every traditional character in its simplified form; the length stays."""
    return text if text.isascii() else text.translate(_forms())


@cache
def _forms() -> dict[int, str]:
    convert = opencc.OpenCC("t2s").convert
    every = (chr(code) for first, last in BLOCKS for code in range(first, last + 1))
    return {ord(char): form for char in every if (form := convert(char)) != char and len(form) == 1}
