"""Every desk of the procedure: it works for its person, and says kindly when it is not possible."""

import pytest
from django.utils.translation import override

from feedback import services
from feedback.models import Case
from feedback.office.desks import DESKS, kinship, protection
from feedback.office.forms.act import ActForm
from feedback.vocabulary import Act
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.feedback.office.desk_rows import ROWS, TYPED, Row
from tests.visitor import Page, Visitor

pytestmark = pytest.mark.django_db
every_desk = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.act)
with_words = pytest.mark.parametrize(
    "row", [row for row in ROWS if row.typed and row.wrong_stage], ids=lambda row: row.act
)
# Their tests stand in rooms of their own.
ELSEWHERE = {Act.SHOW_CODE, Act.ATTACH}


def person(name: str) -> User:
    return UserFactory(**{name: True})


def where(case: Case, row: Row) -> str:
    return f"/admin/cases/{case.pk}/{row.act}/"


def done(row: Row, case: Case, by: str, **more: object) -> Page:
    return Visitor(person(by)).post(
        where(case, row), {"version": case.version, **row.words(), **more}
    )


def test_every_desk_stands_in_the_table() -> None:
    others = {desk.act for desk in (*kinship.DESKS, *protection.DESKS)} | ELSEWHERE
    assert {row.act for row in ROWS} == {*DESKS} - others


@every_desk
def test_the_act_is_done_and_leads_back_to_the_case(row: Row) -> None:
    case = row.case()
    page = done(row, case, row.by)
    assert page.to == f"/admin/cases/{case.pk}/"
    entry = case.diary.get(seq=case.version + 1)
    assert (entry.act, entry.stage_after, entry.by.username) == (
        row.act, row.after, person(row.by).username,
    )  # fmt: skip


@every_desk
def test_the_form_is_shown(row: Row) -> None:
    case = row.case()
    assert Visitor(person(row.by)).get(where(case, row)).form()["version"] == str(case.version)


@every_desk
def test_its_button_is_offered_to_its_person_and_not_to_another(row: Row) -> None:
    case = row.case()
    assert row.act in ways(row.by, case)
    assert row.act not in ways(row.wrong_person, case)


@every_desk
def test_somebody_else_who_sees_the_case_is_sent_away(row: Row) -> None:
    case = row.case()
    page = done(row, case, row.wrong_person)
    assert page.to == "/admin/"
    assert Case.objects.get(pk=case.pk).version == case.version


@with_words
def test_in_the_wrong_stage_one_is_told_and_keeps_the_text(row: Row) -> None:
    case = CaseFactory(stage=row.wrong_stage)
    Case.objects.update(lead=DepartmentFactory(ward=True))
    page = done(row, case, row.by)
    assert page.soup.select_one(".refusal, .error-message")
    assert TYPED in page.body.decode()
    assert Case.objects.get(pk=case.pk).version == case.version


@with_words
def test_in_the_wrong_stage_there_is_no_form(row: Row) -> None:
    case = CaseFactory(stage=row.wrong_stage)
    Case.objects.update(lead=DepartmentFactory(ward=True))
    page = Visitor(person(row.by)).get(where(case, row))
    assert (page.status, page.soup.select(".casebody form")) == (409, [])


@every_desk
def test_who_read_an_older_version_is_told_what_happened_meanwhile(row: Row) -> None:
    case = row.case()
    services.note(case, by=person("officer"), text="Somebody was quicker.")
    page = done(row, case, row.by, version=case.version - 1)
    assert page.status == 409
    assert "Somebody was quicker." in page.text
    assert Case.objects.get(pk=case.pk).version == case.version


def ways(name: str, case: Case) -> set[str]:
    """Return the acts whose buttons stand on the page of a case."""
    page = Visitor(person(name)).get(f"/admin/cases/{case.pk}/").soup
    buttons = [link["href"] for link in page.select(".acts a")]
    posts = [form["action"] for form in page.select(".acts form")]
    return {way.rstrip("/").split("/")[-1] for way in (*buttons, *posts)}


def test_every_form_is_an_act_form() -> None:
    assert all(issubclass(desk.form, ActForm) for desk in DESKS.values())


@every_desk
def test_the_button_under_the_form_says_what_it_does(row: Row) -> None:
    page = Visitor(person(row.by)).get(where(row.case(), row), headers={"accept-language": "en"})
    said = page.soup.select_one("button[data-send]").get_text(strip=True)
    assert said == DESKS[row.act].verb
    assert "…" not in said


def test_no_button_says_no_more_than_save() -> None:
    with override("en"):
        assert "Save" not in {desk.verb for desk in DESKS.values()}
