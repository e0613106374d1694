"""The report of repeated and joint matters, and the list behind each of its rows."""

from typing import Any

import pytest

from feedback.models import Case
from feedback.services import joint, similar
from portal.models import User
from tests.factories import CaseFactory
from tests.visitor import Visitor

REPORT = "/admin/cases/reports/repeats/"
STORY = "三楼候诊区的空调已经坏了两个星期，老人和孩子在里面等三个小时实在受不了，请尽快派人修理。"
pytestmark = pytest.mark.django_db


def test_whoever_came_three_times_is_shown_once(officer: User) -> None:
    cases = [CaseFactory() for _number in range(3)]
    Case.objects.update(submitter_key="k")
    rows = Visitor(officer).get(REPORT).soup.select("#submitters tbody tr")
    assert len(rows) == 1
    assert [cell.text for cell in rows[0].select("td")][:2] == ["3", "3"]
    assert rows[0].a["href"] == f"/admin/cases/{cases[0].pk}/siblings/"


def test_two_cases_do_not_make_somebody_who_comes_back(officer: User) -> None:
    CaseFactory(), CaseFactory()
    Case.objects.update(submitter_key="k")
    assert Visitor(officer).get(REPORT).soup.select_one("#submitters .empty")


def test_a_matter_told_by_two_is_one_row(officer: User) -> None:
    CaseFactory(story=STORY), CaseFactory(story=STORY), CaseFactory()
    similar.sweep(10), joint.sweep(10)
    rows = Visitor(officer).get(REPORT).soup.select("#matters tbody tr")
    assert [row.td.text for row in rows] == ["2"]


def test_the_list_says_which_are_of_the_same_person(officer: User) -> None:
    case, other = CaseFactory(), CaseFactory()
    Case.objects.update(submitter_key="k")
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/siblings/")
    assert [link.text for link in page.soup.select("tbody th a")] == [other.reference]


def test_what_an_officer_may_not_open_is_in_neither(officer: User) -> None:
    case, hidden = CaseFactory(), CaseFactory()
    Case.objects.update(submitter_key="k")
    hidden.barred.add(officer)
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/siblings/")
    assert hidden.reference not in page.text
    assert Visitor(officer).get(REPORT).soup.select_one("#submitters .empty")


def test_a_department_reads_neither(doctor: User) -> None:
    case = CaseFactory(assigned=True)
    assert Visitor(doctor).get(REPORT).to == "/admin/"
    assert Visitor(doctor).get(f"/admin/cases/{case.pk}/siblings/").to == "/admin/"


def test_a_kind_nobody_knows_is_told_and_nothing_breaks(officer: User) -> None:
    page = Visitor(officer).get(f"{REPORT}?kind=ticket&first=2026-13&last=x")
    assert page.soup.select_one('[role="alert"]')


def test_a_period_that_ends_before_it_begins_is_told(officer: User) -> None:
    page = Visitor(officer).get(f"{REPORT}?first=2026-05&last=2026-01")
    assert page.soup.select_one('[role="alert"]')


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_each_table_is_a_file(officer: User, format_: str) -> None:
    answer = Visitor(officer).client.get(f"{REPORT}?exhibit=submitters&format={format_}")
    assert f"repeats-submitters.{format_}" in answer["Content-Disposition"]


def test_an_unknown_table_is_not_found(officer: User) -> None:
    assert Visitor(officer).get(f"{REPORT}?exhibit=none").status == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_report_asks_few_questions_however_many_come_back(
    officer: User, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        CaseFactory()
        Case.objects.filter(submitter_key="").update(submitter_key=f"k{number // 3}")
    visitor = Visitor(officer)
    visitor.get(REPORT)
    with django_assert_max_num_queries(15):
        visitor.get(REPORT)
