"""Settled on the spot at the desk: one form, then the sheet to sign."""

from typing import Any

import pytest

from feedback.models import Case, Category
from feedback.vocabulary import Channel, Complexity, Kind, Measure, Outcome, Stage
from portal.models import User
from tests.factories import WANG, DepartmentFactory
from tests.visitor import Page, Visitor

ADDRESS = "/admin/cases/on-the-spot/"
TOLD = {
    "channel": Channel.COUNTER,
    "kind": Kind.COMPLAINT,
    "story": "排队时没人解释。",
    "gist": "排队无人解释",
    "answer": "当面解释并致歉，对方接受。",
    "outcome": Outcome.EXPLAINED,
    "measures": [Measure.APOLOGY, Measure.EXPLANATION],
}


@pytest.fixture
def li(officer: User) -> Visitor:
    return Visitor(officer)


def category(code: str = "PRO-02") -> int:
    return Category.objects.get(code=code).pk


def settled(li: Visitor, **told: Any) -> Page:
    return li.post(ADDRESS, {**li.get(ADDRESS).form(), **TOLD, "category": category(), **told})


def test_one_form_leads_to_the_sheet_of_a_closed_case(li: Visitor) -> None:
    page = settled(li, **WANG)
    case = Case.objects.get()
    assert page.to == f"/admin/cases/{case.pk}/sheet/"
    assert (case.stage, case.complexity) == (Stage.CLOSED, Complexity.ON_THE_SPOT)


def test_the_sheet_says_what_was_agreed(li: Visitor) -> None:
    page = li.follow(settled(li))
    assert TOLD["story"] in page.text
    assert TOLD["answer"] in page.text


def test_a_double_click_is_one_case(li: Visitor) -> None:
    form = {**li.get(ADDRESS).form(), **TOLD, "category": category()}
    assert li.post(ADDRESS, form).to == li.post(ADDRESS, form).to
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": " \n "},
        {"outcome": ""},
        {"outcome": Outcome.ADOPTED},
        {"measures": []},
        {"gist": ""},
        {"category": ""},
        {"channel": Channel.LETTER},
        {"happened_on": "2999-01-01"},
    ],
)
def test_an_error_keeps_what_was_typed(li: Visitor, wrong: dict[str, Any]) -> None:
    page = settled(li, **wrong)
    assert page.soup.select_one(".error-message")
    assert page.form()["story"] == TOLD["story"]
    assert not Case.objects.exists()


def test_a_confidential_category_is_not_offered(li: Visitor) -> None:
    confidential = Category.objects.subjects().filter(confidential=True).first()
    assert settled(li, category=confidential.pk).soup.select_one(".error-message")
    assert not Case.objects.exists()


def test_nobody_settles_a_complaint_about_the_own_unit(li: Visitor, officer: User) -> None:
    ward = DepartmentFactory(ward=True, head=officer)
    page = settled(li, department=ward.pk)
    assert page.soup.select_one(".refusal[role=alert]")
    assert page.form()["answer"] == TOLD["answer"]
    assert not Case.objects.exists()


def test_such_a_complaint_is_registered_for_others(li: Visitor, officer: User) -> None:
    ward = DepartmentFactory(ward=True, head=officer)
    form = {**li.get("/admin/cases/register/").form(), **TOLD, "department": ward.pk}
    assert li.post("/admin/cases/register/", form).to == "/admin/cases/"
    assert Case.objects.get().stage == Stage.REGISTERED


@pytest.mark.parametrize("who", ["doctor", "director"])
def test_only_the_office_settles(who: str, request: pytest.FixtureRequest) -> None:
    visitor = Visitor(request.getfixturevalue(who))
    sent = {**TOLD, "form_key": "k" * 32, "category": category()}
    assert (visitor.get(ADDRESS).to, visitor.post(ADDRESS, sent).to) == ("/admin/", "/admin/")
    assert not Case.objects.exists()


def test_the_code_can_be_given_to_the_person_afterwards(li: Visitor) -> None:
    settled(li)
    case = Case.objects.get()
    page = li.get(f"/admin/cases/{case.pk}/")
    assert page.soup.select_one(f"form[action='/admin/cases/{case.pk}/show_code/']")
