"""Summaries are found by approved wording only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.visitor import Visitor
from transparency.models import CaseSummaryPage


def hits(visitor: Visitor, asked: str) -> int:
    return len(visitor.get("/search/", {"q": asked}).soup.select(".hit"))


def test_an_approved_summary_is_found(published: CaseSummaryPage, visitor: Visitor) -> None:
    page = visitor.get("/search/", {"q": "患者甲 窗口"})
    assert page.soup.select_one(".hit__link")["href"] == published.get_url()


@pytest.mark.parametrize("live", [True, False])
def test_one_nobody_approved_is_neither_shown_nor_counted(
    draft: CaseSummaryPage, visitor: Visitor, live: bool
) -> None:
    CaseSummaryPage.objects.filter(pk=draft.pk).update(live=live)
    page = visitor.get("/search/", {"q": "患者甲"})
    assert page.soup.select("main .notice__title")
    assert hits(visitor, "患者甲") == 0


def test_wording_changed_behind_the_approval_is_not_shown(
    published: CaseSummaryPage, visitor: Visitor
) -> None:
    CaseSummaryPage.objects.filter(pk=published.pk).update(finding="未经批准的话")
    assert hits(visitor, "患者甲") == 0


def test_all_kinds_of_pages_are_asked_in_one_query(
    published: CaseSummaryPage, visitor: Visitor
) -> None:
    visitor.get("/search/", {"q": "患者甲"})
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/search/", {"q": "患者甲"})
    assert (
        len([query for query in asked if "LIKE" in query["sql"] and "UNION" in query["sql"]]) == 1
    )
    assert len(asked) <= 16, "\n".join(query["sql"][:150] for query in asked)
