"""What begins a case at the desk, and what is done on the case page itself, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feedback.models import Case, Category
from feedback.vocabulary import Act, Stage
from tests.browser.journey import answer, sign_in, track
from tests.factories import WANG, CaseFactory, UserFactory

TOLD = {"kind": "complaint", "story": "来电反映窗口排队两小时。", "gist": "门诊排队久"}


@pytest.fixture
def li(person: Callable[..., Page], transactional_db: None) -> Page:
    """Officer Li, signed in."""
    UserFactory(officer=True)
    page = person()
    sign_in(page, "li")
    return page


def send(page: Page, room: str, **answers: object) -> None:
    page.goto(f"/admin/cases/{room}/")
    for name, value in answers.items():
        answer(page, name, value)
    page.click("form.register .acts [type=submit]")


def test_a_call_is_registered_and_its_code_opens_the_case(
    li: Page, person: Callable[..., Page]
) -> None:
    send(li, "register", channel="phone", phone=WANG["phone"], **TOLD)
    li.wait_for_url(re.compile(r"/admin/cases/\d+/$"))
    li.click("form[action$='/show_code/'] button")
    groups = li.locator(".code_groups__group")
    expect(groups).to_have_count(5)
    code = "".join(groups.all_inner_texts())
    caller = person()
    track(caller, code)
    assert Case.objects.get().reference in caller.inner_text("main")


def test_what_is_settled_on_the_spot_ends_with_the_sheet_to_sign(li: Page) -> None:
    category = str(Category.objects.get(code="PRO-02").pk)
    settled = {"category": category, "outcome": "upheld", "measures": ["apology"]}
    send(li, "on-the-spot", channel="counter", answer="当场致歉并带其就诊。", **settled, **TOLD)
    li.wait_for_url("**/sheet/")
    assert Case.objects.get().stage == Stage.CLOSED
    assert "当场致歉" in li.inner_text("main")


def test_the_contact_is_shown_for_a_reason_and_the_showing_is_written_down(li: Page) -> None:
    case = CaseFactory(accepted=True)
    li.goto(f"/admin/cases/{case.pk}/")
    li.fill("#reason", "回访")
    li.click("form.reveal [type=submit]")
    expect(li.locator("section[aria-labelledby=contact]")).to_contain_text(WANG["phone"])
    assert case.diary.get(act=Act.REVEAL).by.username == "li"
