"""What protects people: restricted matters, conflicts of interest, disputes, holds, the contact."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from feedback import services
from feedback.models import Attachment, Case, Category, SphereTeam
from feedback.services import NotAllowed
from feedback.services.handling import Subject
from feedback.vocabulary import Act, Actor, Delivery, Reading, Sphere
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, UserFactory


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The sentences of a refusal are read as they are written."""
    with translation.override("en"):
        yield


@pytest.fixture
def deputy(db: None) -> User:
    """Another officer."""
    return UserFactory(username="deputy", groups=[roles.OFFICERS])


@pytest.fixture
def disputed(officer: User) -> Case:
    """A dispute with Officer Li in its special group."""
    case = CaseFactory(assigned=True)
    Attachment.objects.create(
        case=case, name="x.jpg", actor=Actor.SUBMITTER, kind="jpeg", size=1, sha256="a" * 64
    )
    services.dispute(case, by=officer, team=[officer], reason="要求赔偿")
    return case


def test_a_restricted_case_is_not_seen_by_its_department(officer: User, doctor: User) -> None:
    case = CaseFactory(assigned=True)
    services.restrict(case, by=officer, sphere=Sphere.PRIVACY, reason="涉及病历泄露")
    assert not case.roles_of(doctor)
    assert case.roles_of(officer)


def test_those_named_see_it_beside_the_team_of_its_sphere(officer: User, deputy: User) -> None:
    SphereTeam.objects.create(sphere=Sphere.PRIVACY).members.add(deputy)
    case, hidden = CaseFactory(accepted=True), CaseFactory(accepted=True)
    services.restrict(case, by=officer, sphere=Sphere.PRIVACY, team=[officer])
    services.restrict(hidden, by=officer, sphere=Sphere.PRIVACY)
    assert case.roles_of(officer)
    assert case.roles_of(deputy)
    assert not hidden.roles_of(officer)


def test_an_officer_in_charge_who_may_not_open_it_any_more_is_relieved(
    officer: User, deputy: User
) -> None:
    SphereTeam.objects.create(sphere=Sphere.STAFF).members.add(deputy)
    case = CaseFactory(accepted=True)
    services.restrict(case, by=officer, sphere=Sphere.STAFF)
    assert Case.objects.get(pk=case.pk).officer is None


def test_a_person_it_is_about_is_not_of_its_team(officer: User, deputy: User) -> None:
    case = CaseFactory(accepted=True)
    services.bar(case, by=officer, people=[deputy])
    with pytest.raises(ValidationError, match="about"):
        services.restrict(case, by=officer, sphere=Sphere.STAFF, team=[deputy])
    with pytest.raises(ValidationError, match="about"):
        services.dispute(case, by=officer, team=[deputy])


def test_the_management_lifts_a_restriction(officer: User, director: User) -> None:
    case = CaseFactory(accepted=True)
    services.restrict(case, by=officer, sphere=Sphere.OTHER, team=[director, officer])
    services.unrestrict(case, by=director, reason="查明无关")
    assert (case.restricted, case.sphere, case.team.count()) == (False, "", 0)


def test_an_officer_does_not_lift_it(officer: User) -> None:
    case = CaseFactory(accepted=True)
    services.restrict(case, by=officer, sphere=Sphere.OTHER)
    with pytest.raises(NotAllowed):
        services.unrestrict(case, by=officer, reason="查明无关")


def test_there_is_nothing_to_lift_on_an_open_case(director: User) -> None:
    with pytest.raises(ValidationError, match="not restricted"):
        services.unrestrict(CaseFactory(), by=director, reason="x")


@pytest.mark.parametrize("act", ["restrict", "bar", "hold"])
def test_a_department_protects_nothing(doctor: User, chen: User, act: str) -> None:
    case = CaseFactory(assigned=True)
    asked = {
        "restrict": {"sphere": Sphere.STAFF},
        "bar": {"people": [chen]},
        "hold": {"reason": "x"},
    }
    with pytest.raises(NotAllowed):
        getattr(services, act)(case, by=doctor, **asked[act])


