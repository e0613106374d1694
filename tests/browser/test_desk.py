"""The desk at a real browser: by keyboard, and with a colleague at the same case."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.users.models import UserProfile

from feedback.models import Case, CaseEvent
from feedback.vocabulary import Act, Stage
from portal import roles
from tests.browser.journey import sign_in
from tests.factories import CaseFactory, UserFactory


@pytest.fixture
def case(transactional_db: None) -> Case:
    """A case in hand."""
    return CaseFactory(accepted=True)


@pytest.fixture
def second(transactional_db: None) -> str:
    """Another officer of the complaint office."""
    return UserFactory(username="second", last_name="Second", groups=[roles.OFFICERS]).username


@pytest.fixture
def told(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Seat somebody whose browser may note a refusal (409) on its console."""
    contexts = []

    def seat(*, javascript: bool = True) -> Page:
        context = browser.new_context(base_url=live_server.url, java_script_enabled=javascript)
        contexts.append(context)
        return context.new_page()

    yield seat
    for context in contexts:
        context.close()


def at_desk(person: Callable[..., Page], username: str, address: str, **how: bool) -> Page:
    page = person(**how)
    sign_in(page, username)
    page.goto(address)
    return page


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_of_two_browsers_on_one_case_the_second_is_told_and_loses_nothing_typed(
    person: Callable[..., Page],
    told: Callable[..., Page],
    case: Case,
    second: str,
    *,
    javascript: bool,
) -> None:
    first = at_desk(person, "li", f"/admin/cases/{case.pk}/note/", javascript=javascript)
    other = at_desk(told, second, f"/admin/cases/{case.pk}/ask/", javascript=javascript)
    first.fill("#id_text", "Called the ward.")
    other.fill("#id_question", "A long question, typed with care.")
    first.click("form.panel .acts [type=submit]")
    other.click("form.panel .acts [type=submit]")
    expect(other.locator(".refusal")).to_be_visible()
    expect(other.locator("#since + ol, .diary").first).to_contain_text("Called the ward.")
    assert other.input_value("#id_question") == "A long question, typed with care."
    other.click("form.panel .acts [type=submit]")
    other.wait_for_url(f"**/admin/cases/{case.pk}/")
    assert Case.objects.get(pk=case.pk).stage == Stage.WAITING
    assert CaseEvent.objects.filter(case=case, act=Act.NOTE).exists()


def test_two_officers_on_one_case_see_each_other_and_what_is_new(
    person: Callable[..., Page], case: Case, second: str
) -> None:
    reading = at_desk(person, second, f"/admin/cases/{case.pk}/")
    writing = at_desk(person, "li", f"/admin/cases/{case.pk}/note/")
    expect(writing.locator(".presence__who")).to_contain_text("Second")
    expect(reading.locator(".presence__who")).to_be_visible(timeout=30_000)
    writing.fill("#id_text", "Called the ward.")
    writing.click("form.panel .acts [type=submit]")
    expect(reading.locator(".presence__newer")).to_be_visible(timeout=30_000)
    reading.click(".presence__newer a")
    expect(reading.locator(".diary").first).to_contain_text("Called the ward.")


def test_a_case_is_found_opened_and_answered_without_leaving_the_keyboard(
    person: Callable[..., Page], case: Case
) -> None:
    page = at_desk(person, "li", "/admin/cases/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/admin/cases/{case.pk}/")
    page.keyboard.press("r")
    page.wait_for_url(f"**/admin/cases/{case.pk}/reply/")
    page.focus("#id_answer")
    page.keyboard.type("gi, xr? We are sorry.")
    assert page.input_value("#id_answer") == "gi, xr? We are sorry."
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/admin/cases/{case.pk}/")
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/admin/cases/")


def test_rows_are_ticked_and_searched_by_key(person: Callable[..., Page], case: Case) -> None:
    page = at_desk(person, "li", "/admin/cases/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.is_checked(f"input[name=case][value='{case.pk}']")
    page.keyboard.press("/")
    page.keyboard.type("jx")
    assert page.input_value("#search") == "jx"


def test_a_letter_leads_to_a_button_and_never_presses_it(
    person: Callable[..., Page], transactional_db: None
) -> None:
    case = CaseFactory()
    page = at_desk(person, "li", f"/admin/cases/{case.pk}/")
    page.keyboard.press("a")
    button = page.locator("form[action$='/accept/'] button")
    expect(button).to_be_focused()
    assert Case.objects.get(pk=case.pk).stage == Stage.RECEIVED
    page.keyboard.press("Enter")
    expect(button).to_have_count(0)
    assert Case.objects.get(pk=case.pk).stage == Stage.ACCEPTED


def test_the_question_mark_lists_the_keys_of_this_page(
    person: Callable[..., Page], case: Case
) -> None:
    page = at_desk(person, "li", f"/admin/cases/{case.pk}/")
    page.keyboard.press("?")
    dialog = page.locator("#keyboard-shortcuts-dialog")
    expect(dialog).to_be_visible()
    label = page.locator(".acts a[href$='/reply/']").inner_text().removesuffix("r").strip()
    expect(dialog.get_by_role("row", name=f"{label} r", exact=True)).to_be_visible()


def test_who_switched_the_keys_off_has_none(person: Callable[..., Page], case: Case) -> None:
    profile = UserProfile.get_for_user(UserFactory(officer=True))
    profile.keyboard_shortcuts = False
    profile.save()
    page = at_desk(person, "li", f"/admin/cases/{case.pk}/")
    page.keyboard.press("n")
    assert not page.locator("kbd.key").count()
    assert page.url.endswith(f"/admin/cases/{case.pk}/")


def test_one_goes_from_case_to_case_by_key_and_on_after_an_act(
    person: Callable[..., Page], transactional_db: None
) -> None:
    for _number in range(2):
        CaseFactory(accepted=True)
    page = at_desk(person, "li", "/admin/cases/?sort=oldest")
    first, second = (row.get_attribute("href") for row in page.locator(".inbox__case a").all())
    page.goto(first)
    page.keyboard.press("j")
    page.wait_for_url(f"**{second}")
    page.keyboard.press("k")
    page.wait_for_url(f"**{first}")
    page.goto(f"{first}note/")
    page.fill("#id_text", "Called the ward.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{first}")
    page.keyboard.press("j")
    page.wait_for_url(f"**{second}")
