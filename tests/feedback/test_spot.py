"""Settled on the spot: registered, answered and closed while the person is still there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from feedback import services
from feedback.models import Case, Category
from feedback.services import NotAllowed, Voice
from feedback.services.handling import Subject
from feedback.vocabulary import Act, Channel, Complexity, Kind, Measure, Outcome, Stage
from portal.models import User
from tests.factories import WANG, DepartmentFactory, HospitalFactory


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The sentences of a refusal are read as they are written."""
    with translation.override("en"):
        yield


def settle(by: User, *, category: str = "PRO-02", key: str = "k" * 32, **voice: Any) -> Case:
    told = {"kind": Kind.COMPLAINT, "story": "排队时没人解释。", "channel": Channel.COUNTER, **WANG}
    return services.settle(
        Voice(**{**told, **voice}),
        by=by,
        hospital=HospitalFactory(),
        form_key=key,
        subject=Subject(Category.objects.get(code=category)),
        answer="当面解释并致歉。",
        outcome=Outcome.EXPLAINED,
        measures=[Measure.APOLOGY],
    )


def test_one_form_is_a_whole_procedure(officer: User) -> None:
    case = settle(officer)
    assert (case.stage, case.complexity) == (Stage.CLOSED, Complexity.ON_THE_SPOT)
    told = [Act.REGISTER, Act.ACCEPT, Act.CLASSIFY, Act.REPLY, Act.CLOSE]
    assert list(case.diary.values_list("act", flat=True)) == told


def test_it_is_answered_on_time(officer: User) -> None:
    assert settle(officer).is_answered_on_time()


def test_the_same_form_sent_twice_is_one_case(officer: User) -> None:
    assert settle(officer) == settle(officer)
    assert Case.objects.count() == 1


def test_the_same_form_does_not_settle_another_case(officer: User) -> None:
    voice = Voice(kind=Kind.COMPLAINT, story="等待处理。", channel=Channel.PHONE)
    earlier = services.register(voice, by=officer, hospital=HospitalFactory(), form_key="k" * 32)
    assert settle(officer) == earlier
    assert Case.objects.get().stage == Stage.REGISTERED


def test_a_confidential_matter_is_not_settled_on_the_spot(officer: User) -> None:
    confidential = Category.objects.subjects().filter(confidential=True).first()
    with pytest.raises(ValidationError, match="Register it"):
        settle(officer, category=confidential.code)
    assert not Case.objects.exists()


def test_nobody_settles_a_complaint_about_the_own_unit(officer: User) -> None:
    ward = DepartmentFactory(ward=True, head=officer)
    with pytest.raises(ValidationError, match="somebody else"):
        settle(officer, department=ward)
    assert not Case.objects.exists()


def test_a_compliment_for_the_own_unit_may_be_settled(officer: User) -> None:
    ward = DepartmentFactory(ward=True, head=officer)
    assert settle(officer, department=ward, kind=Kind.COMPLIMENT).stage == Stage.CLOSED


def test_a_department_contact_settles_nothing(doctor: User) -> None:
    with pytest.raises(NotAllowed):
        settle(doctor)
    assert not Case.objects.exists()


def test_the_code_can_still_be_given_to_the_person(officer: User) -> None:
    case = settle(officer)
    code = services.show_code(case, by=officer)
    assert services.unlock(code, network="n") == case
