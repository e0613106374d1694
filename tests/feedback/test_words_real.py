"""Hot words and rising topics of real petitions and comments, against what a person says of them.

`hospital_words.json` holds the words of the hospital petitions that an officer would use, labelled from
the list of all words that stand in five of them, sorted by word class and without numbers, before any
ranking was written. The lists of general words were written afterwards, by the same person.
"""

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from feedback import words
from feedback.words import Keeping, Rising
from tests.feedback.ledgers import shared

OFFICERS = frozenset(json.loads(Path(__file__).with_name("hospital_words.json").read_text()))
PETITIONS = "zh_petitions/all_hot_2019.dev.jsonl.gz"
ENGLISH = ("en_nhs_feedback/fft_v6.dev.jsonl.gz", "en_nhs_feedback/care_opinion.dev.jsonl.gz")
FEW = 5


class Petition(NamedTuple):
    month: int
    user: str
    told: set[str]


def read(name: str) -> list[dict[str, str]]:
    path = shared(name)
    content = path.read_bytes()
    plain = gzip.decompress(content) if path.suffix == ".gz" else content
    return [json.loads(line) for line in plain.splitlines()]


def counted(texts: list[str]) -> Counter[str]:
    counts = Counter(word for text in texts for word in words.words_of(text))
    return Counter({word: cases for word, cases in counts.items() if cases >= FEW})


@pytest.fixture(scope="module")
def year() -> list[Petition]:
    """Each petition of 2019, the oldest first."""
    rows = sorted(read(PETITIONS), key=lambda row: row["time"])
    return [
        Petition(
            int(row["time"][5:7]), row["user"], words.words_of(f"{row['title']}。{row['text']}")
        )
        for row in rows
        if row["time"].startswith("2019")
    ]


def rising_by_month(petitions: list[Petition]) -> dict[int, list[Rising]]:
    """Count as the house does, with the words of few left out, and compare with all months before."""
    keeping = Keeping()
    for month, user, told in petitions:
        keeping.add(month, "", user, told)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for (month, _kind, word), cases in keeping.tallies(range(1, 13)).items():
        counts[month][word] = cases
    totals = [counts[month].pop("") for month in range(1, 13)]
    months = [counts[month] for month in range(1, 13)]
    return {
        now + 1: words.rising(months[now], totals[now], months[:now], totals[:now])
        for now in range(3, 12)
    }


def test_the_first_forty_words_on_hospitals_are_an_officers_words() -> None:
    rows = read("zh_petitions/health_labelled.dev.jsonl")
    texts = [f"{row.get('title', '')}。{row['text']}" for row in rows if row["topic"] == "hospital"]
    first = [one.word for one in words.hot(counted(texts), len(texts), limit=40)]
    assert len(first) == 40
    assert len(OFFICERS & set(first)) >= 36


@pytest.mark.parametrize("name", ENGLISH)
def test_english_comments_speak_of_care_and_not_of_grammar(name: str) -> None:
    texts = [row["text"] for row in read(name)]
    first = {one.word for one in words.hot(counted(texts), len(texts), limit=40)}
    assert {"appointment", "food", "medication", "mental health", "phone"} <= first


@pytest.mark.parametrize("name", ENGLISH)
def test_no_word_of_the_english_comments_is_nearly_always_a_name(name: str) -> None:
    """Each word kept is also written without a capital, unless it is one of our own list."""
    texts = [row["text"] for row in read(name)]
    written = Counter(word for text in texts for word in re.findall(r"\b[A-Za-z]+\b", text))
    single = [word for word in counted(texts) if " " not in word and word not in ("covid", "gp")]
    small = [sum(written[form] for form in (word, f"{word}s", f"{word}es")) for word in single]
    odd = [w for w, n in zip(single, small, strict=True) if written[w.title()] > 4 * n > 0]
    assert odd == []


@pytest.mark.parametrize(
    ("month", "topic"),
    [
        (7, "捆绑销售"),  # parking spaces sold together with flats, and
        (8, "捆绑"),  # the wave of petitions about it
        (9, "电磁辐射"),  # a railway planned beside a housing estate
        (11, "搅拌站"),  # a concrete plant beside another
    ],
)
def test_what_many_wrote_about_in_a_month_is_found_rising(
    year: list[Petition], month: int, topic: str
) -> None:
    assert topic in {one.name for one in rising_by_month(year)[month]}


def test_petitions_dealt_out_to_the_months_by_chance_show_hardly_anything_rising(
    year: list[Petition],
) -> None:
    dice = random.Random(3)  # noqa: S311 - chance, not a secret
    months = [petition.month for petition in year]
    found = 0
    for _round in range(3):
        dealt = zip(months, dice.sample(year, len(year)), strict=True)
        by_chance = rising_by_month([one._replace(month=month) for month, one in dealt])
        found += sum(map(bool, by_chance.values()))
    assert found <= 5  # of 27 months; one in twenty is what may be expected
