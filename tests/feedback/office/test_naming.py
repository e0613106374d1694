"""Two cases nobody has summed up are told apart by what is known of them, and never by their story."""

from typing import Any

import pytest

from feedback.models import Case
from feedback.office import naming
from feedback.vocabulary import Channel
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.visitor import Visitor


@pytest.fixture
def case(db: None) -> Case:
    """A case of the ward that nobody has summed up."""
    return CaseFactory(assigned=True, gist="", channel=Channel.H12345)


def test_a_gist_is_the_name_of_a_case(db: None) -> None:
    assert naming.line(CaseFactory(gist="门诊排队久")) == "门诊排队久"


def test_without_one_kind_matter_department_channel_and_day_are(case: Case) -> None:
    ward, day = DepartmentFactory(ward=True), case.received_on.isoformat()
    line = naming.lines([case])[case.pk]
    assert line.split(" · ")[0] == case.get_kind_display()
    assert line.split(" · ")[2:] == [ward.label, case.get_channel_display(), day]
    assert len(line.split(" · ")) == 5


def test_the_story_is_not_in_it(case: Case) -> None:
    assert case.story not in naming.lines([case])[case.pk]


def test_a_day_that_is_not_known_is_not_made_up(case: Case) -> None:
    case.date_known = False
    assert case.received_on.isoformat() not in naming.line(case)


def test_many_cost_one_question_for_their_matters(db: None, django_assert_num_queries: Any) -> None:
    cases = [CaseFactory(assigned=True, gist="") for _number in range(4)]
    naming.lines(cases)
    fresh = list(Case.objects.filter(pk__in=[case.pk for case in cases]))
    with django_assert_num_queries(1):
        assert len(naming.lines(fresh)) == 4


def test_the_start_page_names_it_so(officer: User, case: Case) -> None:
    page = Visitor(officer).get("/admin/")
    link = page.soup.select_one(f".waiting a[href^='/admin/cases/{case.pk}/']")
    assert case.received_on.isoformat() in link.get_text()
    assert case.reference in page.soup.select_one(".waiting").get_text()
