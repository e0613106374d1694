"""How names are known again in a text: every run of characters that could be one. It stores nothing."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from feedback.names.known import COMPOUND, NO_NAMES, SINGLE, WORDS
from portal.hanzi import simplified

# A family name as a part of a pattern.
FAMILY = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}])"
LENGTHS = (2, 3, 4)
# A name without one of these families is known again by so many characters at least.
LEAST = 3
LATIN = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){1,2}")
# How people write the dot in names that have one; such a part has so many characters at most.
DOT, DOTS, PART = "·", str.maketrans("•・‧∙●", "·····"), 8
HAN = r"[\u4e00-\u9fff]"
# What may stand between the characters of a name to part them; a long gap parts no name.
PARTING = re.compile(rf"(?<={HAN})[\s.\-_*\u200b]{{1,4}}(?={HAN})")
DOTTED = re.compile(rf"(?=(?P<first>{HAN}{{1,{PART}}}){DOT}(?P<rest>{HAN}{{1,{PART}}}))")


# What stands behind the name of somebody who works here.
OFFICE = r"(?:医生|医师|大夫|主任医师|主治|副?主任|护士长?|护师|药师|技师|副?院长|副?科长|副?处长|教授|专家)"
# Family names that before a title are mostly another word (一位医生, 主管医生, 向医生, 由护士).
NO_FAMILY = "[位管单解时经平卫向和应查边强项包万景]"
# What stands between words, and in no name of a person.
SPANNING = frozenset("由须前后为将在的以及并被把向对给")


class Candidate(NamedTuple):
    """A run of a text that could be a name."""

    name: str
    start: int
    end: int


def normalised(name: str) -> str:
    """Return a name as it is compared; empty for what is none."""
    plain = _simple(unicodedata.normalize("NFKC", name).casefold())
    found = "".join(plain.split()) if not plain.isascii() else " ".join(plain.split())
    return "" if found in NO_NAMES or len(found) < LENGTHS[0] else found


def candidates(text: str) -> Iterator[Candidate]:
    """Yield every run that could be somebody's name, however it is spaced; most are none."""
    plain, at = squeezed(text)
    for start in range(len(plain)):
        borne = plain[start] in SINGLE or plain[start : start + 2] in COMPOUND
        for length in LENGTHS:
            run = plain[start : start + length]
            if len(run) == length and (borne or length >= LEAST) and all(map(_is_han, run)):
                yield Candidate(run, at[start], at[start + length - 1] + 1)
    for met in DOTTED.finditer(plain):
        first = met.start("first")
        for last in range(*met.span("rest")):
            yield Candidate(plain[first : last + 1], at[first], at[last] + 1)
    for match in LATIN.finditer(text):
        yield Candidate(normalised(match[0]), *match.span())


def titled(titles: str) -> re.Pattern[str]:
    """Return how a name before one of some titles looks; 于 before it is the preposition, mostly."""
    rest = rf"{HAN}{{0,2}}?{titles}"
    no_name = rf"(?!{NO_FAMILY}{titles}|高年资|高级)"
    return re.compile(
        rf"{no_name}(?<![由关对至属责]){FAMILY}{rest}"
        rf"|(?<=[由关对至属]){no_name}{FAMILY.replace('于', '')}{rest}"
    )


def with_office(text: str) -> Iterator[Candidate]:
    """Yield the family names of those who are called by their office, with where the whole stands."""
    for match in WITH_OFFICE.finditer(simplified(text)):
        if not spans_words(match[0]):
            yield Candidate(family(match[0]), *match.span())


def spans_words(run: str) -> bool:
    """Say whether what looks like a name with a title begins with an ordinary word, or spans several."""
    return is_a_word(run[:2]) or any(char in SPANNING for char in run[1:-2])


def pairs(text: str) -> Iterator[Candidate]:
    """Yield every run of two Chinese characters: a given name alone, or a part of any word."""
    plain, at = squeezed(text)
    for start in range(len(plain) - 1):
        run = plain[start : start + 2]
        if _is_han(run):
            yield Candidate(run, at[start], at[start + 1] + 1)


def family(text: str) -> str:
    """Return the family name a text begins with; else nothing."""
    plain = _simple(text)
    if plain[:2] in COMPOUND:
        return plain[:2]
    return plain[:1] if plain[:1] in SINGLE else ""


def squeezed(text: str) -> tuple[str, list[int]]:
    """Return a text without what stands between Chinese characters only to part them, and each one's place."""
    simple = _simple(text)
    dropped = {at for met in PARTING.finditer(simple) for at in range(*met.span())}
    kept = [at for at in range(len(simple)) if at not in dropped]
    return "".join(simple[at] for at in kept), kept


def given(name: str) -> str:
    """Return the given name of a Chinese name that has one of two characters; else nothing."""
    return name[1:] if len(name) == LEAST and name[0] in SINGLE else ""


def _simple(text: str) -> str:
    return simplified(text).translate(DOTS)


def _is_han(chars: str) -> bool:
    return all("一" <= char <= "鿿" for char in chars)


def is_a_word(name: str) -> bool:
    """Say whether it is an ordinary word as well."""
    return name in WORDS


WITH_OFFICE = titled(OFFICE)