def test_a_barred_person_neither_opens_the_case_nor_keeps_it(officer: User, deputy: User) -> None:
    case = CaseFactory(accepted=True)
    services.bar(case, by=deputy, people=[officer])
    assert not case.roles_of(officer)
    assert Case.objects.get(pk=case.pk).officer is None


def test_whoever_names_themselves_is_out_at_once(officer: User, director: User) -> None:
    case = CaseFactory(accepted=True)
    services.bar(case, by=officer, people=[officer])
    with pytest.raises(NotAllowed):
        services.note(case, by=officer, text="x")


def test_nobody_named_is_no_conflict(officer: User) -> None:
    with pytest.raises(ValidationError):
        services.bar(CaseFactory(), by=officer, people=[])


def test_the_management_removes_a_conflict(officer: User, deputy: User, director: User) -> None:
    case = CaseFactory(accepted=True)
    services.bar(case, by=officer, people=[deputy])
    with pytest.raises(NotAllowed):
        services.unbar(case, by=officer, people=[deputy], reason="同名")
    services.unbar(case, by=director, people=[deputy], reason="同名")
    assert case.roles_of(deputy)


def test_only_who_is_barred_can_be_unbarred(officer: User, director: User) -> None:
    with pytest.raises(ValidationError):
        services.unbar(CaseFactory(), by=director, people=[officer], reason="x")


def test_showing_the_contact_is_noted_with_its_reason(officer: User) -> None:
    case = CaseFactory()
    services.reveal(case, by=officer, reason="电话回访")
    assert case.readings.get(reading=Reading.CONTACT).reason == "电话回访"
    assert case.diary.last().act == Act.REVEAL


def test_an_officer_who_may_not_see_persons_is_shown_none(officer: User, deputy: User) -> None:
    deputy.groups.get().permissions.remove(
        deputy.groups.get().permissions.get(codename="see_contact")
    )
    with pytest.raises(NotAllowed):
        services.reveal(CaseFactory(), by=deputy, reason="电话回访")


def test_a_dispute_is_restricted_and_held(disputed: Case) -> None:
    assert (disputed.dispute, disputed.restricted, disputed.legal_hold) == (True, True, True)
    assert disputed.sphere == Sphere.DISPUTE
    assert disputed.diary.last().facts["sealed"][0]["sha256"] == "a" * 64


def test_a_dispute_needs_its_special_group(officer: User) -> None:
    with pytest.raises(ValidationError, match="special group"):
        services.dispute(CaseFactory(), by=officer, team=[])


def test_a_dispute_is_marked_once(officer: User, disputed: Case) -> None:
    with pytest.raises(ValidationError, match="already"):
        services.dispute(disputed, by=officer, team=[officer])


def test_an_officer_does_not_take_the_mark_off(officer: User, disputed: Case) -> None:
    with pytest.raises(NotAllowed):
        services.undispute(disputed, by=officer, reason="x")


def test_what_is_no_dispute_has_no_mark_to_take_off(director: User) -> None:
    with pytest.raises(ValidationError, match="not marked"):
        services.undispute(CaseFactory(), by=director, reason="x")


def test_without_the_mark_the_case_is_open_again_and_still_held(
    director: User, disputed: Case, doctor: User
) -> None:
    services.undispute(disputed, by=director, reason="双方已和解")
    assert (disputed.dispute, disputed.restricted, disputed.legal_hold) == (False, False, True)
    assert disputed.roles_of(doctor)


def test_what_was_restricted_before_the_dispute_is_so_again(officer: User, director: User) -> None:
    case = CaseFactory(accepted=True)
    services.restrict(case, by=officer, sphere=Sphere.INTEGRITY, team=[officer])
    services.dispute(case, by=officer, team=[officer, director])
    services.undispute(case, by=director, reason="双方已和解")
    assert (case.restricted, case.sphere) == (True, Sphere.INTEGRITY)
    assert list(case.team.all()) == [officer]


