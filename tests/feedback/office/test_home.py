"""Whoever works on cases sees on the start page what waits for them, and nothing of anybody else's."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import Tag
from django.utils import timezone

from feedback import services
from feedback.models import CalendarDay, Case, SphereTeam
from feedback.vocabulary import ExtendReason, Sphere
from portal import edition, roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.visitor import Visitor


def queue(who: User, name: str) -> Tag | None:
    return Visitor(who).get("/admin/").soup.select_one(f".waiting__queue--{name}")


def warned(who: User) -> str:
    page = Visitor(who).get("/admin/", headers={"accept-language": "en"})
    return " ".join(line.get_text() for line in page.soup.select(".waiting__warning"))


def due_in(case: Case, days: int) -> Case:
    Case.objects.filter(pk=case.pk).update(due_on=timezone.localdate() + timedelta(days=days))
    return case


def test_what_came_back_waits_for_the_officer_in_charge(officer: User) -> None:
    case = CaseFactory(assigned=True)
    services.message(case, text="又想起一件事。")
    found = queue(officer, "back")
    assert case.reference in found.get_text()
    assert found.select_one(f"a[href='/admin/cases/{case.pk}/?from=back']")
    assert found.select_one("a[href='/admin/cases/?show=back']")


def test_of_what_came_back_the_most_pressing_stands_first_and_the_ended_last(officer: User) -> None:
    late, ended, soon = (CaseFactory(assigned=True) for _number in range(3))
    for case, days in ((late, 9), (ended, 1), (soon, 2)):
        services.message(case, text="又想起一件事。")
        due_in(case, days)
    services.withdraw(Case.objects.get(pk=ended.pk), by=officer, reason="来电撤回。")
    Case.objects.filter(pk=ended.pk).update(came_back_at=timezone.now())
    links = [link["href"] for link in queue(officer, "back").select("li a")]
    assert links == [f"/admin/cases/{case.pk}/?from=back" for case in (soon, late, ended)]


@pytest.mark.parametrize(("days", "name"), [(0, "due"), (-1, "overdue")])
def test_what_is_due_and_overdue_is_shown(officer: User, days: int, name: str) -> None:
    case = due_in(CaseFactory(accepted=True), days)
    assert case.reference in queue(officer, name).get_text()


def test_on_a_friday_what_is_due_on_monday_is_due_next(officer: User) -> None:
    with time_machine.travel("2026-07-03T02:00:00Z", tick=False):  # a Friday
        case = due_in(CaseFactory(accepted=True), 3)
        assert case.reference in queue(officer, "due").get_text()


def test_a_new_case_nobody_took_up_waits_for_every_officer(officer: User) -> None:
    case = CaseFactory()
    assert case.reference in queue(officer, "unclaimed").get_text()
    services.accept(case, by=officer)
    assert queue(officer, "unclaimed") is None


def test_a_department_is_shown_what_it_has_not_taken_on(doctor: User, chen: User) -> None:
    case = CaseFactory(assigned=True, lead=DepartmentFactory(ward=True))
    assert case.reference in queue(doctor, "take_on").get_text()
    assert not Visitor(chen).get("/admin/").soup.select(".waiting__queue")


def test_the_director_is_shown_what_is_to_be_approved(officer: User, director: User) -> None:
    case = CaseFactory(assigned=True)
    later = case.due_on + timedelta(days=9)
    services.ask_time(case, by=officer, to=later, reason=ExtendReason.PAPERS)
    assert case.reference in queue(director, "approve").get_text()
    assert queue(officer, "approve") is None


def test_only_the_first_five_are_named_and_all_counted(officer: User) -> None:
    for _number in range(7):
        due_in(CaseFactory(), -1)
    found = queue(officer, "overdue")
    assert len(found.select("li")) == 5
    assert found.select_one(".waiting__count").get_text() == "7"


def test_a_restricted_case_of_another_team_counts_for_nobody_else(officer: User) -> None:
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(restricted=True, sphere=Sphere.INTEGRITY)
    team = UserFactory(username="second", groups=[roles.OFFICERS])
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(team)
    assert queue(officer, "unclaimed") is None
    assert queue(team, "unclaimed")


@pytest.mark.parametrize("who", ["editor", "reviewer"])
def test_who_has_no_cases_has_no_panel(db: None, who: str) -> None:
    CaseFactory()
    assert not Visitor(UserFactory(**{who: True})).get("/admin/").soup.select(".waiting")


def test_from_november_a_missing_calendar_is_told(officer: User, doctor: User) -> None:
    CalendarDay.objects.filter(date__year__gt=2026).delete()
    edition.forget()
    with time_machine.travel("2026-10-31T02:00:00Z", tick=False):
        assert "2027" not in warned(officer)
    with time_machine.travel("2026-11-02T02:00:00Z", tick=False):
        assert "2027" in warned(officer)
        assert not warned(doctor)


def test_a_sphere_without_a_team_is_told_until_somebody_is_named(officer: User) -> None:
    assert str(Sphere.RETALIATION.label) in warned(officer)
    SphereTeam.objects.create(sphere=Sphere.RETALIATION).members.add(officer)
    assert "Retaliation" not in warned(officer)


@pytest.mark.parametrize("number", [1, 30])
def test_the_start_page_costs_the_same_queries_however_much_waits(
    officer: User, number: int, django_assert_max_num_queries: Any
) -> None:
    for _count in range(number):
        CaseFactory(overdue=True)
    visitor = Visitor(officer)
    visitor.get("/admin/")
    with django_assert_max_num_queries(31):
        visitor.get("/admin/")
