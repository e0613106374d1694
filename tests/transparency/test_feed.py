"""The feed carries what was published, and nothing else."""

import xml.etree.ElementTree as ET
from typing import Any

from portal.models import User
from tests.transparency.conftest import put_out, write_summary
from tests.visitor import Visitor
from transparency.models import CaseSummaryPage, SummaryIndexPage, SummarySource

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/transparency/summaries.atom"


def entries(visitor: Visitor, path: str = FEED) -> list[Any]:
    page = visitor.get(path)
    assert page.response.headers["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(page.body).findall(f"{ATOM}entry")  # noqa: S314 - our own


def test_a_published_summary_is_in_the_feed(published: CaseSummaryPage, visitor: Visitor) -> None:
    [entry] = entries(visitor)
    assert entry.findtext(f"{ATOM}title") == published.title
    assert entry.find(f"{ATOM}link").get("href").endswith(published.url)


def test_a_draft_is_not_in_the_feed(draft: CaseSummaryPage, visitor: Visitor) -> None:
    assert entries(visitor) == []


def test_each_language_has_its_own_feed(published: CaseSummaryPage, visitor: Visitor) -> None:
    assert entries(visitor, f"/en{FEED}") == []


def test_wording_nobody_approved_is_not_in_the_feed(
    published: CaseSummaryPage, visitor: Visitor
) -> None:
    CaseSummaryPage.objects.filter(pk=published.pk).update(finding="没有人批准的话。")
    assert entries(visitor) == []


def test_text_stays_text_in_the_feed(
    index: SummaryIndexPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    hostile = "<script>alert(1)</script> & \x08 ]]>"
    put_out(write_summary(index, by=editor, matter=hostile, title=f"A {hostile}"), by=reviewer)
    [entry] = entries(visitor)
    assert "&lt;script&gt;" in entry.findtext(f"{ATOM}summary")


def test_an_entry_keeps_its_identity_when_the_text_changes(
    published: CaseSummaryPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    before = entries(visitor)[0].findtext(f"{ATOM}id")
    published.title, published.slug = "新标题", "moved"
    published.save_revision(user=editor)
    put_out(published, by=reviewer)
    [entry] = entries(visitor)
    assert (entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}title")) == (before, "新标题")


def test_the_reference_of_the_case_is_in_no_public_byte(
    published: CaseSummaryPage, visitor: Visitor
) -> None:
    SummarySource.objects.create(page=published, reference="TS-2026-583104")
    seen = [FEED, "/transparency/summaries/", published.url, "/transparency/", "/sitemap.xml"]
    assert not [path for path in seen if b"TS-2026-583104" in visitor.get(path).body]


def test_the_pages_announce_the_feed(published: CaseSummaryPage, visitor: Visitor) -> None:
    link = visitor.get("/transparency/summaries/").soup.select_one("link[type*=atom]")
    assert link is not None
    assert link["href"] == FEED


def test_the_list_can_be_narrowed_by_year_and_kind(
    published: CaseSummaryPage, visitor: Visitor
) -> None:
    def shown(query: str) -> int:
        return len(visitor.get(f"/transparency/summaries/{query}").soup.select(".card"))

    assert [shown("?year=2026"), shown("?year=2025"), shown("?kind=complaint")] == [1, 1, 1]
    assert [shown("?kind=enquiry"), shown("?year=nonsense&page=99")] == [0, 1]


def test_a_long_list_has_pages(
    index: SummaryIndexPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    for number in range(13):
        put_out(write_summary(index, by=editor, slug=f"2026-{number + 20}"), by=reviewer)
    cards = visitor.get("/transparency/summaries/?page=2").soup.select(".card")
    assert len(cards) == 1


def test_the_list_needs_few_queries(
    published: CaseSummaryPage, visitor: Visitor, django_assert_max_num_queries: Any
) -> None:
    visitor.get("/transparency/summaries/")
    with django_assert_max_num_queries(19):
        visitor.get("/transparency/summaries/")


def test_a_summary_page_needs_few_queries(
    published: CaseSummaryPage, visitor: Visitor, django_assert_max_num_queries: Any
) -> None:
    visitor.get(published.url)
    with django_assert_max_num_queries(17):
        visitor.get(published.url)
