"""Who works on restricted matters is named by the administrator; who is away is said by the office."""

from typing import Any

import pytest

from feedback.models import Absence, Case, SphereTeam
from feedback.vocabulary import Sphere
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Page, Visitor


def named(superuser: User, *people: User) -> Page:
    form = {"sphere": Sphere.INTEGRITY, "members": [person.pk for person in people]}
    return Visitor(superuser).post("/admin/teams/new/", form)


def colleague() -> User:
    """Another officer of the same office."""
    return UserFactory(username="colleague", groups=[roles.OFFICERS])


def restricted(sphere: str = Sphere.INTEGRITY) -> Case:
    case = CaseFactory(assigned=True)
    Case.objects.filter(pk=case.pk).update(restricted=True, sphere=sphere)
    return case


def seen_by(user: User) -> list[Case]:
    return list(Case.objects.visible_to(user))


def test_the_administrator_names_a_team_and_nobody_else_sees_its_matters(
    superuser: User, officer: User
) -> None:
    case, member = restricted(), colleague()
    assert named(superuser, member).status == 302
    assert (seen_by(member), seen_by(officer), seen_by(superuser)) == ([case], [], [])


@pytest.mark.parametrize("person", ["officer", "director", "oversight", "doctor", "editor"])
@pytest.mark.parametrize("room", ["", "new/"])
def test_nobody_else_reads_or_names_a_team(db: None, person: str, room: str) -> None:
    assert Visitor(UserFactory(**{person: True})).get(f"/admin/teams/{room}").to == "/admin/"


def test_a_team_without_an_officer_is_refused(superuser: User, doctor: User) -> None:
    page = named(superuser, doctor)
    assert page.soup.select_one(".error-message")
    assert not SphereTeam.objects.exists()


def test_somebody_who_does_not_work_on_cases_is_refused(
    superuser: User, officer: User, editor: User
) -> None:
    assert named(superuser, officer, editor).soup.select_one(".error-message")
    assert not SphereTeam.objects.exists()


def test_the_sphere_of_a_team_is_not_changed(superuser: User, officer: User) -> None:
    named(superuser, officer)
    team = SphereTeam.objects.get()
    form = {"sphere": Sphere.STAFF, "members": [officer.pk]}
    Visitor(superuser).post(f"/admin/teams/edit/{team.pk}/", form)
    team.refresh_from_db()
    assert team.sphere == Sphere.INTEGRITY


def test_a_team_is_listed_with_its_members(superuser: User) -> None:
    named(superuser, colleague())
    assert "colleague" in Visitor(superuser).get("/admin/teams/").text


def test_whoever_leaves_a_team_sees_its_matters_no_more(superuser: User) -> None:
    restricted(), named(superuser, colleague(), UserFactory(officer=True))
    member = User.objects.get(username="colleague")
    assert seen_by(member)
    SphereTeam.objects.get().members.remove(member)
    assert not seen_by(member)


def test_a_team_of_which_nobody_works_here_any_more_leaves_its_matters_to_the_office(
    superuser: User, officer: User
) -> None:
    case = restricted()
    named(superuser, colleague())
    User.objects.filter(username="colleague").update(is_active=False)
    assert seen_by(officer) == [case]


def test_what_is_restricted_without_a_sphere_belongs_to_the_others(officer: User) -> None:
    case = restricted(sphere="")
    assert seen_by(officer) == [case]
    SphereTeam.objects.create(sphere=Sphere.OTHER).members.add(colleague())
    assert not seen_by(officer)


def test_the_teams_of_two_spheres_do_not_see_each_others_matters(officer: User) -> None:
    case, other = restricted(Sphere.STAFF), restricted(Sphere.PRIVACY)
    for sphere, member in ((Sphere.STAFF, officer), (Sphere.PRIVACY, colleague())):
        SphereTeam.objects.create(sphere=sphere).members.add(member)
    assert seen_by(officer) == [case]
    assert seen_by(User.objects.get(username="colleague")) == [other]


def absence(who: User, **changes: Any) -> Page:
    form = {"officer": who.pk, "start": "2026-03-02", "end": "2026-03-06", **changes}
    return Visitor(who).post("/admin/absences/new/", form)


def test_an_officer_says_who_stands_in(officer: User) -> None:
    deputy = colleague()
    assert absence(officer, deputy=deputy.pk).status == 302
    assert Absence.objects.get().deputy == deputy
    assert "colleague" in Visitor(officer).get("/admin/absences/").text


@pytest.mark.parametrize(
    "changes", [{"end": "2026-03-01"}, {"deputy": "self"}, {"deputy": "doctor"}]
)
def test_an_absence_that_cannot_be_is_refused(
    officer: User, doctor: User, changes: dict[str, Any]
) -> None:
    people = {"self": officer.pk, "doctor": doctor.pk}
    typed = {name: people.get(value, value) for name, value in changes.items()}
    page = absence(officer, **{"deputy": colleague().pk, **typed})
    assert page.soup.select_one(".error-message")
    assert not Absence.objects.exists()


def test_a_department_contact_keeps_no_absences(doctor: User) -> None:
    assert Visitor(doctor).get("/admin/absences/").to == "/admin/"


def test_a_deputy_sees_no_restricted_matter_of_another_team(officer: User) -> None:
    restricted()
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(officer)
    absence(officer, deputy=colleague().pk, start="2020-01-01", end="2090-01-01")
    assert not seen_by(User.objects.get(username="colleague"))
