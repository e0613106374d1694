"""In the inbox a case nobody summed up is told apart, and one that came back says by what."""

from typing import Any

import pytest
from wagtail.users.models import UserProfile

from feedback import services
from feedback.models import Case
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Visitor


@pytest.fixture(autouse=True)
def _in_english(officer: User) -> None:
    """The words are looked for in English."""
    UserProfile.objects.update_or_create(user=officer, defaults={"preferred_language": "en"})


def shown(officer: User) -> str:
    return Visitor(officer).get("/admin/cases/").soup.select_one("table").get_text()


def test_a_case_without_a_gist_is_named_by_what_is_known(officer: User) -> None:
    case = CaseFactory(assigned=True, gist="")
    page = Visitor(officer).get("/admin/cases/")
    name = page.soup.select_one(".inbox__case a").get_text()
    assert case.received_on.isoformat() in name
    assert case.story not in page.text


def test_what_came_back_is_said_in_the_row(officer: User) -> None:
    case = CaseFactory(assigned=True)
    services.draft(case, by=UserFactory(doctor=True), answer="拟。")
    assert "came back: a draft reply" in shown(officer)


def test_many_that_came_back_cost_one_question_more(
    officer: User, django_assert_max_num_queries: Any
) -> None:
    for _number in range(8):
        services.message(CaseFactory(assigned=True), text="还有一件事。")
    visitor = Visitor(officer)
    visitor.get("/admin/cases/")
    with django_assert_max_num_queries(14):
        visitor.get("/admin/cases/")
    assert Case.objects.filter(came_back_at=None).count() == 0
