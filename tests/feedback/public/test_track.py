"""Opening a case with its code."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from feedback import tracking
from feedback.models import Case
from feedback.services import codes
from portal.models import Tally
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Page, Visitor

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.fixture
def case(db: None) -> Case:
    return CaseFactory()


def stranger() -> str:
    """A well-formed code that opens nothing."""
    return tracking.derive(codes.new_form_key(), key=b"x" * 32)


def error(page: Page) -> str:
    return page.soup.select_one(".field__error").text


@pytest.mark.parametrize(
    "write",
    [
        str,
        tracking.grouped,
        lambda code: tracking.grouped(code).replace(" ", "-"),
        lambda code: code.translate(FULL_WIDTH),
        lambda code: f"  {tracking.grouped(code).replace(' ', '　')}  ",
    ],
    ids=["plain", "groups", "hyphens", "full width", "ideographic spaces"],
)
def test_a_code_opens_its_case_however_it_is_written(
    visitor: Visitor, case: Case, write: object
) -> None:
    page = visitor.post("/feedback/track/", {"code": write(case.tracking_code)})  # type: ignore[operator]
    assert (page.status, page.to) == (303, "/feedback/case/")


def test_in_english_it_leads_to_the_english_case(visitor: Visitor, case: Case) -> None:
    page = visitor.post("/en/feedback/track/", {"code": case.tracking_code})
    assert page.to == "/en/feedback/case/"


def test_a_slip_is_told_as_one_without_a_look_up(visitor: Visitor, case: Case) -> None:
    wrong = case.tracking_code[:-1] + str((int(case.tracking_code[-1]) + 1) % 10)
    page = visitor.post("/en/feedback/track/", {"code": wrong})
    assert "typing error" in error(page)
    assert not Tally.objects.exists()


def test_what_was_mistyped_stays_to_be_compared(visitor: Visitor) -> None:
    page = visitor.post("/feedback/track/", {"code": "1234 5678"})
    assert page.form()["code"] == "1234 5678"


def test_the_reference_is_told_from_the_code(visitor: Visitor, case: Case) -> None:
    page = visitor.post("/en/feedback/track/", {"code": case.reference})
    assert "reference" in error(page)


def test_unknown_and_revoked_codes_get_the_same_page(visitor: Visitor, case: Case) -> None:
    code = case.tracking_code
    Case.objects.update(code_digest=None)
    revoked, unknown = (
        visitor.post("/feedback/track/", {"code": typed}) for typed in (code, stranger())
    )
    assert (revoked.status, revoked.text) == (unknown.status, unknown.text)


def test_a_code_does_not_come_back_in_the_page(visitor: Visitor) -> None:
    assert visitor.post("/feedback/track/", {"code": stranger()}).form()["code"] == ""


def test_what_one_forgot_to_type_is_not_told_to_the_next(visitor: Visitor) -> None:
    token = visitor.client.get("/en/feedback/track/").cookies["csrftoken"].value
    visitor.post("/en/feedback/track/", {}, headers={"X-CSRFToken": token})
    page = visitor.post("/en/feedback/track/", {"code": stranger()})
    assert "No case opens with this code" in error(page)


def test_after_too_many_wrong_codes_one_has_to_wait(visitor: Visitor, case: Case) -> None:
    for _ in range(settings.WRONG_CODES_PER_NETWORK):
        visitor.post("/feedback/track/", {"code": stranger()})
    page = visitor.post("/feedback/track/", {"code": stranger()})
    assert page.status == 429
    assert 0 < int(page.response["Retry-After"]) <= 3600


def test_somebody_elses_wrong_codes_are_not_mine(visitor: Visitor, case: Case) -> None:
    for _ in range(settings.WRONG_CODES_PER_NETWORK):
        visitor.post("/feedback/track/", {"code": stranger()}, REMOTE_ADDR="203.0.113.9")
    assert visitor.post("/feedback/track/", {"code": case.tracking_code}).status == 303


def test_right_codes_do_not_count(visitor: Visitor, case: Case) -> None:
    for _ in range(settings.WRONG_CODES_PER_NETWORK + 2):
        assert visitor.post("/feedback/track/", {"code": case.tracking_code}).status == 303


def test_a_forged_header_resets_nothing(visitor: Visitor, case: Case) -> None:
    for number in range(settings.WRONG_CODES_PER_NETWORK):
        visitor.post(
            "/feedback/track/", {"code": stranger()}, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}"
        )
    assert visitor.post("/feedback/track/", {"code": stranger()}).status == 429


def test_the_session_gets_a_new_key(visitor: Visitor, case: Case) -> None:
    visitor.post("/feedback/track/", {"code": case.tracking_code})
    before = visitor.client.session.session_key
    visitor.post("/feedback/track/", {"code": case.tracking_code})
    assert visitor.client.session.session_key != before


def test_the_session_knows_no_code(visitor: Visitor, case: Case) -> None:
    visitor.post("/feedback/track/", {"code": case.tracking_code})
    kept = Session.objects.get().get_decoded()
    assert set(kept["unlocked"]) == {"case", "at"}
    assert case.tracking_code not in str(kept)


def test_staff_stay_signed_in_when_they_open_a_case(case: Case) -> None:
    visitor = Visitor(UserFactory(officer=True))
    visitor.post("/feedback/track/", {"code": case.tracking_code})
    assert "_auth_user_id" in visitor.client.session


def test_a_code_in_an_address_opens_nothing(visitor: Visitor, case: Case) -> None:
    page = visitor.get(f"/feedback/track/?code={case.tracking_code}")
    assert page.to == "/feedback/track/"
    assert visitor.get("/feedback/case/").to == "/feedback/track/"


@pytest.mark.parametrize("typed", ["", "0" * 1000, "\0", "一二三", "'; DROP TABLE", "😀" * 20])
def test_nonsense_is_asked_about(visitor: Visitor, typed: str) -> None:
    assert visitor.post("/feedback/track/", {"code": typed}).soup.select(".field__error")


@pytest.mark.parametrize("stage", ["withdrawn", "declined", "closed"])
def test_an_ended_case_still_opens(visitor: Visitor, stage: str) -> None:
    case = CaseFactory(**{stage: True})
    assert visitor.post("/feedback/track/", {"code": case.tracking_code}).status == 303
