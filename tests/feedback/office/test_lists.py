"""The office keeps its lists: departments, categories, calendar, policies."""

from datetime import date
from typing import Any

import pytest

from feedback.models import CalendarDay, Case, Category, DeadlinePolicy, Department
from portal.models import Hospital, User
from tests.factories import CaseFactory, DepartmentFactory
from tests.visitor import Visitor

LISTS = ["departments", "categories", "working-calendar", "deadline-policies"]


@pytest.fixture
def li(officer: User) -> Visitor:
    return Visitor(officer)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("room", ["", "new/"])
def test_the_office_opens_its_lists(li: Visitor, name: str, room: str) -> None:
    assert li.get(f"/admin/{name}/{room}").status == 200


@pytest.mark.parametrize("name", [*LISTS, "hospitals"])
@pytest.mark.parametrize("room", ["", "new/"])
def test_a_department_contact_does_not_edit_lists(doctor: User, name: str, room: str) -> None:
    assert Visitor(doctor).get(f"/admin/{name}/{room}").to == "/admin/"


def test_a_search_finds_a_department_by_its_chinese_name(li: Visitor) -> None:
    ward, other = DepartmentFactory(ward=True), DepartmentFactory(other_ward=True)
    page = li.get("/admin/departments/", {"q": ward.name})
    assert ward.code in page.text
    assert other.code not in page.text


def test_a_department_gets_its_contacts(li: Visitor, chen: User) -> None:
    ward = DepartmentFactory(ward=True)
    form = {
        "hospital": ward.hospital_id, "name": ward.name, "code": ward.code, "sort": 1,
        "contacts": [chen.pk], "active": "on",
    }  # fmt: skip
    li.post(f"/admin/departments/edit/{ward.pk}/", form)
    assert chen in ward.contacts.all()


def test_a_department_in_use_is_not_deleted_and_one_is_told(superuser: User) -> None:
    case = CaseFactory(assigned=True)
    root = Visitor(superuser)
    page = root.follow(root.post(f"/admin/departments/delete/{case.lead_id}/"))
    assert page.soup.select_one(".messages .error")
    assert Department.objects.filter(pk=case.lead_id).exists()


def test_a_department_that_only_assists_is_not_deleted_either(superuser: User) -> None:
    other = DepartmentFactory(other_ward=True)
    case = CaseFactory(assigned=True, assisting=[other])
    other.contacts.clear()
    Visitor(superuser).post(f"/admin/departments/delete/{other.pk}/")
    assert list(case.assisting.all()) == [other]


def test_a_department_nobody_uses_can_be_deleted(superuser: User) -> None:
    department = DepartmentFactory()
    Visitor(superuser).post(f"/admin/departments/delete/{department.pk}/")
    assert not Department.objects.filter(pk=department.pk).exists()


def test_a_category_with_categories_below_it_is_not_deleted(superuser: User) -> None:
    heading = Category.objects.get(code="ATT")
    assert Visitor(superuser).post(f"/admin/categories/delete/{heading.pk}/").status == 302
    assert Category.objects.filter(pk=heading.pk).exists()


def test_the_hospital_is_not_deleted_while_it_has_departments(superuser: User) -> None:
    hospital = DepartmentFactory().hospital
    assert Visitor(superuser).post(f"/admin/hospitals/delete/{hospital.pk}/").status == 302
    assert Hospital.objects.filter(pk=hospital.pk).exists()


def category_form(category: Category, **changes: Any) -> dict[str, Any]:
    form = {
        "code": category.code, "name": category.name, "name_en": category.name_en, "sort": 1,
        "parent": category.parent_id or "", "active": "on",
    }  # fmt: skip
    return {**form, **changes}


