"""What search engines, and those who are sent a link, are told."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from portal.models import SiteSettings
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("site")
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ROOT = "http://127.0.0.1:8000"


def listed(visitor: Visitor) -> dict[str, dict[str, str]]:
    """Read the sitemap: each address with its twins by language."""
    tree = ElementTree.fromstring(visitor.get("/sitemap.xml").body)  # noqa: S314  our own
    return {
        url.findtext("s:loc", namespaces=NAMES).removeprefix(ROOT): {
            link.get("hreflang"): link.get("href").removeprefix(ROOT)
            for link in url.findall("x:link", NAMES)
        }
        for url in tree
    }


def head(visitor: Visitor, path: str) -> dict[str, Any]:
    soup = visitor.get(path).soup
    canonical = soup.select_one("link[rel=canonical]")
    twins = soup.select("head link[rel=alternate][hreflang]")
    return {
        "canonical": canonical and canonical["href"].removeprefix(ROOT),
        "twins": {link["hreflang"]: link["href"].removeprefix(ROOT) for link in twins},
    }


@pytest.mark.parametrize("path", ["/", "/contact/", "/transparency/", "/feedback/submit/"])
def test_both_languages_are_listed_and_know_each_other(visitor: Visitor, path: str) -> None:
    twins = {"zh-Hans": path, "en": f"/en{path}", "x-default": path}
    found = listed(visitor)
    assert found[path] == found[f"/en{path}"] == twins


def test_the_sitemap_is_made_once_an_edition_whatever_is_asked_of_it(visitor: Visitor) -> None:
    visitor.get("/sitemap.xml?a")
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/sitemap.xml?b")
    assert not [query for query in asked if "wagtailcore_page" in query["sql"]]


@pytest.mark.parametrize("path", ["/", "/en/contact/", "/en/feedback/track/"])
def test_the_head_of_a_page_says_the_same_as_the_sitemap(visitor: Visitor, path: str) -> None:
    assert head(visitor, path) == {"canonical": path, "twins": listed(visitor)[path]}


@pytest.mark.parametrize("path", ["/feedback/left/", "/nowhere/", "/search/?q=x"])
def test_what_nobody_is_to_find_has_no_right_address(visitor: Visitor, path: str) -> None:
    assert head(visitor, path) == {"canonical": None, "twins": {}}
    assert path not in listed(visitor)


def test_what_somebody_hangs_on_an_address_does_not_count(visitor: Visitor) -> None:
    assert head(visitor, "/contact/?from=timeline&page=x")["canonical"] == "/contact/"


def test_a_further_page_of_a_list_counts_by_itself(visitor: Visitor) -> None:
    path = "/transparency/summaries/?page=2"
    assert head(visitor, path) == {"canonical": path, "twins": {}}


def test_a_page_without_a_twin_names_none(visitor: Visitor) -> None:
    Page.objects.get(slug="contact", locale__language_code="en").unpublish()
    assert head(visitor, "/contact/")["twins"] == listed(visitor)["/contact/"] == {}


def test_a_page_for_some_only_is_not_listed(visitor: Visitor) -> None:
    page = Page.objects.get(slug="contact", locale__language_code="en")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "/en/contact/" not in listed(visitor)


def test_the_two_rooms_may_be_found_and_no_other_below_feedback(client: Client) -> None:
    assert "X-Robots-Tag" not in client.get("/en/feedback/submit/").headers
    assert "noindex" in client.get("/en/feedback/left/").headers["X-Robots-Tag"]


def test_a_page_says_in_a_sentence_what_it_is_about(visitor: Visitor) -> None:
    soup = visitor.get("/contact/").soup
    lead = Page.objects.get(slug="contact", locale__language_code="zh-hans").specific
    words = soup.select_one("meta[name=description]")["content"]
    assert words == (lead.search_description or lead.lead)
    assert soup.select_one('meta[property="og:title"]')["content"] == lead.title


def test_the_shared_link_names_the_site(visitor: Visitor) -> None:
    site = SiteSettings.objects.get()
    shown = visitor.get("/contact/").soup.select_one('meta[property="og:site_name"]')
    assert shown["content"] == site.title


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/favicon.ico", "image/x-icon"), ("/apple-touch-icon.png", "image/png")],
)
def test_browsers_find_the_mark_where_they_look_for_it(
    client: Client, path: str, kind: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)


def test_the_sitemap_asks_few_questions_however_long_it_is(visitor: Visitor) -> None:
    visitor.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/sitemap.xml")
    assert len(asked) <= 18, "\n".join(query["sql"][:150] for query in asked)
