import pytest
from django.utils import timezone

from feedback.models import Case
from feedback.vocabulary import Stage
from tests.factories import WANG, CaseFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", Stage)
def test_a_case_can_be_had_in_each_stage(stage: Stage) -> None:
    case = CaseFactory(stage=stage)
    assert Case.objects.get(pk=case.pk).stage == stage


def test_a_case_has_a_gapless_diary() -> None:
    case = CaseFactory(closed=True)
    assert list(case.diary.values_list("seq", flat=True)) == list(range(1, case.version + 1))


def test_a_case_is_wangs_unless_anonymous() -> None:
    assert CaseFactory().contact.phone == WANG["phone"]
    assert not hasattr(CaseFactory(anonymous=True), "contact")


def test_the_ward_of_a_case_is_dr_zhaos_and_not_chens() -> None:
    case = CaseFactory(assigned=True)
    assert Case.objects.visible_to(UserFactory(doctor=True)).get() == case
    assert not Case.objects.visible_to(UserFactory(chen=True)).exists()


def test_an_overdue_case_is_overdue() -> None:
    case = CaseFactory(overdue=True, accepted=True)
    assert case in Case.objects.overdue(on=timezone.localdate())
