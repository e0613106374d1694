"""The month on one page, and whom people thank: honest numbers, each to those who may count them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from feedback.models import Case, CaseTally, Category, Improvement, SphereTeam, WordTally
from feedback.services import tallies
from feedback.vocabulary import Count, Dimension, Kind, Sphere
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, HospitalFactory, UserFactory
from tests.feedback.test_improving import begun, judged
from tests.visitor import Page, Visitor

MONTH, THANKS = "/admin/cases/reports/month/", "/admin/cases/reports/commendations/"


def this_month(day: int = 1) -> date:
    return timezone.localdate().replace(day=day)


def opened(user: User, url: str = MONTH, **asked: str) -> Page:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    return Visitor(user).get(url, asked)


def current(user: User) -> Page:
    return opened(user, month=f"{this_month():%Y-%m}")


def cells(page: Page, part: str) -> dict[str, list[str]]:
    rows = page.soup.select(f".month__part--{part} tbody tr")
    return {
        row.th.get_text(): [cell.get_text(strip=True) for cell in row.select("td")] for row in rows
    }


def tally(count: str, number: int, dimension: str = Dimension.TOTAL, **more: Any) -> None:
    known = {"month": this_month(), "sphere": "", "kind": Kind.COMPLAINT, "value": ""}
    CaseTally.objects.create(
        hospital=HospitalFactory(), dimension=dimension, count=count, number=number,
        **{**known, **more},
    )  # fmt: skip


def test_what_was_counted_stands_beside_the_year_before(officer: User) -> None:
    tally(Count.RECEIVED, 12)
    before = this_month().replace(year=this_month().year - 1)
    tally(Count.RECEIVED, 30, month=before)
    rows = cells(current(officer), "figures")
    assert next(iter(rows.values())) == ["12", "0", "30"]


def test_of_few_no_percentage_is_said(officer: User) -> None:
    tally(Count.DUE, 9), tally(Count.ON_TIME, 8)
    assert cells(current(officer), "figures")["On time"][0] == "8 of 9"
    tally(Count.DUE, 1, kind=Kind.ENQUIRY)
    assert cells(current(officer), "figures")["On time"][0] == "80.0% (8 of 10)"


def test_silence_is_a_row_and_the_three_words_stand_apart(officer: User) -> None:
    tally(Count.ANSWERED, 20), tally(Count.SILENT, 15)
    tally(Count.OWN_RESOLVED, 4), tally(Count.OWN_UNRESOLVED, 1)
    rows = cells(current(officer), "figures")
    assert rows["Silent"][0] == "75.0% (15 of 20)"
    assert rows["Resolved, says the submitter"][0] == "4 of 5"
    assert rows["Resolved, says the hospital"][0] == "–"


def test_what_rises_beyond_chance_is_marked(officer: User) -> None:
    for back in range(1, 13):
        day = this_month() - timedelta(days=30 * back)
        tally(Count.RECEIVED, 20, Dimension.CATEGORY, month=day.replace(day=1), value="PRO-02")
        if back % 3 == 0:
            tally(Count.RECEIVED, 1, Dimension.CATEGORY, month=day.replace(day=1), value="ENV-02")
    tally(Count.RECEIVED, 20, Dimension.CATEGORY, value="PRO-02")
    tally(Count.RECEIVED, 15, Dimension.CATEGORY, value="ENV-02")
    rows = cells(current(officer), "topics")
    risen = {name: told[-1] for name, told in rows.items() if told[-1]}
    assert list(risen) == [Category.objects.get(code="ENV-02").name_en]


def test_a_restricted_sphere_is_counted_for_its_team_only(officer: User) -> None:
    team = UserFactory(username="second", groups=[roles.OFFICERS])
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(team)
    tally(Count.RECEIVED, 5), tally(Count.RECEIVED, 3, sphere=Sphere.INTEGRITY)
    counts = [next(iter(cells(current(one), "figures").values()))[0] for one in (officer, team)]
    assert counts == ["5", "8"]


def test_what_waits_now_is_what_this_person_sees(officer: User) -> None:
    late, hidden = CaseFactory(overdue=True), CaseFactory(overdue=True)
    hidden.barred.add(officer)
    rows = list(cells(current(officer), "now").values())
    assert Case.objects.filter(pk=late.pk).overdue(on=timezone.localdate()).exists()
    assert [row[0] for row in rows] == ["1", "1", "0", "0", "1", "0"]


def test_measures_are_told_by_what_they_did(officer: User) -> None:
    judged(begun(officer, title="采血窗口"), officer)
    late = begun(officer, title="电梯检修")
    Improvement.objects.filter(pk=late.pk).update(due_on=this_month() - timedelta(days=2))
    rows = cells(current(officer), "measures")
    assert rows["Overdue now"] == ["1", "电梯检修"]
    assert ["1", "采血窗口"] in rows.values()


def test_hot_words_stand_there_where_words_are_counted(officer: User) -> None:
    assert not cells(current(officer), "words")
    WordTally.objects.create(
        hospital=HospitalFactory(), month=this_month(), kind=Kind.COMPLAINT, word="排队", cases=9
    )
    assert cells(current(officer), "words") == {"排队": ["9", "0"]}


@pytest.mark.parametrize("asked", ["2026-13", "x", "9999-12", "0001-01", ""])
def test_no_month_is_too_odd(officer: User, asked: str) -> None:
    assert opened(officer, month=asked).status == 200


def test_the_last_whole_month_is_shown_unless_another_is_asked_for(officer: User) -> None:
    last = this_month() - timedelta(days=1)
    tally(Count.RECEIVED, 41, month=last.replace(day=1))
    assert next(iter(cells(opened(officer), "figures").values()))[0] == "41"


@pytest.mark.parametrize("url", [MONTH, THANKS])
@pytest.mark.parametrize("person", ["doctor", "chen", "editor"])
def test_nobody_else_reads_reports(db: None, url: str, person: str) -> None:
    assert opened(UserFactory(**{person: True}), url).to == "/admin/"


@pytest.mark.parametrize("part", ["figures", "topics", "now", "measures", "thanks"])
def test_each_part_is_a_file(director: User, part: str) -> None:
    assert opened(director, exhibit=part, format="csv").status == 200
    assert opened(director, exhibit=part, format="xlsx").body[:2] == b"PK"


def thanked(number: int, **more: Any) -> None:
    ward = DepartmentFactory(ward=True)
    known = {"kind": Kind.COMPLIMENT, "value": str(ward.pk)}
    tally(Count.RECEIVED, number, Dimension.DEPARTMENT, **{**known, **more})


def test_whom_people_thank_is_counted_by_department(officer: User) -> None:
    thanked(4), thanked(2, value=""), thanked(9, kind=Kind.COMPLAINT)
    page = opened(officer, THANKS)
    rows = page.soup.select("#departments .exhibit__table tbody tr")
    told = [[cell.get_text() for cell in row.select("th, td")] for row in rows]
    assert told == [["Cardiology", "4", "0"], ["no department named", "2", "0"]]
    assert cells(current(officer), "thanks")["Cardiology"][0] == "4"


def test_what_is_commended_is_named(officer: User) -> None:
    tally(Count.RECEIVED, 3, Dimension.CATEGORY, kind=Kind.COMPLIMENT, value="CLN-04")
    assert "Nursing care" in opened(officer, THANKS).soup.select_one("#categories").get_text()


def test_a_year_of_commendations_stands_beside_another(officer: User) -> None:
    thanked(4), thanked(1, month=this_month().replace(year=this_month().year - 1))
    page = opened(officer, THANKS, first=f"{this_month().year - 1}-01")
    row = page.soup.select("#years tbody tr")[0]
    assert [cell.get_text() for cell in row.select("td")] == ["1", "4", "5"]


def test_a_real_case_is_on_the_page_once_it_is_counted(officer: User) -> None:
    CaseFactory(assigned=True), CaseFactory(kind=Kind.COMPLIMENT)
    tallies.count_all()
    assert next(iter(cells(current(officer), "figures").values()))[0] == "2"


@pytest.mark.parametrize("url", [MONTH, THANKS])
def test_a_report_asks_ten_questions_beside_the_frame_s(
    officer: User, url: str, django_assert_max_num_queries: Any
) -> None:
    thanked(3), judged(begun(officer), officer), tallies.count_all()
    visitor = Visitor(officer)
    visitor.get(url)
    with django_assert_max_num_queries(15):
        visitor.get(url)
