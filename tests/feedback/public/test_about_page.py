"""Somebody writes about a page: the form names it, the case remembers it, and no number is trusted."""

import pytest

from feedback.models import Case
from home.models import HomePage, NewsPage
from tests.factories import CaseFactory
from tests.feedback.public.conftest import COMPLAINT, Open
from tests.pages import write_news, write_page
from tests.visitor import Page as Answer
from tests.visitor import Visitor


@pytest.fixture
def page(site: HomePage) -> NewsPage:
    return write_news(site, "抽血窗口<增加>了")


def send(visitor: Visitor, number: object, **changes: str) -> Answer:
    """Open the form from a page and send it, as a browser does."""
    form = visitor.get(f"/feedback/submit/?page={number}").form()
    with visitor.expect_private():
        return visitor.post("/feedback/submit/", {**form, **COMPLAINT, **changes})


def remembered() -> object:
    return Case.objects.get().diary.first().facts.get("page")


def test_the_form_names_the_page_and_leads_back(page: NewsPage, visitor: Visitor) -> None:
    form = visitor.get(f"/feedback/submit/?page={page.pk}").soup.select_one("form[enctype]")
    assert "抽血窗口<增加>了" in form.select_one("label[for=id_page]").get_text()
    assert form.select_one(f"a[href='{page.url}']")


def test_the_case_remembers_the_page(page: NewsPage, visitor: Visitor) -> None:
    receipt = send(visitor, page.pk)
    assert remembered() == page.pk
    assert receipt.soup.select(f"main a[href='{page.url}']")


def test_taking_the_tick_away_parts_the_matter_from_the_page(
    page: NewsPage, visitor: Visitor
) -> None:
    form = visitor.get(f"/feedback/submit/?page={page.pk}").form()
    del form["page"]
    with visitor.expect_private():
        visitor.post("/feedback/submit/", {**form, **COMPLAINT})
    assert remembered() is None


def test_the_page_survives_a_mistake(page: NewsPage, visitor: Visitor) -> None:
    assert send(visitor, page.pk, story="").form()["page"] == str(page.pk)


def test_a_tick_taken_away_stays_away(page: NewsPage, visitor: Visitor) -> None:
    form = {**visitor.get(f"/feedback/submit/?page={page.pk}").form(), **COMPLAINT, "story": ""}
    del form["page"]
    assert "page" not in visitor.post("/feedback/submit/", form).form()


@pytest.mark.parametrize("number", ["999999", "x", "", "-1", "9" * 40, "%00", "%F0%9F"])
def test_a_number_that_is_no_page_changes_nothing(
    site: HomePage, visitor: Visitor, number: str
) -> None:
    assert not visitor.get(f"/feedback/submit/?page={number}").soup.select("#id_page")
    send(visitor, number, page=number)
    assert remembered() is None


def test_a_page_that_asks_for_nothing_is_not_named(site: HomePage, visitor: Visitor) -> None:
    number = write_page(site).pk
    send(visitor, number, page=str(number))
    assert remembered() is None


def test_a_page_taken_down_meanwhile_is_let_go(page: NewsPage, visitor: Visitor) -> None:
    form = visitor.get(f"/feedback/submit/?page={page.pk}").form()
    page.unpublish()
    with visitor.expect_private():
        visitor.post("/feedback/submit/", {**form, **COMPLAINT})
    assert remembered() is None


def written(page: NewsPage) -> Case:
    """Return a case that began on a page."""
    case = CaseFactory()
    case.diary.update(facts={"channel": "web", "page": page.pk})
    return case


def test_the_own_case_names_the_page(page: NewsPage, at_case: Open) -> None:
    own = at_case(written(page)).get("/feedback/case/")
    assert own.soup.select(f".facts a[href='{page.url}']")


def test_the_own_case_follows_a_page_that_moves(page: NewsPage, at_case: Open) -> None:
    own = at_case(written(page))
    page.slug = "moved"
    page.save()
    assert own.get("/feedback/case/").soup.select(".facts a[href='/news/moved/']")


@pytest.mark.parametrize("gone", ["unpublish", "delete"])
def test_a_page_that_is_gone_is_only_called_so(page: NewsPage, at_case: Open, gone: str) -> None:
    own = at_case(written(page))
    getattr(page, gone)()
    shown = own.get("/en/feedback/case/").text
    assert "a page that is no longer public" in shown
    assert page.title not in shown
