"""Where a page leads: the menu, the way back, and the other language."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils.translation import override

from home.models import HomePage, PlainPage
from portal import navigation
from tests.pages import write_page
from tests.visitor import Visitor


def link_to_other_language(visitor: Visitor, path: str) -> str:
    return visitor.get(path).soup.select_one(".masthead__language")["href"]


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/how-to-complain/", "/en/how-to-complain/"),
        ("/en/privacy/", "/privacy/"),
    ],
)
def test_the_other_language_is_the_same_page(
    visitor: Visitor, site: HomePage, path: str, other: str
) -> None:
    assert link_to_other_language(visitor, path) == other


def test_a_page_without_a_twin_leads_to_the_other_home_page(
    visitor: Visitor, site: HomePage
) -> None:
    site.add_child(instance=PlainPage(title="院史", slug="history", locale=site.locale))
    assert link_to_other_language(visitor, "/history/") == "/en/"


def test_a_room_keeps_its_questions_in_the_other_language(rf: RequestFactory) -> None:
    request = rf.get("/robots.txt?kind=complaint")
    request.resolver_match = resolve("/robots.txt")
    entry = navigation.in_other_language(request, None)
    assert entry
    assert entry.url == "/robots.txt?kind=complaint"
    assert entry.language == "en"


@pytest.mark.parametrize(
    "typed", ["/feedback/case/12345678901/", "/feedback/track/?code=12345678901"]
)
def test_what_was_typed_into_an_address_is_not_repeated(visitor: Visitor, typed: str) -> None:
    assert "12345678901" not in visitor.get(typed).body.decode()


def test_an_answer_to_a_form_is_not_left_for_the_other_language(rf: RequestFactory) -> None:
    assert navigation.in_other_language(rf.post("/feedback/submit/"), None) is None


@pytest.mark.parametrize(("prefix", "title"), [("", "如何投诉"), ("/en", "How to complain")])
def test_the_menu_speaks_the_language_of_the_page(
    visitor: Visitor, site: HomePage, prefix: str, title: str
) -> None:
    assert visitor.get(f"{prefix}/").soup.select_one(".masthead__link").get_text() == title


def test_the_menu_shows_where_we_are(visitor: Visitor, site: HomePage) -> None:
    current = visitor.get("/contact/").soup.select(".masthead__link[aria-current]")
    assert [link.get_text() for link in current] == ["联系我们"]


def test_the_menu_is_asked_for_once_an_edition(rf: RequestFactory, site: HomePage) -> None:
    request = rf.get("/")
    navigation.menu(request)
    with CaptureQueriesContext(connection) as asked:
        assert len(navigation.menu(request)) >= 2
    assert len(asked) == 0


def test_the_way_back_names_every_page_above(rf: RequestFactory, site: HomePage) -> None:
    contact = site.get_children().get(slug="contact")
    below = contact.add_child(instance=PlainPage(title="怎么来", slug="way", locale=site.locale))
    with override("zh-hans"):
        trail = navigation.trail(below, rf.get("/contact/way/"))
    assert [entry.url for entry in trail] == ["/", "/contact/", "/contact/way/"]


def test_the_way_back_leaves_out_what_is_not_public(rf: RequestFactory, site: HomePage) -> None:
    above = write_page(site, "尚未公布", live=False)
    page = write_page(above, "抽血须知")
    assert [entry.title for entry in navigation.trail(page, rf.get("/"))][1:] == ["抽血须知"]


def test_an_address_is_written_in_the_language_of_the_page() -> None:
    with override("en"):
        assert navigation.address("/feedback/track/") == "/en/feedback/track/"
    with override("zh-hans"):
        assert navigation.address("/feedback/track/") == "/feedback/track/"
