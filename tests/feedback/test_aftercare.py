"""What the submitter does, and what follows the reply, by the services alone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from feedback import services
from feedback.models import Case
from feedback.services import WrongStage, aftercare
from feedback.vocabulary import Act, Measure, Outcome, Stage
from feedback.workflow import Role
from portal.models import User
from tests.factories import CaseFactory, at

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
THURSDAY = datetime(2026, 3, 12, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_an_answer_moves_the_due_date_by_the_days_waited() -> None:
    case = CaseFactory(waiting=True, received_at=MONDAY)
    assert str(case.due_on) == "2026-03-16"
    with at(THURSDAY):
        services.answer(case, text="上午。")
    assert str(Case.objects.get().due_on) == "2026-03-19"
    assert case.diary.filter(act=Act.DUE).get().facts["reason"] == "waited"


def test_an_answer_on_the_same_day_moves_nothing() -> None:
    case = CaseFactory(waiting=True, received_at=MONDAY)
    with at(MONDAY):
        services.answer(case, text="上午。")
    assert not case.diary.filter(act=Act.DUE).exists()


def test_the_same_answer_to_a_second_question_is_another_answer(officer: User) -> None:
    case = CaseFactory(waiting=True)
    services.answer(case, text="是。")
    services.ask(case, by=officer, question="真的吗？")
    services.answer(case, text="是。")
    assert case.stage == Stage.ACCEPTED
    assert case.diary.filter(act=Act.ANSWER).count() == 2


def test_the_same_message_at_once_is_one() -> None:
    case = CaseFactory(accepted=True)
    assert services.message(case, text="补充") == services.message(case, text="补充")


def test_another_message_is_another() -> None:
    case = CaseFactory(accepted=True)
    services.message(case, text="补充一")
    services.message(case, text="补充二")
    assert case.diary.filter(act=Act.MESSAGE).count() == 2


@pytest.mark.parametrize("trait", ["waiting", "replied", "closed", "declined", "withdrawn"])
def test_a_message_has_its_stages(trait: str) -> None:
    case = CaseFactory(**{trait: True})
    with pytest.raises(WrongStage):
        services.message(case, text="补充")


@pytest.mark.parametrize("trait", ["accepted", "waiting", "declined", "withdrawn"])
def test_there_is_nothing_to_rate_before_the_reply(trait: str) -> None:
    with pytest.raises(WrongStage):
        services.rate(CaseFactory(**{trait: True}), satisfaction=5, resolution="resolved")


def test_a_later_rating_takes_the_place_of_the_earlier() -> None:
    case = CaseFactory(replied=True)
    services.rate(case, satisfaction=5, resolution="resolved")
    services.rate(case, satisfaction=1, resolution="unresolved")
    assert Case.objects.get().satisfaction == 1


def test_reopening_starts_a_new_deadline() -> None:
    case = CaseFactory(closed=True, received_at=MONDAY)
    with at(THURSDAY):
        services.reopen(case, by=Role.SUBMITTER, reason="又发生了", new_facts="周三又等了。")
    assert (case.stage, str(case.due_on), case.closed_at) == (Stage.REOPENED, "2026-03-19", None)


@pytest.mark.parametrize("trait", ["closed", "declined"])
def test_what_has_ended_is_taken_up_again_for_new_facts_only(officer: User, trait: str) -> None:
    case = CaseFactory(**{trait: True})
    with pytest.raises(ValidationError):
        services.reopen(case, by=officer, reason="不满意")
    services.reopen(case, by=officer, reason="不满意", new_facts="有当天的缴费单。")
    assert case.stage == Stage.REOPENED


def test_an_answer_that_does_not_satisfy_needs_no_new_facts() -> None:
    case = CaseFactory(replied=True)
    services.reopen(case, by=Role.SUBMITTER, reason="没有回答我的问题。")
    assert case.stage == Stage.REOPENED


def test_the_office_withdraws_only_on_the_submitters_word(officer: User) -> None:
    case = CaseFactory(accepted=True)
    with pytest.raises(ValidationError):
        services.withdraw(case, by=officer)
    services.withdraw(case, by=officer, reason="今日来电表示撤回。")
    assert case.stage == Stage.WITHDRAWN


def test_the_first_answer_stays_what_timeliness_is_judged_by() -> None:
    case = CaseFactory(replied=True)
    first = case.answered_at
    services.reopen(case, by=Role.SUBMITTER, reason="又发生了")
    assert Case.objects.get().answered_at == first


def test_the_office_may_reopen_and_a_department_may_not(officer: User, doctor: User) -> None:
    case = CaseFactory(replied=True)
    with pytest.raises(services.NotAllowed):
        services.reopen(case, by=doctor, reason="又发生了")
    services.reopen(case, by=officer, reason="又发生了")
    assert case.stage == Stage.REOPENED


@pytest.mark.parametrize("trait", ["replied", "closed", "declined", "withdrawn"])
def test_withdrawing_has_its_stages(trait: str) -> None:
    case = CaseFactory(**{trait: True}, form_key="w")
    if trait == "withdrawn":
        case.diary.filter(act=Act.WITHDRAW).update(at=MONDAY)
    with pytest.raises(WrongStage):
        services.withdraw(case, reason="算了")


def test_closing_needs_an_outcome_for_each_category(officer: User) -> None:
    with pytest.raises(ValidationError):
        services.close(CaseFactory(replied=True), by=officer, outcomes={}, measures=["none"])


def test_closing_needs_measures(officer: User) -> None:
    case = CaseFactory(replied=True)
    with pytest.raises(ValidationError):
        services.close(case, by=officer, outcomes={"PRO-02": Outcome.UPHELD}, measures=[])


def test_closing_keeps_outcome_and_measures(officer: User) -> None:
    case = CaseFactory(replied=True)
    outcomes = {"PRO-02": Outcome.UPHELD}
    services.close(case, by=officer, outcomes=outcomes, measures=[Measure.APOLOGY])
    assert (case.stage, case.outcome) == (Stage.CLOSED, Outcome.UPHELD)
    assert case.measures.get().measure == Measure.APOLOGY


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["upheld", "upheld"], "upheld"),
        (["upheld", "not_upheld"], "partly"),
        (["partly", "not_upheld"], "partly"),
        (["not_upheld", "explained"], "not_upheld"),
        (["adopted", "not_adopted"], "partly_adopted"),
    ],
)
def test_the_outcome_of_a_whole_case(parts: list[str], whole: str) -> None:
    assert aftercare.overall_outcome(parts) == whole


def test_a_merged_case_is_not_reopened_before_it_is_answered() -> None:
    with pytest.raises(ValidationError):
        services.reopen(CaseFactory(merged=True), by=Role.SUBMITTER, reason="Still open.")
