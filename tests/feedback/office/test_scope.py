"""Nobody opens what is not theirs: every address of the office, read from the URL configuration."""

from typing import Any

import pytest
from django.urls import get_resolver, reverse

from feedback.models import Case
from feedback.office import urls
from feedback.workflow import WHO, Role
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.feedback.office.doors import OF_A_CASE, OF_NO_CASE, address, opened, tried
from tests.visitor import Visitor


@pytest.fixture
def case(db: None) -> Case:
    """A case of Dr Zhao's ward."""
    return CaseFactory(assigned=True, lead=DepartmentFactory(ward=True))


def test_the_rooms_of_a_case_are_found() -> None:
    assert {"case", "contact", "attachment", "assign", "reply", "close"} <= {*OF_A_CASE}


def test_nobody_else_hangs_an_address_below_the_cases() -> None:
    below = [
        str(one.pattern) + str(inner.pattern)
        for one in get_resolver().url_patterns
        if str(one.pattern) == "admin/"
        for inner in one.url_patterns
        if str(inner.pattern).startswith("cases")
    ]
    assert below == ["admin/cases/"]


def test_a_foreign_case_does_not_exist_for_chen(chen: User, case: Case) -> None:
    assert not opened(Visitor(chen), case)


def test_a_case_does_not_exist_for_the_editor(editor: User, case: Case) -> None:
    for door, page in tried(Visitor(editor), case):
        assert page.status in {302, 403, 404}, door
        assert case.reference not in page.text


def test_who_has_not_signed_in_is_sent_to_sign_in(visitor: Visitor, case: Case) -> None:
    for door, page in tried(visitor, case):
        assert page.to.startswith("/admin/login/"), door


def test_a_case_is_gone_for_a_contact_who_answers_for_the_ward_no_more(
    doctor: User, case: Case
) -> None:
    zhao = Visitor(doctor)
    assert zhao.get(address("case", case)).status == 200
    case.lead.contacts.remove(doctor)
    assert not opened(zhao, case)


def test_a_case_is_gone_for_an_officer_whose_group_was_taken_away(
    officer: User, case: Case
) -> None:
    li = Visitor(officer)
    assert li.get(address("case", case)).status == 200
    officer.groups.clear()
    assert all(page.status in {302, 403, 404} for _, page in tried(li, case))


@pytest.mark.parametrize("name", OF_NO_CASE)
def test_the_editor_is_sent_away_from_every_room_of_the_office(db: None, name: str) -> None:
    takes = next(one.pattern.converters for one in urls.urlpatterns if one.name == name)
    kwargs = {one: "volume" if one == "slug" else 1 for one in takes}
    page = Visitor(UserFactory(editor=True)).get(reverse(f"office:{name}", kwargs=kwargs))
    assert page.to == "/admin/" or page.status == 405


def test_chens_inbox_does_not_show_the_case(chen: User, case: Case) -> None:
    assert case.reference not in Visitor(chen).get("/admin/cases/").text


def test_a_foreign_case_leaves_no_trace_when_chen_tries(chen: User, case: Case) -> None:
    Visitor(chen).post(address("note", case), {"version": case.version, "text": "?"})
    case.refresh_from_db()
    assert (case.diary.count(), case.readings.count()) == (case.version, 0)


def not_for(role: Role) -> list[str]:
    return [name for name in OF_A_CASE if name in WHO and role not in WHO[name]]


@pytest.mark.parametrize(
    ("person", "role"), [("doctor", Role.DEPARTMENT), ("director", Role.DIRECTOR)]
)
def test_nobody_does_an_act_of_somebody_else(
    case: Case, person: str, role: Role, request: Any
) -> None:
    visitor = Visitor(request.getfixturevalue(person))
    for act in not_for(role):
        page = visitor.post(address(act, case), {"version": case.version})
        assert page.status in {302, 403, 404}, act
    assert Case.objects.get(pk=case.pk).version == case.version


@pytest.mark.parametrize("person", ["doctor", "director", "oversight"])
def test_only_the_office_is_shown_the_contact(case: Case, person: str, request: Any) -> None:
    visitor = Visitor(request.getfixturevalue(person))
    page = visitor.post(address("contact", case), {"reason": "to call back"})
    assert case.contact.name not in page.text
    assert page.status in {302, 403, 404}
