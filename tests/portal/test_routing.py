"""The page at an address is found by what is kept of the edition, and never a wrong one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import RequestFactory
from wagtail.models import Site

from home.models import HomePage, PlainPage
from portal import edition, routing
from tests.visitor import Visitor

Commits = Callable[..., Any]


@pytest.fixture
def page(site: HomePage) -> PlainPage:
    """A page two levels below the home page."""
    above = PlainPage(title="就诊须知", slug="visit", locale=site.locale)
    site.add_child(instance=above)
    return above.add_child(instance=PlainPage(title="停车", slug="park", locale=site.locale))


@pytest.mark.parametrize(
    ("path", "status"),
    [("/visit/park/", 200), ("/park/", 404), ("/visit/park/x/", 404), ("/en/visit/park/", 404)],
)
def test_a_page_stands_at_its_own_address_only(
    page: PlainPage, visitor: Visitor, path: str, status: int
) -> None:
    assert [visitor.get(path).status for _ in range(2)] == [status, status]


def test_a_page_that_was_found_once_costs_one_question(
    page: PlainPage, visitor: Visitor, django_assert_num_queries: Any
) -> None:
    visitor.get("/visit/park/")
    with django_assert_num_queries(1):
        assert visitor.get("/visit/park/").soup.h1.get_text() == "停车"


def test_a_moved_page_is_found_where_it_is_now(
    page: PlainPage, site: HomePage, visitor: Visitor
) -> None:
    visitor.get("/visit/park/")
    page.move(site, pos="last-child")
    assert [visitor.get(path).status for path in ("/visit/park/", "/park/")] == [301, 200]


def test_a_page_taken_down_is_gone(page: PlainPage, visitor: Visitor) -> None:
    visitor.get("/visit/park/")
    page.unpublish()
    assert visitor.get("/visit/park/").status == 410


def test_a_page_below_a_draft_is_still_found(page: PlainPage, visitor: Visitor) -> None:
    page.get_parent().specific.unpublish()
    assert visitor.get("/visit/park/").status == 200


def test_a_closed_branch_closes_the_pages_below_at_once(page: PlainPage, visitor: Visitor) -> None:
    assert visitor.get("/visit/park/").status == 200
    page.get_parent().view_restrictions.create(restriction_type="login")
    assert visitor.get("/visit/park/").status == 302


def test_without_an_english_home_page_the_chinese_one_is_shown(
    site: HomePage, visitor: Visitor
) -> None:
    site.get_translations().get().unpublish()
    assert visitor.client.get("/en/").context["page"].pk == site.pk


@pytest.mark.parametrize("host", ["testserver", "a.example", "a.example:8001", "b.example", "none"])
@pytest.mark.parametrize("default", [True, False])
def test_a_host_has_the_site_that_wagtail_finds(
    site: HomePage, rf: RequestFactory, host: str, default: bool
) -> None:
    Site.objects.update(is_default_site=default)
    for name, port in [("a.example", 80), ("a.example", 8001), ("b.example", 80)]:
        Site.objects.create(hostname=name, port=port, root_page=site)
    edition.forget()
    request = rf.get("/", headers={"host": host})
    assert routing._site(request) == Site._find_for_request(request)


def test_the_sign_of_life_asks_no_database(
    visitor: Visitor, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        visitor.get("/healthz")
