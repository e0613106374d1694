"""Real people at a real Chromium. A console error, or a request to another house, fails the test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = Path("/usr/bin/chromium")
QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-sync --disable-background-networking"
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
        context = browser.new_context(
            base_url=live_server.url,
            viewport=viewport,
            locale="zh-CN",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: faults.extend([f"{page.url}: {said.text}"] * (said.type == "error")),
        )
        page.on("request", lambda request: faults.extend(_foreign(request.url, live_server.url)))
        return page

    yield seat
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


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


def _foreign(url: str, house: str) -> list[str]:
    where = urlsplit(url)
    if where.scheme in {"data", "blob", "about"} or where.netloc == urlsplit(house).netloc:
        return []
    return [f"asked another house: {url}"]
