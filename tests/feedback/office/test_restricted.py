"""A restricted matter is nowhere: not in a list, a count, a search, a file, a notice, beside a case."""

from datetime import timedelta
from urllib.parse import unquote_plus

import pytest
import time_machine
from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import ReferenceIndex

from feedback import casebook, services
from feedback.models import Case, CaseEvent, Category, Department, SphereTeam
from feedback.services import similar
from feedback.vocabulary import ExtendReason, Priority, Sphere
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.feedback.office.attacker import everywhere, lists
from tests.feedback.office.doors import address, opened
from tests.visitor import Page, Visitor

OUTSIDE = ["officer", "director", "doctor", "oversight", "superuser"]
STORY = "收费处的王某某收了红包之后才安排床位，当时旁边还有两位家属可以作证，希望核实。" * 3
CANARIES = ("CANARY GIST", "CANARY STORY", "CANARY LINK", "CANARY PART")


def insider() -> User:
    """The officer who alone is of every team."""
    return UserFactory(username="insider", groups=[roles.OFFICERS])


def name_the_teams(person: User) -> None:
    for sphere in Sphere:
        SphereTeam.objects.create(sphere=sphere).members.add(person)


@pytest.fixture
def plain(db: None) -> Case:
    """A case that everybody may see whose work it is."""
    case = CaseFactory(assigned=True, story=STORY, gist="an open matter")
    Case.objects.filter(pk=case.pk).update(external_index="")
    return case


@pytest.fixture
def secret(plain: Case) -> Case:
    """A report of integrity, tied to the open case in every way there is, before its team was named."""
    case = CaseFactory(
        assigned=True, category="ETH-01", story=f"{STORY}CANARY STORY", gist="CANARY GIST",
        lead=plain.lead, received_at=timezone.now() - timedelta(days=40),
    )  # fmt: skip
    by = case.officer
    services.link(case, by=by, other=plain, why="CANARY LINK")
    part = services.split(plain, by=by, story="CANARY STORY", gist="CANARY PART")
    services.restrict(part, by=by, sphere=Sphere.RETALIATION)
    later = timezone.localdate() + timedelta(days=90)
    services.prioritise(case, by=by, priority=Priority.MAJOR)
    services.ask_time(case, by=by, to=later, reason=ExtendReason.EXPERTS)
    services.message(case, text="CANARY STORY")
    services.dispute(CaseFactory(assigned=True, gist="CANARY DISPUTE"), by=by, team=[insider()])
    similar.sweep(9)
    name_the_teams(insider())
    return case


def hidden(person: str = "") -> QuerySet[Case]:
    """Return what is restricted; the management sees every dispute."""
    cases = Case.objects.filter(restricted=True)
    return cases.exclude(dispute=True) if person in {"director", "superuser"} else cases


def shown(page: Page, cases: QuerySet[Case], typed: str = "") -> list[str]:
    """Return what a page shows of cases that was not typed: words, reference, the way to it."""
    body = page.body.decode(errors="replace")
    marks = [*CANARIES, *(mark for case in cases for mark in (case.gist, f"/cases/{case.pk}/"))]
    named = [case.reference for case in cases if case.reference in body]
    found = [*(one for one in marks if one in body), *(one for one in named if one in page.text)]
    return [one for one in found if one not in unquote_plus(typed)]


@pytest.mark.parametrize("person", OUTSIDE)
def test_nobody_outside_the_team_finds_a_trace_of_it(
    secret: Case, plain: Case, person: str
) -> None:
    visitor, cases = Visitor(UserFactory(**{person: True})), hidden(person)
    found = {where: shown(page, cases, where) for where, page in everywhere(visitor, secret, plain)}
    assert not {where: marks for where, marks in found.items() if marks}


@pytest.mark.parametrize("person", OUTSIDE)
def test_no_count_of_anybody_outside_knows_of_it(secret: Case, person: str) -> None:
    visitor = Visitor(UserFactory(**{person: True}))
    with time_machine.travel(timezone.now(), tick=False):
        with_it = {where: page.text for where, page in lists(visitor, secret)}
        CaseEvent.objects.filter(case__in=hidden(person)).delete()
        hidden(person).delete()
        without = {where: page.text for where, page in lists(visitor, secret)}
    assert with_it == without


