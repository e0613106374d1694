"""Whom a matter is about neither opens it nor is given it, whatever else that person is."""

import pytest
from django.core.exceptions import ValidationError

from feedback import casebook, services
from feedback.models import Case, Category, Department, SphereTeam
from feedback.services.handling import Subject
from feedback.vocabulary import Kind, Sphere
from feedback.workflow import Role
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.feedback.office.doors import address, opened
from tests.visitor import Visitor

EVERYBODY = ["officer", "director", "doctor", "oversight", "superuser"]


def colleague() -> User:
    """Another officer of the same office."""
    return UserFactory(username="colleague", groups=[roles.OFFICERS])


@pytest.fixture
def ward(db: None) -> Department:
    return DepartmentFactory(ward=True)


@pytest.fixture
def case(ward: Department) -> Case:
    """A complaint about Dr Zhao's ward, which answers it."""
    return CaseFactory(assigned=True, about=ward, lead=ward)


def heads(person: User, ward: Department) -> User:
    ward.head = person
    ward.save()
    return person


@pytest.mark.parametrize("person", EVERYBODY)
def test_whoever_is_barred_finds_no_door_of_the_case(case: Case, person: str) -> None:
    barred = UserFactory(**{person: True})
    case.barred.add(barred)
    assert not opened(Visitor(barred), case)


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_head_of_the_unit_complained_about_finds_no_door(
    case: Case, ward: Department, person: str
) -> None:
    head = heads(UserFactory(**{person: True}), ward)
    assert not opened(Visitor(head), case)


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.REPORT])
def test_the_head_finds_a_complaint_in_no_list_and_no_search(
    doctor: User, ward: Department, kind: str
) -> None:
    case = CaseFactory(kind=kind, assigned=True, about=ward, lead=ward)
    zhao = Visitor(heads(doctor, ward))
    pages = zhao.get("/admin/cases/"), zhao.post("/admin/cases/", {"q": case.reference})
    assert not any(case.reference in page.text for page in pages)


@pytest.mark.parametrize("kind", [Kind.SUGGESTION, Kind.COMPLIMENT, Kind.ENQUIRY])
def test_the_head_reads_what_is_no_complaint(doctor: User, ward: Department, kind: str) -> None:
    case = CaseFactory(kind=kind, assigned=True, about=ward, lead=ward)
    assert Visitor(heads(doctor, ward)).get(address("case", case)).status == 200


def test_the_head_of_another_unit_goes_on_working(case: Case, doctor: User) -> None:
    heads(doctor, DepartmentFactory(other_ward=True))
    assert Visitor(doctor).get(address("case", case)).status == 200


def test_whoever_was_made_head_a_moment_ago_is_out_at_once(
    case: Case, doctor: User, ward: Department
) -> None:
    zhao = Visitor(doctor)
    assert zhao.get(address("case", case)).status == 200
    Department.objects.filter(pk=ward.pk).update(head=doctor)
    assert not opened(zhao, case)


def test_being_of_the_team_does_not_help_whoever_is_barred(case: Case, officer: User) -> None:
    services.restrict(case, by=officer, sphere=Sphere.INTEGRITY, team=[colleague()])
    case.team.add(officer)
    case.barred.add(officer)
    assert not case.roles_of(officer)


def test_whom_a_case_is_about_is_not_taken_into_its_team(
    case: Case, officer: User, doctor: User, ward: Department
) -> None:
    heads(doctor, ward)
    with pytest.raises(ValidationError):
        services.restrict(case, by=officer, sphere=Sphere.INTEGRITY, team=[officer, doctor])


def test_a_department_whose_only_contact_is_barred_is_not_given_the_case(
    officer: User, chen: User
) -> None:
    case = CaseFactory(accepted=True)
    services.bar(case, by=officer, people=[chen])
    with pytest.raises(ValidationError):
        services.assign(case, by=officer, to=DepartmentFactory(other_ward=True))


