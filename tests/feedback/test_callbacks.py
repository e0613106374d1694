"""Calling back after the answer: by whom, by whom not, how often, and what is asked once more."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from feedback import services, workflow
from feedback.models import Callback, Case
from feedback.services import callbacks
from feedback.services.callbacks import Agreement
from feedback.vocabulary import Act, Reading, Resolution, Sphere, Stage
from feedback.workflow import Role
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory, at

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def day(number: int) -> datetime:
    return MONDAY + timedelta(days=number)


def called(case: Case, by: User, resolution: str = "resolved", **said: Any) -> Callback:
    said.setdefault("draw", lambda: False)
    services.call_back(Case.objects.get(pk=case.pk), by=by, resolution=resolution, **said)
    return Callback.objects.latest("pk")


def drawn(case: Case, by: User, **said: Any) -> Callback:
    return called(case, by, draw=lambda: True, **said)


@pytest.fixture
def other_caller() -> User:
    return UserFactory(username="other_caller", groups=[roles.CALLERS])


@pytest.mark.parametrize("who", ["second_officer", "caller"])
def test_a_call_stands_in_the_diary_in_the_case_and_in_a_row_of_its_own(who: str) -> None:
    case, by = CaseFactory(rated=True), UserFactory(**{who: True})
    row = called(case, by, "unresolved", satisfaction=1, text="又等了。")
    case.refresh_from_db()
    assert (case.satisfaction, case.callback_satisfaction, case.stage) == (4, 1, Stage.CALLBACK)
    assert case.diary.latest("seq").facts == {"resolution": "unresolved", "satisfaction": 1}
    assert (row.case, row.by, row.text, row.satisfaction) == (case, by, "又等了。", 1)


def test_who_was_not_reached_is_not_satisfied_either(caller: User) -> None:
    case = CaseFactory(replied=True)
    assert called(case, caller, "unreachable", satisfaction=5).satisfaction is None
    assert Case.objects.get(pk=case.pk).callback_satisfaction is None


def test_a_later_call_in_vain_takes_nothing_back(caller: User, second_officer: User) -> None:
    case = CaseFactory(replied=True)
    called(case, caller, "partly", satisfaction=3)
    called(case, second_officer, "unreachable")
    case.refresh_from_db()
    assert (case.callback_resolution, case.callback_satisfaction) == ("partly", 3)


def test_who_dealt_with_a_case_does_not_call(officer: User) -> None:
    case = CaseFactory(replied=True)
    with pytest.raises(services.OwnCase) as refusal:
        services.call_back(case, by=officer, resolution="resolved")
    assert refusal.value.sentence
    assert not Callback.objects.exists()


def test_the_officer_in_charge_does_not_call(second_officer: User) -> None:
    case = CaseFactory(replied=True)
    Case.objects.filter(pk=case.pk).update(officer=second_officer)
    with pytest.raises(services.OwnCase):
        called(case, second_officer)


@pytest.mark.parametrize("act", sorted(workflow.HANDLING))
def test_each_act_of_handling_makes_a_handler(act: str, caller: User) -> None:
    case = CaseFactory(replied=True)
    case.diary.filter(act=Act.REPLY).update(act=act, by=caller)
    assert callbacks.is_handler(case, caller)


@pytest.mark.parametrize("act", [Act.NOTE, Act.REVEAL, Act.REMIND, Act.CALL_BACK, Act.REOPEN])
def test_a_note_a_look_or_a_call_makes_none(act: str, caller: User) -> None:
    case = CaseFactory(replied=True)
    case.diary.filter(act=Act.REPLY).update(act=act, by=caller)
    assert not callbacks.is_handler(case, caller)


@pytest.mark.parametrize("who", ["doctor", "chen", "director", "oversight", "editor"])
def test_nobody_else_calls(who: str) -> None:
    with pytest.raises(services.NotAllowed):
        called(CaseFactory(replied=True), UserFactory(**{who: True}))


@pytest.mark.parametrize(
    "kept", [{"restricted": True, "sphere": Sphere.OTHER}, {"dispute": True}, {"quarantined": True}]
)
def test_the_callback_centre_does_not_know_of_what_is_restricted(
    caller: User, kept: dict[str, Any]
) -> None:
    case = CaseFactory(replied=True)
    Case.objects.filter(pk=case.pk).update(**kept)
    assert not callbacks.callable_by(caller).exists()
    with pytest.raises(services.NotAllowed):
        called(case, caller)


def test_nobody_is_called_who_left_no_number(caller: User) -> None:
    CaseFactory(replied=True, anonymous=True)
    assert not callbacks.callable_by(caller).exists()


def test_nobody_calls_about_a_complaint_against_the_own_unit_or_person(caller: User) -> None:
    CaseFactory(replied=True, about=DepartmentFactory(head=caller))
    CaseFactory(replied=True).barred.add(caller)
    assert not callbacks.callable_by(caller).exists()


@pytest.mark.parametrize("trait", ["assigned", "withdrawn", "declined", "reopened"])
def test_only_who_was_answered_is_called(caller: User, trait: str) -> None:
    case = CaseFactory(**{trait: True})
    assert not callbacks.callable_by(caller).exists()
    with pytest.raises(services.NotAllowed):
        called(case, caller)


def test_what_was_closed_long_ago_is_let_be(caller: User) -> None:
    case = CaseFactory(closed=True)
    assert callbacks.callable_by(caller).get() == case
    Case.objects.update(closed_at=case.closed_at - timedelta(days=31))
    assert not callbacks.callable_by(caller).exists()


def test_who_was_reached_is_off_the_list(caller: User) -> None:
    case = CaseFactory(replied=True)
    called(case, caller)
    assert not callbacks.to_call(caller).exists()


def test_after_three_days_in_vain_the_list_lets_go(caller: User) -> None:
    case = CaseFactory(replied=True, received_at=MONDAY)
    for number in (1, 1, 1, 2):
        called(case, caller, "unreachable", at=day(number))
    assert callbacks.to_call(caller).get().tries == 2
    called(case, caller, "unreachable", at=day(3))
    assert not callbacks.to_call(caller).exists()


def test_after_another_answer_the_submitter_is_called_anew(officer: User, caller: User) -> None:
    case = CaseFactory(replied=True, received_at=MONDAY)
    called(case, caller, at=day(1))
    case.refresh_from_db()
    services.reopen(case, by=Role.SUBMITTER, reason="又发生了。", at=day(2))
    services.reply(case, by=officer, answer="已再次核实。", at=day(3))
    assert callbacks.to_call(caller).get() == case


def test_the_own_cases_stand_on_no_ones_own_list(officer: User, second_officer: User) -> None:
    CaseFactory(replied=True)
    assert not callbacks.callable_by(officer).exists()
    assert callbacks.callable_by(second_officer).exists()


def test_who_is_not_satisfied_can_have_the_case_taken_up_on_the_spot(caller: User) -> None:
    case = CaseFactory(replied=True)
    services.take_up_again(case, by=caller, reason="昨天又等了两个小时。")
    assert (case.stage, case.diary.latest("seq").by) == (Stage.REOPENED, caller)


def test_what_is_closed_is_taken_up_for_what_was_said_as_new(caller: User) -> None:
    case = CaseFactory(closed=True)
    services.take_up_again(case, by=caller, reason="昨天又等了两个小时。")
    assert case.stage == Stage.REOPENED


def test_the_callback_centre_takes_up_nothing_else(caller: User) -> None:
    with pytest.raises(services.NotAllowed):
        services.take_up_again(CaseFactory(declined=True), by=caller, reason="?")


def test_about_one_in_ten_is_drawn() -> None:
    assert 50 < sum(callbacks.by_lot() for _call in range(1000)) < 170


def test_who_was_not_reached_is_not_drawn(caller: User) -> None:
    assert not drawn(CaseFactory(replied=True), caller, resolution="unreachable").drawn


def test_a_drawn_call_is_made_again_beside_the_first(caller: User, other_caller: User) -> None:
    case = CaseFactory(replied=True)
    first = drawn(case, caller, resolution="resolved", satisfaction=5)
    first.case.refresh_from_db()
    services.call_again(first, by=other_caller, resolution="unresolved", satisfaction=1)
    case.refresh_from_db()
    assert (case.callback_resolution, case.callback_satisfaction) == ("resolved", 5)
    assert first.recheck.resolution == "unresolved"
    assert callbacks.agreement() == Agreement(made=1, differed=1)


def test_nobody_checks_the_own_call(caller: User) -> None:
    first = drawn(CaseFactory(replied=True), caller)
    with pytest.raises(services.OwnCall) as refusal:
        services.call_again(first, by=caller, resolution="resolved")
    assert refusal.value.sentence
    assert not callbacks.to_recheck(caller, now=first.at).exists()


def test_who_dealt_with_the_case_does_not_check_either(officer: User, caller: User) -> None:
    first = drawn(CaseFactory(replied=True), caller)
    with pytest.raises(services.OwnCase):
        services.call_again(first, by=officer, resolution="resolved")
    assert not callbacks.to_recheck(officer, now=first.at).exists()


def test_a_call_is_made_again_once(caller: User, other_caller: User, second_officer: User) -> None:
    first = drawn(CaseFactory(replied=True), caller)
    assert callbacks.to_recheck(other_caller, now=first.at).get() == first
    services.call_again(first, by=other_caller, resolution="resolved")
    assert not callbacks.to_recheck(second_officer, now=first.at).exists()
    with pytest.raises(ValidationError):
        services.call_again(first, by=second_officer, resolution="resolved")
    assert first.case.diary.filter(act=Act.CALL_BACK).count() == 2


def test_a_check_in_vain_is_tried_on_three_days(caller: User, other_caller: User) -> None:
    first = drawn(CaseFactory(replied=True, received_at=MONDAY), caller, at=day(1))
    for number in (2, 3, 4):
        assert callbacks.to_recheck(other_caller, now=day(number)).get() == first
        first.refresh_from_db()
        services.call_again(first, by=other_caller, resolution="unreachable", at=day(number))
    assert not callbacks.to_recheck(other_caller, now=day(5)).exists()
    assert callbacks.agreement() == Agreement(made=0, differed=0)


def test_nobody_is_asked_again_about_an_answer_that_no_longer_holds(
    officer: User, caller: User, other_caller: User
) -> None:
    first = drawn(CaseFactory(replied=True, received_at=MONDAY), caller, at=day(1))
    services.reopen(first.case, by=Role.SUBMITTER, reason="又发生了。", at=day(2))
    services.reply(first.case, by=officer, answer="已再次核实。", at=day(3))
    assert not callbacks.to_recheck(other_caller, now=day(4)).exists()


def test_who_was_shown_the_number_is_noted_once_a_call(caller: User) -> None:
    case = CaseFactory(replied=True)
    for _look in range(2):
        callbacks.show_contact(case, by=caller, reason="callback")
    noted = case.readings.get()
    assert (noted.by, noted.reading, noted.reason) == (caller, Reading.CONTACT, "callback")


def test_the_same_words_count_as_agreement(caller: User, other_caller: User) -> None:
    first = drawn(CaseFactory(replied=True), caller, satisfaction=None)
    services.call_again(first, by=other_caller, resolution=Resolution.RESOLVED)
    assert callbacks.agreement() == Agreement(made=1, differed=0)


def test_a_call_about_what_moved_on_is_told_so(caller: User) -> None:
    case = CaseFactory(replied=True)
    seen_before = Case.objects.get(pk=case.pk)
    services.rate(case, satisfaction=5, resolution="resolved")
    with at(None), pytest.raises(services.ChangedMeanwhile):
        services.call_back(seen_before, by=caller, resolution="resolved")
