"""A summary is read for hints as well, and has to hide among others."""

from datetime import date

import pytest

from portal import gate
from portal.gate import HeldBack, Level
from portal.models import User
from tests.factories import CaseFactory
from tests.transparency.conftest import MARCH, put_out, write_summary
from tests.transparency.gate.conftest import held
from tests.visitor import Visitor
from transparency import gating
from transparency.models import CaseSummaryPage, Passed, SummaryIndexPage
from transparency.models.review import TICKS
from transparency.models.summary import Precision

HINT = "患者甲67岁，等候两个多小时。"


@pytest.fixture
def hinting(index: SummaryIndexPage, editor: User) -> CaseSummaryPage:
    return write_summary(index, by=editor, matter=HINT)


def test_a_hint_holds_it_back_until_somebody_looked(
    hinting: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    state = hinting.get_workflow().start(hinting, editor).current_task_state.specific
    ticks = dict.fromkeys(TICKS, True)
    with pytest.raises(HeldBack):
        state.task.specific.on_action(state, reviewer, "approve", **ticks)
    gate.looked_at(hinting, gate.findings(hinting), editor)
    state.task.specific.on_action(state, reviewer, "approve", **ticks)
    assert CaseSummaryPage.objects.get(pk=hinting.pk).live


def test_the_editor_ticks_it_off_in_the_form(hinting: CaseSummaryPage, editor: User) -> None:
    page = Visitor(editor).get(f"/admin/pages/{hinting.pk}/edit/")
    assert page.soup.select_one("#gate mark").text == "67岁"
    assert len(page.soup.select("input[name=gate-seen]")) == 1


def test_a_tick_is_for_these_words_only(hinting: CaseSummaryPage, editor: User) -> None:
    gate.looked_at(hinting, gate.findings(hinting), editor)
    hinting.matter = HINT.replace("67", "68")
    assert held(hinting) == ["age"]


def test_one_of_too_few_is_held_back(index: SummaryIndexPage, editor: User) -> None:
    assert held(write_summary(index, by=editor, category="ENV")) == ["rare"]


def test_among_those_of_the_year_it_hides(index: SummaryIndexPage, editor: User) -> None:
    for _number in range(5):
        CaseFactory(assigned=True, category="ENV-01", received_at=MARCH)
    page = write_summary(index, by=editor, category="ENV", month=date(2026, 11, 1))
    assert held(page) == ["rare"]
    page.precision = Precision.YEAR
    assert held(page) == []
    assert gating.finest(index, "ENV", date(2026, 11, 1)) == Precision.YEAR
    assert gating.finest(index, "ENV", date(2026, 2, 1)) == Precision.QUARTER


def test_the_public_reads_no_more_of_the_time_than_was_chosen(
    index: SummaryIndexPage, editor: User, reviewer: User
) -> None:
    page = put_out(write_summary(index, by=editor, precision=Precision.YEAR), by=reviewer)
    assert "2026年3月" not in Visitor().get(page.url).text


def test_a_block_is_overruled_by_two_accounts_only(
    index: SummaryIndexPage, editor: User, reviewer: User
) -> None:
    page = write_summary(index, by=editor, category="ENV")
    wish = gating.overrule(page, gate.findings(page)[0], by=editor, reason="本人要求公开")
    assert [gating.grant(wish, by=editor), held(page)] == [False, ["rare"]]
    assert [gating.grant(wish, by=reviewer), held(page)] == [True, []]
    assert [gating.overruled(page), gating.grant(wish, by=reviewer)] == [1, False]


def test_what_was_let_pass_is_kept_without_the_words(
    hinting: CaseSummaryPage, editor: User
) -> None:
    gate.looked_at(hinting, gate.findings(hinting), editor)
    kept = Passed.objects.get()
    assert "67" not in f"{kept.kind} {kept.reason}"


def test_two_ticks_for_two_hints_let_nobody_pass_who_is_left_by_both(
    index: SummaryIndexPage, editor: User
) -> None:
    page = write_summary(index, by=editor, matter="患者甲3月5日来院。")
    gate.looked_at(page, gate.findings(page), editor)
    page.matter = "患者甲72岁来院。"
    gate.looked_at(page, gate.findings(page), editor)
    page.matter = "患者甲3月5日来院，72岁。"
    assert {(one.kind, one.level) for one in gate.findings(page)} == {
        ("date", Level.BLOCK),
        ("age", Level.BLOCK),
    }