@pytest.mark.parametrize("place", ["own", "another"])
def test_a_department_with_nobody_but_the_head_complained_about_is_not_given_the_case(
    officer: User, doctor: User, chen: User, ward: Department, place: str
) -> None:
    other = DepartmentFactory(other_ward=True)
    case = CaseFactory(accepted=True, about=heads(chen, ward) and ward)
    ward.contacts.clear()
    with pytest.raises(ValidationError):
        services.assign(case, by=officer, to={"own": ward, "another": other}[place])


def test_such_a_department_is_not_asked_to_assist_either(
    officer: User, chen: User, ward: Department
) -> None:
    case = CaseFactory(accepted=True)
    services.bar(case, by=officer, people=[chen])
    with pytest.raises(ValidationError):
        services.assign(case, by=officer, to=ward, assisting=[DepartmentFactory(other_ward=True)])


def test_a_barred_officer_is_not_put_in_charge(case: Case, officer: User) -> None:
    barred = colleague()
    services.bar(case, by=officer, people=[barred])
    with pytest.raises(ValidationError):
        services.hand_over(case, by=officer, to=barred)


def test_an_officer_outside_the_team_is_not_put_in_charge(case: Case, officer: User) -> None:
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(officer)
    services.restrict(case, by=officer, sphere=Sphere.INTEGRITY)
    with pytest.raises(ValidationError):
        services.hand_over(case, by=officer, to=colleague())


def test_the_barred_officer_is_relieved_of_the_case(
    case: Case, officer: User, director: User
) -> None:
    services.bar(case, by=officer, people=[officer])
    case.refresh_from_db()
    assert case.officer is None


def test_the_officer_is_relieved_when_the_case_turns_out_to_be_about_the_own_unit(
    case: Case, officer: User
) -> None:
    other = DepartmentFactory(head=officer)
    subject = Subject(Category.objects.get(code="PRO-02"))
    services.classify(case, by=officer, primary=subject, about=other)
    case.refresh_from_db()
    assert case.officer is None


def test_a_barred_officer_makes_no_public_summary_of_it(officer: User, superuser: User) -> None:
    case = CaseFactory(closed=True)
    case.barred.add(officer)
    assert casebook.publishable(officer, limit=9) == []
    assert Visitor(officer).post(f"/admin/transparency/draft/{case.pk}/").status == 404
    assert casebook.publishable(superuser, limit=9) == [case.pk]


def test_nobody_is_barred_when_no_other_could_open_the_case(case: Case, officer: User) -> None:
    with pytest.raises(ValidationError):
        services.bar(case, by=officer, people=[officer])
    assert case.roles_of(officer)
    UserFactory(director=True)
    services.bar(Case.objects.get(pk=case.pk), by=officer, people=[officer])


def test_a_case_is_not_classified_for_a_team_that_is_barred_from_it(
    case: Case, officer: User
) -> None:
    member = colleague()
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(member)
    case.barred.add(member)
    primary = Subject(Category.objects.get(code="ETH-01"))
    with pytest.raises(ValidationError):
        services.classify(case, by=officer, primary=primary)


def test_nobody_acts_on_what_is_about_them(case: Case, officer: User) -> None:
    case.barred.add(officer)
    with pytest.raises(services.NotAllowed):
        services.note(case, by=officer, text="nothing to see")
    assert Role.OFFICER in case.roles_of(colleague())


def test_a_department_does_not_read_why_somebody_is_kept_away(
    officer: User, doctor: User, case: Case
) -> None:
    services.bar(case, by=officer, people=[colleague()], reason="涉及其本人")
    services.note(Case.objects.get(pk=case.pk), by=officer, text="请尽快核实")
    page = Visitor(doctor).get(address("case", case)).text
    assert ("涉及其本人" in page, "请尽快核实" in page) == (False, True)
    assert "涉及其本人" in Visitor(officer).get(address("case", case)).text
