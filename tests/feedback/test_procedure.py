"""The whole procedure: every act in every stage by every role, done or refused as the table says."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from feedback import workflow
from feedback.models import Case
from feedback.services import NotAllowed, WrongStage
from feedback.vocabulary import Act, Stage
from feedback.workflow import MOVES, WHO, Role
from portal.models import User
from tests.factories import UserFactory
from tests.feedback import procedure

ACTS = [act for act in Act if act not in procedure.BEGINNINGS]
STAFF = {
    Role.OFFICER: "officer",
    Role.DIRECTOR: "director",
    Role.DEPARTMENT: "doctor",
    Role.OVERSIGHT: "oversight",
}


def person(role: Role) -> User | Role:
    return UserFactory(**{STAFF[role]: True}) if role in STAFF else role


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def expected(act: str, case: Case, role: Role) -> str:
    """Return the stage the table leads to, or which refusal it says."""
    if role not in WHO[act]:
        return NotAllowed.__name__
    try:
        return workflow.after(case.stage, act, asked_in=case.asked_in)
    except WrongStage:
        return WrongStage.__name__


def tried(act: str, case: Case, by: User | Role) -> str:
    """Return the stage an act led to, or by which refusal it was kept from doing anything."""
    before = case.version
    try:
        with transaction.atomic():
            procedure.do(act, case, by)
    except (NotAllowed, WrongStage) as refusal:
        assert Case.objects.get(pk=case.pk).version == before
        return type(refusal).__name__
    entry = case.diary.get(seq=before + 1)
    assert entry.act == act, f"the diary says {entry.act}"
    return entry.stage_after


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("stage", list(Stage))
def test_each_act_is_done_or_refused_as_the_table_says(stage: str, role: Role) -> None:
    case, by, wrong = procedure.case_in(stage), person(role), []
    for act in ACTS:
        with undone():
            procedure.NEEDS.get(act, lambda case: None)(case)
            fresh = Case.objects.get(pk=case.pk)
            wanted, got = expected(act, fresh, role), tried(act, fresh, by)
        wrong += [f"{act}: {got}, not {wanted}"] * (got != wanted)
    assert not wrong, "\n".join(wrong)


def test_no_act_is_missing_from_the_walk() -> None:
    assert {*procedure.BY_STAFF, *procedure.BY_SUBMITTER} >= {
        act for act in ACTS if WHO[act] - {Role.SYSTEM}
    } - {Act.JOIN}
    assert {act for _, act in MOVES} == {*ACTS} == {*WHO}
