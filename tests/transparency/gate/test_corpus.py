"""What the gate makes of the labelled drafts; each miss and each false alarm is named in the papers.

The drafts were written and labelled apart from the gate (`corpus/README.md`).
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.feedback.ledgers import shared
from tests.transparency.gate import scoring
from tests.transparency.gate.corpus import drafts
from tests.transparency.gate.scoring import BLOCKED, HINTED, PASSED, Judged

PAPER = Path(__file__).parents[3] / "docs/gate.md"


@pytest.fixture
def judged(site: Any) -> list[Judged]:
    """All drafts with what the gate makes of them, the record knowing all that their authors knew."""
    shared("zh_petitions")
    found = list(drafts(settings.SHARED_DATA))
    scoring.know(found)
    return [scoring.judge(draft) for draft in found]


def test_the_gate_does_with_each_draft_what_the_papers_say(judged: list[Judged]) -> None:
    said = PAPER.read_text("utf-8")
    rows = {
        f"| {kind} | {label} | {number} | {of[BLOCKED]} | {of[HINTED]} | {of[PASSED]} |"
        for kind, label, number, of in scoring.table(judged)
    }
    assert rows <= set(said.splitlines())
    wrong = {one.draft.id for one in judged if one.wrong}
    assert wrong == set(re.findall(r"`([a-z]+-\d{3})`", said))
    # Of what must not go out nearly all is held back, of a copied run everything, of the innocent nothing.
    hard = [one for one in judged if one.draft.label == BLOCKED]
    assert sum(one.answer == BLOCKED for one in hard) >= 0.85 * len(hard)
    assert sum(one.missed for one in hard) <= 0.05 * len(hard)
    copied = [one for one in hard if one.draft.kind in ("verbatim", "partly")]
    assert {one.answer for one in copied} == {BLOCKED}
    assert [one.draft.id for one in judged if one.false_alarm] == []
