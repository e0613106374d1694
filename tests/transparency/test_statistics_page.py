"""What a reader finds on the overview, on the pages of figures and on how they are made."""

import hashlib
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import edition
from tests.transparency.planted import days, document, plant, rich, row
from tests.visitor import Page, Visitor
from transparency.models import Release, SummaryIndexPage
from transparency.periods import Period

STATISTICS = "/en/transparency/statistics/"
METHOD = "/en/transparency/method/"


@pytest.fixture
def release(index: SummaryIndexPage) -> Release:
    """Published figures of a year: 1,230 came, 1,111 of 1,200 due were answered on time."""
    return plant(
        "2025", received=1230, due=1200, on_time=1110, answered=1000, rated=400, satisfied=300
    )


def said(page: Page) -> str:
    return page.soup.select_one(".in_short").get_text(" ", strip=True)


# --- The first screen -----------------------------------------------------------------------------
def test_without_a_release_the_page_says_so(index: SummaryIndexPage, visitor: Visitor) -> None:
    assert "No figures have been published yet" in visitor.get(STATISTICS).text


def test_first_come_sentences_with_the_numbers(release: Release, visitor: Visitor) -> None:
    text = said(visitor.get(STATISTICS))
    assert "1,230 matters reached the hospital." in text
    assert "Of 1,200 answers that were due, 1,110 came on time: 93% (between 90% and 95%" in text
    assert "Of 1,000 answers, 400 were rated by the submitter, and 300 of these" in text


def test_a_clear_change_against_the_year_before_is_told(release: Release, visitor: Visitor) -> None:
    plant("2024", received=1000, due=1000, on_time=800)
    text = said(visitor.get(STATISTICS))
    assert "More was answered on time: 93% instead of 80%." in text
    assert "More matters came: 1,230 instead of 1,000." in text


def test_what_chance_can_explain_is_no_clear_change(release: Release, visitor: Visitor) -> None:
    plant("2024", received=1200, due=1200, on_time=1100)
    assert "No clear change: Received; Answered on time." in said(visitor.get(STATISTICS))


def test_without_the_year_before_nothing_is_said_of_change(
    release: Release, visitor: Visitor
) -> None:
    plant("2024-to-10", received=5)
    assert "Against" not in said(visitor.get(STATISTICS))


def test_what_withheld_means_is_said_where_it_is_first_seen(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    plant("2025", received=100, reopened=None)
    assert "a count of one to seven" in said(visitor.get(STATISTICS))


def test_where_nothing_is_withheld_the_word_is_not_explained(
    release: Release, visitor: Visitor
) -> None:
    assert "withheld" not in said(visitor.get(STATISTICS))


# --- Each figure ----------------------------------------------------------------------------------
def test_each_figure_has_its_definition_one_tap_away(release: Release, visitor: Visitor) -> None:
    cards = visitor.get(STATISTICS).soup.select(".measure")
    assert len(cards) == 13
    assert all(card.select_one("details .definition__text").get_text(strip=True) for card in cards)


def test_each_figure_has_its_caveat_in_sight(release: Release, visitor: Visitor) -> None:
    cards = visitor.get(STATISTICS).soup.select(".measure")
    assert all(card.select_one(".measure__note").get_text(strip=True) for card in cards)


def test_each_share_says_who_wrote_it_down(release: Release, visitor: Visitor) -> None:
    shares = visitor.get(STATISTICS).soup.select(".measure--share")
    assert len(shares) == 6
    assert all("Written down by: " in share.get_text() for share in shares)


def test_each_figure_leads_to_how_it_is_made(release: Release, visitor: Visitor) -> None:
    cards = visitor.get(STATISTICS).soup.select(".measure")
    assert {card.select_one("details a")["href"] for card in cards} == {METHOD}


def test_rates_stand_there_where_visits_were_entered(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    made = document(Period(2025, 1, 12), received=1300)
    plant("2025", made | {"activity": {"visits": 1_040_000, "discharges": 0}})
    text = visitor.get(STATISTICS).text
    assert "Received per 10,000 visits 12.5" in text
    assert "discharges" not in text


def test_a_table_left_out_is_named(index: SummaryIndexPage, visitor: Visitor) -> None:
    plant("2025-03", document(Period(2025, 3, 3), received=20) | {"left_out": ["by_channel"]})
    part = visitor.get(STATISTICS).soup.select_one("[aria-labelledby=left-out]").get_text(" ")
    assert "By channel" in part
    assert "longer period" in part


# --- Charts ---------------------------------------------------------------------------------------
@pytest.fixture
def large(index: SummaryIndexPage) -> list[Release]:
    """Two years of a large hospital, month by month and so far."""
    codes = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 11)]
    codes += ["2024-to-10", "2025-to-10"]
    return [plant(code, rich(Period.read(code), 250)) for code in codes]


