"""What each public page costs the database, stated, so that nobody makes it dearer unnoticed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback import services, tracking
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.feedback.public.conftest import COMPLAINT, Open
from tests.visitor import Visitor


def cost(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


@pytest.fixture(autouse=True)
def _warm(visitor: Visitor, site: Any) -> None:
    DepartmentFactory(ward=True)
    visitor.get("/feedback/submit/")


def test_the_form_page(visitor: Visitor) -> None:
    assert cost(lambda: visitor.get("/feedback/submit/")) == 0


def test_sending_it(visitor: Visitor) -> None:
    form = {**visitor.get("/feedback/submit/").form(), **COMPLAINT}
    with visitor.expect_private():
        assert cost(lambda: visitor.post("/feedback/submit/", form)) == 11


def test_the_tracking_page(visitor: Visitor) -> None:
    assert cost(lambda: visitor.get("/feedback/track/")) == 0


def test_the_look_up(visitor: Visitor) -> None:
    code = {"code": CaseFactory().tracking_code}
    assert cost(lambda: visitor.post("/feedback/track/", code)) == 5


def test_a_wrong_code(visitor: Visitor) -> None:
    code = {"code": tracking.derive("form", key=b"x" * 32)}
    visitor.post("/feedback/track/", code)
    assert cost(lambda: visitor.post("/feedback/track/", code)) == 6


@pytest.mark.parametrize(
    "trait", ["accepted", "assigned", "waiting", "replied", "rated", "closed", "merged", "declined"]
)
def test_the_own_case(at_case: Open, trait: str) -> None:
    visitor = at_case(CaseFactory(**{trait: True}))
    visitor.get("/feedback/case/")
    assert cost(lambda: visitor.get("/feedback/case/")) == 5


def test_a_case_with_all_that_can_stand_on_it(at_case: Open, officer: User) -> None:
    case = CaseFactory(accepted=True)
    for story in ("收费有误。", "另一件事。"):
        services.split(case, by=officer, story=story)
    services.restate(case, by=officer, problem="您反映门诊排队过久。")
    services.dispute(case, by=officer, team=[officer])
    visitor = at_case(case)
    visitor.get("/feedback/case/")
    assert cost(lambda: visitor.get("/feedback/case/")) == 5