@pytest.mark.parametrize("person", OUTSIDE)
def test_no_door_of_it_opens_to_anybody_outside(secret: Case, person: str) -> None:
    assert not opened(Visitor(UserFactory(**{person: True})), secret)
    assert not secret.readings.exclude(by__username="insider").exists()


def test_nothing_was_done_to_it_by_whoever_ticked_or_typed_its_number(
    secret: Case, plain: Case, officer: User
) -> None:
    before = Case.objects.get(pk=secret.pk).version
    assert len(list(everywhere(Visitor(officer), secret, plain)))
    assert Case.objects.get(pk=secret.pk).version == before


def test_its_team_finds_it_everywhere(secret: Case, plain: Case) -> None:
    visitor = Visitor(insider())
    found = {where: shown(page, hidden()) for where, page in lists(visitor, secret)}
    assert found["/admin/cases/"]
    assert found["start page"]
    assert found["export TS-"]
    assert visitor.get(address("case", secret)).status == 200


def test_nobody_outside_is_written_to_about_it(secret: Case, officer: User) -> None:
    for person in ("officer", "director", "doctor"):
        assert not secret.roles_of(UserFactory(**{person: True}))


def test_an_officer_outside_makes_no_public_summary_and_is_not_told_why(
    secret: Case, officer: User
) -> None:
    page = Visitor(officer).post(f"/admin/transparency/draft/{secret.pk}/")
    assert page.status == 404
    assert secret.pk not in casebook.publishable(officer, limit=99)


def test_its_own_team_is_told_that_it_is_not_published(secret: Case) -> None:
    page = Visitor(insider()).post(f"/admin/transparency/draft/{secret.pk}/")
    assert page.status == 409


def test_an_attachment_of_it_opens_from_neither_side(secret: Case, officer: User) -> None:
    li = Visitor(officer)
    assert li.get(address("attachment", secret)).status == 404
    assert li.get(f"/feedback/attachment/{address('attachment', secret)[-37:-1]}/").status == 404


def test_a_contact_of_the_ward_in_its_sphere_sees_what_lies_with_the_ward(
    secret: Case, doctor: User
) -> None:
    SphereTeam.objects.get(sphere=Sphere.INTEGRITY).members.add(doctor)
    assert [case.pk for case in Case.objects.visible_to(doctor) if case.restricted] == [secret.pk]


def test_whoever_is_of_the_special_group_sees_the_dispute_wherever_it_lies(
    chen: User, director: User
) -> None:
    case = CaseFactory(assigned=True)
    services.dispute(case, by=case.officer, team=[chen])
    assert list(Case.objects.visible_to(chen)) == [case]
    case.team.clear()
    assert not Case.objects.visible_to(chen)


def test_a_case_is_gone_for_its_officer_once_it_is_classified_for_another_team(
    plain: Case, officer: User
) -> None:
    name_the_teams(insider())
    primary = services.handling.Subject(Category.objects.get(code="ETH-01"))
    services.classify(plain, by=officer, primary=primary)
    plain.refresh_from_db()
    assert (plain.officer, opened(Visitor(officer), plain)) == (None, [])


def test_wagtails_index_of_references_keeps_nothing_of_cases() -> None:
    kept = {one for one in apps.get_models() if ReferenceIndex.model_is_indexable(one)}
    of_cases = {one for one in kept if any(to.related_model is Case for to in one._meta.fields)}
    assert not {Case, CaseEvent} & kept
    assert not of_cases


def test_the_usage_of_a_department_counts_no_case(secret: Case, officer: User) -> None:
    page = Visitor(officer).get(f"/admin/departments/usage/{secret.lead_id}/")
    assert page.status == 200
    assert not ReferenceIndex.get_references_to(Department.objects.get(pk=secret.lead_id)).exists()


def test_a_dispute_is_seen_by_its_special_group_alone(officer: User) -> None:
    case, colleague = CaseFactory(accepted=True), UserFactory(groups=[roles.OFFICERS])
    services.dispute(case, by=officer, team=[officer])
    assert Case.objects.visible_to(officer).filter(pk=case.pk).exists()
    assert not Case.objects.visible_to(colleague).exists()


def test_the_management_sees_every_dispute(officer: User, director: User) -> None:
    case = CaseFactory(accepted=True)
    services.dispute(case, by=officer, team=[officer])
    assert Case.objects.visible_to(director).filter(pk=case.pk).exists()
