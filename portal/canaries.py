"""Private strings that nobody wrote: planted where private data lies, looked for where the public reads.

Each looks like what stands in such a field, and carries a mark by which it is known in any disguise:
three rare characters, a number, or a word of chance. So a piece of it that got out is known as well.
"""

import re
import secrets
from collections.abc import Iterable

# Characters no text of ours and hardly a name holds; three of them count up to 4,096.
RARE = "龘靐齉爩麤灪籲癵饢驫鱻麣虋讟钃鸜"
PLACES = 3
MARK = re.compile(f"[{RARE}]{{{PLACES},}}")
# What stands between the digits of a number as people write it.
BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-.,()+·_/]{1,3}(?=\d)")
DIGITS = re.compile(r"\d{10,}")
# Known by this many of its digits, wherever in a longer number they stand; fewer are met by chance.
KNOWN_BY = 10
LETTERS = "bcdfghjkmnpqrstvwxz"
# Shorter ones would be found by chance.
LEAST = 9
SENTENCE = (
    "我母亲{0}那天在门诊等了两个多小时，{0}后来才知道检查单开错了，{0}请不要让别人再遇到{0}。"
)


class Canaries:
    """All strings of one run, each by the field it was planted in."""

    def __init__(self) -> None:
        self._marks: list[str] = []
        self._numbers: dict[str, set[str]] = {}
        self._words: dict[str, str] = {}
        self.planted: list[tuple[str, str]] = []

    def mark(self, field: str) -> str:
        """Return the next three rare characters."""
        number, signs = len(self._marks), ""
        if number == len(RARE) ** PLACES:
            raise OverflowError("All marks are used up.")
        self._marks.append(field)
        for _place in range(PLACES):
            number, rest = divmod(number, len(RARE))
            signs = RARE[rest] + signs
        return signs

    def sentence(self, field: str, pattern: str = SENTENCE) -> str:
        """Return prose with its mark at several places, so that a cut piece is known too."""
        return self._kept(field, pattern.format(self.mark(field)))

    def name(self, field: str) -> str:
        """Return a person's name."""
        return self.sentence(field, "欧阳{0}")

    def number(self, field: str, *, start: str = "", digits: int = 11) -> str:
        """Return a number such as a telephone's or an identity card's."""
        number = start + "".join(
            secrets.choice("0123456789") for _one in range(digits - len(start))
        )
        return self.digits(field, number)

    def word(self, field: str) -> str:
        """Return Latin letters of chance, for an address or the name of an account."""
        word = "".join(secrets.choice(LETTERS) for _one in range(14))
        self._words[word] = field
        return self._kept(field, word)

    def digits(self, field: str, number: str) -> str:
        """Look for a number that something else has made, by its digits."""
        plain = "".join(sign for sign in number if sign.isdigit())
        for start in range(len(plain) - KNOWN_BY + 1):
            self._numbers.setdefault(plain[start : start + KNOWN_BY], set()).add(field)
        return self._kept(field, number)

    def found(self, field: str, value: str) -> None:
        """Look also for what the house itself made of a planted case: a keyed hash, a reference."""
        if len(value) >= LEAST and not MARK.search(value):
            self._words[value.casefold()] = field
            self._kept(field, value)

    @property
    def fields(self) -> set[str]:
        """Return the fields in which something was planted."""
        return {field for field, _text in self.planted}

    def in_text(self, text: str) -> set[str]:
        """Return the fields of which something stands in a text."""
        found = {field for run in MARK.findall(text) for field in self._fields_of(run)}
        for run in DIGITS.findall(BETWEEN_DIGITS.sub("", text)):
            for start in range(len(run) - KNOWN_BY + 1):
                found |= self._numbers.get(run[start : start + KNOWN_BY], set())
        small = text.casefold()
        return found | {field for word, field in self._words.items() if word in small}

    def in_texts(self, texts: Iterable[str]) -> set[str]:
        """Return the fields of which something stands in one of several texts."""
        return {field for text in texts for field in self.in_text(text)}

    def _fields_of(self, run: str) -> set[str]:
        """Return the fields whose marks stand in a run of rare characters."""
        found = set()
        for start in range(len(run) - PLACES + 1):
            number = 0
            for sign in run[start : start + PLACES]:
                number = number * len(RARE) + RARE.index(sign)
            if number < len(self._marks):
                found.add(self._marks[number])
        return found

    def _kept(self, field: str, text: str) -> str:
        self.planted.append((field, text))
        return text