def test_there_is_a_table_beside_each_chart(large: Any, visitor: Visitor) -> None:
    soup = visitor.get(STATISTICS).soup
    charts = soup.select("figure.chart")
    assert len(charts) == 8
    beside = [
        chart.select_one("table") or chart.find_next_sibling(class_="data_table")
        for chart in charts
    ]
    assert all(beside)


def test_a_withheld_row_is_marked_in_its_chart(index: SummaryIndexPage, visitor: Visitor) -> None:
    made = document(Period(2025, 1, 12), received=100)
    made["by_kind"] = [row("complaint", received=95), row("help", received=None)]
    plant("2025", made)
    chart = visitor.get(STATISTICS).soup.select_one("[aria-labelledby=table-1] .chart")
    assert chart.select_one(".chart__gap")
    assert "withheld" in chart.select_one("desc").get_text()


def test_the_trend_reaches_back_over_the_year_before(large: Any, visitor: Visitor) -> None:
    rows = visitor.get(STATISTICS).soup.select(
        "[aria-labelledby=trend] figure:first-of-type tbody tr"
    )
    assert rows[0].th.get_text() == "Jan 2024"
    assert rows[-1].th.get_text() == "Oct 2025"


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))


def test_the_page_says_no_number_that_is_not_published(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    made = document(Period(2025, 1, 12), received=7770, due=6660, on_time=5550, answered=4440)
    made["by_channel"] = [row("web", received=3335), row("phone", received=None, closed=8885)]
    made["by_days"] = days(open=7765)
    plant("2025", made)
    soup = visitor.get(STATISTICS).soup
    for passing in soup.select(
        ".chart__tick, .provenance, header, footer, .periods, details.definition"
    ):
        passing.decompose()
    told = numbers(soup.select_one("main").get_text(" "))
    given = {"7,770", "6,660", "5,550", "4,440", "3,335", "8,885", "7,765", "0"}
    # On time of due, and between what it lies; the most that may be silent; shares not given.
    made_of = {"83", "82", "85", "1", "4"}
    ends = {"2", "3", "5", "6", "10", "11", "15", "16", "30", "31", "60", "61"}  # of days
    words = ends | {"2025", "20"}
    assert told - given - made_of - words == set()
    assert given <= told


# --- Addresses ------------------------------------------------------------------------------------
def test_each_period_has_its_own_address(large: Any, visitor: Visitor) -> None:
    page = visitor.get(f"{STATISTICS}2024-10/")
    assert page.soup.select_one("#in-short").get_text() == "October 2024"
    assert page.soup.title.get_text().startswith("October 2024")


def test_the_newest_stands_at_the_address_of_all(large: Any, visitor: Visitor) -> None:
    assert (
        visitor.get(STATISTICS).soup.select_one("#in-short").get_text() == "January to October 2025"
    )


def test_every_period_can_be_chosen(large: Any, visitor: Visitor) -> None:
    links = visitor.get(STATISTICS).soup.select(".periods a")
    assert {link["href"] for link in links} == {
        f"{STATISTICS}{release.period.code}/" for release in large
    }


def test_a_period_nobody_published_leads_to_those_that_are(
    release: Release, visitor: Visitor
) -> None:
    page = visitor.get(f"{STATISTICS}2019-03/")
    assert page.status == 404
    assert page.soup.select_one(".periods a")["href"] == f"{STATISTICS}2025/"


@pytest.mark.parametrize("code", ["nonsense", "2025-13", "2025-Q5", "2025-10-11"])
def test_what_is_no_period_is_not_there(release: Release, visitor: Visitor, code: str) -> None:
    assert visitor.get(f"{STATISTICS}{code}/").status == 404


def test_another_way_to_write_a_period_leads_to_its_address(
    release: Release, visitor: Visitor
) -> None:
    assert visitor.get(f"{STATISTICS}2025-to-12/").to == f"{STATISTICS}2025/"


def test_a_periods_page_leads_to_the_same_period_in_the_other_language(
    release: Release, visitor: Visitor
) -> None:
    soup = visitor.get(f"{STATISTICS}2025/").soup
    assert soup.select_one("header a[lang=zh-Hans]")["href"] == "/transparency/statistics/2025/"
    assert soup.select_one("link[rel=canonical]")["href"].endswith(
        "/en/transparency/statistics/2025/"
    )


def test_a_correction_takes_the_place_of_what_it_corrects(
    release: Release, visitor: Visitor
) -> None:
    plant("2025", received=4440)
    page = visitor.get(f"{STATISTICS}2025/")
    assert "4,440 matters" in page.text
    assert "Version 2" in page.text


def test_an_unpublished_release_is_not_shown(release: Release, visitor: Visitor) -> None:
    Release.objects.filter(pk=release.pk).update(published_at=None)
    edition.renew()
    assert visitor.get(f"{STATISTICS}2025/").status == 404


def test_figures_that_were_altered_are_not_shown(release: Release, visitor: Visitor) -> None:
    altered = document(Period(2025, 1, 12), received=9995)
    Release.objects.filter(pk=release.pk).update(document=altered)
    assert "No figures have been published yet" in visitor.get(STATISTICS).text


# --- The overview, and how it is made -------------------------------------------------------------
def test_the_overview_leads_to_figures_and_summaries(release: Release, visitor: Visitor) -> None:
    links = [link["href"] for link in visitor.get("/transparency/").soup.select("main a[href]")]
    assert {
        "/transparency/statistics/",
        "/transparency/summaries/",
        "/transparency/method/",
    } <= set(links)


def test_the_fingerprint_can_be_compared(release: Release, visitor: Visitor) -> None:
    assert release.short_hash in visitor.get(STATISTICS).text
    assert release.sha256 in visitor.get(METHOD).text


def test_whoever_follows_the_recipe_gets_the_fingerprint(
    release: Release, visitor: Visitor
) -> None:
    page = visitor.get(METHOD)
    assert "shasum -a 256 release.json" in page.text
    file = page.soup.select_one("#check ~ p a[href$='release.json']")["href"]
    assert hashlib.sha256(visitor.get(file).body).hexdigest() in page.text


def test_how_figures_are_made_can_be_read_before_there_are_any(
    index: SummaryIndexPage, visitor: Visitor
) -> None:
    page = visitor.get(METHOD)
    assert "What the figures cannot say" in page.text
    assert page.soup.select_one("header a[lang=zh-Hans]")["href"] == "/transparency/method/"


# --- Speed ----------------------------------------------------------------------------------------
# One is the page itself; its frame and its way are kept for the edition.
@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/transparency/", 1),
        ("/transparency/statistics/", 1),
        ("/transparency/statistics/2025/", 1),
        ("/transparency/method/", 1),
        ("/transparency/summaries/", 1),
        ("/how-to-complain/", 1),
        ("/", 1),
    ],
)
def test_the_pages_need_few_queries(
    release: Release, visitor: Visitor, address: str, limit: int, django_assert_num_queries: Any
) -> None:
    visitor.get(address)
    with django_assert_num_queries(limit):
        visitor.get(address)


def test_the_first_drawing_asks_no_more_for_many_releases(large: Any, visitor: Visitor) -> None:
    visitor.get(METHOD)  # the frame of a page, but no figures
    edition.forget()
    with CaptureQueriesContext(connection) as asked:
        visitor.get(STATISTICS)
    releases = [query for query in asked if "transparency_release" in query["sql"]]
    assert len(releases) == 3  # the shelf, the newest, the year before
