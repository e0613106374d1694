"""Real people at a real Chromium. A console error, or a request to another house, fails the test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = Path("/usr/bin/chromium")
QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-sync --disable-background-networking"
# What a policy only reports, and does not stop, is no error of the console by itself.
REPORT = """addEventListener("securitypolicyviolation", (found) =>
  console.error(`against the policy: ${found.violatedDirective} ${found.blockedURI}`))"""
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}

# Playwright's sync API runs an event loop in this thread, in which Django else refuses its database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Every test in this folder drives a browser, and says so."""
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One Chromium for all tests; each person gets a context of her own in it."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing (Debian: apt-get install chromium fonts-noto-cjk)")
    migrated = connection._test_serialized_contents
    with sync_playwright() as playwright:
        # Beside a running event loop Django hands out another connection object, which must know
        # as well what the migrations wrote.
        connection._test_serialized_contents = migrated
        arguments = [*QUIET.split(), "--disable-component-update"]
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)


@pytest.fixture
def person(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Seat somebody at a browser of the own: `person()`, `person(PHONE, javascript=False)`."""
    contexts, faults = [], []

    def seat(viewport: dict[str, int] = DESK, *, javascript: bool = True) -> Page:
        context = _context(browser, live_server, viewport=viewport, java_script_enabled=javascript)
        contexts.append(context)
        page = context.new_page()
        _listen(page, faults, live_server.url)
        return page

    yield seat
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


class Regulars:
    """Those who come back: each keeps the own browser, and loads no script twice."""

    def __init__(self, browser: Browser, house: LiveServer) -> None:
        self.browser, self.house = browser, house
        self.pages: dict[str, Page] = {}
        self.faults: list[str] = []

    def seat(self, name: str) -> Page:
        """Return somebody's browser."""
        if name not in self.pages:
            self.pages[name] = page = _context(self.browser, self.house, viewport=DESK).new_page()
            _listen(page, self.faults, self.house.url)
        return self.pages[name]

    def leave(self) -> None:
        """Close what they have open and sign them out; a page left open would go on asking."""
        for page in self.pages.values():
            page.goto("about:blank")
            page.context.clear_cookies()


@pytest.fixture(scope="module")
def regulars(browser: Browser, live_server: LiveServer) -> Iterator[Regulars]:
    """One browser for each person of a whole module."""
    house = Regulars(browser, live_server)
    yield house
    for page in house.pages.values():
        page.context.close()


@pytest.fixture
def page(person: Callable[..., Page]) -> Page:
    """Somebody from the street at a desk."""
    return person()


@pytest.fixture
def screenshot() -> Callable[[Page, str], Path]:
    """Keep a picture of the whole page below var/screenshots, to be looked at."""
    folder = settings.BASE_DIR / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> Path:
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        return folder / f"{name}.png"

    return take


def _listen(page: Page, faults: list[str], house: str) -> None:
    """Write down what goes wrong in a browser from now on."""
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda said: faults.extend([f"{page.url}: {said.text}"] * (said.type == "error")),
    )
    page.on("request", lambda request: faults.extend(_foreign(request.url, house)))


def _context(browser: Browser, house: LiveServer, **how: Any) -> BrowserContext:
    context = browser.new_context(base_url=house.url, locale="zh-CN", **how)
    context.add_init_script(REPORT)
    context.set_default_timeout(15_000)
    return context


def _foreign(url: str, house: str) -> list[str]:
    where = urlsplit(url)
    if where.scheme in {"data", "blob", "about"} or where.netloc == urlsplit(house).netloc:
        return []
    return [f"asked another house: {url}"]
