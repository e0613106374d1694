"""What is measured: each operation as a conversation, once with the floor and once with the product."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import count
from random import Random
from typing import Any

from PIL import Image

from benchmarks.dialogue import Talk, get, post, upload

Plan = dict[str, Any]
Scene = Callable[[Plan], Talk]

STORY = (
    "母亲在心内科住院，换药时间每天都不一样，问过两次，都说等通知。"
    "我们不是不愿意等，只是想提前知道，好安排人陪着。"
) * 4
PHOTO_SIDE = 2000
TURNS = count()


@dataclass(frozen=True)
class Operation:
    """One row of the table. `goal` is the product's CPU as a multiple of the floor's."""

    name: str
    title: str
    floor: Scene
    ours: Scene
    times: int
    goal: float | None = None
    queries: int | None = None
    # The floor's CPU in ms as the paper on speed has it, for comparison.
    paper: float | None = None


def _voice(plan: Plan) -> dict[str, str]:
    """Return what a visitor fills in, under a form key that nobody has used."""
    keys = {"form_key": plan["form_keys"].pop()} if "form_keys" in plan else {}
    return {
        **keys,
        "channel": "web",
        "kind": "complaint",
        "story": f"{STORY}（{next(TURNS)}）",
        "department": plan["department"],
        "happened_on": "2026-01-15",
        "name": "王女士",
        "phone": "010-5555 0123",
        "email": "wang@example.org",
        "relationship": "",
        "consent_health": "on",
    }


@cache
def photo() -> bytes:
    """Return a JPEG of about three megabytes: noise, since it must not shrink."""
    noise = Image.frombytes("RGB", (PHOTO_SIDE, PHOTO_SIDE), Random(3).randbytes(3 * PHOTO_SIDE**2))  # noqa: S311
    file = BytesIO()
    noise.save(file, "JPEG", quality=71)
    return file.getvalue()


def past_the_cache(plan: Plan) -> dict[str, str]:
    """Return the cookie with which a page is made anew: no session's page is kept for others."""
    return {"sessionid": plan["nobody"]}


def page(path: str, *words: str) -> Scene:
    """Open a page as somebody from the street."""

    def talk(plan: Plan) -> Talk:
        (yield get(path.format_map(plan))).expect(200, *words)

    return talk


def fresh_page(path: str, *words: str) -> Scene:
    """Open a page that the cache may not answer."""

    def talk(plan: Plan) -> Talk:
        (yield get(path.format_map(plan), **past_the_cache(plan))).expect(200, *words)

    return talk


def staff_page(path: str, *words: str) -> Scene:
    """Open a page as the officer."""

    def talk(plan: Plan) -> Talk:
        (yield get(path.format_map(plan), sessionid=plan["officer"])).expect(200, *words)

    return talk


def case_page(plan: Plan) -> Talk:
    """Open the page of one case after the other as the officer."""
    path = plan["case_pages"][next(TURNS) % len(plan["case_pages"])]
    (yield get(path, sessionid=plan["officer"])).expect(200, "</h1>")


def submit(path: str, word: str) -> Scene:
    """Send the form."""

    def talk(plan: Plan) -> Talk:
        (yield post(path, _voice(plan))).expect(200, word)

    return talk


def submit_photo(path: str, word: str) -> Scene:
    """Send the form with a photo."""

    def talk(plan: Plan) -> Talk:
        sent = upload(path, _voice(plan), name="attachments", photo=photo())
        (yield sent).expect(200, word)

    return talk


def look_up_floor(plan: Plan) -> Talk:
    """Type a code and see the case."""
    code = plan["codes"][next(TURNS) % len(plan["codes"])]
    (yield post("/track/", {"code": code})).expect(200, "<h2>")


def look_up(plan: Plan) -> Talk:
    """Type a code, be sent on, and see the case."""
    code = plan["codes"][next(TURNS) % len(plan["codes"])]
    sent_on = (yield post("/feedback/track/", {"code": code})).expect(303)
    (yield get("/feedback/case/", sessionid=sent_on.cookie("sessionid"))).expect(200, "timeline")


def wrong_code(path: str) -> Scene:
    """Type a code that opens nothing."""

    def talk(plan: Plan) -> Talk:
        code = plan["wrong_codes"][next(TURNS) % len(plan["wrong_codes"])]
        (yield post(path, {"code": code})).expect(200, "<form")

    return talk


FLOOR_PAGE = page("/page/p0/", "<h1>")
RECEIPT = "code_groups"

OPERATIONS = (
    Operation("page", "home, cached", FLOOR_PAGE, page("/"), 600, 0.40, None, 1.15),
    Operation("home", "home, uncached", FLOOR_PAGE, fresh_page("/"), 200, 5, 12, 1.15),
    Operation(
        "guide", "guide, uncached", FLOOR_PAGE, fresh_page("/how-to-complain/"), 200, 5, 12, 1.15
    ),
    Operation(
        "summary", "case summary, uncached", FLOOR_PAGE, fresh_page("{summary}"), 200, 5, 12, 1.15
    ),
    Operation(
        "summaries",
        "list of summaries, uncached",
        FLOOR_PAGE,
        fresh_page("/transparency/summaries/"),
        200,
        5,
        12,
        1.15,
    ),
    Operation(
        "statistics",
        "statistics, uncached",
        FLOOR_PAGE,
        fresh_page("/transparency/statistics/"),
        100,
        5,
        12,
        1.15,
    ),
    Operation(
        "form",
        "form page",
        page("/submit/", "</form>"),
        page("/feedback/submit/", "</form>"),
        200,
        1.0,
        None,
        2.75,
    ),
    Operation(
        "submit",
        "submit, no file",
        submit("/submit/", "<strong>"),
        submit("/feedback/submit/", RECEIPT),
        200,
        2.0,
        None,
        1.38,
    ),
    Operation(
        "photo",
        "submit with a 3 MB photo",
        submit_photo("/submit/", "<strong>"),
        submit_photo("/feedback/submit/", RECEIPT),
        40,
        1.3,
        None,
        7.6,
    ),
    Operation("lookup", "look up, to the page", look_up_floor, look_up, 200, 1.5, None, 1.09),
    Operation(
        "wrong",
        "wrong code",
        wrong_code("/track/"),
        wrong_code("/feedback/track/"),
        200,
        None,
        None,
        None,
    ),
    Operation(
        "inbox",
        "office inbox, 50 rows",
        staff_page("/cases/", "</table>"),
        staff_page("/admin/cases/", "</table>"),
        60,
        5,
        None,
        6.2,
    ),
    Operation("case", "office case page", look_up_floor, case_page, 60, None, 25, 1.09),
)
BY_NAME = {operation.name: operation for operation in OPERATIONS}
