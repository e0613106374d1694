"""Below some pages stands the way to say something about them; only open ones can be written about."""

import pytest
from wagtail.models import PageViewRestriction

from home.models import HomePage
from portal import askback
from tests.pages import write_improvement, write_news, write_page
from tests.visitor import Visitor


def test_news_and_improvements_ask_what_you_say_to_them(site: HomePage, visitor: Visitor) -> None:
    for page in (write_news(site), write_improvement(site)):
        link = visitor.get(page.url).soup.select_one(".tell_us a")
        assert link["href"] == f"/feedback/submit/?page={page.pk}"


def test_the_figures_ask_too(site: HomePage, visitor: Visitor) -> None:
    link = visitor.get("/en/transparency/statistics/").soup.select_one(".tell_us a")
    assert link["href"].startswith("/en/feedback/submit/?page=")


@pytest.mark.parametrize("address", ["/", "/contact/", "/nowhere/", "/feedback/submit/"])
def test_other_pages_do_not_ask(site: HomePage, visitor: Visitor, address: str) -> None:
    assert not visitor.get(address).soup.select(".tell_us")


def test_a_page_that_asks_can_be_written_about(site: HomePage) -> None:
    page = write_news(site)
    assert askback.open_page(str(page.pk)) == page


@pytest.mark.parametrize(
    "number", ["", "0", "-1", "1e3", "１２", "x", " 1", "9" * 9, "9" * 40, "\x00", "1 OR 1=1", None]
)
def test_a_number_that_is_no_page_names_none(site: HomePage, number: object) -> None:
    assert askback.open_page(number) is None


def test_a_page_that_does_not_ask_is_not_named(site: HomePage) -> None:
    assert askback.open_page(write_page(site).pk) is None


def test_a_draft_is_not_named(site: HomePage) -> None:
    assert askback.open_page(write_news(site, live=False).pk) is None


def test_a_closed_page_is_not_named(site: HomePage) -> None:
    page = write_news(site)
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert askback.open_page(page.pk) is None


def test_a_page_of_no_site_is_not_named(site: HomePage) -> None:
    page = write_news(site)
    page.move(HomePage.get_first_root_node(), pos="last-child")
    assert askback.open_page(page.pk) is None
