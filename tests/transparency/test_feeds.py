"""Whoever subscribes is told of new improvements, reports and figures, of all or of one category."""

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client

from portal import edition
from portal.models import User
from tests.pages import english, write_improvement
from tests.transparency.conftest import hide_among, put_out, write_summary
from tests.transparency.issued import alter, issue
from tests.visitor import Visitor
from transparency.models import ReportIndexPage, ReportPage, SummaryIndexPage

ATOM = "{http://www.w3.org/2005/Atom}"
SECTIONS = ["summaries", "improvements", "reports", "commendations", "topics", "data"]
pytestmark = pytest.mark.usefixtures("index")


def feed(visitor: Visitor, path: str, language: str = "") -> ET.Element:
    page = visitor.get(f"{language}/transparency/{path}.atom")
    assert page.response.headers["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(page.body)  # noqa: S314 - our own


def titles(visitor: Visitor, path: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed(visitor, path).iter(f"{ATOM}entry")]


def write_report(index: SummaryIndexPage) -> ReportPage:
    above = index.get_parent()
    found = ReportIndexPage.objects.child_of(above).first() or above.add_child(
        instance=ReportIndexPage(title="定期报告", slug="reports", locale=index.locale)
    )
    page = ReportPage(
        title="九月报告",
        slug="2026-09",
        release=issue(),
        opening="候诊变短了。",
        locale=index.locale,
    )
    found.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_live_improvement_is_in_its_feed(site: Any, visitor: Visitor) -> None:
    write_improvement(site, title="增开窗口")
    write_improvement(site, title="还没写完", live=False)
    assert titles(visitor, "improvements") == ["增开窗口"]


def test_an_improvement_says_what_was_changed_and_seen(site: Any, visitor: Visitor) -> None:
    write_improvement(site, measure="七点起开六个窗口。", evaluation="排队降到 & 二十分钟。")
    [entry] = feed(visitor, "improvements").iter(f"{ATOM}entry")
    said = entry.findtext(f"{ATOM}summary")
    assert "七点起开六个窗口。" in said
    assert "&amp; 二十分钟" in said


def test_a_report_is_in_its_feed(index: SummaryIndexPage, visitor: Visitor) -> None:
    write_report(index)
    [entry] = feed(visitor, "reports").iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "九月报告"
    assert "候诊变短了。" in entry.findtext(f"{ATOM}summary")


def test_each_version_of_new_figures_is_told(visitor: Visitor) -> None:
    issue()
    issue(version=2, reason="有一批工单重复录入。", reason_en="Orders had been entered twice.")
    issue("2026-08", published=False)
    newer, older = feed(visitor, "data").iter(f"{ATOM}entry")
    assert "有一批工单重复录入。" in newer.findtext(f"{ATOM}summary")
    links = [one.find(f"{ATOM}link").get("href") for one in (newer, older)]
    assert [link.partition("/transparency/")[2] for link in links] == [
        "data/2026-09/#v2", "data/2026-09/#v1"
    ]  # fmt: skip


def test_the_feed_of_figures_tells_no_figure(visitor: Visitor) -> None:
    issue()
    body = visitor.get("/transparency/data.atom").body.decode()
    assert not [number for number in ("1235", "1,235", "71234", "3456") if number in body]


def test_figures_that_were_altered_are_not_told(visitor: Visitor) -> None:
    alter(issue())
    assert titles(visitor, "data") == []


def test_the_feed_of_a_category_holds_this_category_alone(
    site: Any, index: SummaryIndexPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    hide_among("FEE-01")
    hide_among("ATT-01")
    put_out(write_summary(index, by=editor, category="FEE", title="费用"), by=reviewer)
    put_out(write_summary(index, by=editor, slug="2", category="ATT", title="态度"), by=reviewer)
    write_improvement(site, title="窗口", category="PRO")
    assert titles(visitor, "summaries/ATT") == ["态度"]
    assert (titles(visitor, "improvements/PRO"), titles(visitor, "improvements/ATT")) == (
        ["窗口"],
        [],
    )


def test_the_feed_of_a_category_is_named_after_it(visitor: Visitor) -> None:
    root = feed(Visitor(), "summaries/ATT")
    page = visitor.get("/en/transparency/improvements/ATT.atom")
    assert "服务态度" in root.findtext(f"{ATOM}title")
    assert "Staff attitude" in page.body.decode()


@pytest.mark.parametrize("path", ["summaries/NOPE", "improvements/att", "reports/ATT"])
def test_a_category_there_is_not_has_no_feed(visitor: Visitor, path: str) -> None:
    assert visitor.get(f"/transparency/{path}.atom").status == 404


@pytest.mark.parametrize("section", [one for one in SECTIONS if one != "topics"])  # have no list
def test_a_feed_leads_to_its_list_and_names_itself(visitor: Visitor, section: str) -> None:
    root = feed(visitor, section)
    links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
    front = "http://127.0.0.1:8000/transparency"
    assert links == {"alternate": f"{front}/{section}/", "self": f"{front}/{section}.atom"}


def test_the_feed_of_a_category_leads_to_the_whole_list(visitor: Visitor) -> None:
    links = feed(visitor, "summaries/ATT").findall(f"{ATOM}link")
    assert links[0].get("href").endswith("/transparency/summaries/")


def test_no_two_feeds_have_the_same_identity(visitor: Visitor) -> None:
    paths = [*SECTIONS, "summaries/ATT", "summaries/FEE", "improvements/ATT"]
    named = [feed(visitor, path).findtext(f"{ATOM}id") for path in paths]
    named.append(feed(visitor, "data", "/en").findtext(f"{ATOM}id"))
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("section", SECTIONS)
def test_who_has_a_feed_already_is_sent_nothing(client: Client, section: str) -> None:
    path = f"/transparency/{section}.atom"
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", [*SECTIONS, "summaries/ATT"])
def test_a_feed_is_made_once_an_edition(
    visitor: Visitor, path: str, django_assert_num_queries: Any
) -> None:
    feed(visitor, path)
    with django_assert_num_queries(0):
        feed(visitor, path)


def test_a_new_edition_has_a_new_feed(site: Any, visitor: Visitor) -> None:
    assert titles(visitor, "improvements") == []
    write_improvement(site, title="增开窗口")
    edition.renew()
    assert titles(visitor, "improvements") == ["增开窗口"]


def test_a_host_that_somebody_makes_up_stands_in_no_feed(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    body = client.get("/transparency/data.atom", headers={"Host": "evil.example"}).content
    assert b"evil" not in body


def test_a_feed_takes_nothing(visitor: Visitor) -> None:
    assert visitor.post("/transparency/summaries.atom").status == 405


def test_pages_and_catalogue_name_every_feed(site: Any, visitor: Visitor) -> None:
    english(site)
    announced = visitor.get("/en/transparency/summaries/").soup.select("link[type*=atom]")
    assert [one["href"] for one in announced] == [f"/en/transparency/{s}.atom" for s in SECTIONS]
    listed = {one["href"] for one in visitor.get("/en/transparency/data/").soup.select("main a")}
    assert {f"/en/transparency/{s}.atom" for s in [*SECTIONS, "summaries/ATT"]} <= listed
