"""What a reader finds on the overview and the statistics page."""

from datetime import date
from typing import Any

import pytest

from portal.models import Hospital
from tests.visitor import Visitor
from transparency import releases
from transparency.models import Release, SummaryIndexPage
from transparency.tables import DIMENSIONS, MEASURES, Reading

STATISTICS = "/en/transparency/statistics/"


@pytest.fixture
def release(index: SummaryIndexPage) -> Release:
    """Published figures of an empty year."""
    hospital = Hospital.objects.get(code="main")
    made = releases.freeze(hospital, start=date(2025, 1, 1), end=date(2025, 12, 31))
    releases.publish(made)
    return made


def reading(**total: Any) -> Reading:
    numbers = {**dict.fromkeys([*MEASURES, "undated", "withdrawn"], 0), **total}
    document = {table: [] for table in DIMENSIONS} | {"total": numbers, "category_names": {}}
    return Reading(document, {"definitions": dict.fromkeys(MEASURES, "")})


def test_without_a_release_the_page_says_so(index: SummaryIndexPage, visitor: Visitor) -> None:
    assert "No figures have been published yet" in visitor.get(STATISTICS).text


def test_an_unpublished_release_is_not_shown(release: Release, visitor: Visitor) -> None:
    releases.freeze(release.hospital, start=date(2025, 2, 1), end=date(2026, 1, 31))
    assert "31 December 2025" in visitor.get(STATISTICS).text


def test_each_figure_stands_beside_its_definition(release: Release, visitor: Visitor) -> None:
    page = visitor.get(STATISTICS)
    cards = page.soup.select(".measure")
    assert len(cards) == 5
    assert all(card.select_one(".measure__definition").get_text(strip=True) for card in cards)


def test_the_page_says_when_it_was_frozen_and_how_to_check(
    release: Release, visitor: Visitor
) -> None:
    assert release.short_hash in visitor.get(STATISTICS).text


def test_a_running_month_is_called_provisional(release: Release, visitor: Visitor) -> None:
    today = date.today()  # noqa: DTZ011 - any day of the running month
    releases.publish(releases.freeze(release.hospital, start=today.replace(day=1), end=today))
    assert "provisional" in visitor.get(STATISTICS).text


def test_there_is_a_table_beside_each_chart(release: Release, visitor: Visitor) -> None:
    page = visitor.get(STATISTICS)
    assert len(page.soup.select(".bar_chart")) == len(page.soup.select("table")) == 3


# One is the page itself; its frame and its way are kept for the edition.
@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/transparency/", 1),
        ("/transparency/statistics/", 1),
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


def test_figures_that_were_altered_are_not_shown(release: Release, visitor: Visitor) -> None:
    Release.objects.filter(pk=release.pk).update(end=date(2025, 11, 30))
    assert "No figures have been published yet" in visitor.get(STATISTICS).text


def test_the_overview_leads_to_figures_and_summaries(release: Release, visitor: Visitor) -> None:
    links = [link["href"] for link in visitor.get("/transparency/").soup.select("main a[href]")]
    assert {"/transparency/statistics/", "/transparency/summaries/"} <= set(links)


def test_a_share_is_made_from_shown_numbers() -> None:
    assert reading(due=40, on_time=30).measures[3].share == 75


def test_a_share_is_withheld_with_its_parts() -> None:
    assert reading(due=40, on_time=None).measures[3].share is None


def test_too_few_give_no_share() -> None:
    assert reading(due=15, on_time=15).measures[3].share is None
