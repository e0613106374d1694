"""What the submitter reads in a medical dispute."""

from datetime import date

import pytest

from feedback import services
from feedback.models import Case
from feedback.vocabulary import Delivery
from portal.models import User
from tests.factories import CaseFactory
from tests.feedback.public.conftest import Open


@pytest.fixture
def case(officer: User) -> Case:
    """A case that has been marked as a medical dispute."""
    case = CaseFactory(accepted=True)
    services.dispute(case, by=officer, team=[officer], reason="hush")
    return case


def test_the_ways_to_settle_it_are_named(at_case: Open, case: Case) -> None:
    page = at_case(case).get("/en/feedback/case/")
    assert "People's mediation" in page.text
    assert "You were given the notice" not in page.text
    assert "hush" not in page.text


def test_the_day_of_the_notice_is_told(at_case: Open, case: Case, officer: User) -> None:
    services.deliver(case, by=officer, on=date(2026, 11, 20), delivery=Delivery.HAND)
    panel = (
        at_case(case).get("/en/feedback/case/").soup.select_one("[aria-labelledby=dispute-title]")
    )
    assert "on Friday, 20 November 2026: Handed over." in panel.text


def test_no_other_case_speaks_of_disputes(at_case: Open) -> None:
    page = at_case(CaseFactory(accepted=True)).get("/feedback/case/")
    assert not page.soup.select("#dispute-title")


def test_what_turned_out_to_be_none_does_so_no_more(
    at_case: Open, case: Case, director: User
) -> None:
    services.undispute(case, by=director, reason="hush")
    assert not at_case(case).get("/feedback/case/").soup.select("#dispute-title")
