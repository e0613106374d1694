"""The topic of a month as the public reads it: a person's words beside the release's numbers."""

import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

import pytest

from portal.models import User
from tests.pages import write_improvement
from tests.transparency.conftest import hide_among, put_out, write_summary
from tests.transparency.monthly import WORDS, counted, october, write_topic
from tests.transparency.planted import plant
from tests.visitor import Visitor
from transparency.models import Release, SummaryIndexPage, TopicPage, TransparencyPage

OVERVIEW, TOPIC = "/en/transparency/", "/en/transparency/topic-2026-10/"


def test_the_page_tells_what_was_heard_done_and_can_be_done(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    write_topic(index)
    text = visitor.get(TOPIC).text
    assert all(words in text for words in WORDS.values())


def test_its_numbers_come_from_the_public_release(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    release = october(PRO=40)
    plant("2025-10", counted(PRO=20))
    write_topic(index)
    page = visitor.get(TOPIC)
    told = page.soup.select_one(".topic .record__list").get_text(" ", strip=True)
    assert told.startswith("Received 40 A year earlier 20 Answered on time 100% 40 of 40")
    assert "clearly more than a year before" in page.text
    assert release.short_hash in page.text
    links = {a["href"] for a in page.soup.select(".topic a")}
    assert links == {"/en/transparency/statistics/2026-10/", "/en/transparency/data/2026-10/"}


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (35, "No clear change"),
        (90, "clearly less than a year before"),
        (None, "cannot be told: a number is withheld"),
    ],
)
def test_only_what_chance_cannot_explain_is_called_a_change(
    index: SummaryIndexPage, visitor: Visitor, before: int | None, said: str
) -> None:
    october(PRO=40)
    plant("2025-10", counted(PRO=before))
    write_topic(index)
    assert said in visitor.get(TOPIC).text


def test_a_withheld_number_is_called_withheld(index: SummaryIndexPage, visitor: Visitor) -> None:
    october(PRO=None)
    write_topic(index)
    page = visitor.get(TOPIC)
    assert page.soup.select(".topic .withheld")
    assert "stands for withheld" in page.text


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (counted(**{"~PRO\nFEE": 20}), "counted together with others"),
        (counted(ATT=40), "do not count this field apart"),
    ],
)
def test_a_field_not_counted_apart_is_said_to_be_so(
    index: SummaryIndexPage, visitor: Visitor, found: Any, said: str
) -> None:
    plant("2026-10", found)
    write_topic(index)
    page = visitor.get(TOPIC)
    assert said in page.text
    assert not page.soup.select(".topic .record__list")


