"""The table of the procedure: what leads where, and who may do it."""

import pytest

from feedback import workflow
from feedback.vocabulary import ENDED, OPEN, PUBLIC_STAGE, Act, Stage
from feedback.workflow import MOVES, WHO, Role, WrongStage


def test_each_move_leads_from_a_stage_to_a_stage() -> None:
    assert {stage for stage, _ in MOVES} <= set(Stage)
    assert set(MOVES.values()) <= {*Stage, workflow.BACK}


def test_each_act_of_the_table_may_be_done_by_somebody() -> None:
    assert all(WHO[act] for _, act in MOVES)


def test_an_act_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(WrongStage):
        workflow.after(Stage.CLOSED, Act.REPLY)


def test_an_answer_leads_back_to_where_the_question_was_asked() -> None:
    assert workflow.after(Stage.WAITING, Act.ANSWER, asked_in=Stage.DRAFTING) == Stage.DRAFTING


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_from_every_open_stage_the_office_can_go_on(stage: str) -> None:
    acts = set(workflow.open_acts(stage, Role.OFFICER))
    assert acts & {Act.ACCEPT, Act.ASSIGN, Act.REPLY}


@pytest.mark.parametrize("stage", sorted(ENDED - {Stage.MERGED}))
def test_what_has_ended_can_be_taken_up_again(stage: str) -> None:
    assert Act.REOPEN in workflow.open_acts(stage, Role.OFFICER)


@pytest.mark.parametrize("stage", list(Stage))
def test_a_department_works_on_its_matter_and_does_no_more(stage: str) -> None:
    own = {Act.NOTE, Act.DRAFT, Act.ATTACH, Act.TAKE_ON, Act.RETURN, Act.ASK_TIME}
    assert set(workflow.open_acts(stage, Role.DEPARTMENT)) <= own


@pytest.mark.parametrize("stage", list(Stage))
def test_the_management_decides_and_leaves_the_work_to_others(stage: str) -> None:
    work = {Act.ACCEPT, Act.DECLINE, Act.ASSIGN, Act.ASK, Act.DRAFT, Act.REPLY, Act.CLOSE}
    assert not work & set(workflow.open_acts(stage, Role.DIRECTOR))


@pytest.mark.parametrize("act", [Act.EXTEND, Act.REFUSE_TIME, Act.APPROVE])
def test_what_is_asked_of_the_management_only_the_management_decides(act: str) -> None:
    assert WHO[act] == {Role.DIRECTOR}


@pytest.mark.parametrize("act", [Act.UNRESTRICT, Act.UNBAR, Act.UNDISPUTE, Act.RELEASE])
def test_protection_is_lifted_by_the_management_alone(act: str) -> None:
    assert WHO[act] == {Role.DIRECTOR}


@pytest.mark.parametrize("stage", list(Stage))
def test_the_oversight_seat_does_nothing(stage: str) -> None:
    assert workflow.open_acts(stage, Role.OVERSIGHT) == []


@pytest.mark.parametrize("stage", list(Stage))
def test_only_the_submitter_speaks_for_the_submitter(stage: str) -> None:
    own = {Act.ANSWER, Act.CORRECT, Act.MESSAGE, Act.RATE, Act.CONSENT, Act.REVOKE}
    staff = (Role.OFFICER, Role.DIRECTOR, Role.DEPARTMENT, Role.SYSTEM)
    assert not own & set(workflow.open_acts(stage, *staff))


@pytest.mark.parametrize("stage", list(Stage))
def test_each_stage_has_words_for_the_submitter(stage: Stage) -> None:
    assert PUBLIC_STAGE[stage].label


def test_a_refusal_names_the_act_and_the_stage() -> None:
    refusal = WrongStage(Stage.CLOSED, Act.REPLY)
    assert str(Act.REPLY.label) in refusal.sentence
    assert str(Stage.CLOSED.label) in refusal.sentence