@pytest.mark.parametrize("parent", ["ATT", "ATT-01"])
def test_a_category_is_neither_its_own_parent_nor_below_the_second_level(
    li: Visitor, parent: str
) -> None:
    category = Category.objects.get(code="ATT")
    above = Category.objects.get(code=parent)
    page = li.post(
        f"/admin/categories/edit/{category.pk}/", category_form(category, parent=above.pk)
    )
    assert page.soup.select_one(".error-message")
    assert Category.objects.get(code="ATT").parent is None


def test_a_category_with_others_below_it_stays_on_the_first_level(li: Visitor) -> None:
    category, other = Category.objects.get(code="ATT"), Category.objects.get(code="PRO")
    page = li.post(
        f"/admin/categories/edit/{category.pk}/", category_form(category, parent=other.pk)
    )
    assert page.soup.select_one(".error-message")


def test_the_code_of_a_category_is_never_changed(li: Visitor) -> None:
    category = Category.objects.get(code="ATT-01")
    li.post(
        f"/admin/categories/edit/{category.pk}/", category_form(category, code="NEW", name="新名")
    )
    category.refresh_from_db()
    assert (category.code, category.name) == ("ATT-01", "新名")


def test_a_code_is_not_given_twice(li: Visitor) -> None:
    form = category_form(Category(code="ATT-01", name="again"))
    assert li.post("/admin/categories/new/", form).soup.select_one(".error-message")


def test_a_new_holiday_is_entered(li: Visitor) -> None:
    li.post("/admin/working-calendar/new/", {"date": "2031-05-01", "kind": "off", "source": "x"})
    assert CalendarDay.objects.filter(date=date(2031, 5, 1)).exists()


def test_the_same_policy_is_not_entered_twice(li: Visitor) -> None:
    policy = DeadlinePolicy.objects.all()[0]
    fields = ("clock", "kind", "channel", "complexity", "days", "unit")
    form = {**{name: getattr(policy, name) for name in fields}, "hospital": policy.hospital_id}
    page = li.post("/admin/deadline-policies/new/", form)
    assert (page.status, DeadlinePolicy.objects.filter(pk=policy.pk).count()) == (200, 1)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", LISTS)
def test_each_list_can_be_taken_along_as_a_file(li: Visitor, name: str, kind: str) -> None:
    answer = li.client.get(f"/admin/{name}/", {"export": kind})
    assert (answer.status_code, kind in answer["Content-Disposition"]) == (200, True)


def test_a_file_of_a_list_calculates_nothing_and_opens_as_utf8(li: Visitor) -> None:
    DepartmentFactory(ward=True, name="=1+1", name_en="＠SUM(A1)")
    written = b"".join(li.client.get("/admin/departments/", {"export": "csv"})).decode()
    assert written.startswith("\ufeff")
    assert '"\'=1+1"' in written
    assert '"\'＠SUM(A1)"' in written


def test_a_file_of_the_departments_names_nobody(li: Visitor, doctor: User) -> None:
    written = b"".join(li.client.get("/admin/departments/", {"export": "csv"})).decode()
    assert doctor.last_name + doctor.first_name not in written
    assert doctor.username not in written


def head(who: User, ward: Department, new: User | str) -> None:
    """Name another head of a ward, or nobody."""
    form = {
        "hospital": ward.hospital_id, "name": ward.name, "code": ward.code, "sort": 1,
        "head": new and new.pk, "active": "on",
    }  # fmt: skip
    Visitor(who).post(f"/admin/departments/edit/{ward.pk}/", form)
    ward.refresh_from_db()


def test_who_heads_a_department_does_not_step_down_to_read_what_is_said_of_it(
    officer: User,
) -> None:
    ward = DepartmentFactory(ward=True, head=officer)
    case = CaseFactory(about=ward)
    head(officer, ward, "")
    assert ward.head == officer
    assert not Case.objects.visible_to(officer).filter(pk=case.pk).exists()


def test_an_officer_names_the_head_of_another_department(officer: User, chen: User) -> None:
    ward = DepartmentFactory(ward=True)
    head(officer, ward, chen)
    assert ward.head == chen