def test_what_was_found_confidential_in_a_dispute_stays_restricted(
    officer: User, director: User, disputed: Case
) -> None:
    confidential = Category.objects.subjects().filter(confidential=True).exclude(sphere="").first()
    services.classify(disputed, by=officer, primary=Subject(confidential))
    services.undispute(disputed, by=director, reason="双方已和解")
    assert (disputed.restricted, disputed.sphere) == (True, confidential.sphere)


def test_a_dispute_stays_restricted(director: User, disputed: Case) -> None:
    with pytest.raises(ValidationError, match="stays restricted"):
        services.unrestrict(disputed, by=director, reason="x")


@pytest.mark.parametrize("sphere", [Sphere.OTHER, Sphere.DISPUTE])
def test_a_dispute_is_not_handed_round_its_group(
    officer: User, disputed: Case, sphere: str
) -> None:
    with pytest.raises(ValidationError, match="special group"):
        services.restrict(disputed, by=officer, sphere=sphere)


def test_the_special_group_can_change(officer: User, director: User, disputed: Case) -> None:
    services.restrict(disputed, by=officer, sphere=Sphere.DISPUTE, team=[officer, director])
    assert disputed.team.count() == 2


def test_the_submitter_reads_that_the_notice_was_delivered(officer: User, disputed: Case) -> None:
    today = timezone.localdate()
    event = services.deliver(disputed, by=officer, on=today, delivery=Delivery.HAND)
    assert event.public
    assert event.facts == {"on": today.isoformat(), "delivery": Delivery.HAND}


def test_a_notice_is_not_delivered_tomorrow(officer: User, disputed: Case) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="not come"):
        services.deliver(disputed, by=officer, on=tomorrow, delivery=Delivery.POST)


def test_sealing_fixes_the_hashes_of_all_attachments(officer: User, disputed: Case) -> None:
    event = services.seal(disputed, by=officer, text="病历一册，双方签字封存。")
    assert [one["sha256"] for one in event.facts["sealed"]] == ["a" * 64]


def test_outside_a_dispute_nothing_is_delivered_or_sealed(officer: User) -> None:
    case = CaseFactory()
    with pytest.raises(ValidationError):
        services.deliver(case, by=officer, on=timezone.localdate(), delivery=Delivery.HAND)
    with pytest.raises(ValidationError):
        services.seal(case, by=officer, text="x")


def test_a_hold_stands_once_and_is_lifted_by_the_management(officer: User, director: User) -> None:
    case = CaseFactory()
    services.hold(case, by=officer, reason="可能起诉")
    with pytest.raises(ValidationError, match="already"):
        services.hold(case, by=officer, reason="可能起诉")
    with pytest.raises(NotAllowed):
        services.release(case, by=officer, reason="x")
    services.release(case, by=director, reason="诉讼时效已过")
    assert not case.legal_hold


def test_there_is_no_hold_to_lift(director: User) -> None:
    with pytest.raises(ValidationError, match="no legal hold"):
        services.release(CaseFactory(), by=director, reason="x")


def test_a_hold_stays_as_long_as_the_dispute(director: User, disputed: Case) -> None:
    with pytest.raises(ValidationError, match="as long as"):
        services.release(disputed, by=director, reason="x")


def test_the_contact_is_shown_whatever_a_colleague_does_that_moment(officer: User) -> None:
    case = CaseFactory(accepted=True)
    read = Case.objects.get(pk=case.pk)
    services.note(case, by=officer, text="来电询问。")
    services.reveal(read, by=officer, reason="回电")
    assert Case.objects.get(pk=case.pk).version == read.version


def test_restricting_anew_never_shows_a_case_to_more_people(officer: User) -> None:
    case, team = CaseFactory(), SphereTeam.objects.create(sphere=Sphere.INTEGRITY)
    team.members.add(officer)
    services.restrict(case, by=officer, sphere=Sphere.INTEGRITY)
    with pytest.raises(ValidationError):
        services.restrict(case, by=officer, sphere=Sphere.OTHER)
