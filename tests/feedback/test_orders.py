"""The office deals with the hotline that passed a case on: urged, contested, given back, reported."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from feedback import notices, services
from feedback.models import Case, Category, Notice, SubjectMapping, WorkOrder
from feedback.services import NotAllowed, Voice, WrongStage, codes, orders
from feedback.vocabulary import Act, Channel, DeclineReason, Kind, News, Stage
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, HospitalFactory, UserFactory
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
WORDS = "这件事归区卫健局管。"


@pytest.fixture
def case(officer: User) -> Case:
    """A case that came from the hotline, with the department."""
    return CaseFactory(assigned=True, channel=Channel.H12345)


def registered(officer: User, **told: object) -> Case:
    voice = Voice(kind=Kind.COMPLAINT, story="等了两个小时。", **told)
    key = codes.new_form_key()
    return services.register(voice, by=officer, hospital=HospitalFactory(), form_key=key)


def test_what_a_hotline_passes_on_gets_its_order(officer: User) -> None:
    case = registered(officer, channel=Channel.H12345, passed_on_by="市12345热线")
    assert case.order.office == "市12345热线"


def test_a_case_with_an_order_number_gets_its_order_whatever_its_channel(officer: User) -> None:
    assert registered(officer, channel=Channel.PHONE, external_number="GD1").order


def test_a_voice_of_the_street_has_no_order() -> None:
    CaseFactory()
    assert not WorkOrder.objects.exists()


def test_urges_are_counted(case: Case, officer: User) -> None:
    services.urge(case, by=officer, text="第一次催办")
    services.urge(case, by=officer)
    assert WorkOrder.objects.get(case=case).urges == 2


def test_an_urge_a_colleague_took_down_comes_back_to_the_officer_in_charge(case: Case) -> None:
    services.urge(case, by=UserFactory(groups=[roles.OFFICERS]))
    assert case.came_back_at


def test_an_urge_is_told_to_the_department(case: Case, officer: User, doctor: User) -> None:
    services.urge(case, by=officer)
    notices.tell()
    assert Notice.objects.get(event__act=Act.URGE, reader=doctor).kind == News.REMINDER


def test_a_contest_does_not_stop_the_case(case: Case, officer: User) -> None:
    services.contest(case, by=officer, reason=WORDS)
    assert (case.stage, case.order.contest_decided_at) == (Stage.ASSIGNED, None)


def test_a_dispatch_is_not_contested_twice_at_once(case: Case, officer: User) -> None:
    services.contest(case, by=officer, reason=WORDS)
    with pytest.raises(ValidationError):
        services.contest(case, by=officer, reason=WORDS)


def test_after_a_refusal_it_can_be_contested_again(case: Case, officer: User) -> None:
    services.contest(case, by=officer, reason=WORDS)
    services.contest_lost(case, by=officer)
    services.contest(case, by=officer, reason=WORDS)
    assert orders.waits_for_decision(Case.objects.get(pk=case.pk))


def test_what_the_hotline_takes_back_is_declined_and_the_submitter_reads_where_it_goes(
    case: Case, officer: User
) -> None:
    services.contest(case, by=officer, reason="内部理由")
    event = services.contest_won(case, by=officer, explanation=WORDS)
    assert (case.stage, case.decline_reason) == (Stage.DECLINED, DeclineReason.OUT_OF_SCOPE)
    assert (event.public, event.text) == (True, WORDS)


def test_on_the_own_page_the_submitter_reads_the_explanation_and_no_internal_word(
    case: Case, officer: User, visitor: Visitor
) -> None:
    services.contest(case, by=officer, reason="内部理由")
    services.contest_won(case, by=officer, explanation=WORDS)
    visitor.post("/feedback/track/", {"code": case.tracking_code})
    with visitor.expect_private():
        text = visitor.get("/feedback/case/").text
    assert WORDS in text
    assert "内部理由" not in text


def test_being_taken_back_counts_as_the_answer(case: Case, officer: User) -> None:
    services.contest(case, by=officer, reason=WORDS)
    services.contest_won(case, by=officer, explanation=WORDS)
    assert case.answered_at
    assert case.answer_due_on == case.due_on


def test_nothing_is_taken_back_that_was_not_contested(case: Case, officer: User) -> None:
    for act in (services.contest_won, services.contest_lost):
        words = {"explanation": WORDS} if act is services.contest_won else {}
        with pytest.raises(ValidationError):
            act(case, by=officer, **words)
    assert case.stage == Stage.ASSIGNED


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_contest_and_a_report_need_words(case: Case, officer: User, words: str) -> None:
    with pytest.raises(ValidationError):
        services.contest(case, by=officer, reason=words)
    services.reply(case, by=officer, answer="已核实。")
    with pytest.raises(ValidationError):
        services.report_back(case, by=officer, text=words)


def test_a_case_nobody_passed_on_is_neither_contested_nor_reported(officer: User) -> None:
    with pytest.raises(ValidationError):
        services.contest(CaseFactory(accepted=True), by=officer, reason=WORDS)
    with pytest.raises(ValidationError):
        services.report_back(CaseFactory(replied=True), by=officer, text=WORDS)


def test_what_was_reported_is_kept_apart_from_the_reply(case: Case, officer: User) -> None:
    services.reply(case, by=officer, answer="已核实，向您致歉。")
    event = services.report_back(case, by=officer, text=WORDS)
    order = WorkOrder.objects.get(case=case)
    assert (order.report, order.reported_at, event.public) == (WORDS, event.at, False)
    assert orders.answer_of(case) == "已核实，向您致歉。"


def test_an_open_case_is_not_reported_back(case: Case, officer: User) -> None:
    with pytest.raises(WrongStage):
        services.report_back(case, by=officer, text=WORDS)
    assert WorkOrder.objects.get(case=case).reported_at is None


def test_a_merged_case_is_reported_once_it_is_answered(officer: User) -> None:
    case = CaseFactory(merged=True, channel=Channel.H12345)
    with pytest.raises(ValidationError):
        services.report_back(case, by=officer, text=WORDS)
    services.reply(case.merged_into, by=officer, answer="已核实。")
    services.report_back(Case.objects.get(pk=case.pk), by=officer, text=WORDS)
    assert WorkOrder.objects.get(case=case).reported_at


def test_a_department_does_none_of_it(case: Case, doctor: User) -> None:
    with pytest.raises(NotAllowed):
        services.contest(case, by=doctor, reason=WORDS)
    assert WorkOrder.objects.get(case=case).contested_at is None


def test_an_older_case_of_a_hotline_gets_its_order_with_the_first_act(
    case: Case, officer: User
) -> None:
    WorkOrder.objects.all().delete()
    services.urge(Case.objects.get(pk=case.pk), by=officer)
    assert WorkOrder.objects.get(case=case).urges == 1


def test_what_is_said_of_a_level_is_suggested_for_all_below_it(case: Case) -> None:
    WorkOrder.objects.update(subject="卫生健康 / 医疗服务 / 就医环境")
    ours = Category.objects.get(code="PRO-02")
    SubjectMapping.objects.create(channel="h12345", path="卫生健康", foreign=True)
    SubjectMapping.objects.create(channel="h12345", path="卫生健康 / 医疗服务", category=ours)
    SubjectMapping.objects.create(channel="h12345", path="卫生健康 / 医疗服务 / 就医环境")
    assert orders.suggestion(Case.objects.get(pk=case.pk)).category == ours


def test_another_hotline_means_something_else_by_it(case: Case) -> None:
    WorkOrder.objects.update(subject="卫生健康")
    SubjectMapping.objects.create(channel="petition", path="卫生健康", foreign=True)
    assert orders.suggestion(Case.objects.get(pk=case.pk)) is None


def test_the_answer_is_late_by_the_own_date_whatever_the_hotline_says(
    case: Case, officer: User
) -> None:
    Case.objects.update(external_due_on=timezone.localdate() - timedelta(days=1))
    case = Case.objects.get(pk=case.pk)
    services.reply(case, by=officer, answer="已核实。")
    assert case.is_answered_on_time()
