"""Officer Li says what a case is about, and how pressing it is."""

from typing import Any

from django.utils import timezone

from feedback import figures, services
from feedback.models import Case, Category, SphereTeam
from feedback.vocabulary import Act, Kind, Priority
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.visitor import Page, Visitor


def send(user: User, case: Case, act: str, **typed: Any) -> Page:
    return Visitor(user).post(f"/admin/cases/{case.pk}/{act}/", {"version": case.version, **typed})


def code(name: str) -> int:
    return Category.objects.get(code=name).pk


def test_a_case_has_several_categories_each_with_its_own_severity(officer: User) -> None:
    case = CaseFactory()
    first = {"category_0": code("PRO-02"), "severity_0": "2", "care_stage_0": "access"}
    second = {"category_2": code("ATT-01"), "severity_2": "1", "harm_2": "3"}
    send(officer, case, "classify", **first, **second, gist="a new gist")
    rows = case.categories.order_by("-primary")
    assert [(row.category.code, row.severity, row.care_stage, row.harm) for row in rows] == [
        ("PRO-02", 2, "access", None),
        ("ATT-01", 1, "", 3),
    ]


def test_the_present_classification_stands_in_the_form(officer: User) -> None:
    case = CaseFactory()
    typed = {"category_0": code("PRO-02"), "category_1": code("ATT-01"), "harm_1": "2"}
    send(officer, case, "classify", **typed)
    form = Visitor(officer).get(f"/admin/cases/{case.pk}/classify/").form()
    assert {name: form[name] for name in typed} == {name: str(typed[name]) for name in typed}


def test_a_category_named_twice_counts_once(officer: User) -> None:
    case = CaseFactory()
    send(officer, case, "classify", category_0=code("PRO-02"), category_1=code("PRO-02"))
    assert case.categories.get().primary


def test_a_case_with_many_categories_keeps_them_all(officer: User) -> None:
    case, names = CaseFactory(), ["PRO-02", "ATT-01", "FEE-01", "COM-01"]
    typed = {f"category_{number}": code(name) for number, name in enumerate(names)}
    send(officer, case, "classify", **typed)
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/classify/")
    send(officer, case, "classify", **{**page.form(), "category_4": code("ENV-01")})
    assert case.categories.count() == 5


def test_a_heading_is_no_category(officer: User) -> None:
    case, heading = CaseFactory(), Category.objects.filter(parent=None)[0]
    page = send(officer, case, "classify", category_0=heading.pk)
    assert page.soup.select_one(".error-message")


def test_the_unit_it_is_about_is_named_and_its_head_kept_out(officer: User) -> None:
    head = UserFactory(username="head", groups=[])
    case, unit = CaseFactory(), DepartmentFactory(ward=True, head=head)
    send(officer, case, "classify", category_0=code("ATT-01"), about=unit.pk)
    assert Case.objects.get(pk=case.pk).about == unit


def test_who_classifies_a_matter_of_another_team_is_led_to_the_inbox(officer: User) -> None:
    case = CaseFactory()
    category = Category.objects.filter(confidential=True).exclude(sphere="")[0]
    team, _made = SphereTeam.objects.get_or_create(sphere=category.sphere)
    team.members.set([UserFactory(username="team", groups=[roles.OFFICERS])])
    page = send(officer, case, "classify", category_0=category.pk)
    assert page.to == "/admin/cases/"
    assert Visitor(officer).get(f"/admin/cases/{case.pk}/").status == 404


def test_urgent_means_that_something_was_done_at_once(officer: User) -> None:
    case = CaseFactory(accepted=True)
    page = send(officer, case, "prioritise", priority=Priority.URGENT)
    assert page.soup.select_one(".error-message")
    send(officer, case, "prioritise", priority=Priority.URGENT, measures="Pump taken away.")
    assert Case.objects.get(pk=case.pk).priority == Priority.URGENT


def test_the_diary_says_from_what_to_what_the_priority_went(officer: User) -> None:
    case = CaseFactory(accepted=True)
    send(officer, case, "prioritise", priority=Priority.MAJOR)
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/")
    entry = page.soup.select_one(".diary__entry").get_text()
    assert str(Priority.MAJOR.label) in entry
    assert str(Act.PRIORITISE.label) in entry


def test_from_classifying_one_button_leads_on_to_assigning(officer: User) -> None:
    case = CaseFactory(accepted=True)
    form = Visitor(officer).get(f"/admin/cases/{case.pk}/classify/")
    assert form.soup.select_one(".acts button[name=then]")
    done = send(officer, case, "classify", category_0=code("PRO-02"), then="1")
    assert done.to == f"/admin/cases/{case.pk}/assign/"


