"""The public reads how often, and why, the gate was overruled on a page."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import PlainPage
from portal import gate
from portal.models import User
from tests.transparency.conftest import put_out, write_summary
from tests.transparency.gate.conftest import TELEPHONE
from tests.transparency.issued import issue
from tests.visitor import Page, Visitor
from transparency import gating
from transparency.models import CaseSummaryPage, Passed, SummaryIndexPage

REASON = "这是停车场自己的值班电话。"


@pytest.fixture
def overruled(leaking: PlainPage, editor: User, reviewer: User) -> PlainPage:
    """The page with the number on it, live since two accounts let it pass."""
    wished(leaking, editor, reviewer)
    leaking.live = True
    leaking.save()
    return leaking


def wished(page: Any, by: User, granted_by: User | None = None, reason: str = REASON) -> None:
    wish = gating.overrule(page, gate.findings(page)[0], by=by, reason=reason)
    if granted_by:
        gating.grant(wish, by=granted_by)


def told(page: Page) -> list[str]:
    return [one.get_text() for one in page.soup.select(".overruled li")]


def test_the_page_says_how_often_and_why(overruled: PlainPage, visitor: Visitor) -> None:
    page = visitor.get("/parking-here/")
    assert told(page) == [REASON]
    assert "1" in page.soup.select_one("#overruled").text or "once" in page.text


def test_each_time_is_counted_with_its_reason(
    overruled: PlainPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    overruled.lead += " 备用 13812345679。"
    wished(overruled, editor, reviewer, "备用的也是。")
    assert told(visitor.get("/parking-here/")) == [REASON, "备用的也是。"]
    assert gating.overruled(overruled) == 2


def test_a_wish_that_nobody_granted_is_told_to_nobody(
    page: PlainPage, editor: User, visitor: Visitor
) -> None:
    page.lead = f"电话 {TELEPHONE}。"
    wished(page, editor)
    assert not visitor.get("/parking-here/").soup.select(".overruled")


def test_it_is_told_from_the_moment_it_was_granted(
    page: PlainPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    assert not told(visitor.get("/parking-here/"))
    page.lead = f"电话 {TELEPHONE}。"
    wished(page, editor, reviewer)
    assert told(visitor.get("/parking-here/")) == [REASON]


def test_other_pages_do_not_speak_of_it(overruled: PlainPage, site: Any, visitor: Visitor) -> None:
    other = PlainPage(title="别处", slug="elsewhere", locale=site.locale)
    site.add_child(instance=other)
    assert not visitor.get("/elsewhere/").soup.select(".overruled")


def test_a_summary_says_it_too(
    index: SummaryIndexPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    summary = write_summary(index, by=editor, category="ENV")
    wished(summary, editor, reviewer, "本人要求公开。")
    put_out(CaseSummaryPage.objects.get(pk=summary.pk), by=reviewer)
    assert told(visitor.get("/transparency/summaries/2026-1/")) == ["本人要求公开。"]


def test_so_do_pages_drawn_once_an_edition(
    index: SummaryIndexPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    issue()
    address = "/en/transparency/"
    visitor.get(address)
    overview = index.get_parent().get_translations().get().specific
    overview.lead = f"Call {TELEPHONE}."
    wished(overview, editor, reviewer, "The number of the desk.")
    assert told(visitor.get(address)) == ["The number of the desk."]


def test_all_pages_together_ask_once_an_edition(overruled: PlainPage, visitor: Visitor) -> None:
    with CaptureQueriesContext(connection) as asked:
        for address in ("/parking-here/", "/", "/en/"):
            visitor.get(address)
    assert len([one for one in asked if "transparency_passed" in one["sql"]]) == 1


@pytest.mark.parametrize("reason", [f"号码 {TELEPHONE} 是公开的。", "打 13812345679 问过了。"])
def test_a_reason_that_gives_it_away_is_refused_and_kept_in_the_box(
    leaking: PlainPage, editor: User, reason: str
) -> None:
    way = gate.findings(leaking)[0].way
    answer = Visitor(editor).post(way, {"reason": reason})
    assert answer.status == 200
    assert answer.soup.select_one("textarea[name=reason]").get_text().strip() == reason
    assert not Passed.objects.filter(overruled=True).exists()


def test_a_reason_that_gives_nothing_away_is_taken(leaking: PlainPage, editor: User) -> None:
    Visitor(editor).post(gate.findings(leaking)[0].way, {"reason": REASON})
    assert Passed.objects.get(overruled=True).reason == REASON
