"""What an editor meets at the desk: the start page, addresses, the menu, the other language."""

from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page as TreePage

from home.models import HomePage, PlainPage
from portal.models import User
from tests.pages import english, write_news, write_page
from tests.visitor import Page, Visitor

ERRANDS = ("newspage", "improvementpage", "plainpage", "?ordering=ord", "sitesettings", "notice")


@pytest.fixture
def lin(editor: User) -> Visitor:
    """Editor Lin at the desk."""
    return Visitor(editor)


def write(lin: Visitor, address: str, **fields: Any) -> Page:
    """Fill in the form of a page and publish it."""
    form = {"title": "雨天走东门", "slug": "", "lead": "", "body-count": "0"}
    news = {"section": "news", "published_on": "2026-03-05"}
    comments = dict.fromkeys(("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS"), "0")
    rest = {f"comments-{name}": value for name, value in comments.items()}
    sent = lin.post(address, {**form, **news, **rest, "action-publish": "1", **fields})
    return lin.follow(sent) if sent.to else sent


def warned(page: Page) -> list[str]:
    """Return where the warnings above a page lead."""
    return [link["href"] for link in page.soup.select("li.warning a")]


def add(below: TreePage, kind: str = "plainpage") -> str:
    return f"/admin/pages/add/home/{kind}/{below.pk}/"


def change(page: TreePage) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def test_the_start_page_asks_what_the_editor_came_for(site: HomePage, lin: Visitor) -> None:
    links = lin.get("/admin/").soup.select("[aria-labelledby=welcome] a")
    addresses = " ".join(link["href"] for link in links)
    assert [errand for errand in ERRANDS if errand not in addresses] == []


def test_every_errand_can_be_done(site: HomePage, lin: Visitor) -> None:
    links = lin.get("/admin/").soup.select("[aria-labelledby=welcome] a")
    found = [lin.get(link["href"]) for link in links]
    assert {(lin.follow(page) if page.to else page).status for page in found} == {200}


def test_a_reviewer_is_asked_nothing_of_the_kind(site: HomePage, reviewer: User) -> None:
    assert not Visitor(reviewer).get("/admin/").soup.select("[aria-labelledby=welcome]")


def test_a_chinese_title_needs_no_address(site: HomePage, lin: Visitor) -> None:
    write(lin, add(site))
    assert PlainPage.objects.get(title="雨天走东门").slug == f"plain-{timezone.localdate()}"


def test_two_pages_of_one_day_have_two_addresses(site: HomePage, lin: Visitor) -> None:
    for _number in range(2):
        write(lin, add(site))
    found = PlainPage.objects.filter(title="雨天走东门").values_list("slug", flat=True)
    assert len(set(found)) == 2


def test_an_english_title_gives_the_address(site: HomePage, lin: Visitor) -> None:
    write(lin, add(english(site)), title="Rainy days")
    assert PlainPage.objects.get(title="Rainy days").slug == "rainy-days"


def test_an_emptied_address_stays_what_it_was(site: HomePage, lin: Visitor) -> None:
    page = write_page(site, slug="rain")
    write(lin, change(page))
    assert PlainPage.objects.get(pk=page.pk).slug == "rain"


def test_an_address_that_is_taken_is_refused(site: HomePage, lin: Visitor) -> None:
    write(lin, add(site), slug=write_page(site).slug)
    assert not PlainPage.objects.filter(title="雨天走东门").exists()


def test_news_cannot_be_put_into_the_menu(site: HomePage, lin: Visitor) -> None:
    news, plain = lin.get(change(write_news(site))), lin.get(change(write_page(site)))
    ticks = [len(page.soup.select("[name=show_in_menus]")) for page in (news, plain)]
    assert ticks == [0, 1]


def test_the_editor_is_told_that_the_other_language_is_missing(
    site: HomePage, lin: Visitor
) -> None:
    news = write_news(site)
    told = warned(write(lin, change(news)))
    assert told == [f"/admin/translation/submit/page/{news.pk}/"]


def test_the_editor_is_told_that_the_other_language_is_a_draft(
    site: HomePage, lin: Visitor
) -> None:
    page = write_page(site)
    twin = page.copy_for_translation(english(site).locale)
    assert warned(write(lin, change(page))) == [change(twin)]


@pytest.mark.parametrize(("title", "told"), [("Rainy 雨 days", True), ("Rainy days", False)])
def test_the_editor_is_told_of_chinese_left_in_english(
    site: HomePage, lin: Visitor, title: str, told: bool
) -> None:
    twin = write_page(site).copy_for_translation(english(site).locale)
    assert bool(warned(write(lin, change(twin), title=title))) is told
