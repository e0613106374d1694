"""What no form ever sends, sent all the same: it is answered in words, never with an error of ours."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from feedback import services
from feedback.models import Case, ReplyTemplate
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.visitor import Visitor

# More digits than Python reads.
MANY = "9" * 5000


def test_a_version_of_thousands_of_digits_is_no_version(officer: User) -> None:
    case = CaseFactory(accepted=True)
    answer = Visitor(officer).get(f"/admin/cases/{case.pk}/presence/?version={MANY}").response
    assert answer.json()["newer"] is False


@pytest.mark.parametrize("version", [2**31 - 1, 2**63 - 1, 2**63])
def test_a_version_beyond_all_numbers_does_nothing(officer: User, version: int) -> None:
    case = CaseFactory(accepted=True)
    typed = {"version": version, "text": "kept"}
    page = Visitor(officer).post(f"/admin/cases/{case.pk}/note/", typed)
    assert page.soup.select_one("textarea").get_text().strip() == "kept"
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_template_of_thousands_of_digits_is_no_template(officer: User) -> None:
    ReplyTemplate.objects.create(title="Standard", text="您好。", use=ReplyTemplate.Use.REPLY)
    case = CaseFactory(accepted=True)
    typed = {"version": case.version, "insert": "1", "template": MANY, "answer": "kept"}
    page = Visitor(officer).post(f"/admin/cases/{case.pk}/reply/", typed)
    assert page.soup.select_one("textarea").get_text().strip() == "kept"


@pytest.mark.parametrize("act", ["merge", "link", "unlink"])
def test_a_reference_with_a_nul_is_no_reference(officer: User, act: str) -> None:
    case = CaseFactory(accepted=True)
    typed = {"version": case.version, "reference": "TS\x00-2026"}
    page = Visitor(officer).post(f"/admin/cases/{case.pk}/{act}/", typed)
    assert page.soup.select_one(".error-message")


def test_nobody_is_given_time_until_the_end_of_all_calendars(officer: User) -> None:
    with pytest.raises(ValidationError):
        services.ask_time(CaseFactory(accepted=True), by=officer, to=date.max, reason="experts")


def test_an_external_deadline_that_never_comes_holds_nobody_up(officer: User) -> None:
    Case.objects.filter(pk=CaseFactory(accepted=True).pk).update(external_due_on=date.max)
    assert Visitor(officer).get("/admin/cases/").soup.select_one(".due")


def test_a_bulk_version_of_thousands_of_digits_is_ignored(officer: User) -> None:
    case, ward = CaseFactory(accepted=True), DepartmentFactory(ward=True)
    typed = {"act": "assign", "do": "1", "case": case.pk, "to": ward.pk, f"version-{case.pk}": MANY}
    Visitor(officer).post("/admin/cases/bulk/", typed)
    assert Case.objects.get(pk=case.pk).lead == ward


@pytest.mark.parametrize(
    ("act", "field"), [("assign", "assisting"), ("bar", "people"), ("restrict", "team")]
)
def test_a_number_no_column_holds_is_nobody(officer: User, act: str, field: str) -> None:
    case = CaseFactory(accepted=True)
    typed = {"version": case.version, field: 2**63}
    page = Visitor(officer).post(f"/admin/cases/{case.pk}/{act}/", typed)
    assert page.soup.select_one(".error-message")
