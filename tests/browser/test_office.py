"""Officer Li at a real browser: no page of the office breaks the strict policy, at a desk or on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from feedback.models import Case
from feedback.vocabulary import Stage
from tests.browser.conftest import DESK, PHONE
from tests.browser.journey import do, sign_in
from tests.factories import CaseFactory

FORMS = ["decline", "classify", "ask", "note"]


@pytest.fixture
def case(transactional_db: None) -> Case:
    """A voice that has just come in."""
    return CaseFactory(story="很长的一行" * 200)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_rooms_of_the_office_open_without_an_error(
    person: Callable[..., Page], case: Case, size: dict[str, int]
) -> None:
    page = person(size)
    sign_in(page, "li")
    rooms = ["", "register/", f"{case.pk}/", *(f"{case.pk}/{act}/" for act in FORMS)]
    for room in rooms:
        page.goto(f"/admin/cases/{room}")
        width = page.evaluate("document.querySelector('.office').scrollWidth")
        assert width <= size["width"], room


def test_a_note_is_written_by_keyboard_alone(person: Callable[..., Page], case: Case) -> None:
    page = person()
    sign_in(page, "li")
    page.goto(f"/admin/cases/{case.pk}/note/")
    page.focus("#id_text")
    page.keyboard.type("Called the ward.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/admin/cases/{case.pk}/")
    assert "Called the ward." in page.inner_text("#diary + ol, .diary")


def test_an_act_needs_no_script(person: Callable[..., Page], case: Case) -> None:
    page = person(javascript=False)
    sign_in(page, "li")
    do(page, f"/admin/cases/{case.pk}/", "ask", question="When was it?")
    case.refresh_from_db()
    assert case.stage == Stage.WAITING
