"""What the office and the departments do with a case: each act works, and has its refusals."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from feedback import services
from feedback.models import Case, CaseEvent, Category, Department
from feedback.services import ChangedMeanwhile, NotAllowed, WrongStage
from feedback.services.handling import Subject
from feedback.vocabulary import Act, Complexity, DeclineReason, Priority, Stage
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, at

RECEIVED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday
Does = Callable[[Case, User], CaseEvent]


def subject(code: str = "PRO-02", **more: Any) -> Subject:
    return Subject(Category.objects.get(code=code), **more)


def ward() -> Department:
    return DepartmentFactory(ward=True)


ACTS: dict[str, tuple[Does, str, str, bool]] = {
    # act: how it is done, in which stage, to which stage it leads, whether the submitter sees it
    Act.ACCEPT: (
        lambda case, by: services.accept(case, by=by), Stage.RECEIVED, Stage.ACCEPTED, True,
    ),
    Act.DECLINE: (
        lambda case, by: services.decline(
            case, by=by, reason=DeclineReason.POLICE, explanation="Call 110."
        ),
        Stage.REGISTERED, Stage.DECLINED, True,
    ),
    Act.CLASSIFY: (
        lambda case, by: services.classify(case, by=by, primary=subject()),
        Stage.ACCEPTED, Stage.ACCEPTED, False,
    ),
    Act.ASSIGN: (
        lambda case, by: services.assign(case, by=by, to=ward()),
        Stage.ACCEPTED, Stage.ASSIGNED, False,
    ),
    Act.ASK: (
        lambda case, by: services.ask(case, by=by, question="When?"),
        Stage.ASSIGNED, Stage.WAITING, True,
    ),
    Act.NOTE: (
        lambda case, by: services.note(case, by=by, text="Called the ward."),
        Stage.CLOSED, Stage.CLOSED, False,
    ),
    Act.DRAFT: (
        lambda case, by: services.draft(case, by=by, answer="We looked."),
        Stage.ASSIGNED, Stage.DRAFTING, False,
    ),
    Act.REPLY: (
        lambda case, by: services.reply(case, by=by, answer="We are sorry."),
        Stage.DRAFTING, Stage.REPLIED, True,
    ),
}  # fmt: skip
OF_THE_OFFICE = sorted(set(ACTS) - {Act.NOTE, Act.DRAFT})
WRONG = {act: Stage.CLOSED for act in ACTS if act != Act.NOTE}


@pytest.mark.parametrize("act", ACTS)
def test_the_act_leads_on(officer: User, act: str) -> None:
    do, stage, after, _ = ACTS[act]
    case = CaseFactory(stage=stage)
    do(case, officer)
    assert Case.objects.get(pk=case.pk).stage == after == case.stage


@pytest.mark.parametrize("act", ACTS)
def test_the_diary_tells_the_submitter_what_is_theirs_to_know(officer: User, act: str) -> None:
    do, stage, _, public = ACTS[act]
    event = do(CaseFactory(stage=stage), officer)
    assert (event.act, event.public, event.by) == (act, public, officer)


@pytest.mark.parametrize(("act", "stage"), WRONG.items())
def test_in_the_wrong_stage_it_is_refused(officer: User, act: str, stage: str) -> None:
    with pytest.raises(WrongStage):
        ACTS[act][0](CaseFactory(stage=stage), officer)


@pytest.mark.parametrize("act", ACTS)
def test_somebody_of_another_ward_is_refused(chen: User, act: str) -> None:
    do, stage, _, _ = ACTS[act]
    with pytest.raises(NotAllowed):
        do(CaseFactory(stage=stage), chen)


@pytest.mark.parametrize("act", OF_THE_OFFICE)
def test_the_own_ward_does_not_do_what_is_the_offices(doctor: User, act: str) -> None:
    do, stage, _, _ = ACTS[act]
    case = CaseFactory(stage=stage)
    Case.objects.filter(pk=case.pk).update(lead=ward())
    with pytest.raises(NotAllowed):
        do(case, doctor)


@pytest.mark.parametrize("act", ACTS)
def test_who_read_an_older_version_is_told(officer: User, act: str) -> None:
    do, stage, _, _ = ACTS[act]
    case = CaseFactory(stage=stage)
    read_before = Case.objects.get(pk=case.pk)
    services.note(case, by=officer, text="quicker")
    with pytest.raises(ChangedMeanwhile):
        do(read_before, officer)


@pytest.mark.parametrize("act", ACTS)
def test_the_editor_does_nothing_to_a_case(editor: User, act: str) -> None:
    do, stage, _, _ = ACTS[act]
    with pytest.raises(NotAllowed):
        do(CaseFactory(stage=stage), editor)


def test_a_declined_case_keeps_its_reason_and_counts_as_answered(officer: User) -> None:
    case = CaseFactory()
    services.decline(case, by=officer, reason=DeclineReason.COURT, explanation="The court decides.")
    case.refresh_from_db()
    assert case.decline_reason == DeclineReason.COURT
    assert case.is_answered_on_time()


def test_a_case_classified_anew_keeps_one_primary_category(officer: User) -> None:
    case = CaseFactory()
    services.classify(case, by=officer, primary=subject("ATT-01"), others=[subject("PRO-02")])
    services.classify(
        case, by=officer, primary=subject("PRO-02", severity=3), priority=Priority.MAJOR
    )
    row = case.categories.get()
    assert (row.category.code, row.primary, row.severity) == ("PRO-02", True, 3)


def test_a_confidential_category_hides_the_case_from_its_ward(officer: User, doctor: User) -> None:
    case, code = CaseFactory(assigned=True), Category.objects.filter(confidential=True)[0].code
    services.classify(case, by=officer, primary=subject(code))
    assert not Case.objects.visible_to(doctor).exists()


def test_an_empty_gist_does_not_wipe_the_one_there_is(officer: User) -> None:
    case = CaseFactory(gist="a long queue")
    services.classify(case, by=officer, primary=subject())
    assert Case.objects.get(pk=case.pk).gist == "a long queue"


def test_with_several_departments_the_longer_deadline_holds_and_is_told(officer: User) -> None:
    case = CaseFactory(accepted=True, received_at=RECEIVED)
    services.assign(case, by=officer, to=ward(), assisting=[DepartmentFactory(other_ward=True)])
    case.refresh_from_db()
    assert (case.complexity, case.due_on) == (Complexity.SEVERAL, date(2026, 3, 16))
    moved = case.diary.get(act=Act.DUE)
    assert (moved.public, moved.facts["from"], moved.facts["to"]) == (
        True,
        "2026-03-09",
        "2026-03-16",
    )


def test_a_department_that_leads_does_not_assist_itself(officer: User) -> None:
    case = CaseFactory(accepted=True)
    services.assign(case, by=officer, to=ward(), assisting=[ward()])
    assert (case.assisting.count(), case.complexity) == (0, Complexity.STANDARD)


def test_a_question_stops_the_clock(officer: User) -> None:
    case = CaseFactory(overdue=True)
    services.ask(case, by=officer, question="When?")
    assert not Case.objects.overdue(on=date(2999, 1, 1)).exists()


def test_only_the_first_answer_counts_for_timeliness(officer: User) -> None:
    case = CaseFactory(replied=True, received_at=RECEIVED)
    first = case.answered_at
    services.reopen(case, by=officer, reason="new facts")
    services.reply(case, by=officer, answer="Once more.")
    assert Case.objects.get(pk=case.pk).answered_at == first


@pytest.mark.parametrize(("day", "on_time"), [(9, True), (10, False)])
def test_an_answer_on_the_last_day_is_on_time(officer: User, day: int, on_time: bool) -> None:
    case = CaseFactory(accepted=True, received_at=RECEIVED)
    with at(datetime(2026, 3, day, 15, 59, tzinfo=UTC)):  # a minute before midnight in Shanghai
        services.reply(case, by=officer, answer="We are sorry.")
    assert case.is_answered_on_time() is on_time
