"""What somebody finds at the old address of a page that was renamed or moved."""

from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import PlainPage
from portal.models import User
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("site")


def plain(slug: str, language: str) -> PlainPage:
    page: PlainPage = PlainPage.objects.get(slug=slug, locale__language_code=language)
    return page


def rename(page: Page, slug: str) -> None:
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


@pytest.mark.parametrize(("language", "front"), [("zh-hans", ""), ("en", "/en")])
def test_the_old_address_of_a_renamed_page_leads_to_the_new_one(
    visitor: Visitor, language: str, front: str
) -> None:
    rename(plain("contact", language), "reach-us")
    page = visitor.get(f"{front}/contact/")
    assert (page.status, page.to) == (301, f"{front}/reach-us/")
    assert visitor.follow(page).status == 200


@pytest.mark.parametrize(("language", "front"), [("zh-hans", ""), ("en", "/en")])
def test_the_old_address_of_a_moved_page_leads_to_the_new_one(
    visitor: Visitor, language: str, front: str
) -> None:
    plain("contact", language).move(plain("accessibility", language), pos="last-child")
    page = visitor.get(f"{front}/contact/")
    assert (page.status, page.to) == (301, f"{front}/accessibility/contact/")


def test_what_stood_below_a_renamed_page_is_found_too(visitor: Visitor) -> None:
    rename(Page.objects.get(url_path__endswith="zh/transparency/").specific, "open")
    assert visitor.get("/transparency/statistics/").to == "/open/statistics/"


def test_browsers_do_not_keep_a_redirect_for_ever(visitor: Visitor) -> None:
    rename(plain("contact", "zh-hans"), "reach-us")
    assert visitor.get("/contact/").response.headers["Cache-Control"] == "no-cache"


def test_a_page_that_moves_back_is_there_again(visitor: Visitor) -> None:
    rename(plain("contact", "zh-hans"), "reach-us")
    rename(plain("reach-us", "zh-hans"), "contact")
    assert visitor.get("/contact/").status == 200
    assert visitor.get("/reach-us/").to == "/contact/"


def test_the_old_address_of_a_page_that_is_taken_down_leads_to_where_it_is_told(
    visitor: Visitor,
) -> None:
    rename(plain("contact", "zh-hans"), "reach-us")
    plain("reach-us", "zh-hans").unpublish()
    assert visitor.follow(visitor.get("/contact/")).status == 410


def test_a_page_that_is_there_asks_for_no_redirect(visitor: Visitor) -> None:
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/contact/")
    assert not [query for query in asked if "wagtailredirects" in query["sql"]]


@pytest.mark.parametrize("path", ["//evil.example/x", "//evil.example", "/%2Fevil.example"])
def test_no_address_of_ours_leads_to_another_house(client: Client, path: str) -> None:
    answer = client.get("/", PATH_INFO=unquote(path))
    assert answer.status_code in {301, 404}
    assert not answer.headers.get("Location", "/").startswith(("//", "http"))


def test_an_editor_keeps_the_redirects(editor: User, visitor: Visitor) -> None:
    target = plain("contact", "zh-hans").pk
    form = {"old_path": "/old/", "is_permanent": "on", "redirect_page": target}
    assert Visitor(editor).post("/admin/redirects/add/", form).to == "/admin/redirects/"
    assert visitor.get("/old/").to == "/contact/"


def test_an_officer_does_not_keep_the_redirects(officer: User) -> None:
    assert Visitor(officer).get("/admin/redirects/").to == "/admin/"
