"""A case goes to a department and comes back; who is in charge of it, and who is reminded."""

from typing import Any

import pytest

from feedback import services
from feedback.models import Case
from feedback.vocabulary import Stage
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.visitor import Page, Visitor


def send(user: User, case: Case, act: str, **typed: Any) -> Page:
    return Visitor(user).post(f"/admin/cases/{case.pk}/{act}/", {"version": case.version, **typed})


def opened(user: User, case: Case) -> Page:
    return Visitor(user).get(f"/admin/cases/{case.pk}/")


def ways(page: Page) -> set[str]:
    found = [link["href"] for link in page.soup.select(".acts a")]
    found += [form["action"] for form in page.soup.select(".acts form")]
    return {way.rstrip("/").split("/")[-1] for way in found}


def test_the_form_says_who_stays_responsible_until_it_is_taken_on(officer: User) -> None:
    case = CaseFactory(stage=Stage.INVESTIGATING)
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/assign/")
    assert case.lead.label in page.soup.select_one(".notice").get_text()


def test_the_head_of_the_page_says_who_is_responsible_until_then(
    officer: User, doctor: User
) -> None:
    case = CaseFactory(assigned=True)
    flags = opened(officer, case).soup.select_one(".casehead__flags").get_text()
    services.take_on(case, by=doctor)
    then = opened(officer, case).soup.select_one(".casehead__flags").get_text()
    assert case.lead.label in flags
    assert case.lead.label not in then


def test_an_assisting_department_neither_takes_on_nor_objects(chen: User) -> None:
    case = CaseFactory(assigned=True, assisting=[DepartmentFactory(other_ward=True)])
    assert not {"take_on", "return"} & ways(opened(chen, case))
    assert send(chen, case, "take_on").to == "/admin/"
    assert Case.objects.get(pk=case.pk).taken_on_at is None


def test_the_objection_is_read_where_it_is_decided(officer: User, doctor: User) -> None:
    case = CaseFactory(assigned=True)
    send(doctor, case, "return", objection="This is a matter of the pharmacy.")
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/uphold/")
    assert "This is a matter of the pharmacy." in page.text


def test_a_waiting_objection_stands_first(officer: User, doctor: User) -> None:
    case = CaseFactory(assigned=True)
    services.return_(case, by=doctor, objection="Not ours.")
    buttons = opened(officer, case).soup.select(".acts a")
    prime = [one["href"] for one in buttons if "button-secondary" not in one["class"]]
    assert prime == [f"/admin/cases/{case.pk}/uphold/"]


def test_without_an_objection_there_is_nothing_to_decide(officer: User) -> None:
    case = CaseFactory(assigned=True)
    assert not {"uphold", "overrule"} & ways(opened(officer, case))
    page = send(officer, case, "uphold")
    assert page.soup.select_one(".error-message")


@pytest.mark.parametrize("name", ["chen", "director"])
def test_a_case_is_handed_over_to_officers_only(officer: User, name: str) -> None:
    case, other = CaseFactory(accepted=True), UserFactory(**{name: True})
    page = send(officer, case, "hand_over", to=other.pk)
    assert page.soup.select_one(".error-message")
    assert Case.objects.get(pk=case.pk).officer == officer


def test_a_case_is_not_handed_over_to_somebody_it_is_about(officer: User) -> None:
    case = CaseFactory(accepted=True)
    other = UserFactory(username="colleague", groups=[roles.OFFICERS])
    case.barred.add(other)
    send(officer, case, "hand_over", to=other.pk)
    assert Case.objects.get(pk=case.pk).officer == officer


def test_the_diary_names_both_officers(officer: User) -> None:
    case = CaseFactory(accepted=True)
    other = UserFactory(username="ma", last_name="马", first_name="骏", groups=[roles.OFFICERS])
    send(officer, case, "hand_over", to=other.pk)
    entry = opened(officer, case).soup.select_one(".diary__entry").get_text()
    assert officer.get_full_name() in entry
    assert "马骏" in entry


def test_nobody_reminds_themselves(officer: User) -> None:
    assert "remind" not in ways(opened(officer, CaseFactory(accepted=True)))


def test_what_came_back_is_seen_with_one_click(officer: User) -> None:
    case = CaseFactory(accepted=True)
    services.message(case, text="还有一件事。")
    form = opened(officer, case).soup.select_one("form[action$='/seen/']")
    send(officer, case, "seen", version=form.select_one("[name=version]")["value"])
    assert Case.objects.get(pk=case.pk).came_back_at is None


def test_who_drafts_reads_what_the_office_asked(officer: User, doctor: User) -> None:
    case = CaseFactory(accepted=True)
    ward = DepartmentFactory(ward=True)
    services.assign(case, to=ward, by=officer, instruction="请说明谈话经过。")
    assert "请说明谈话经过。" in Visitor(doctor).get(f"/admin/cases/{case.pk}/draft/").text


def test_an_assignment_without_a_word_does_not_stand_over_the_draft(doctor: User) -> None:
    case = CaseFactory(assigned=True, lead=DepartmentFactory(ward=True))
    page = Visitor(doctor).get(f"/admin/cases/{case.pk}/draft/")
    assert not page.soup.select(".casebody__main .diary")


def test_from_an_upheld_objection_it_goes_on_to_the_next_department(
    officer: User, doctor: User
) -> None:
    case = CaseFactory(assigned=True, lead=DepartmentFactory(ward=True))
    services.return_(case, by=doctor, objection="不是我们科的事。")
    done = send(officer, case, "uphold", then="1")
    assert done.to == f"/admin/cases/{case.pk}/assign/"
