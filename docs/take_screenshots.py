"""Photographs every page type of the demonstration for the papers: `make screenshots`.

It starts a fresh demonstration of its own, walks through it in Chromium at the width of a phone and of
a desk, in Chinese and English, and writes docs/screenshots/. A picture that looks as before is left
alone, so that only what has changed shows up in a commit. Needs the development requirements.
"""

import argparse
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-sync --disable-background-networking"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
LANGUAGES = {"zh": "", "en": "/en"}
LONGEST = 2000  # pixels; a longer page is cut at its foot
QUALITY = 30  # text stays sharp, and a hundred pictures stay below five megabytes
SAME = 0.4  # of 255: less than this on average, and the eye sees no difference
STORY = {
    "zh": "上周三带父亲来复诊，取药窗口排了一个多小时，问了两次都没有人告诉我们还要等多久。希望能有个大概的时间。",
    "en": "On Wednesday my father and I queued for his medicine for more than an hour. We asked twice how long it would take, and nobody could tell us.",
}


class Room(NamedTuple):
    """One page to be photographed, and what must be done on it first."""

    name: str
    path: str
    prepare: Callable[[Page, "Demo", str], None] | None = None


class Demo(NamedTuple):
    """A running demonstration: where it stands, who may sign in, and a code to try."""

    address: str
    passwords: dict[str, str]
    code: str


