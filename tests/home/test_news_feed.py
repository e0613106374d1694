"""Whoever subscribes is told of news and notices."""

import xml.etree.ElementTree as ET
from typing import Any

from home.models import HomePage
from tests.pages import english, write_news
from tests.visitor import Visitor

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(visitor: Visitor, path: str) -> list[str]:
    root = ET.fromstring(visitor.get(path).body)  # noqa: S314 - our own
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_live_news_is_in_the_feed_of_its_language(site: HomePage, visitor: Visitor) -> None:
    write_news(site, title="抽血窗口增加了")
    write_news(site, title="还没写完", live=False)
    write_news(english(site), title="More counters", locale=english(site).locale)
    assert titles(visitor, "/news.atom") == ["抽血窗口增加了"]
    assert titles(visitor, "/en/news.atom") == ["More counters"]


def test_the_list_of_news_announces_the_feed(site: HomePage, visitor: Visitor) -> None:
    page = write_news(site).get_parent()
    assert visitor.get(page.url).soup.select_one("link[type*=atom]")["href"] == "/news.atom"


def test_the_feed_of_news_is_made_once_an_edition(
    site: HomePage, visitor: Visitor, django_assert_num_queries: Any
) -> None:
    visitor.get("/news.atom")
    with django_assert_num_queries(0):
        visitor.get("/news.atom")
