"""Protection at the desk: restricting, conflicts of interest, disputes, the notice, seals and holds."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from feedback import services
from feedback.models import Attachment, Case, SphereTeam
from feedback.vocabulary import Act, Actor, Delivery, Sphere
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Page, Visitor

REASON = "Words somebody took a long time to find."
OFFICERS_ACTS = ["restrict", "bar", "dispute", "deliver", "seal", "hold"]
DIRECTORS_ACTS = ["unrestrict", "unbar", "undispute", "release"]


@pytest.fixture
def deputy(db: None) -> User:
    """Another officer."""
    return UserFactory(username="deputy", groups=[roles.OFFICERS])


@pytest.fixture
def disputed(officer: User, director: User) -> Case:
    """A dispute with Officer Li and Director Qian in its special group, and a photo sealed."""
    case = CaseFactory(assigned=True)
    Attachment.objects.create(
        case=case, name="x.jpg", actor=Actor.SUBMITTER, kind="jpeg", size=1, sha256="a" * 64
    )
    services.dispute(case, by=officer, team=[officer, director])
    return case


def send(user: User, case: Case, act: str, **typed: Any) -> Page:
    version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
    return Visitor(user).post(f"/admin/cases/{case.pk}/{act}/", {"version": version, **typed})


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_a_case_is_restricted_to_a_team(officer: User, deputy: User) -> None:
    case = CaseFactory(accepted=True)
    team = [officer.pk, deputy.pk]
    send(officer, case, "restrict", sphere=Sphere.STAFF, team=team, reason=REASON)
    assert (now(case).sphere, now(case).team.count()) == (Sphere.STAFF, 2)


def test_whoever_is_not_of_the_team_is_led_back_to_the_inbox(officer: User, deputy: User) -> None:
    SphereTeam.objects.create(sphere=Sphere.STAFF).members.add(deputy)
    case = CaseFactory(accepted=True)
    page = send(officer, case, "restrict", sphere=Sphere.STAFF)
    assert page.to == "/admin/cases/"
    assert Visitor(officer).get(f"/admin/cases/{case.pk}/").status == 404


def test_a_dispute_is_no_sphere_to_choose(officer: User) -> None:
    case = CaseFactory(accepted=True)
    assert send(officer, case, "restrict", sphere=Sphere.DISPUTE).soup.select_one(".error-message")
    assert not now(case).restricted


def test_the_management_lifts_the_restriction(officer: User, director: User) -> None:
    case = CaseFactory(accepted=True)
    services.restrict(case, by=officer, sphere=Sphere.OTHER, team=[director])
    send(director, case, "unrestrict", reason=REASON)
    assert not now(case).restricted


def test_a_conflict_of_interest_takes_effect_at_once(officer: User, deputy: User) -> None:
    case = CaseFactory(accepted=True)
    send(officer, case, "bar", people=[deputy.pk], reason=REASON)
    assert Visitor(deputy).get(f"/admin/cases/{case.pk}/").status == 404


def test_whoever_names_themselves_is_led_back_to_the_inbox(officer: User, director: User) -> None:
    assert send(officer, CaseFactory(), "bar", people=[officer.pk]).to == "/admin/cases/"


def test_whom_a_matter_is_about_is_not_offered_for_its_team(officer: User, deputy: User) -> None:
    case = CaseFactory(accepted=True)
    services.bar(case, by=officer, people=[deputy])
    page = send(officer, case, "dispute", team=[deputy.pk])
    assert page.soup.select_one(".error-message")
    assert not now(case).dispute


def test_the_management_removes_a_conflict(officer: User, deputy: User, director: User) -> None:
    case = CaseFactory(accepted=True)
    services.bar(case, by=officer, people=[deputy])
    send(director, case, "unbar", people=[deputy.pk], reason=REASON)
    assert not now(case).barred.exists()


def test_persons_in_the_diary_are_named_to_the_office_only(
    officer: User, doctor: User, deputy: User
) -> None:
    case = CaseFactory(assigned=True)
    services.bar(case, by=officer, people=[deputy])
    told = [Visitor(user).get(f"/admin/cases/{case.pk}/").text for user in (officer, doctor)]
    assert ["deputy" in text for text in told] == [True, False]


def test_a_dispute_has_its_special_group(officer: User) -> None:
    case = CaseFactory(assigned=True)
    assert send(officer, case, "dispute", reason=REASON).soup.select_one(".error-message")
    send(officer, case, "dispute", team=[officer.pk], reason=REASON)
    assert (now(case).dispute, list(now(case).team.all())) == (True, [officer])


def test_the_panel_of_a_dispute_shows_group_notice_and_hashes(
    officer: User, disputed: Case
) -> None:
    panel = Visitor(officer).get(f"/admin/cases/{disputed.pk}/").soup.select_one("#dispute").parent
    assert officer.get_full_name() in panel.text
    assert "a" * 64 in panel.text
    assert panel.select_one("strong")  # the notice is not delivered yet


def test_a_file_that_came_after_the_sealing_is_marked(officer: User, disputed: Case) -> None:
    Attachment.objects.create(
        case=disputed, name="y.jpg", actor=Actor.OFFICE, kind="jpeg", size=1, sha256="b" * 64
    )
    page = Visitor(officer).get(f"/admin/cases/{disputed.pk}/")
    marked = page.soup.select("[aria-labelledby=dispute] .files strong")
    assert len(marked) == 1


def test_the_delivery_of_the_notice_is_noted(officer: User, disputed: Case) -> None:
    send(officer, disputed, "deliver", on=timezone.localdate(), delivery=Delivery.POST)
    page = Visitor(officer).get(f"/admin/cases/{disputed.pk}/")
    assert str(Delivery.POST.label) in page.soup.select_one("#dispute").parent.text


def test_a_delivery_in_the_future_is_an_error(officer: User, disputed: Case) -> None:
    day = timezone.localdate() + timedelta(days=1)
    page = send(officer, disputed, "deliver", on=day, delivery=Delivery.POST, text=REASON)
    assert page.form()["text"] == REASON
    assert now(disputed).diary.last().act == Act.DISPUTE


def test_sealed_evidence_is_described(officer: User, disputed: Case) -> None:
    send(officer, disputed, "seal", text=REASON)
    assert now(disputed).diary.last().text == REASON


def test_the_management_takes_the_mark_off_and_then_the_hold(
    director: User, disputed: Case
) -> None:
    send(director, disputed, "undispute", reason=REASON)
    send(director, disputed, "release", reason=REASON)
    assert (now(disputed).dispute, now(disputed).legal_hold) == (False, False)


def test_a_hold_is_not_lifted_during_the_dispute(director: User, disputed: Case) -> None:
    page = send(director, disputed, "release", reason=REASON)
    assert page.form()["reason"] == REASON
    assert now(disputed).legal_hold


def test_a_case_is_put_on_hold(officer: User) -> None:
    case = CaseFactory(closed=True)
    send(officer, case, "hold", reason=REASON)
    assert now(case).legal_hold


@pytest.mark.parametrize("act", ["unrestrict", "unbar", "undispute", "release", "hold", "seal"])
def test_an_act_without_its_words_is_none(officer: User, director: User, act: str) -> None:
    case = CaseFactory(assigned=True)
    user = director if act in DIRECTORS_ACTS else officer
    assert send(user, case, act).soup.select_one(".error-message")
    assert now(case).version == case.version


@pytest.mark.parametrize("act", DIRECTORS_ACTS)
def test_what_the_management_decides_no_officer_does(officer: User, act: str) -> None:
    case = CaseFactory(assigned=True)
    assert send(officer, case, act, reason=REASON).to == "/admin/"


@pytest.mark.parametrize("act", [*OFFICERS_ACTS, *DIRECTORS_ACTS])
def test_a_department_protects_nothing(doctor: User, act: str) -> None:
    case = CaseFactory(assigned=True)
    assert send(doctor, case, act, reason=REASON, text=REASON).to == "/admin/"


@pytest.mark.parametrize("act", [*OFFICERS_ACTS, *DIRECTORS_ACTS])
def test_another_ward_finds_no_such_room(chen: User, act: str) -> None:
    assert send(chen, CaseFactory(assigned=True), act).status == 404


@pytest.mark.parametrize("act", OFFICERS_ACTS)
def test_each_form_is_shown(officer: User, disputed: Case, act: str) -> None:
    page = Visitor(officer).get(f"/admin/cases/{disputed.pk}/{act}/")
    assert page.form()["version"] == str(now(disputed).version)