def main() -> int:
    """Start a demonstration, photograph it, and say how many pictures are new."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="a part of the rooms' names")
    parser.add_argument("--port", type=int, default=8765)
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as home,
        _demo(Path(home), chosen.port) as demo,
        sync_playwright() as playwright,
    ):
        new = 0
        for language, prefix in LANGUAGES.items():
            speaks = f"--lang={'zh-CN' if language == 'zh' else 'en-GB'}"  # in date fields, too
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=[*QUIET.split(), speaks]
            )
            new += sum(_photograph(browser, demo, language, prefix, chosen.only or ""))
            browser.close()
    sys.stdout.write(f"{new} pictures are new or have changed.\n")
    return 0


@contextmanager
def _demo(home: Path, port: int) -> Iterator[Demo]:
    """Run `make demo` on a fresh state for as long as it is needed."""
    environment = {**os.environ, "HUIYIN_HOME": str(home), "PORT": str(port)}
    server = subprocess.Popen(
        ["make", "demo"],  # noqa: S607 - the one a developer calls
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/readyz", server)
        told = json.loads((home / "demo.json").read_text())
        passwords = {each["username"]: each["password"] for each in told["accounts"]}
        yield Demo(f"http://127.0.0.1:{port}", passwords, told["tracking_code"])
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _second in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            if server.poll() is not None:
                raise SystemExit("The demonstration did not start: try `make demo`.") from None
            time.sleep(1)
    raise SystemExit("The demonstration did not answer within five minutes.")


def _photograph(
    browser: Browser, demo: Demo, language: str, prefix: str, only: str
) -> Iterator[bool]:
    """Yield for each picture whether it is new."""
    for viewport in (PHONE, DESK):
        context = browser.new_context(
            base_url=demo.address, viewport=viewport, reduced_motion="reduce"
        )
        page = context.new_page()
        for room in PUBLIC:
            if only in room.name:
                yield _take(page, room, demo, language, prefix)
        context.close()
    yield from _photograph_office(browser, demo, language, only)


def _photograph_office(browser: Browser, demo: Demo, language: str, only: str) -> Iterator[bool]:
    for username, rooms in OFFICE.items():
        wanted = [room for room in rooms if only in room.name]
        if not wanted:
            continue
        context = browser.new_context(base_url=demo.address, viewport=DESK)
        page = context.new_page()
        _sign_in(page, username, demo, language)
        for room in wanted:
            yield _take(page, room, demo, language, "")
        context.close()


def _take(page: Page, room: Room, demo: Demo, language: str, prefix: str) -> bool:
    page.goto(prefix + room.path)
    if room.prepare:
        room.prepare(page, demo, prefix)
    page.wait_for_load_state("networkidle")
    size = page.viewport_size or DESK
    height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    raw = page.screenshot(
        full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height}
    )
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    return _keep(picture, PICTURES / f"{language}-{size['width']}-{room.name}.webp")


def _keep(picture: Image.Image, path: Path) -> bool:
    """Write the picture unless the one that is there looks the same."""
    if path.exists():
        before = Image.open(path).convert("RGB")
        if before.size == picture.size:
            difference = ImageStat.Stat(ImageChops.difference(before, picture)).mean
            if max(difference) < SAME:
                return False
    path.parent.mkdir(exist_ok=True)
    picture.save(path, quality=QUALITY, method=6)
    return True


# --- What must be done before the picture is taken ------------------------------------------------
def _sign_in(page: Page, username: str, demo: Demo, language: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", demo.passwords[username])
    page.click("form [type=submit]")
    page.wait_for_url("**/admin/")
    page.goto("/admin/account/")
    page.select_option("[name=locale-preferred_language]", "en" if language == "en" else "zh-hans")
    page.locator("main [type=submit]:visible").last.click()
    page.wait_for_load_state()


# What sends, neither the unseen one that Enter presses nor the one that only looks around.
SEND = "main form [type=submit]:not([aria-hidden], [formaction])"


def _send_empty(page: Page, demo: Demo, prefix: str) -> None:
    page.click(SEND)


def _send_voice(page: Page, demo: Demo, prefix: str) -> None:
    page.check("[name=kind][value=complaint]")
    page.fill("[name=story]", STORY["en" if prefix else "zh"])
    page.wait_for_timeout(2500)  # whoever is quicker is taken for a program
    page.click(SEND)
    page.wait_for_selector(".code_groups")


def _open_case(page: Page, demo: Demo, prefix: str) -> None:
    page.fill("[name=code]", demo.code)
    page.click(SEND)
    page.wait_for_url("**/feedback/case/")


def _search_in_language(page: Page, demo: Demo, prefix: str) -> None:
    if prefix:
        page.goto(f"{prefix}/search/?q=queue")


def _first_link(selector: str) -> Callable[[Page, Demo, str], None]:
    def follow(page: Page, demo: Demo, prefix: str) -> None:
        address = page.locator(selector).first.get_attribute("href")
        page.goto(address or "/")

    return follow


def _first_case(page: Page, demo: Demo, prefix: str) -> None:
    page.locator("main table tbody tr a").first.click()
    page.wait_for_url(re.compile(r"/admin/cases/\d+/$"))


def _case_of(gist: str, act: str = "") -> Callable[[Page, Demo, str], None]:
    """Open the case of a gist, or the room of one act on it."""

    def go(page: Page, demo: Demo, prefix: str) -> None:
        page.get_by_role("link", name=gist).first.click()
        page.wait_for_url(re.compile(r"/admin/cases/\d+/$"))
        if act:
            page.goto(page.url + act)

    return go


CARD = ".card__link"
PUBLIC = (
    Room("home", "/"),
    Room("guide", "/how-to-complain/"),
    Room("rights", "/rights/"),
    Room("contact", "/contact/"),
    Room("privacy", "/privacy/"),
    Room("accessibility", "/accessibility/"),
    Room("news", "/news/"),
    Room("news-page", "/news/", _first_link(CARD)),
    Room("transparency", "/transparency/"),
    Room("statistics", "/transparency/statistics/"),
    Room("summaries", "/transparency/summaries/"),
    Room("summary", "/transparency/summaries/", _first_link(CARD)),
    Room("commendations", "/transparency/commendations/"),
    Room("topic", "/transparency/", _first_link("a[href*='/topic-']")),
    Room("self-check", "/transparency/self-check/"),
    Room("method", "/transparency/method/"),
    Room("data", "/transparency/data/"),
    Room("improvements", "/transparency/improvements/"),
    Room("improvement", "/transparency/improvements/", _first_link(CARD)),
    Room("submit", "/feedback/submit/"),
    Room("submit-errors", "/feedback/submit/", _send_empty),
    Room("receipt", "/feedback/submit/", _send_voice),
    Room("track", "/feedback/track/"),
    Room("case", "/feedback/track/", _open_case),
    Room("search", "/search/?q=%E6%8E%92%E9%98%9F", _search_in_language),
    Room("not-found", "/nowhere/"),
)
OFFICE = {
    "li": (
        Room("office-start", "/admin/"),
        Room("office-inbox", "/admin/cases/"),
        Room("office-case", "/admin/cases/", _first_case),
        Room("office-objection", "/admin/cases/", _case_of("取药叫号屏不更新")),
        Room("office-assign", "/admin/cases/", _case_of("取药叫号屏不更新", "assign/")),
        Room("office-route-notice", "/admin/cases/", _case_of("术后并发症争议", "route-notice/")),
        Room("office-on-the-spot", "/admin/cases/on-the-spot/"),
        Room("office-orders", "/admin/cases/orders/"),
        Room("office-callbacks", "/admin/cases/callbacks/discharged/"),
        Room("office-improvements", "/admin/cases/improvements/"),
        Room("office-library", "/admin/cases/library/"),
        Room("office-reports", "/admin/cases/reports/"),
        Room("office-month", "/admin/cases/reports/month/"),
        Room("office-rates", "/admin/cases/reports/rates/"),
        Room("office-volume", "/admin/cases/reports/volume/"),
        Room("office-severity", "/admin/cases/reports/hcat/"),
        Room(
            "office-due",
            "/admin/cases/due/?received=2026-09-30&kind=complaint&channel=web&complexity=standard",
        ),
    ),
    "zhao": (Room("department-inbox", "/admin/cases/"),),
    "qian": (
        Room("management-start", "/admin/"),
        Room("management-extend", "/admin/cases/", _case_of("两次检验结果不一致", "extend/")),
    ),
    "wu": (Room("oversight-case", "/admin/cases/", _case_of("住院部电梯等候时间长")),),
    "lin": (
        Room("editor-start", "/admin/"),
        Room("editor-page", "/admin/", _first_link("[aria-labelledby=waiting-summaries] a")),
        Room("editor-figures", "/admin/transparency/figures/"),
    ),
}

if __name__ == "__main__":
    sys.exit(main())
