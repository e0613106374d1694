"""The one door for writing: of two who act at once one wins, and the diary has no gap."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from feedback import services
from feedback.models import Case, CaseEvent
from feedback.services import ChangedMeanwhile, NotAllowed, WrongStage, step
from feedback.vocabulary import Act, Actor, Stage
from feedback.workflow import Role
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory


def test_an_act_is_written_into_the_diary(officer: User) -> None:
    case = CaseFactory()
    event = step.take(case, Act.ACCEPT, by=officer, text="yes", public=True, facts={"a": 1})
    assert (event.act, event.by, event.text, event.public) == (Act.ACCEPT, officer, "yes", True)
    assert (event.stage_after, event.actor, event.facts) == (Stage.ACCEPTED, Actor.OFFICE, {"a": 1})


def test_the_diary_counts_without_a_gap(officer: User) -> None:
    case = CaseFactory(closed=True)
    numbers = list(case.diary.values_list("seq", flat=True))
    assert numbers == list(range(1, case.version + 1))


def test_of_two_officers_at_once_the_second_is_told(officer: User) -> None:
    case = CaseFactory(assigned=True)
    seen_by_second = Case.objects.get(pk=case.pk)
    services.reply(case, by=officer, answer="We are sorry.")
    with pytest.raises(WrongStage):
        services.reply(seen_by_second, by=officer, answer="Once more.")


def test_of_two_notes_at_once_the_second_is_told_to_read_again(officer: User) -> None:
    case = CaseFactory(assigned=True)
    seen_by_second = Case.objects.get(pk=case.pk)
    services.note(case, by=officer, text="first")
    with pytest.raises(ChangedMeanwhile):
        services.note(seen_by_second, by=officer, text="second")


def test_what_was_refused_left_nothing_behind(officer: User) -> None:
    case = CaseFactory(closed=True)
    with pytest.raises(WrongStage):
        services.reply(case, by=officer, answer="Too late.")
    assert Case.objects.get(pk=case.pk).version == case.diary.count()


def test_a_stranger_to_the_case_does_nothing(chen: User) -> None:
    with pytest.raises(NotAllowed):
        services.note(CaseFactory(assigned=True), by=chen, text="let me in")


def test_the_officer_cannot_act_as_the_submitter(officer: User) -> None:
    with pytest.raises(NotAllowed):
        step.take(CaseFactory(replied=True), Act.RATE, by=officer)


def test_the_submitter_cannot_act_as_the_office(db: None) -> None:
    with pytest.raises(NotAllowed):
        step.take(CaseFactory(), Act.ACCEPT, by=Role.SUBMITTER)


def test_a_contact_of_an_assisting_department_may_draft(chen: User) -> None:
    case = CaseFactory(assigned=True, assisting=[DepartmentFactory(other_ward=True)])
    assert services.draft(case, by=chen, answer="from us").actor == Actor.DEPARTMENT


def test_the_diary_refuses_the_same_number_twice(officer: User) -> None:
    case = CaseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        step.append(case, Act.NOTE, actor=Actor.OFFICE)


@pytest.mark.django_db(transaction=True)
def test_of_ten_acts_at_the_same_moment_one_is_done() -> None:
    case, officer = CaseFactory(), User.objects.get(username="li")
    told: list[str] = []
    threads = [threading.Thread(target=accept, args=(case.pk, officer, told)) for _ in range(10)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(told) == ["done", *["told"] * 9]
    assert CaseEvent.objects.filter(case=case, act=Act.ACCEPT).count() == 1


def accept(pk: int, officer: User, told: list[str]) -> None:
    try:
        services.accept(Case.objects.get(pk=pk), by=officer)
        told.append("done")
    except WrongStage:
        told.append("told")
    finally:
        connection.close()
