"""Which colleagues are written to, and what they are told: who must act, and nobody who may not look."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from wagtail.users.models import UserProfile

from feedback import notices, services
from feedback.models import Absence, Case, CaseEvent, Notice
from feedback.services import step
from feedback.vocabulary import Act, Alarm, News, NoticeState, Priority
from feedback.workflow import Role
from portal import relay
from portal.models import User
from tests.factories import WANG, CaseFactory, DepartmentFactory, UserFactory

pytestmark = pytest.mark.django_db


def told(case: Case, act: Callable[[], Any]) -> set[tuple[str, str]]:
    """Return which colleagues an act sends which news, whatever went before it."""
    CaseEvent.objects.update(told_at=timezone.now())
    act()
    relay.run_once()
    to_staff = Notice.objects.filter(event__case=case, reader__isnull=False)
    return set(to_staff.values_list("kind", "reader__username"))


def escalate(case: Case, level: str) -> None:
    step.take(case, Act.ESCALATE, by=Role.SYSTEM, facts={"level": level, "to": "department"})


# --- Who ------------------------------------------------------------------------------------------
def test_an_assigned_case_is_told_to_the_contacts_of_all_its_departments(
    officer: User, doctor: User, chen: User
) -> None:
    case = CaseFactory(accepted=True)
    ward, other = DepartmentFactory(ward=True), DepartmentFactory(other_ward=True)
    seen = told(case, lambda: services.assign(case, by=officer, to=ward, assisting=[other]))
    assert seen == {(News.ASSIGNED, "zhao"), (News.ASSIGNED, "chen")}


def test_a_department_without_contacts_is_told_through_its_head(officer: User) -> None:
    head = UserFactory(nurse=True, groups=["科室联络人 Department contacts"])
    case, ward = CaseFactory(accepted=True), DepartmentFactory(head=head)
    assert told(case, lambda: services.assign(case, by=officer, to=ward)) == {
        (News.ASSIGNED, "sun")
    }


def test_a_reminder_goes_to_the_department_and_its_head(officer: User, doctor: User) -> None:
    case = CaseFactory(assigned=True)
    case.lead.head = UserFactory(nurse=True, groups=["科室联络人 Department contacts"])
    case.lead.save()
    assert told(case, lambda: services.remind(case, by=officer)) == {
        (News.REMINDER, "zhao"),
        (News.REMINDER, "sun"),
    }


def remind_the_office(case: Case) -> None:
    step.take(case, Act.REMIND, by=Role.SYSTEM, facts={"level": Alarm.DUE, "to": "officer"})


def test_without_a_department_the_officer_in_charge_is_reminded(officer: User) -> None:
    case = CaseFactory(accepted=True)
    UserFactory(groups=["投诉管理人员 Complaint officers"])
    assert told(case, lambda: remind_the_office(case)) == {(News.REMINDER, "li")}


def test_while_nobody_is_in_charge_all_officers_are_reminded(officer: User) -> None:
    case = CaseFactory()
    other = UserFactory(groups=["投诉管理人员 Complaint officers"])
    assert told(case, lambda: remind_the_office(case)) == {
        (News.REMINDER, "li"),
        (News.REMINDER, other.username),
    }


def test_whoever_stands_in_is_reminded_too(officer: User) -> None:
    case, today = CaseFactory(accepted=True), timezone.localdate()
    deputy = UserFactory(groups=["投诉管理人员 Complaint officers"])
    Absence.objects.create(officer=officer, deputy=deputy, start=today, end=today)
    assert (News.REMINDER, deputy.username) in told(case, lambda: remind_the_office(case))


def test_an_overdue_case_goes_up_to_the_head_and_the_officer(officer: User) -> None:
    case = CaseFactory(assigned=True)
    case.lead.head = UserFactory(nurse=True, groups=["科室联络人 Department contacts"])
    case.lead.save()
    assert told(case, lambda: escalate(case, Alarm.LATE)) == {
        (News.ESCALATION, "sun"),
        (News.ESCALATION, "li"),
    }


def test_and_then_to_the_management_and_to_nobody_who_can_do_everything(
    director: User, superuser: User
) -> None:
    case = CaseFactory(assigned=True)
    assert told(case, lambda: escalate(case, Alarm.HIGHER)) == {(News.ESCALATION, "qian")}


def test_the_management_learns_that_more_time_is_asked_for(director: User, doctor: User) -> None:
    case = CaseFactory(assigned=True)
    to = case.due_on + timedelta(days=7)
    assert told(case, lambda: services.ask_time(case, by=doctor, to=to, reason="experts")) == {
        (News.APPROVAL, "qian")
    }


def test_a_draft_is_told_to_the_management_only_where_it_must_approve(
    director: User, doctor: User
) -> None:
    plain, urgent = CaseFactory(assigned=True), CaseFactory(assigned=True)
    urgent.priority = Priority.MAJOR
    urgent.save()
    assert not told(plain, lambda: services.draft(plain, by=doctor, answer="拟答复。"))
    assert told(urgent, lambda: services.draft(urgent, by=doctor, answer="拟答复。")) == {
        (News.APPROVAL, "qian")
    }


BACK: dict[str, tuple[dict[str, Any], Callable[[Case], Any]]] = {
    "an objection": (
        {"assigned": True},
        lambda case: services.return_(case, by=UserFactory(doctor=True), objection="不归我科。"),
    ),
    "an answer": ({"waiting": True}, lambda case: services.answer(case, text="是上午。")),
    "a message": ({"assigned": True}, lambda case: services.message(case, text="补充。")),
    "a reopening": (
        {"replied": True},
        lambda case: services.reopen(case, by=Role.SUBMITTER, reason="没好。"),
    ),
}


@pytest.mark.parametrize("what", BACK)
def test_what_comes_back_is_told_to_the_officer_in_charge(officer: User, what: str) -> None:
    trait, act = BACK[what]
    case = CaseFactory(**trait)
    assert told(case, lambda: act(case)) == {(News.REMINDER, "li")}


def test_a_correction_is_told_to_the_officer_in_charge(officer: User) -> None:
    case = CaseFactory(accepted=True)
    services.restate(case, by=officer, problem="候诊时间太长。")
    seen = told(case, lambda: services.correct(case, text="主要是没人解释。"))
    assert seen == {(News.REMINDER, "li")}


# --- Who not --------------------------------------------------------------------------------------
def test_nobody_is_told_what_they_did_themselves(officer: User) -> None:
    case = CaseFactory(accepted=True)
    assert not told(case, lambda: services.remind(case, by=officer))


def test_whoever_may_not_open_the_case_does_not_learn_of_it(officer: User, director: User) -> None:
    case = CaseFactory(assigned=True)
    case.barred.add(director)
    assert not told(case, lambda: escalate(case, Alarm.HIGHER))


def test_nobody_is_told_who_was_shut_out_before_the_mail_went(director: User) -> None:
    case = CaseFactory(assigned=True)
    CaseEvent.objects.update(told_at=timezone.now())
    escalate(case, Alarm.HIGHER)
    notices.tell()
    case.barred.add(director)
    relay.run_once()
    assert (mail.outbox, Notice.objects.get().state) == ([], NoticeState.DROPPED)


@pytest.mark.parametrize("gone", [{"is_active": False}, {"email": ""}])
def test_whoever_has_left_or_has_no_address_is_not_written_to(
    director: User, gone: dict[str, Any]
) -> None:
    case = CaseFactory(assigned=True)
    User.objects.filter(pk=director.pk).update(**gone)
    assert not told(case, lambda: escalate(case, Alarm.HIGHER))


def test_a_house_without_a_mail_server_owes_colleagues_none(settings: Any, director: User) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    case = CaseFactory(assigned=True)
    assert not told(case, lambda: escalate(case, Alarm.HIGHER))


def test_many_messages_in_one_go_are_told_once_an_hour(officer: User) -> None:
    case = CaseFactory(accepted=True, anonymous=True)
    for number in range(3):
        told(case, lambda number=number: services.message(case, text=f"补充{number}。"))
    assert Notice.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        told(case, lambda: services.message(case, text="还有。"))
    assert Notice.objects.count() == 2


def test_an_office_of_any_size_is_asked_for_with_few_questions(
    officer: User, django_assert_max_num_queries: Any
) -> None:
    for _person in range(10):
        UserFactory(groups=["投诉管理人员 Complaint officers"])
    case = CaseFactory()
    CaseEvent.objects.update(told_at=timezone.now())
    remind_the_office(case)
    with django_assert_max_num_queries(100):
        notices.tell()
    assert Notice.objects.count() == 11


# --- What -----------------------------------------------------------------------------------------
@pytest.fixture
def letter(officer: User, doctor: User) -> Any:
    """The mail to Dr Zhao about a case assigned to the ward."""
    case = CaseFactory(accepted=True)
    ward = DepartmentFactory(ward=True)
    UserProfile.objects.create(user=doctor, preferred_language="en")
    told(case, lambda: services.assign(case, by=officer, to=ward, instruction="请核实。"))
    return next(letter for letter in mail.outbox if letter.to == [doctor.email])


def test_it_says_the_reference_and_where_the_case_is(letter: Any) -> None:
    case = Case.objects.get()
    assert case.reference in letter.body
    assert re.findall(r"https?://\S+", letter.body) == [
        f"http://127.0.0.1:8000/admin/cases/{case.pk}/"
    ]


def test_its_subject_says_nothing(letter: Any) -> None:
    assert letter.subject == "Patient Voice: something waits for you"


def test_nothing_else_of_the_case_stands_in_it(letter: Any) -> None:
    case = Case.objects.get()
    said = f"{letter.subject} {letter.body} {letter.message().items()}"
    private = [*WANG.values(), case.gist, case.story[:6], case.lead.name, "请核实", "Cardiology"]
    assert not [word for word in private if word in said]


def test_two_colleagues_get_two_mails_with_names_of_their_own(officer: User) -> None:
    assert notices.mail.message_id(1, 2) != notices.mail.message_id(1, 3)
    assert notices.mail.message_id(1, 2) != notices.mail.message_id(1)
