"""Reminders: before the due date, on it, and up the chain after it; once each, on working days."""

from datetime import UTC, date, datetime

import pytest

from feedback import deadlines, services
from feedback.models import CalendarDay, Case
from feedback.services import alarms
from feedback.vocabulary import Act, Alarm
from portal.models import User
from tests.factories import CaseFactory, at

# Monday 2 March 2026: five working days end on Monday the ninth.
RECEIVED = datetime(2026, 3, 2, 2, tzinfo=UTC)
REMINDERS = (Act.REMIND, Act.ESCALATE)


def reminded(case: Case) -> list[str]:
    return [event.facts["level"] for event in case.diary.filter(act__in=REMINDERS)]


@pytest.fixture
def case(db: None) -> Case:
    found: Case = CaseFactory(assigned=True, received_at=RECEIVED)
    return found


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (5, None), (6, Alarm.BEFORE), (7, Alarm.BEFORE), (9, Alarm.DUE), (10, Alarm.LATE),
        (12, Alarm.LATE), (13, Alarm.HIGHER), (31, Alarm.HIGHER),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_the_alarm_follows_the_working_days(day: int, level: Alarm | None) -> None:
    calendar = CalendarDay.objects.around(date(2026, 3, 9))
    assert deadlines.alarm(date(2026, 3, 9), on=date(2026, 3, day), calendar=calendar) == level


def test_each_step_is_reminded_of_once(case: Case) -> None:
    for day in (5, 6, 6, 9, 10, 11, 13, 16):
        alarms.sweep(on=date(2026, 3, day))
    assert reminded(case) == [Alarm.BEFORE, Alarm.DUE, Alarm.LATE, Alarm.HIGHER]


def test_what_was_missed_goes_straight_to_the_last_step(case: Case) -> None:
    alarms.sweep(on=date(2026, 3, 20))
    assert reminded(case) == [Alarm.HIGHER]


def test_nobody_is_reminded_on_a_day_off(case: Case) -> None:
    assert alarms.sweep(on=date(2026, 3, 7)) == 0


def test_a_reminder_is_no_business_of_the_submitter(case: Case) -> None:
    alarms.sweep(on=date(2026, 3, 9))
    assert not case.diary.filter(act__in=REMINDERS, public=True).exists()


def test_a_new_due_date_is_reminded_of_anew(case: Case, officer: User, director: User) -> None:
    alarms.sweep(on=date(2026, 3, 9))
    case.refresh_from_db()
    with at(datetime(2026, 3, 9, 3, tzinfo=UTC)):
        services.ask_time(case, by=officer, to=date(2026, 3, 16), reason="experts")
        services.extend(case, by=director)
    alarms.sweep(on=date(2026, 3, 10))
    alarms.sweep(on=date(2026, 3, 16))
    assert reminded(case) == [Alarm.DUE, Alarm.DUE]


@pytest.mark.parametrize("trait", ["replied", "closed", "withdrawn", "declined", "merged"])
@pytest.mark.django_db
def test_what_is_no_longer_owed_is_not_reminded_of(trait: str) -> None:
    case = CaseFactory(**{trait: True}, received_at=RECEIVED)
    alarms.sweep(on=date(2026, 3, 20))
    assert reminded(case) == []


@pytest.mark.django_db
def test_the_clock_rests_while_the_submitter_is_asked() -> None:
    case = CaseFactory(waiting=True, received_at=RECEIVED)
    Case.objects.filter(pk=case.pk).update(answer_by=date(2026, 12, 1))
    assert alarms.sweep(on=date(2026, 3, 20)) == 0


@pytest.mark.django_db
def test_the_external_deadline_does_not_rest() -> None:
    case = CaseFactory(waiting=True, received_at=RECEIVED)
    Case.objects.filter(pk=case.pk).update(external_due_on=date(2026, 3, 4))
    alarms.sweep(on=date(2026, 3, 4))
    assert reminded(case) == [Alarm.DUE]


@pytest.mark.django_db
def test_a_question_without_an_answer_comes_back_once() -> None:
    case = CaseFactory(waiting=True, received_at=RECEIVED)
    assert [alarms.sweep(on=date(2026, 3, day)) for day in (9, 10, 11)] == [0, 1, 0]
    case.refresh_from_db()
    assert case.came_back_at


@pytest.mark.django_db
def test_what_nobody_has_taken_up_in_its_time_is_reminded_of() -> None:
    case = CaseFactory(received_at=RECEIVED)
    assert [alarms.sweep(on=date(2026, 3, day)) for day in (3, 4, 5)] == [0, 1, 0]
    assert case.diary.get(act=Act.REMIND).facts["clock"] == "acknowledge"


def test_the_sweep_reads_all_cases_in_one_go(case: Case, django_assert_num_queries: object) -> None:
    alarms.sweep(on=date(2026, 3, 9))
    CalendarDay.objects.around(date(2026, 3, 9))
    with django_assert_num_queries(1):  # type: ignore[operator]
        alarms.sweep(on=date(2026, 3, 9))
