"""Releases of a category month by month, and a public notice of a measure that was done in one of them."""

from datetime import date
from typing import Any

from home.models import HomePage
from tests.pages import write_improvement
from tests.transparency.issued import issue
from transparency import cells, judging
from transparency.models import ImprovementPage, Progress, Release
from transparency.periods import Period
from transparency.suppression import Shown
from transparency.windows import later

# The measure of these tests was done in April.
DONE = Period(2026, 4, 4)


def document(received: Shown, **activity: int) -> dict[str, Any]:
    """Return a release of one category among others; None withholds it."""
    others = {"code": "CLN", "counts": dict.fromkeys(cells.ALONG, 100)}
    row = {"code": "PRO", "counts": dict.fromkeys(cells.ALONG, received)}
    total = dict.fromkeys(cells.MEASURES, 0) | {"received": 100 + (received or 10)}
    return {"total": total, "by_category": [row, others], "left_out": [], "activity": activity}


def month(number: int, received: Shown, **other: Any) -> Release:
    """Publish the month so many after the one in which it was done; before it they are negative."""
    visits = other.pop("visits", None)
    activity = {"visits": visits} if visits else {}
    return issue(later(DONE, number).code, document=document(received, **activity), **other)


def months(first: int, *received: Shown, **other: Any) -> list[Release]:
    """Publish one month after another."""
    return [month(first + n, number, **other) for n, number in enumerate(received)]


def six_before(received: Shown = 40, **other: Any) -> list[Release]:
    """Publish the half year before the measure."""
    return months(-6, *[received] * 6, **other)


def notice(site: HomePage, **other: Any) -> ImprovementPage:
    """Publish a notice of a measure that was done in April."""
    return write_improvement(site, **{"done": date(2026, 4, 1), "progress": Progress.DONE, **other})


def judged(site: HomePage, *after: Shown, **other: Any) -> ImprovementPage:
    """Return a notice at which the system has looked: forty a month before, and so many after."""
    page = notice(site, **other)
    six_before(40)
    months(1, *after)
    judging.sweep()
    return page


def typed(page: ImprovementPage, **changes: str) -> dict[str, str]:
    """Return what an editor's form of a notice sends."""
    names = ("title", "slug", "lead", "category", "said", "cause", "measure", "responsible")
    words = {name: getattr(page, name) for name in (*names, "progress", "evaluation")}
    days = {name: (value and value.isoformat()) or "" for name in ("due", "done")
            for value in [getattr(page, name)]}  # fmt: skip
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return {**words, **days, **comments, **changes}