def test_what_is_too_small_for_the_month_is_told_of_the_year(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    plant("2026-10", {**counted(), "left_out": ["by_category"]})
    plant("2026-to-10", counted(PRO=40))
    write_topic(index)
    told = visitor.get(TOPIC).soup.select_one(".topic").get_text(" ", strip=True)
    assert "it would say too little. January to October 2026 Received 40" in told


@pytest.mark.parametrize("changes", [{"published_at": None}, {"document": counted(PRO=90)}])
def test_figures_not_public_or_altered_are_not_shown(
    index: SummaryIndexPage, visitor: Visitor, changes: Any
) -> None:
    Release.objects.filter(pk=october(PRO=40).pk).update(**changes)
    write_topic(index)
    page = visitor.get(TOPIC)
    assert "figures of this month are not published" in page.text
    assert not page.soup.select(".topic .record__list")


def test_when_the_figures_come_out_the_page_has_them(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    write_topic(index)
    assert "40" not in visitor.get(TOPIC).soup.select_one(".topic").text
    october(PRO=40)
    TransparencyPage.objects.first().save()  # a new edition, as `releases.publish` begins one
    assert "40" in visitor.get(TOPIC).soup.select_one(".topic").text


def test_beside_it_stand_stories_and_measures_of_its_field_only(
    index: SummaryIndexPage, editor: User, reviewer: User, visitor: Visitor
) -> None:
    hide_among("FEE-01")
    put_out(write_summary(index, by=editor, title="等候"), by=reviewer)
    put_out(write_summary(index, by=editor, slug="2", category="FEE", title="费用"), by=reviewer)
    site = index.get_parent().get_parent().specific
    write_improvement(site, title="增开窗口")
    write_improvement(site, title="清单", category="FEE")
    page = TransparencyPage.objects.get(locale__language_code="zh-hans")
    page.add_child(
        instance=TopicPage(
            title="十月话题", slug="topic", category="PRO", month=date(2026, 10, 1), **WORDS,
            locale=page.locale,
        )
    )  # fmt: skip
    shown = visitor.get("/transparency/topic/").soup.select(".card__title")
    assert [one.get_text(strip=True) for one in shown] == ["增开窗口", "等候"]


def test_no_more_than_three_of_each_stand_beside_it(
    site: Any, index: SummaryIndexPage, visitor: Visitor
) -> None:
    english = site.get_translations().first().specific
    for number in range(4):
        write_improvement(english, title=f"Measure {number}")
    write_topic(index)
    assert len(visitor.get(TOPIC).soup.select("[aria-labelledby=improvements-alike] .card")) == 3


def test_from_each_topic_lead_ways_to_the_earlier_and_the_newest(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    for month in (8, 10, 9):
        write_topic(index, date(2026, month, 1))
    below = {
        address: [a.get_text() for a in visitor.get(address).soup.select(".topics a")]
        for address in (TOPIC, TOPIC.replace("10", "09"), TOPIC.replace("10", "08"))
    }
    assert list(below.values()) == [
        ["Waiting in September", "Waiting in August"],
        ["The newest topic: Waiting in October", "Waiting in August"],
        ["The newest topic: Waiting in October"],
    ]


def test_the_overview_shows_the_newest_and_leads_to_the_earlier(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    assert not visitor.get(OVERVIEW).soup.select("#newest-topic")
    for month in (10, 9):
        write_topic(index, date(2026, month, 1))
    links = visitor.get(OVERVIEW).soup.select("[aria-labelledby=newest-topic] a")
    assert [a["href"] for a in links] == [TOPIC, f"{TOPIC}#other-topics"]


def test_a_topic_taken_down_is_on_no_page(index: SummaryIndexPage, visitor: Visitor) -> None:
    write_topic(index, date(2026, 9, 1))
    write_topic(index).unpublish()
    assert "October" not in visitor.get(OVERVIEW).soup.select_one("#newest-topic").parent.text
    assert "October" not in visitor.get(TOPIC.replace("10", "09")).soup.main.text


@pytest.mark.parametrize("address", [OVERVIEW, TOPIC])
def test_a_page_costs_a_few_queries(
    index: SummaryIndexPage, visitor: Visitor, django_assert_max_num_queries: Any, address: str
) -> None:
    october(PRO=40)
    for month in (10, 9, 8):
        write_topic(index, date(2026, month, 1))
    visitor.get(address)
    with django_assert_max_num_queries(3):
        visitor.get(address)


# --- Found by others ------------------------------------------------------------------------------
def test_the_feed_tells_of_the_newest_first_and_leads_to_the_overview(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    for month in (9, 10):
        write_topic(index, date(2026, month, 1))
    root = ET.fromstring(visitor.get("/en/transparency/topics.atom").body)  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [one.text for one in root.iterfind(f"{atom}entry/{atom}title")]
    assert titles == ["Waiting in October", "Waiting in September"]
    assert root.find(f"{atom}link").get("href").endswith(OVERVIEW)


def test_search_sitemap_and_those_sent_a_link_are_told_of_it(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    write_topic(index, lead="Not knowing how long it takes.")
    assert TOPIC in {a["href"] for a in visitor.get("/en/search/?q=screen").soup.select("main a")}
    assert TOPIC in visitor.get("/sitemap.xml").body.decode()
    told = visitor.get(TOPIC).soup.select_one("meta[property='og:description']")
    assert told["content"] == "Not knowing how long it takes."
