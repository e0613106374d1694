"""A matter that was split: from the first case to its parts and back, and to no other."""

import pytest

from feedback import services
from feedback.models import Case
from portal.models import User
from tests.factories import CaseFactory
from tests.feedback.public.conftest import Open
from tests.visitor import Visitor

ABOUT = "收费有误。"


@pytest.fixture
def case(officer: User) -> Case:
    """A case of which the bill has been split off."""
    case = CaseFactory(accepted=True)
    services.split(case, by=officer, story=ABOUT)
    return case


def part_of(case: Case) -> Case:
    return case.parts.get()


def go(visitor: Visitor, reference: str) -> int:
    return visitor.post("/feedback/case/part/", {"reference": reference}).status


def test_the_first_lists_its_parts_with_their_stage(at_case: Open, case: Case) -> None:
    page = at_case(case).get("/en/feedback/case/")
    listed = page.soup.select_one("[action$='/part/']")
    assert part_of(case).reference in listed.text
    assert "Received" in listed.text


def test_a_part_opens_in_this_browser_and_leads_back(at_case: Open, case: Case) -> None:
    visitor, part = at_case(case), part_of(case)
    assert go(visitor, part.reference) == 303
    assert visitor.get("/feedback/case/").soup.select_one("#story").text == ABOUT
    assert go(visitor, case.reference) == 303
    assert visitor.get("/feedback/case/").soup.select_one("#story").text == case.story


def test_the_words_of_the_office_are_not_called_the_own(at_case: Open, case: Case) -> None:
    visitor = at_case(case)
    go(visitor, part_of(case).reference)
    page = visitor.get("/en/feedback/case/")
    assert "What this part is about" in page.text
    assert "What you told us" not in page.text


def test_a_part_gets_a_new_session_key(at_case: Open, case: Case) -> None:
    visitor = at_case(case)
    before = visitor.client.session.session_key
    go(visitor, part_of(case).reference)
    assert visitor.client.session.session_key != before


@pytest.mark.parametrize("trait", ["accepted", "merged", "closed"])
def test_a_foreign_case_is_not_there(at_case: Open, case: Case, trait: str) -> None:
    foreign = CaseFactory(**{trait: True})
    visitor = at_case(case)
    assert go(visitor, foreign.reference) == 404
    assert visitor.get("/feedback/case/").soup.select_one("#story").text == case.story


def test_a_part_of_a_foreign_case_is_not_there(at_case: Open, case: Case) -> None:
    assert go(at_case(CaseFactory()), part_of(case).reference) == 404


def test_a_part_leads_to_no_other_part(at_case: Open, case: Case, officer: User) -> None:
    visitor, part = at_case(case), part_of(case)
    other = services.split(case, by=officer, story="另一件事。")
    go(visitor, part.reference)
    assert go(visitor, other.reference) == 404


@pytest.mark.parametrize("sent", ["", "TS-2026-000000", "\0", "1"])
def test_what_is_no_reference_is_not_there(at_case: Open, case: Case, sent: str) -> None:
    assert go(at_case(case), sent) == 404


def test_the_case_itself_is_no_part_of_itself(at_case: Open, case: Case) -> None:
    assert go(at_case(case), case.reference) == 404


def test_without_a_code_no_part_opens(visitor: Visitor, case: Case) -> None:
    page = visitor.post("/feedback/case/part/", {"reference": part_of(case).reference})
    assert page.to == "/feedback/track/"
    assert visitor.get("/feedback/case/").to == "/feedback/track/"


def test_a_link_opens_no_part(at_case: Open, case: Case) -> None:
    assert at_case(case).get("/feedback/case/part/").status == 405
