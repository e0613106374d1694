"""Leaving the own case on a device that others use too."""

from tests.factories import CaseFactory, UserFactory
from tests.feedback.public.conftest import Open
from tests.visitor import Visitor


def test_after_leaving_nothing_opens(at_case: Open) -> None:
    visitor = at_case(CaseFactory())
    page = visitor.post("/feedback/case/leave/")
    assert (page.status, visitor.get("/feedback/case/").to) == (303, "/feedback/track/")


def test_the_page_says_that_it_is_done(at_case: Open) -> None:
    visitor = at_case(CaseFactory())
    page = visitor.follow(visitor.post("/en/feedback/case/leave/"))
    assert "You have left" in page.text


def test_the_browser_is_told_to_forget(at_case: Open) -> None:
    page = at_case(CaseFactory()).post("/feedback/case/leave/")
    assert page.response["Clear-Site-Data"] == '"cache"'


def test_no_session_is_left_behind(at_case: Open) -> None:
    visitor = at_case(CaseFactory())
    visitor.post("/feedback/case/leave/")
    assert not visitor.client.session.keys()


def test_staff_leave_the_case_and_stay_signed_in(db: None) -> None:
    case, visitor = CaseFactory(), Visitor(UserFactory(officer=True))
    visitor.post("/feedback/track/", {"code": case.tracking_code})
    visitor.post("/feedback/case/leave/")
    assert "_auth_user_id" in visitor.client.session
    assert "unlocked" not in visitor.client.session


def test_leaving_twice_does_no_harm(visitor: Visitor) -> None:
    assert visitor.post("/feedback/case/leave/").status == 303
