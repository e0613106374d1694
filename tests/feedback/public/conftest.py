"""What somebody at the public pages does again and again: fill in the form, open the own case."""

from collections.abc import Callable
from typing import Any

import pytest

from feedback.models import Case
from tests.visitor import Page, Visitor

COMPLAINT = {"kind": "complaint", "story": "在门诊排队两个多小时，没有人解释。"}

Send = Callable[..., Page]
Open = Callable[[Case], Visitor]


@pytest.fixture
def send(visitor: Visitor) -> Send:
    """Open the form, fill it in and send it; `send(story="…")`."""

    def fill_in(**answers: Any) -> Page:
        form = visitor.get("/feedback/submit/").form()
        with visitor.expect_private():
            return visitor.post("/feedback/submit/", {**form, **COMPLAINT, **answers})

    return fill_in


@pytest.fixture
def at_case(visitor: Visitor) -> Open:
    """Open a case with its code."""

    def unlock(case: Case) -> Visitor:
        page = visitor.post("/feedback/track/", {"code": case.tracking_code})
        assert page.status == 303
        return visitor

    return unlock
