"""Officer Li saves a way of looking at the inbox, finds it again, and takes a deletion back."""

import pytest

from feedback.models import SavedFilter
from portal.models import User
from tests.factories import UserFactory
from tests.visitor import Page, Visitor

SAVE, RESTORE = "/admin/cases/filters/save/", "/admin/cases/filters/restore/"


def save(visitor: Visitor, name: str, query: str) -> Page:
    return visitor.post(SAVE, {"name": name, "query": query})


def saved(page: Page) -> list[str]:
    return [link["href"] for link in page.soup.select(".saved__link")]


@pytest.fixture
def li(officer: User) -> Visitor:
    """Officer Li at the desk."""
    return Visitor(officer)


def test_a_saved_filter_stands_above_the_inbox_as_a_link(li: Visitor) -> None:
    page = li.follow(save(li, "My complaints", "show=mine&kind=complaint"))
    assert saved(page) == ["/admin/cases/?show=mine&kind=complaint"]
    assert page.soup.select_one(".saved__link[aria-current]").get_text() == "My complaints"


def test_the_inbox_offers_to_save_only_when_something_is_chosen(li: Visitor) -> None:
    assert li.get("/admin/cases/?kind=complaint").soup.select("#filter-name")
    assert not li.get("/admin/cases/").soup.select("#filter-name")


def test_the_same_name_again_replaces_the_filter(li: Visitor) -> None:
    save(li, "one", "show=mine")
    save(li, "one", "show=back")
    assert [one.query for one in SavedFilter.objects.all()] == ["show=back"]


def test_words_and_unknown_filters_are_not_kept(li: Visitor) -> None:
    save(li, "one", "q=13800138000&kind=complaint&page=7&next=//evil.example&stage=none")
    assert SavedFilter.objects.get().query == "kind=complaint"


@pytest.mark.parametrize(
    ("name", "query"), [("", "show=mine"), ("x" * 41, "show=mine"), ("one", ""), ("one", "q=x")]
)
def test_a_filter_without_name_or_content_is_refused(li: Visitor, name: str, query: str) -> None:
    assert li.follow(save(li, name, query)).soup.select_one(".messages .error")
    assert not SavedFilter.objects.exists()


def test_more_than_twenty_are_refused(li: Visitor) -> None:
    for number in range(21):
        save(li, f"number {number}", "show=mine")
    assert SavedFilter.objects.count() == 20


def test_a_deleted_filter_can_be_taken_back_once(li: Visitor) -> None:
    save(li, "one", "show=mine")
    page = li.post(f"/admin/cases/filters/{SavedFilter.objects.get().pk}/remove/")
    assert saved(li.follow(page)) == []
    assert saved(li.follow(li.post(RESTORE))) == ["/admin/cases/?show=mine"]
    assert not li.get("/admin/cases/").soup.select(".saved__undo")


def test_a_colleague_neither_sees_nor_deletes_it(li: Visitor) -> None:
    save(li, "one", "show=mine")
    chen = Visitor(UserFactory(chen=True))
    assert saved(chen.get("/admin/cases/")) == []
    number = SavedFilter.objects.get().pk
    assert chen.post(f"/admin/cases/filters/{number}/remove/").status == 404
    assert SavedFilter.objects.exists()


@pytest.mark.parametrize("address", [SAVE, RESTORE, "/admin/cases/filters/1/remove/"])
def test_nothing_is_saved_or_deleted_by_opening_an_address(li: Visitor, address: str) -> None:
    assert li.get(address).status == 405


@pytest.mark.parametrize("address", [SAVE, RESTORE, "/admin/cases/filters/1/remove/"])
def test_who_has_no_inbox_has_no_filters(editor: User, address: str) -> None:
    assert Visitor(editor).post(address, {"name": "one", "query": "show=mine"}).to == "/admin/"
