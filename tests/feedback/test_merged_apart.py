"""Whom a case is about reads of it in no case that was merged with it, whichever was merged into which."""

import pytest

from feedback import services
from feedback.models import Case
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory


@pytest.fixture
def deputy(db: None) -> User:
    """Another officer."""
    return UserFactory(username="deputy", groups=[roles.OFFICERS])


def test_whom_a_case_is_about_reads_its_answer_in_no_merged_case_either(
    officer: User, deputy: User
) -> None:
    case, other = CaseFactory(accepted=True), CaseFactory(accepted=True)
    services.bar(other, by=officer, people=[deputy])
    services.merge(case, by=officer, into=other)
    assert not Case.objects.visible_to(deputy).exists()


def test_who_heads_the_unit_another_case_is_about_opens_neither(
    officer: User, deputy: User
) -> None:
    other = CaseFactory(accepted=True, about=DepartmentFactory(head=deputy))
    services.merge(CaseFactory(accepted=True), by=officer, into=other)
    assert not Case.objects.visible_to(deputy).exists()


def test_who_is_barred_after_the_merger_is_barred_from_the_shared_answer(
    officer: User, deputy: User
) -> None:
    case, other = CaseFactory(accepted=True), CaseFactory(assigned=True)
    services.merge(case, by=officer, into=other)
    services.hand_over(case, by=officer, to=deputy)
    services.bar(other, by=officer, people=[deputy])
    services.reply(other, by=officer, answer="已答复。")
    assert not Case.objects.visible_to(deputy).exists()
    assert Case.objects.get(pk=case.pk).officer is None
