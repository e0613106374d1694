"""Officer Li does one thing to several cases; each takes its own step, and each refusal is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from feedback import services
from feedback.models import Case, CaseEvent, SphereTeam
from feedback.vocabulary import Act, Sphere, Stage
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.visitor import Page, Visitor

BULK = "/admin/cases/bulk/"
ENGLISH = {"accept-language": "en"}


def do(who: User, act: str, *cases: Case, **said: Any) -> Page:
    ticked = {"act": act, "case": [case.pk for case in cases], "do": "1"}
    return Visitor(who).post(BULK, {**ticked, **said}, headers=ENGLISH)


@pytest.fixture
def second(db: None) -> User:
    """Another officer of the complaint office."""
    return UserFactory(username="second", groups=[roles.OFFICERS])


def test_the_rows_of_the_inbox_can_be_ticked_without_a_script(officer: User) -> None:
    case = CaseFactory(accepted=True)
    page = Visitor(officer).get("/admin/cases/")
    box = page.soup.select_one(f"form[action='{BULK}'] input[name=case]")
    assert (box["value"], box["aria-label"]) == (str(case.pk), case.reference)


def test_what_was_ticked_is_shown_before_anything_is_done(officer: User) -> None:
    case = CaseFactory(accepted=True)
    page = Visitor(officer).post(BULK, {"act": "assign", "case": [case.pk]})
    assert page.soup.select(f"input[name=case][value='{case.pk}'][checked]")
    assert not CaseEvent.objects.filter(act=Act.ASSIGN).exists()


def test_several_cases_are_assigned_each_with_its_own_entry(officer: User) -> None:
    cases, ward = [CaseFactory(accepted=True), CaseFactory(accepted=True)], DepartmentFactory()
    page = do(officer, "assign", *cases, to=ward.pk, text="请核实。")
    assert page.to == "/admin/cases/"
    assert Case.objects.filter(stage=Stage.ASSIGNED, lead=ward).count() == 2
    entries = CaseEvent.objects.filter(act=Act.ASSIGN)
    assert [entry.text for entry in entries] == ["请核实。"] * 2


def test_cases_are_handed_over_to_another_officer(officer: User, second: User) -> None:
    case = CaseFactory(accepted=True)
    do(officer, "hand_over", case, to=second.pk)
    case.refresh_from_db()
    assert case.officer == second


def test_who_does_not_work_at_the_office_cannot_be_put_in_charge(
    officer: User, doctor: User
) -> None:
    case = CaseFactory(accepted=True)
    assert do(officer, "hand_over", case, to=doctor.pk).soup.select_one(".error-message")
    case.refresh_from_db()
    assert case.officer == officer


def test_reminders_go_to_each(officer: User) -> None:
    do(officer, "remind", CaseFactory(assigned=True), CaseFactory(accepted=True))
    assert CaseEvent.objects.filter(act=Act.REMIND).count() == 2


def test_nobody_is_reminded_of_the_same_case_twice_a_day(officer: User) -> None:
    case, other = CaseFactory(assigned=True), CaseFactory(assigned=True)
    do(officer, "remind", case)
    page = do(officer, "remind", case, other)
    assert case.reference in page.soup.select_one(".refusal").get_text()
    assert [one.case for one in CaseEvent.objects.filter(act=Act.REMIND)] == [case, other]


def test_the_next_day_one_is_reminded_again(officer: User) -> None:
    case = CaseFactory(assigned=True)
    do(officer, "remind", case)
    CaseEvent.objects.filter(act=Act.REMIND).update(at=timezone.now() - timedelta(days=1))
    do(officer, "remind", case)
    assert CaseEvent.objects.filter(act=Act.REMIND).count() == 2


def test_a_case_without_a_gist_is_told_apart_by_what_is_known(officer: User) -> None:
    case = CaseFactory(accepted=True, gist="")
    page = Visitor(officer).post(BULK, {"act": "remind", "case": [case.pk]}, headers=ENGLISH)
    assert case.received_on.isoformat() in page.soup.select_one(".question__choices").get_text()
    assert case.story not in page.text


def test_what_is_refused_is_told_with_its_reason_and_stays_ticked(officer: User) -> None:
    ready, closed = CaseFactory(accepted=True), CaseFactory(closed=True)
    page = do(officer, "assign", ready, closed, to=DepartmentFactory(ward=True).pk, text="kept")
    assert closed.reference in page.soup.select_one(".refusal").get_text()
    assert [box["value"] for box in page.soup.select("input[name=case]")] == [str(closed.pk)]
    assert page.soup.select_one("textarea").get_text().strip() == "kept"
    assert Case.objects.get(pk=ready.pk).stage == Stage.ASSIGNED


def test_without_a_department_nothing_is_done_and_nothing_lost(officer: User) -> None:
    case = CaseFactory(accepted=True)
    page = do(officer, "assign", case, text="already written")
    assert page.soup.select_one(".error-message")
    assert "already written" in page.soup.select_one("textarea").get_text()
    assert page.soup.select(f"input[name=case][value='{case.pk}'][checked]")


def test_going_over_to_another_act_keeps_what_was_typed(officer: User) -> None:
    ticked = {"act": "assign", "instead": "remind", "case": [CaseFactory(assigned=True).pk]}
    page = Visitor(officer).post(BULK, {**ticked, "text": "already written"})
    assert page.soup.select("input[name=act][value=remind]")
    assert "already written" in page.soup.select_one("textarea").get_text()


@pytest.mark.parametrize("ticked", [[], ["x", "²", "-1"], list(range(1, 202))])
def test_nothing_ticked_or_too_many_is_told(officer: User, ticked: list[Any]) -> None:
    visitor = Visitor(officer)
    page = visitor.post(
        BULK, {"act": "remind", "do": "1", "case": ticked, "query": "kind=complaint"}
    )
    assert page.to == "/admin/cases/?kind=complaint"
    assert visitor.follow(page).soup.select_one(".messages .error")


def test_a_case_of_another_team_is_neither_touched_nor_named(officer: User, second: User) -> None:
    case = CaseFactory(accepted=True)
    Case.objects.filter(pk=case.pk).update(restricted=True, sphere=Sphere.INTEGRITY)
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(second)
    page = do(officer, "remind", case)
    assert case.reference not in page.text
    assert not CaseEvent.objects.filter(act=Act.REMIND).exists()


@pytest.mark.parametrize("who", ["doctor", "chen", "director", "oversight", "editor"])
def test_only_the_office_does_it(db: None, who: str) -> None:
    case = CaseFactory(assigned=True)
    assert do(UserFactory(**{who: True}), "remind", case).to == "/admin/"
    assert not CaseEvent.objects.filter(act=Act.REMIND).exists()


def test_it_cannot_be_done_by_opening_an_address(officer: User) -> None:
    assert Visitor(officer).get(BULK).status == 405


def test_a_case_that_moves_meanwhile_does_not_stop_the_others(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = CaseFactory(assigned=True), CaseFactory(assigned=True)
    remind = services.remind

    def slow(case: Case, **said: Any) -> Any:
        if case.pk == first.pk:
            Case.objects.filter(pk=case.pk).update(version=case.version + 1)
        return remind(case, **said)

    monkeypatch.setattr("feedback.services.remind", slow)
    page = do(officer, "remind", first, other)
    assert first.reference in page.soup.select_one(".refusal").get_text()
    assert CaseEvent.objects.filter(act=Act.REMIND, case=other).exists()


def test_what_somebody_else_did_since_it_was_ticked_is_not_undone(
    officer: User, second: User
) -> None:
    case, ward = CaseFactory(accepted=True), DepartmentFactory(ward=True)
    ticked = Visitor(officer).post(BULK, {"act": "assign", "case": [case.pk]})
    services.assign(Case.objects.get(pk=case.pk), by=second, to=ward)
    other = {"to": DepartmentFactory(other_ward=True).pk, "do": "1"}
    page = Visitor(officer).post(BULK, {**ticked.form(), **other}, headers=ENGLISH)
    assert case.reference in page.soup.select_one(".refusal").get_text()
    assert Case.objects.get(pk=case.pk).lead == ward
