"""Nobody opens what is not theirs: every address of the office, read from the URL configuration."""

import uuid
from typing import Any

import pytest
from django.urls import get_resolver, reverse

from feedback.models import Case
from feedback.office import urls
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.visitor import Visitor

# What each address takes besides the case, and what a stranger is answered. A new address needs a row.
OF_A_CASE: dict[str, dict[str, Any]] = {
    "case": {},
    "contact": {},
    "attachment": {"key": uuid.UUID("abcdefab-cdef-4abc-8def-abcdefabcdef")},
    "accept": {},
    "decline": {},
    "classify": {},
    "assign": {},
    "ask": {},
    "note": {},
    "draft": {},
    "reply": {},
    "reopen": {},
    "close": {},
    "show_code": {},
}
OF_NO_CASE = {"inbox", "register"}
METHODS = ["get", "post"]


def address(name: str, case: Case) -> str:
    return reverse(f"office:{name}", args=[case.pk, *OF_A_CASE[name].values()])


@pytest.fixture
def case(db: None) -> Case:
    """A case of Dr Zhao's ward."""
    return CaseFactory(assigned=True, lead=DepartmentFactory(ward=True))


def test_every_address_of_the_office_stands_in_this_table() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == {*OF_A_CASE, *OF_NO_CASE}


def test_nobody_else_hangs_an_address_below_the_cases() -> None:
    below = [
        str(one.pattern) + str(inner.pattern)
        for one in get_resolver().url_patterns
        if str(one.pattern) == "admin/"
        for inner in one.url_patterns
        if str(inner.pattern).startswith("cases")
    ]
    assert below == ["admin/cases/"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OF_A_CASE)
def test_a_foreign_case_does_not_exist_for_chen(
    chen: User, case: Case, name: str, method: str
) -> None:
    page = getattr(Visitor(chen), method)(address(name, case))
    assert page.status == 404


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OF_A_CASE)
def test_a_case_does_not_exist_for_the_editor(case: Case, name: str, method: str) -> None:
    editor = editor_with_admin_access()
    page = getattr(Visitor(editor), method)(address(name, case))
    assert page.status in {302, 403, 404}
    assert case.reference not in page.text


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OF_A_CASE)
def test_who_has_not_signed_in_is_sent_to_sign_in(
    visitor: Visitor, case: Case, name: str, method: str
) -> None:
    page = getattr(visitor, method)(address(name, case))
    assert page.to.startswith("/admin/login/")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OF_A_CASE)
def test_a_restricted_case_does_not_exist_for_its_own_ward(
    doctor: User, case: Case, name: str, method: str
) -> None:
    Case.objects.filter(pk=case.pk).update(restricted=True)
    assert getattr(Visitor(doctor), method)(address(name, case)).status == 404


@pytest.mark.parametrize("name", sorted(OF_NO_CASE))
def test_the_editor_is_sent_away_from_the_inbox_and_the_desk(db: None, name: str) -> None:
    page = Visitor(editor_with_admin_access()).get(reverse(f"office:{name}"))
    assert page.to == "/admin/"


def test_chens_inbox_does_not_show_the_case(chen: User, case: Case) -> None:
    assert case.reference not in Visitor(chen).get("/admin/cases/").text


def test_a_foreign_case_leaves_no_trace_when_chen_tries(chen: User, case: Case) -> None:
    Visitor(chen).post(address("note", case), {"version": case.version, "text": "?"})
    case.refresh_from_db()
    assert (case.diary.count(), case.readings.count()) == (case.version, 0)


@pytest.mark.parametrize(
    "act", sorted({*OF_A_CASE} - {"case", "contact", "attachment", "note", "draft"})
)
def test_a_department_contact_does_none_of_the_offices_acts(
    doctor: User, case: Case, act: str
) -> None:
    Visitor(doctor).post(address(act, case), {"version": case.version})
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_department_contact_is_never_shown_the_contact(doctor: User, case: Case) -> None:
    page = Visitor(doctor).post(address("contact", case), {"reason": "to call back"})
    assert case.contact.name not in page.text
    assert page.status == 302


def editor_with_admin_access() -> User:
    """Editor Lin, who may enter the admin but not the office."""
    return UserFactory(editor=True)
