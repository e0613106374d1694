"""Discharged patients: a list taken in once, each called, nobody who said no, and no name kept for long."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from feedback import services
from feedback.models import Callback, Discharge
from feedback.services import callbacks, discharges
from feedback.vocabulary import RowFate
from portal import roles
from portal.models import User
from tests.factories import WANG, DepartmentFactory, HospitalFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()


def patient(**said: Any) -> services.Patient:
    known = {"discharged_on": date(2026, 3, 2), "phone": WANG["phone"], "name": WANG["name"]}
    return services.Patient(**{**known, "number": "ZY001", **said})


def taken_in(by: User, *rows: services.Patient, at: datetime = NOW) -> list[RowFate]:
    return discharges.take_in(rows, by=by, hospital=HospitalFactory(), at=at)


@pytest.fixture
def wang(caller: User) -> Discharge:
    taken_in(caller, patient(department=DepartmentFactory(ward=True)))
    return Discharge.objects.get()


def called(wang: Discharge, by: User, **said: Any) -> Callback:
    said = {"reached": True, "at": NOW, "draw": lambda: False, **said}
    return services.call_patient(wang, by=by, **said)


def waiting(by: User, today: date = TODAY) -> list[Discharge]:
    return list(discharges.to_call(by, today=today))


def test_a_row_becomes_somebody_to_call(caller: User, wang: Discharge) -> None:
    assert (wang.name, wang.phone, wang.department.code) == (
        WANG["name"],
        WANG["phone"],
        "cardiology",
    )
    assert waiting(caller) == [wang]


def test_the_same_list_twice_adds_nobody(caller: User) -> None:
    rows = [patient(), patient(number="ZY002", phone="010-5555 0101")]
    assert taken_in(caller, *rows) == [RowFate.IMPORTED] * 2
    assert taken_in(caller, *rows) == [RowFate.REPEATED] * 2
    assert Discharge.objects.count() == 2


def test_a_row_twice_in_one_list_is_one(caller: User) -> None:
    assert taken_in(caller, patient(), patient()) == [RowFate.IMPORTED, RowFate.REPEATED]


def test_another_stay_of_the_same_person_is_another_row(caller: User) -> None:
    later = patient(discharged_on=date(2026, 3, 8))
    assert taken_in(caller, patient(), later) == [RowFate.IMPORTED] * 2


def test_without_a_number_number_and_name_make_the_row_known(caller: User) -> None:
    spaced = patient(number="", phone="138 0013 8000")
    assert taken_in(caller, patient(number=""), spaced) == [RowFate.IMPORTED, RowFate.REPEATED]


def test_who_was_reached_is_not_called_again(caller: User, wang: Discharge) -> None:
    call = called(wang, caller, satisfaction=4, text="恢复得好。")
    assert (call.discharge, call.satisfaction, call.resolution) == (wang, 4, "")
    assert not waiting(caller)
    with pytest.raises(ValidationError):
        called(wang, caller)


def test_after_three_days_in_vain_the_list_lets_go(caller: User, wang: Discharge) -> None:
    for number in (0, 0, 1):
        called(wang, caller, reached=False, at=NOW + timedelta(days=number))
    assert waiting(caller)[0].tries == 2
    called(wang, caller, reached=False, at=NOW + timedelta(days=2))
    assert not waiting(caller)


def test_who_refuses_is_never_called_again(caller: User, wang: Discharge) -> None:
    taken_in(caller, patient(discharged_on=date(2026, 3, 8)))
    called(wang, caller, refuses=True)
    assert not waiting(caller)
    assert taken_in(caller, patient(number="ZY009", phone="+86 13800138000")) == [RowFate.REJECTED]
    assert Discharge.objects.count() == 2


def test_who_refused_is_not_drawn(caller: User, wang: Discharge) -> None:
    assert not called(wang, caller, refuses=True, draw=lambda: True).drawn


def test_a_drawn_call_to_a_patient_is_made_again_by_somebody_else(
    caller: User, second_officer: User, wang: Discharge
) -> None:
    first = called(wang, caller, satisfaction=5, draw=lambda: True)
    assert not callbacks.to_recheck(caller, now=NOW).exists()
    assert callbacks.to_recheck(second_officer, now=NOW).get() == first
    services.call_again(first, by=second_officer, resolution="", satisfaction=2)
    assert callbacks.agreement().differed == 1


def test_a_stay_long_ago_is_not_asked_about(caller: User, wang: Discharge) -> None:
    assert not waiting(caller, TODAY + timedelta(days=60))


@pytest.mark.parametrize("who", ["doctor", "director", "editor"])
def test_nobody_else_has_the_list(who: str, wang: Discharge) -> None:
    assert not waiting(UserFactory(**{who: True}))


def test_ninety_days_after_the_call_name_and_number_are_erased(
    caller: User, wang: Discharge
) -> None:
    called(wang, caller)
    assert discharges.sweep(NOW + timedelta(days=89)) == 0
    assert discharges.sweep(NOW + timedelta(days=91)) == 1
    wang.refresh_from_db()
    assert (wang.name, wang.phone, wang.phone_index) == ("", "", "")


def test_of_who_refused_the_keyed_number_stays(caller: User, wang: Discharge) -> None:
    called(wang, caller, refuses=True)
    discharges.sweep(NOW + timedelta(days=200))
    wang.refresh_from_db()
    assert (wang.name, wang.phone) == ("", "")
    later = NOW + timedelta(days=201)
    again = patient(discharged_on=later.date() - timedelta(days=3))
    assert taken_in(caller, again, at=later) == [RowFate.REJECTED]


def test_who_was_never_reached_is_let_go_and_erased_too(caller: User, wang: Discharge) -> None:
    discharges.sweep(NOW + timedelta(days=61))
    wang.refresh_from_db()
    assert wang.done_at
    assert discharges.sweep(NOW + timedelta(days=152)) == 1


def test_an_erased_row_is_still_known(caller: User, wang: Discharge) -> None:
    called(wang, caller)
    discharges.sweep(NOW + timedelta(days=91))
    assert taken_in(caller, patient()) == [RowFate.REPEATED]


def test_a_colleague_sees_the_same_list(wang: Discharge, second_officer: User) -> None:
    other = UserFactory(username="other_caller", groups=[roles.CALLERS])
    assert waiting(other) == waiting(second_officer) == [wang]
