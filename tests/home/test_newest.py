"""What is new stands on the home page, in its language, and its absence is said in words."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import HomePage
from portal.models import Hospital
from tests.pages import english, write_improvement, write_news
from tests.visitor import Visitor
from transparency import releases
from transparency.periods import Period


def band(visitor: Visitor, name: str, address: str = "/") -> list[str]:
    """Return the titles of the cards in a band of the home page."""
    cards = visitor.get(address).soup.select(f"[aria-labelledby={name}] .card__title")
    return [card.get_text(strip=True) for card in cards]


@pytest.fixture
def figures(site: HomePage) -> None:
    """Published figures of a year without any matter."""
    hospital = Hospital.objects.get(code="main")
    releases.publish(releases.freeze(hospital, Period(2025, 1, 12)))


def test_three_of_the_published_figures_stand_on_the_home_page(
    figures: None, visitor: Visitor
) -> None:
    labels = visitor.get("/en/").soup.select(".measures--brief .measure__label")
    assert [label.get_text() for label in labels] == [
        "Received", "Answered on time", "Satisfied with the answer",
    ]  # fmt: skip


def test_the_home_page_shows_the_same_numbers_as_the_overview(
    figures: None, visitor: Visitor
) -> None:
    shown = {str(one) for one in visitor.get("/").soup.select(".measure__count")}
    assert shown <= {
        str(one) for one in visitor.get("/transparency/").soup.select(".measure__count")
    }


def test_the_figures_lead_to_what_they_count(figures: None, visitor: Visitor) -> None:
    links = visitor.get("/en/").soup.select("[aria-labelledby=newest-figures] a")
    assert [link["href"] for link in links] == ["/en/transparency/statistics/"]


def test_the_three_newest_pieces_of_news_are_shown(site: HomePage, visitor: Visitor) -> None:
    for day in (3, 1, 4, 2):
        write_news(site, f"新闻{day}", published_on=date(2026, 3, day))
    assert band(visitor, "newest-news") == ["新闻4", "新闻3", "新闻2"]


def test_improvements_are_shown_in_their_language_only(site: HomePage, visitor: Visitor) -> None:
    write_improvement(site, title="抽血窗口")
    write_improvement(english(site), title="Blood draws")
    assert band(visitor, "newest-improvements") == ["抽血窗口"]
    assert band(visitor, "newest-improvements", "/en/") == ["Blood draws"]


def test_drafts_are_not_shown(site: HomePage, visitor: Visitor) -> None:
    write_news(site, live=False)
    write_improvement(site, live=False)
    assert band(visitor, "newest-news") == band(visitor, "newest-improvements") == []


def test_what_is_published_stands_there_at_once(site: HomePage, visitor: Visitor) -> None:
    visitor.get("/")
    page = write_news(site, live=False)
    page.save_revision().publish()
    assert band(visitor, "newest-news") == [page.title]


def test_a_home_page_without_anything_new_says_so(site: HomePage, visitor: Visitor) -> None:
    page = visitor.get("/en/")
    assert "No figures have been published yet" in page.text
    assert "No improvement has been published yet" in page.text


def test_what_is_new_is_looked_up_once_an_edition(
    site: HomePage, figures: None, visitor: Visitor
) -> None:
    write_news(site)
    visitor.get("/")
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/")
    tables = ("transparency_release", "home_newspage", "transparency_improvementpage")
    assert not [query for query in asked if any(table in query["sql"] for table in tables)]
