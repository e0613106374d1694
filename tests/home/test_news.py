"""News and notices: the list, one piece of it, its picture and its neighbours."""

from datetime import date

import pytest
from wagtail.images.tests.utils import get_test_image_file

from home.models import HomePage, NewsPage
from portal.models import PortalImage
from tests.pages import write_news
from tests.visitor import Visitor


@pytest.fixture
def picture(db: None) -> PortalImage:
    return PortalImage.objects.create(
        title="photo of the desk", file=get_test_image_file(size=(1600, 900))
    )


@pytest.fixture
def three(site: HomePage) -> list[NewsPage]:
    """News of the first, second and third of March; the first two came out on one day."""
    days = (1, 1, 3)
    return [
        write_news(site, f"新闻{number}", published_on=date(2026, 3, day))
        for number, day in enumerate(days, start=1)
    ]


def titles(visitor: Visitor, address: str) -> list[str]:
    return [one.get_text(strip=True) for one in visitor.get(address).soup.select(".card__title")]


def test_the_list_begins_with_the_newest(three: list[NewsPage], visitor: Visitor) -> None:
    assert titles(visitor, "/news/") == ["新闻3", "新闻2", "新闻1"]


def test_a_long_list_goes_on(site: HomePage, visitor: Visitor) -> None:
    for number in range(13):
        write_news(site, f"新闻{number}")
    assert len(titles(visitor, "/news/?page=2")) == 1


def test_an_empty_list_says_so(three: list[NewsPage], visitor: Visitor) -> None:
    for page in three:
        page.unpublish()
    assert visitor.get("/news/").soup.select("main .notice")


def test_each_piece_says_what_it_is_and_of_when(site: HomePage, visitor: Visitor) -> None:
    page = write_news(site, section="notice", published_on=date(2026, 3, 5))
    over = visitor.get(page.url).soup.select_one(".opening__over").get_text()
    assert "2026年3月5日" in over


def test_the_picture_comes_in_sizes_with_words_for_it(
    site: HomePage, picture: PortalImage, visitor: Visitor
) -> None:
    page = write_news(site, picture=picture, picture_alt="护士引导患者")
    image = visitor.get(page.url).soup.select_one(".picture img")
    assert image["alt"] == "护士引导患者"
    assert image["srcset"].count("w,") == 2
    assert (image["width"], image["height"]) == ("480", "270")


def test_a_picture_that_only_decorates_is_not_read_out(
    site: HomePage, picture: PortalImage, visitor: Visitor
) -> None:
    page = write_news(site, picture=picture)
    assert visitor.get(page.url).soup.select_one(".picture img")["alt"] == ""
    assert visitor.get("/news/").soup.select_one(".card img")["alt"] == ""


@pytest.mark.parametrize(
    ("number", "newer", "older"),
    [(0, "新闻2", None), (1, "新闻3", "新闻1"), (2, None, "新闻2")],
)
def test_each_piece_leads_to_the_ones_before_and_after(
    three: list[NewsPage], visitor: Visitor, number: int, newer: str | None, older: str | None
) -> None:
    soup = visitor.get(three[number].url).soup
    shown = [soup.select_one(f".neighbours [rel={rel}]") for rel in ("next", "prev")]
    assert [link and link.get_text() for link in shown] == [newer, older]
