"""Due dates counted anew: when the calendar of a year becomes known, and when a day in it changes."""

from datetime import UTC, date, datetime

import pytest

from feedback import services
from feedback.models import CalendarDay, Case, DeadlinePolicy
from feedback.services import Voice, recount
from feedback.vocabulary import Act, DayKind
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, HospitalFactory, at

# Monday 2 March 2026: five working days end on Monday the ninth.
RECEIVED = datetime(2026, 3, 2, 2, tzinfo=UTC)
NEAR_THE_END = datetime(2026, 12, 24, 2, tzinfo=UTC)


def off(*days: date) -> None:
    for day in days:
        CalendarDay.objects.create(date=day, kind=DayKind.OFF, source="a rule of the house")


def due(case: Case) -> tuple[date | None, bool]:
    case.refresh_from_db()
    return case.due_on, case.due_provisional


@pytest.mark.django_db
def test_a_new_day_off_moves_what_is_open_and_says_why() -> None:
    case = CaseFactory(accepted=True, received_at=RECEIVED)
    off(date(2026, 3, 5))
    assert recount.sweep() == 1
    assert due(case) == (date(2026, 3, 10), False)
    moved = case.diary.get(act=Act.DUE)
    assert (moved.public, moved.facts["reason"]) == (True, "calendar")


@pytest.mark.django_db
def test_a_provisional_date_becomes_a_promise_once_the_year_is_known() -> None:
    case = CaseFactory(accepted=True, received_at=NEAR_THE_END, kind="suggestion")
    assert due(case) == (date(2027, 1, 8), True)
    off(date(2027, 1, 1), date(2027, 1, 4))
    recount.sweep()
    assert due(case) == (date(2027, 1, 11), False)


@pytest.mark.django_db
def test_a_date_that_stays_is_a_promise_without_another_entry() -> None:
    case = CaseFactory(accepted=True, received_at=NEAR_THE_END, kind="suggestion")
    off(date(2027, 1, 1))
    assert recount.sweep() == 0
    assert due(case) == (date(2027, 1, 8), False)
    assert not case.diary.filter(act=Act.DUE).exists()


@pytest.mark.django_db
def test_the_days_that_were_waited_are_counted_again() -> None:
    case = CaseFactory(waiting=True, received_at=RECEIVED)
    with at(datetime(2026, 3, 4, 2, tzinfo=UTC)):
        services.answer(case, text="In the morning.")
    assert recount.sweep() == 0
    off(date(2026, 3, 10))
    recount.sweep()
    assert due(case)[0] == date(2026, 3, 12)


@pytest.mark.django_db
def test_a_date_set_by_an_extension_stays(officer: User, director: User) -> None:
    case = CaseFactory(accepted=True, received_at=RECEIVED)
    with at(RECEIVED):
        services.ask_time(case, by=officer, to=date(2026, 3, 20), reason="experts")
        services.extend(case, by=director)
    off(date(2026, 3, 5))
    assert recount.sweep() == 0


@pytest.mark.django_db
def test_the_longer_deadline_of_several_departments_is_counted_again(officer: User) -> None:
    case = CaseFactory(accepted=True, received_at=RECEIVED)
    ward, other = DepartmentFactory(ward=True), DepartmentFactory(other_ward=True)
    services.assign(case, by=officer, to=ward, assisting=[other])
    off(date(2026, 3, 5))
    recount.sweep()
    assert due(case)[0] == date(2026, 3, 17)


@pytest.mark.django_db
def test_a_reopened_case_is_counted_from_its_reopening() -> None:
    case = CaseFactory(reopened=True, received_at=RECEIVED)
    off(date(2026, 3, 5))
    recount.sweep()
    assert due(case)[0] == date(2026, 3, 10)


@pytest.mark.parametrize("trait", ["replied", "closed", "declined", "withdrawn"])
@pytest.mark.django_db
def test_what_has_been_answered_is_left_alone(trait: str) -> None:
    CaseFactory(**{trait: True}, received_at=RECEIVED)
    off(date(2026, 3, 5))
    assert recount.sweep() == 0


@pytest.mark.django_db
def test_what_came_in_before_promises_were_kept_is_counted_by_todays_policy() -> None:
    case = CaseFactory(accepted=True, received_at=NEAR_THE_END, kind="suggestion")
    Case.objects.update(due_since=None, due_days=None)
    off(date(2027, 1, 1), date(2027, 1, 4))
    recount.sweep()
    assert due(case) == (date(2027, 1, 11), False)


@pytest.mark.parametrize(("number", "due_on"), [("SH-1", date(2026, 3, 5)), ("", None)])
def test_a_work_order_without_a_date_gets_the_one_of_the_policy(
    officer: User, number: str, due_on: date | None
) -> None:
    DeadlinePolicy.objects.create(hospital=HospitalFactory(), clock="external", days=3)
    voice = Voice(kind="complaint", story="…", channel="h12345", external_number=number)
    with at(RECEIVED):
        case = services.register(voice, by=officer, hospital=HospitalFactory(), form_key="x")
    assert case.external_due_on == due_on
