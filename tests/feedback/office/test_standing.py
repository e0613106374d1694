"""What somebody is to cases is asked once for a page that is read, and anew for whatever is done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.models import Case, Department, SphereTeam, sight
from feedback.vocabulary import Sphere
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db


def asked(visitor: Visitor, path: str, table: str) -> int:
    """Return how often a page asks a table."""
    visitor.get(path)
    with CaptureQueriesContext(connection) as captured:
        visitor.get(path)
    return sum(f'FROM "{table}"' in query["sql"] for query in captured)


@pytest.mark.parametrize("person", ["officer", "director", "doctor"])
@pytest.mark.parametrize("room", ["", "{pk}/", "{pk}/file/"])
def test_a_page_asks_once_what_its_reader_is_to_cases(person: str, room: str) -> None:
    case, reader = CaseFactory(assigned=True), UserFactory(**{person: True})
    path = f"/admin/cases/{room.format(pk=case.pk)}"
    assert asked(Visitor(reader), path, "feedback_sphereteam") <= 1


def test_whoever_bars_themselves_is_told_that_the_case_is_gone(officer: User) -> None:
    UserFactory(username="second", groups=[roles.OFFICERS])
    case = CaseFactory(accepted=True)
    typed = {"version": case.version, "people": [officer.pk], "reason": "我认识他。"}
    page = Visitor(officer).post(f"/admin/cases/{case.pk}/bar/", typed)
    assert case.barred.get() == officer
    assert page.response.headers["Location"] == "/admin/cases/"


def test_between_two_questions_a_person_may_become_a_head(doctor: User) -> None:
    case = CaseFactory(assigned=True)
    Case.objects.filter(pk=case.pk).update(about=case.lead)
    assert Case.objects.visible_to(doctor).exists()
    Department.objects.filter(pk=case.lead_id).update(head=doctor)
    assert not Case.objects.visible_to(doctor).exists()


def test_within_one_page_nobody_is_asked_about_twice(officer: User) -> None:
    case = CaseFactory(accepted=True)
    Case.objects.filter(pk=case.pk).update(restricted=True, sphere=Sphere.STAFF)
    sight.keep_for_a_page(officer)
    assert Case.objects.visible_to(officer).get() == case
    SphereTeam.objects.create(sphere=Sphere.STAFF).members.add(UserFactory(director=True))
    assert Case.objects.visible_to(officer).get() == case
    assert not Case.objects.visible_to(User.objects.get(pk=officer.pk)).exists()
