"""How alike two texts are in what they are about: a cosine of weighted words, not of phrases copied.

Pure: texts go in, shares come out, nothing is kept. A Chinese text is taken as pairs of characters,
an English one as stems; what people call the same thing counts as one (`sayings`). Words of every
letter and of every hospital do not count, and the rarer a word is among the pages, the more it does.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt
from typing import Generic, NamedTuple, TypeVar

from transparency.sayings import BROAD, EVERYWHERE, GLUE, LITTLE, SAYINGS

# So much of a text is looked at: nobody makes us work by sending more.
READ = 5000
# What is less alike is not offered, nor what meets in too few things. Tried out on real voices.
ALIKE = 0.38
ENOUGH, MANY = 2, 3
# So many words are few, or many, for a voice. Few may meet in one thing, if that is most of both.
SHORT, LONG, SURE = 16, 150, 0.45
# A saying says for certain what a text is about; that two characters meet may be chance.
SAYING = 2.0
# So many texts are assumed at least: among few, none would be rare.
FEWEST = 30
# Words that no page speaks of count by so much, and no more of them than so many.
ELSEWHERE, FAR = 0.5, 150
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
WORD = re.compile(r"[a-z]{3,}")
ENDING = re.compile(r"(?<=[a-z]{3})(?:ations?|ings?|ed|es|ly|s)$")
Key = TypeVar("Key", bound=Hashable)


class Near(NamedTuple, Generic[Key]):
    """A page and how alike it is, from 0 to 1."""

    key: Key
    share: float


class Library(Generic[Key]):
    """Texts to be compared with, each under a key; a key may have several, as a page has languages."""

    def __init__(self, texts: Iterable[tuple[Key, str]]) -> None:
        read = [(key, _public_words(text)) for key, text in texts]
        among = Counter(word for _key, found in read for word in found)
        self._weights = {word: _weight(word, len(read), count) for word, count in among.items()}
        self._shelf: dict[str, list[int]] = {}
        self._keys, self._lengths = list[Key](), list[float]()
        for number, (key, found) in enumerate(read):
            self._keys.append(key)
            self._lengths.append(self._length(found))
            for word in found:
                self._shelf.setdefault(word, []).append(number)

    def near(self, text: str, *, most: int) -> list[Near[Key]]:
        """Return what is about the same, the most alike first; nothing where nothing is."""
        heard = words(text)
        asked = [word for word in heard if word in self._weights]
        met: dict[int, list[str]] = {}
        for word in asked:
            for number in self._shelf[word]:
                met.setdefault(number, []).append(word)
        # What no page speaks of counts a little too: it says that the text is about something else.
        length = sqrt(self._length(asked) ** 2 + ELSEWHERE * min(len(heard) - len(asked), FAR))
        best: dict[Key, float] = {}
        for number, shared in met.items():
            share = self._length(shared) ** 2 / (length * self._lengths[number])
            if share >= ALIKE and meets(shared, len(heard), is_most=share >= SURE):
                key = self._keys[number]
                best[key] = max(share, best.get(key, 0))
        found = sorted(best.items(), key=lambda one: -one[1])
        return [Near(key, share) for key, share in found[:most]]

    def _length(self, found: Iterable[str]) -> float:
        return sqrt(sum(self._weights[word] ** 2 for word in found))


def words(text: str) -> dict[str, None]:
    """Return what a text is about: sayings by their code, pairs of characters, stems; each once."""
    plain = unicodedata.normalize("NFKC", text[:READ]).casefold()
    stems = dict.fromkeys(stem(word) for word in WORD.findall(plain) if word not in LITTLE)
    sayings, rest = list[str](), plain
    for code, called in _CALLED.items():
        if called.inside.search(plain) or not called.stems.isdisjoint(stems):
            sayings.append(code)
            rest = called.inside.sub(" ", rest)
    said = frozenset[str]().union(*(_CALLED[code].stems for code in sayings))
    return dict.fromkeys([*sayings, *_pairs(rest), *(one for one in stems if one not in said)])


# Of what is compared with only: what somebody is about to send is remembered nowhere.
_public_words = lru_cache(maxsize=3000)(words)


def stem(word: str) -> str:
    """Return an English word without its ending."""
    return ENDING.sub("", word).removesuffix("e")


def meets(shared: Iterable[str], among: int, *, is_most: bool) -> bool:
    """Say whether a text that speaks of so many words meets another in enough.

    In two things of which one is not broad, or in three. A long text touches on much: there it must
    be one more. Where few words were said, one thing that is not broad will do if it is most of both.
    """
    sayings = {word for word in shared if word.startswith("=")}
    words, ends = set[str](), set[str]()
    for word in shared:
        is_pair = HAN.fullmatch(word)
        if word in sayings or (is_pair and not ends.isdisjoint(word)):
            continue  # a pair that overlaps with another is one word with it
        words.add(word)
        ends.update(word if is_pair else "")
    things = len(sayings) + len(words) - (among > LONG)
    will_do = 1 if is_most and among < SHORT else ENOUGH
    return things >= MANY or (things >= will_do and not sayings <= _BROAD)


def _weight(word: str, texts: int, count: int) -> float:
    rare = log((max(texts, FEWEST) + 1) / (count + 0.5))
    return rare * SAYING if word.startswith("=") else rare


def _pairs(plain: str) -> Iterator[str]:
    for run in HAN.findall(_OF_EVERYBODY.sub(" ", plain)):
        for first, second in pairwise(run):
            if first not in GLUE and second not in GLUE:
                yield first + second


class Called(NamedTuple):
    """How one thing is called: what to look for in a text, and which English stems."""

    inside: re.Pattern[str]
    stems: frozenset[str]


def _called(chinese: str, english: str) -> Called:
    tied = [word.replace("_", " ") for word in english.split() if "_" in word]
    single = frozenset(stem(word) for word in english.split() if "_" not in word)
    return Called(re.compile("|".join([*chinese.split(), *tied])), single)


_CALLED = {f"={code}": _called(*words) for code, words in SAYINGS.items()}
_BROAD = {f"={code}" for code in BROAD}
_OF_EVERYBODY = re.compile("|".join(EVERYWHERE))