def test_without_that_button_classifying_leads_back_to_the_case(officer: User) -> None:
    case = CaseFactory(accepted=True)
    assert send(officer, case, "classify", category_0=code("PRO-02")).to.endswith(f"/{case.pk}/")


def test_what_is_assigned_already_is_not_led_on(officer: User) -> None:
    case = CaseFactory(assigned=True)
    form = Visitor(officer).get(f"/admin/cases/{case.pk}/classify/")
    assert not form.soup.select_one(".acts button[name=then]")
    done = send(officer, case, "classify", category_0=code("PRO-02"), then="1")
    assert done.to == f"/admin/cases/{case.pk}/"


def test_further_categories_are_folded_until_something_is_said_in_them(officer: User) -> None:
    case = CaseFactory()
    room = f"/admin/cases/{case.pk}/classify/"
    assert len(Visitor(officer).get(room).soup.select("details.actfold")) == 4
    send(officer, case, "classify", category_0=code("PRO-02"), category_1=code("ATT-01"))
    folded = Visitor(officer).get(room).soup.select("details.actfold")
    names = [one.select_one("select")["name"] for one in folded]
    assert names == ["category_2", "category_3", "age_band"]


def offered(officer: User, case: Case) -> list[str]:
    page = Visitor(officer).get(f"/admin/cases/{case.pk}/classify/")
    options = page.soup.select("#id_category_0 option[value]")
    return [one.get_text().split()[0] for one in options if one["value"]]


def test_praise_is_of_a_field_and_not_of_a_grievance(officer: User) -> None:
    codes = offered(officer, CaseFactory(kind=Kind.COMPLIMENT))
    assert {"ATT", "CLN", "COM", "ENV", "CPL"} <= {*codes}
    assert not [one for one in codes if "-" in one or one in {"ETH", "WRK"}]
    assert "ATT-01" in offered(officer, CaseFactory())


def test_a_compliment_is_classified_and_counted_under_its_field(officer: User) -> None:
    case = CaseFactory(accepted=True, kind=Kind.COMPLIMENT)
    send(officer, case, "classify", category_0=code("ATT"))
    assert case.categories.get().category.code == "ATT"
    today = timezone.localdate()
    counted = figures.count(hospital_id=case.hospital_id, start=today, end=today)
    assert counted.by_category["ATT"]["received"] == 1


def test_a_compliment_keeps_the_category_it_has(officer: User) -> None:
    case = CaseFactory(assigned=True, kind=Kind.COMPLIMENT)
    assert "PRO-02" in offered(officer, case)
    form = Visitor(officer).get(f"/admin/cases/{case.pk}/classify/").form()
    assert form["category_0"] == str(code("PRO-02"))


def test_a_department_is_not_shut_out_of_the_case_it_works_on(officer: User) -> None:
    head = UserFactory(username="head", groups=[])
    case, unit = CaseFactory(accepted=True), DepartmentFactory(head=head)
    services.assign(case, by=officer, to=unit)
    page = send(officer, case, "classify", category_0=code("ATT-01"), about=unit.pk, gist="kept")
    assert unit.label in page.soup.select_one(".error-message").get_text()
    assert page.form()["gist"] == "kept"
    assert Case.objects.get(pk=case.pk).about is None


def test_one_is_warned_of_a_department_that_could_not_be_given_the_case(officer: User) -> None:
    head = UserFactory(username="head", groups=[])
    unit, visitor = DepartmentFactory(head=head), Visitor(officer)
    case = CaseFactory(accepted=True)
    typed = {"version": case.version, "category_0": code("ATT-01"), "about": unit.pk}
    page = visitor.follow(visitor.post(f"/admin/cases/{case.pk}/classify/", typed))
    assert unit.label in page.soup.select_one(".messages .warning").get_text()


def test_where_somebody_of_the_department_is_left_nobody_is_warned(officer: User) -> None:
    head = UserFactory(username="head", groups=[])
    unit, visitor = DepartmentFactory(ward=True, head=head), Visitor(officer)
    unit.contacts.add(UserFactory(doctor=True))
    case = CaseFactory(accepted=True)
    typed = {"version": case.version, "category_0": code("ATT-01"), "about": unit.pk}
    page = visitor.follow(visitor.post(f"/admin/cases/{case.pk}/classify/", typed))
    assert not page.soup.select(".messages .warning")
