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
    goal: float | None = None
    # The goal instead, where it is more than a multiple: CPU ms from the medians, floor's and ours.
    bound: Callable[[dict[str, tuple[float, float]]], float] | None = None
    # Other operations that the bound is reckoned from.
    beside: tuple[str, ...] = ()
    queries: int | None = None
    # How far above the goal is still within what the machine's noise explains.
    margin: float = 1.2
    fewest: int = 0
    # The floor's CPU ms where the goals were set, to compare this floor with.
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


def snapshot() -> bytes:
    """Return a JPEG of twelve megapixels as a camera makes it: large soft shapes."""
    shapes = Image.frombytes("RGB", (250, 188), Random(5).randbytes(250 * 188 * 3))  # noqa: S311
    file = BytesIO()
    shapes.resize((4000, 3000), Image.Resampling.BICUBIC).save(file, "JPEG", quality=92)
    return file.getvalue()


def past_the_cache(path: str) -> str:
    """Return the address by which a page is made anew: nobody's query is kept that we do not know."""
    return f"{path}?bench=1"


def page(path: str, *words: str) -> Scene:
    """Open a page as somebody from the street."""

    def talk(plan: Plan) -> Talk:
        (yield get(path.format_map(plan))).expect(200, *words)

    return talk


def fresh_page(path: str, *words: str) -> Scene:
    """Open a page that the cache may not answer."""

    def talk(plan: Plan) -> Talk:
        (yield get(past_the_cache(path.format_map(plan)))).expect(200, *words)

    return talk


def nobodys_page(path: str, *words: str) -> Scene:
    """Open a page as somebody who is signed in and may do nothing."""

    def talk(plan: Plan) -> Talk:
        (yield get(path.format_map(plan), sessionid=plan["nobody"])).expect(200, *words)

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


def _fresh(name: str, title: str, path: str) -> Operation:
    return Operation(
        name, f"{title}, uncached", FLOOR_PAGE, fresh_page(path), goal=5, queries=12, paper=1.15
    )


FLOOR_PAGE = page("/page/p0/", "<h1>")
RECEIPT = "code_groups"
LOOK_UP_MARGIN = 1.35

OPERATIONS = (
    Operation("constant", "constant page", page("/constant/"), page("/healthz"), paper=0.22),
    Operation("page", "home, cached", FLOOR_PAGE, page("/"), goal=0.40, paper=1.15),
    _fresh("home", "home", "/"),
    Operation("session", "home, signed in", FLOOR_PAGE, nobodys_page("/"), paper=1.15),
    _fresh("guide", "guide", "/how-to-complain/"),
    _fresh("summary", "case summary", "{summary}"),
    _fresh("summaries", "list of summaries", "/transparency/summaries/"),
    Operation(
        "statistics-first",
        "statistics, first of an edition",
        FLOOR_PAGE,
        fresh_page("/statistics/first/", "</h1>"),
        paper=1.15,
    ),
    Operation(
        "statistics",
        "statistics, uncached",
        FLOOR_PAGE,
        fresh_page("/transparency/statistics/", "</h1>"),
        goal=5,
        queries=12,
        beside=("statistics-first", "statistics-cached"),
        paper=1.15,
    ),
    Operation(
        "statistics-cached",
        "statistics, cached",
        FLOOR_PAGE,
        page("/transparency/statistics/", "</h1>"),
        goal=0.40,
        paper=1.15,
    ),
    Operation(
        "form",
        "form page",
        page("/submit/", "</form>"),
        page("/feedback/submit/", "</form>"),
        goal=1.0,
        paper=2.75,
    ),
    Operation(
        "submit",
        "submit, no file",
        submit("/submit/", "<strong>"),
        submit("/feedback/submit/", RECEIPT),
        goal=2.0,
        fewest=200,
        paper=1.38,
    ),
    Operation(
        "photo",
        "submit with a 3 MB photo",
        submit_photo("/submit/", "<strong>"),
        submit_photo("/feedback/submit/", RECEIPT),
        goal=1.3,
        paper=7.6,
    ),
    Operation(
        "lookup",
        "look up, to the page",
        look_up_floor,
        look_up,
        goal=1.5,
        margin=LOOK_UP_MARGIN,
        paper=1.09,
    ),
    Operation(
        "wrong",
        "wrong code",
        wrong_code("/track/"),
        wrong_code("/feedback/track/"),
        bound=lambda middles: 1.1 * middles["lookup"][1],
        beside=("lookup",),
        margin=LOOK_UP_MARGIN,
    ),
    Operation(
        "inbox",
        "office inbox, 50 rows",
        staff_page("/cases/", "</table>"),
        staff_page("/admin/cases/", "</table>"),
        goal=5,
        paper=6.2,
    ),
    Operation(
        "frame", "empty admin page", look_up_floor, staff_page("/admin/frame/", "<body"), paper=1.09
    ),
    Operation(
        "case",
        "office case page",
        look_up_floor,
        case_page,
        bound=lambda middles: 6 * middles["case"][0] + middles["frame"][1],
        beside=("frame",),
        queries=25,
        margin=LOOK_UP_MARGIN,
        paper=1.09,
    ),
)
BY_NAME = {operation.name: operation for operation in OPERATIONS}


def chosen(names: str) -> list[Operation]:
    """Return the operations of a list of names and those they are judged by; all when it is empty."""
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    if unknown := wanted - BY_NAME.keys():
        raise ValueError(f"{', '.join(sorted(unknown))}: known are {', '.join(BY_NAME)}")
    wanted |= {other for name in wanted for other in BY_NAME[name].beside}
    return [one for one in OPERATIONS if not wanted or one.name in wanted]
