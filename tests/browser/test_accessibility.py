"""What a tool can see of accessibility: axe finds nothing, at phone width, in both languages."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)
ROOMS = [
    "/",
    "/how-to-complain/",
    "/privacy/",
    "/feedback/submit/",
    "/feedback/track/",
    "/transparency/",
    "/transparency/statistics/",
    "/transparency/summaries/",
]
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("language", ["", "/en"])
def test_axe_finds_no_fault_on_the_public_pages(
    person: Callable[..., Page], site: object, language: str
) -> None:
    page, faults = person(PHONE), []
    for room in ROOMS:
        page.goto(language + room)
        found = Axe().run(page, options=STANDARD).response["violations"]
        faults += [f"{language}{room}: {fault['id']}: {fault['help']}" for fault in found]
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{language}{room} is {wide} pixels wide"] * (wide > PHONE["width"])
    assert not faults, "\n".join(faults)
