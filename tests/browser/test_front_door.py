"""The public pages as a real browser shows them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", ["/", "/en/", "/how-to-complain/", "/privacy/"])
def test_a_page_fits_the_screen(
    site: Any, person: Callable[..., Page], viewport: dict[str, int], address: str
) -> None:
    page = person(viewport)
    assert page.goto(address).ok
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_the_front_door_opens_without_javascript(site: Any, person: Callable[..., Page]) -> None:
    page = person(javascript=False)
    page.goto("/")
    assert page.locator("a[href='/feedback/submit/']").first.is_visible()


def test_the_front_door_is_worth_a_look(
    site: Any, page: Page, screenshot: Callable[[Page, str], Path]
) -> None:
    page.goto("/")
    assert screenshot(page, "front-door").stat().st_size > 10_000
