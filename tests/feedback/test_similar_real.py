"""Similar cases in real petitions, against their beginnings and against pairs a person has judged.

`similar_pairs.json` holds line numbers and verdicts, no words: fifty pairs drawn across all degrees of
likeness *before* the first thresholds were chosen, forty drawn *after*, half of them found and half
not; both were known when the present thresholds were chosen.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from django.db import transaction

from feedback import fingerprints
from feedback.models import Case, Fingerprint
from feedback.services import similar
from tests.factories import UserFactory
from tests.feedback.ledgers import bring, shared

HOT = "zh_petitions/all_hot_2019.dev.jsonl.gz"
JUDGED = json.loads(Path(__file__).with_name("similar_pairs.json").read_text())
BEGINNING = 60
OTHERS = 100
KEY = b"a key that protects nothing"

Pair = tuple[int, int]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    with gzip.open(shared(HOT), "rt", encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


@pytest.fixture(scope="module")
def found(texts: list[str]) -> set[Pair]:
    """Every pair of lines that counts as alike."""
    prints = [fingerprints.of(text, key=KEY) for text in texts]
    holders = defaultdict(list)
    for line, values in enumerate(prints, start=1):
        for value in values:
            holders[value].append(line)
    shared = Counter(pair for lines in holders.values() for pair in combinations(lines, 2))
    sizes = {line: len(values) for line, values in enumerate(prints, start=1)}
    return {
        (one, other)
        for (one, other), number in shared.items()
        if fingerprints.compare(number, one=sizes[one], other=sizes[other])
    }


@pytest.fixture(scope="module")
def begin_alike(texts: list[str]) -> set[Pair]:
    """Every pair of lines whose first characters are equal."""
    lines = defaultdict(list)
    for line, text in enumerate(texts, start=1):
        lines[fingerprints.normalised(text)[:BEGINNING]].append(line)
    return {pair for same in lines.values() for pair in combinations(same, 2)}


def test_texts_that_begin_alike_are_all_found(found: set[Pair], begin_alike: set[Pair]) -> None:
    assert len(begin_alike) == 110
    assert begin_alike - found == set()


def test_few_more_are_found_than_begin_alike(found: set[Pair], begin_alike: set[Pair]) -> None:
    # The others greet first, or copy from the middle; the judged pairs say that they are no noise.
    assert len(found) < 3 * len(begin_alike)


@pytest.fixture(scope="module")
def judged(texts: list[str]) -> list[dict[int, set[int]]]:
    """The fingerprints of the judged lines under ten keys: which pieces are kept hangs on the key."""
    rows = JUDGED["before"] + JUDGED["after"]
    lines = {line for row in rows for line in row[:2]}
    keys = [bytes([number]) * 32 for number in range(10)]
    return [{line: fingerprints.of(texts[line - 1], key=key) for line in lines} for key in keys]


def precision_and_recall(
    judged: list[dict[int, set[int]]], draw: str, verdict: int
) -> tuple[float, float]:
    said = Counter(
        (alike(prints[row[0]], prints[row[1]]), bool(row[verdict]))
        for prints in judged
        for row in JUDGED[draw]
    )
    right = said[True, True]
    return right / (right + said[True, False]), right / (right + said[False, True])


def alike(one: set[int], other: set[int]) -> bool:
    return bool(fingerprints.compare(len(one & other), one=len(one), other=len(other)))


REPEATS_TEXT, SAME_MATTER = 2, 3


@pytest.mark.parametrize(
    ("draw", "verdict", "precision", "recall"),
    [
        ("before", REPEATS_TEXT, 0.93, 0.78),
        ("after", REPEATS_TEXT, 0.97, 0.97),
        # The same matter in other words is not found, and is not meant to be.
        ("before", SAME_MATTER, 0.93, 0.5),
        ("after", SAME_MATTER, 0.93, 0.85),
    ],
)
def test_likeness_is_judged_as_a_person_judges_it(
    judged: list[dict[int, set[int]]], draw: str, verdict: int, precision: float, recall: float
) -> None:
    measured = precision_and_recall(judged, draw, verdict)
    assert measured[0] >= precision
    assert measured[1] >= recall


@pytest.fixture(scope="module")
def imported(
    begin_alike: set[Pair],
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[list[int]]:
    """Those that begin alike, among others, as cases with their fingerprints."""
    wanted = {line for pair in begin_alike for line in pair} | set(range(1, OTHERS))
    ledger = tmp_path_factory.mktemp("petitions") / "some.jsonl"
    with gzip.open(shared(HOT), "rt", encoding="utf-8") as file:
        ledger.write_text("".join(row for line, row in enumerate(file, 1) if line in wanted))
    with django_db_blocker.unblock(), transaction.atomic():
        told = bring(ledger, tmp_path_factory.mktemp("ledger"))
        while similar.sweep(200):
            pass
        yield told
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_every_row_is_accounted_for_and_has_fingerprints(imported: list[int]) -> None:
    read, taken, repeated, rejected = imported
    assert (read, rejected) == (taken + repeated, 0)
    assert Case.objects.count() == taken
    assert Fingerprint.objects.values("case").distinct().count() == taken


@pytest.mark.django_db
def test_the_case_page_would_list_every_text_that_begins_alike(imported: list[int]) -> None:
    officer = UserFactory(officer=True)
    alike = defaultdict(set)
    for case in Case.objects.all():
        alike[fingerprints.normalised(case.story)[:BEGINNING]].add(case)
    for cases in (same for same in alike.values() if len(same) > 1):
        for case in cases:
            listed = {one.case for one in similar.find(case, officer)}
            assert cases - {case} <= listed
