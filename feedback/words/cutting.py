"""Which words stand in a text, in Chinese or English, so that none of them can be a person's name.

Only words come out that a dictionary or our own list knows, or that an English text writes without a
capital: a name, a telephone, an identity or bed number, an address, a reference, a date is none of
these. Who still could come out (a name that is also a word) is told in docs/adr/0031.
"""

import re
import unicodedata
from enum import IntEnum
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any

from feedback.words.lists import words

# Longer ones are no words; the column of the tally holds as much.
LONGEST = 24

HAN = re.compile(r"[\u4e00-\u9fff]")
HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ÿ]+)*")
# An address of the net or of mail is no sentence. The bounds keep a long run of letters from costing much.
ADDRESS = re.compile(
    r"(?:[a-z]{2,10}://|www\.)[!-~]+|[\w.+-]{1,64}@[!-~]{1,255}", re.ASCII | re.IGNORECASE
)

# What the dictionary calls a noun, a verb, an idiom, a short form; not the names of persons and places.
NAMING = frozenset({"n", "nt", "nz", "v", "vn", "vd", "l", "i", "j", "an"})
# An adjective says something only beside another word (非法行医).
QUALIFYING = frozenset({"a", "b"})
# A word of one or two characters behind one of these may be a given name that is also a word (王建国).
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = 2

PLURAL_ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
NO_PLURAL = ("ss", "us", "is", "ous")
UNCHANGED = frozenset({"diabetes", "news", "series", "species"})
SHORTEST = 3


class Weight(IntEnum):
    """What a word can be: nothing, part of a topic, or one."""

    BREAK = 0
    PART = 1
    TOPIC = 2


Weighed = tuple[str, Weight]
NOTHING: Weighed = ("", Weight.BREAK)


def words_of(text: str) -> set[str]:
    """Return the words of a text, each once, and the pairs that stand side by side (医疗技术)."""
    plain = ADDRESS.sub("。", unicodedata.normalize("NFKC", text))
    is_chinese = len(HAN.findall(plain)) >= len(LATIN_WORD.findall(plain))
    weighed, between = (_chinese(plain), "") if is_chinese else (_english(plain), " ")
    single = {word for word, weight in weighed if weight is Weight.TOPIC}
    pairs = {
        f"{one}{between}{other}"
        for (one, weight), (other, next_weight) in pairwise(weighed)
        if Weight.BREAK not in (weight, next_weight) and Weight.TOPIC in (weight, next_weight)
    }
    return {word for word in single | pairs if len(word) <= LONGEST}


@cache
def _segmenter() -> Any:
    """Return the segmenter with our words added.

    It is loaded by the process that counts, not by every one that starts: its dictionary takes 33 MB.
    """
    segmenter = import_module("rjieba")
    for term in words("terms.zh"):
        segmenter.add_word(term, None, "n")
    return segmenter


def _chinese(text: str) -> list[Weighed]:
    weighed: list[Weighed] = []
    after_surname = False
    for word, tag in _segmenter().tag(text):
        may_be_given = after_surname and len(word) <= GIVEN
        weighed.append((word, _weight_zh(word, tag, may_be_given=may_be_given)))
        # The dictionary's mark for a person also stands at what swallowed a surname (那天王…).
        after_surname = word in SURNAMES or tag.startswith("nr")
    return weighed


def _weight_zh(word: str, tag: str, *, may_be_given: bool) -> Weight:
    if word in words("terms.zh"):
        return Weight.TOPIC
    if may_be_given or word in words("formula.zh") or not HAN_WORD.fullmatch(word):
        return Weight.BREAK
    if not (tag in NAMING or tag in QUALIFYING) or not _segmenter().has_word(word):
        return Weight.BREAK
    return Weight.PART if tag in QUALIFYING or word in words("broad.zh") else Weight.TOPIC


def _english(text: str) -> list[Weighed]:
    weighed: list[Weighed] = []
    end = 0
    for match in LATIN_WORD.finditer(text):
        if text[end : match.start()].strip(" "):
            weighed.append(NOTHING)  # what a comma parts is no pair
        weighed.append(_weight_en(match.group()))
        end = match.end()
    return weighed


def _weight_en(word: str) -> Weighed:
    plain = _singular(word.lower())
    if plain in words("terms.en"):
        return plain, Weight.TOPIC
    if not word.islower() or len(word) < SHORTEST or not word.isalpha():
        return NOTHING
    if {word, plain} & (words("formula.en") | words("names.en")):
        return NOTHING
    return plain, Weight.PART if {word, plain} & words("broad.en") else Weight.TOPIC


def _singular(word: str) -> str:
    if word in UNCHANGED:
        return word
    for ending, instead in PLURAL_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    if word.endswith("s") and not word.endswith(NO_PLURAL) and len(word) > SHORTEST:
        return word.removesuffix("s")
    return word
