"""Walking a case through its pages: each person finds the act's own button, fills in what is asked and sends it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from feedback.models import Case, CaseEvent
from feedback.office.desks import DESKS
from tests.browser import journey
from tests.browser.procedure import SUBMITTER, Step
from tests.factories import UserFactory

OWN_CASE = "/feedback/case/"


def signed_in(page: Page, username: str, house: str) -> Page:
    """Give a browser the session of a member of the cast; signing in is tried in other tests."""
    client = Client()
    client.force_login(UserFactory(username=username))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": house}])
    return page


class Walk:
    """One case, and those who work on it, each at a browser of the own, seated when first needed."""

    def __init__(self, case: Case, seat: Callable[[str], Page]) -> None:
        self.case, self.seat = case, seat
        self.address = f"/admin/cases/{case.pk}/"
        self.pages: dict[str, Page] = {}
        self.last = ""

    def take(self, step: Step) -> CaseEvent:
        """Do one act on its page and return what it left in the diary."""
        page, before = self._page_of(step.who), self._newest()
        answers = step.answers(self.case)
        here = OWN_CASE if step.who == SUBMITTER else self.address
        if step.who != self.last or not page.url.endswith(here):
            page.goto(here)  # what others did meanwhile is to be seen
        self.last = step.who
        if step.who == SUBMITTER:
            _as_submitter(page, step.act, answers)
        else:
            _at_desk(page, step.act, answers)
        return self.case.diary.get(seq__gt=before, act=step.act)

    def _newest(self) -> int:
        return int(self.case.diary.latest("seq").seq)

    def _page_of(self, who: str) -> Page:
        if who not in self.pages:
            self.pages[who] = self.seat(who)
            if who == SUBMITTER:
                journey.track(self.pages[who], self.case.tracking_code)
        return self.pages[who]


def _at_desk(page: Page, act: str, answers: dict[str, Any]) -> None:
    where = f".casehead .acts :is(a[href$='/{act}/'], form[action$='/{act}/'] button)"
    _pressed(page, _opened(page, where))
    if not DESKS[act].asks:
        return
    send = page.locator("main form.panel .acts [data-send]")
    for name, value in answers.items():
        journey.answer(page, name, value)
    _pressed(page, send)
    if "reference" in answers:  # the other case is shown first
        _pressed(page, send)
    page.wait_for_selector(".casehead")


def _as_submitter(page: Page, act: str, answers: dict[str, Any]) -> None:
    if act == "withdraw":
        _pressed(page, page.locator("main a[href$='/case/withdraw/']"))
    room = f"form[action$='/case/{act}/']"
    form = _opened(page, f"main {room}")
    if act == "rate":
        _pressed(page, form.locator(f"[name=satisfaction][value='{answers['satisfaction']}']"))
        return
    for name, value in answers.items():
        journey.answer(page, name, value, within=room)
    _pressed(page, form.locator(".actions [type=submit]").first)


def _opened(page: Page, where: str) -> Locator:
    """Find something, and open the menu in which it lies, if it lies in one."""
    wanted = page.locator(where)
    if not wanted.is_visible():
        wanted.locator("xpath=ancestor::details/summary").click()
    return wanted


def _pressed(page: Page, button: Locator) -> None:
    """Press a button and wait for the page it leads to, which must be no refusal."""
    with page.expect_navigation(wait_until="domcontentloaded") as leading:
        button.click()
    assert leading.value.ok, f"{leading.value.status} {leading.value.url}"
