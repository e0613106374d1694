"""The labelled drafts are what their README says they are; the gate is not asked here.

Recipes alone are looked at where the shared data is missing; with it every draft is cooked.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.feedback.ledgers import shared
from tests.transparency.gate import corpus
from tests.transparency.gate.corpus import KINDS, LABELS, Draft, Drifted, drafts, recipes
from tests.transparency.gate.corpus.rewriting import counted, run

AT_LEAST = {"verbatim": 50, "partly": 40, "paraphrased": 50, "planted": 60, "clean": 50}
NAMES = {"name_party", "name_staff", "name_story", "name_unknown"}
RECOGNISED = 20
FORMULA = 12


@pytest.fixture(scope="module")
def every() -> list[Draft]:
    shared("zh_petitions")
    return list(drafts(settings.SHARED_DATA))


def test_each_kind_has_its_share() -> None:
    counts = {kind: len(recipes(kind)) for kind in KINDS}
    assert all(counts[kind] >= least for kind, least in AT_LEAST.items()), counts


def test_no_two_drafts_bear_the_same_id() -> None:
    ids = Counter(recipe["id"] for kind in KINDS for recipe in recipes(kind))
    assert max(ids.values()) == 1


def test_about_one_in_six_is_english() -> None:
    all_recipes = [recipe for kind in KINDS for recipe in recipes(kind)]
    english = sum(recipe["language"] == "en" for recipe in all_recipes)
    assert 0.13 <= english / len(all_recipes) <= 0.2


def test_the_readme_counts_as_the_files_do() -> None:
    readme = Path(corpus.__file__).with_name("README.md").read_text("utf-8")
    for kind in KINDS:
        labels = Counter(recipe["label"] for recipe in recipes(kind))
        row = [len(recipes(kind)), *(labels[label] for label in LABELS)]
        said = re.search(rf"^\| {kind} \|(.+)\|$", readme, re.MULTILINE)
        assert said, kind
        assert [int(cell) for cell in said[1].split("|")[:4]] == row, kind


def whats(recipe: dict[str, Any]) -> set[str]:
    return {part["what"] for part in recipe["parts"] if isinstance(part, dict)}


def test_a_planted_name_says_who_knows_it() -> None:
    found = {what for recipe in recipes("planted") for what in whats(recipe)}
    assert {what for what in found if what.startswith("name")} == NAMES


@pytest.mark.parametrize(("what", "known"), [("name_party", "parties"), ("name_staff", "staff")])
def test_who_is_called_known_is_on_the_record(what: str, known: str) -> None:
    named = [recipe for recipe in recipes("planted") if what in whats(recipe)]
    assert len(named) >= 10
    assert not [recipe["id"] for recipe in named if not recipe["private"][known]]


def test_a_recipe_quotes_no_story_it_points_at(every: list[Draft]) -> None:
    for recipe, draft in zip([r for kind in KINDS for r in recipes(kind)], every, strict=True):
        own = [part for part in recipe["parts"] if isinstance(part, str)]
        real = zip(recipe["private"]["stories"], draft.private.stories, strict=True)
        stories = [text for source, text in real if "file" in source]
        longest = max((run(words, text) for words in own for text in stories), default=0)
        assert longest < FORMULA, recipe["id"]


def test_slices_still_say_what_they_said(every: list[Draft]) -> None:
    assert len(every) == sum(len(recipes(kind)) for kind in KINDS)


def test_a_slice_that_drifted_is_noticed() -> None:
    part = next(p for p in recipes("verbatim")[0]["parts"] if isinstance(p, dict))
    with pytest.raises(Drifted):
        corpus.copied(part, ("这里写的是别的话。" * 200,))


def test_spans_lie_within_their_draft_and_do_not_overlap(every: list[Draft]) -> None:
    for draft in every:
        edge = 0
        for span in draft.spans:
            assert edge <= span.start < span.end <= len(draft.text), draft.id
            assert draft.text[span.start : span.end].strip(), draft.id
            edge = span.end


def test_a_label_is_known_and_clean_drafts_give_nothing_away(every: list[Draft]) -> None:
    for draft in every:
        assert draft.label in LABELS, draft.id
        assert (draft.label == "clean") == (not draft.spans), draft.id
        assert draft.note, draft.id


def test_a_draft_is_as_long_as_a_summary(every: list[Draft]) -> None:
    assert not [(draft.id, len(draft.text)) for draft in every if not 60 <= len(draft.text) <= 400]


def test_no_draft_stands_twice(every: list[Draft]) -> None:
    assert max(Counter(draft.text for draft in every).values()) == 1


def shares(draft: Draft) -> int:
    return max((run(draft.text, story) for story in draft.private.stories), default=0)


def dressed(draft: Draft) -> bool:
    """Numbers written otherwise break a run for the ruler here, not for a reader."""
    return "numerals" in draft.note


def test_verbatim_drafts_hold_a_run_of_the_story(every: list[Draft]) -> None:
    verbatim = [draft for draft in every if draft.kind == "verbatim" and not dressed(draft)]
    assert not [draft.id for draft in verbatim if shares(draft) < RECOGNISED]
    assert {draft.label for draft in verbatim} == {"block"}


def test_partly_copied_drafts_block_from_twenty_characters_on(every: list[Draft]) -> None:
    partly = [draft for draft in every if draft.kind == "partly"]
    wrong = [d.id for d in partly if (d.label == "block") != (shares(d) >= RECOGNISED)]
    assert not wrong


def test_clean_drafts_share_no_more_than_a_formula(every: list[Draft]) -> None:
    clean = [draft for draft in every if draft.label == "clean"]
    assert not [(draft.id, shares(draft)) for draft in clean if shares(draft) >= FORMULA]


def test_other_drafts_copy_no_run_beside_what_is_planted(every: list[Draft]) -> None:
    others = [draft for draft in every if draft.kind in {"paraphrased", "planted"}]
    assert not [(draft.id, shares(draft)) for draft in others if shares(draft) >= RECOGNISED]


def test_the_ruler_sees_through_dress() -> None:
    assert counted("１６００ 元，醫 院！") == "1600元医院"
    assert run("甲，乙丙丁", "甲乙丙戊") == 3


def test_recipes_are_one_to_a_line() -> None:
    for kind in KINDS:
        lines = (corpus.HERE / f"{kind}.json").read_text("utf-8").splitlines()
        assert len([json.loads(line.rstrip(",")) for line in lines[1:-1]]) == len(recipes(kind))
