"""The rooms of the clocks: try a deadline, enter a year, and be warned when one is missing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.checks import run_checks

from feedback.models import CalendarDay
from portal.models import User
from tests.factories import CaseFactory, at
from tests.visitor import Visitor

TRY = "/admin/cases/due/"
YEAR = "/admin/cases/calendar-year/"
ASKED = {"kind": "complaint", "channel": "web", "complexity": "standard"}
NOTICE = {"off": "2027-01-01, 2027-02-08", "work": "2027-02-20", "source": "a notice"}


@pytest.fixture
def li(officer: User) -> Visitor:
    return Visitor(officer)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-02-13", "2026-02-27"),
        ("2026-04-30", "2026-05-11"),
        ("2026-09-18", "2026-09-24"),
        ("2026-09-30", "2026-10-13"),
        ("2026-11-21", "2026-11-27"),
        ("2026-12-24", "2026-12-31"),
    ],
)
def test_received_then_due_when(li: Visitor, received: str, due: str) -> None:
    assert due in li.get(TRY, {**ASKED, "received": received}).text


def test_the_days_that_did_not_count_are_named(li: Visitor) -> None:
    page = li.get(TRY, {**ASKED, "received": "2026-09-30"})
    assert "make-up working day" in page.text or "调休" in page.text


def test_a_year_without_a_calendar_is_marked_provisional(li: Visitor) -> None:
    page = li.get(TRY, {**ASKED, "received": "2027-03-01"})
    assert "provisional" in page.text or "暂定" in page.text


@pytest.mark.parametrize("received", ["", "soon", "1066-10-14", "2026-02-30"])
def test_a_day_nobody_can_count_from_is_told_at_the_field(li: Visitor, received: str) -> None:
    page = li.get(TRY, {**ASKED, "received": received})
    assert (page.status, bool(page.soup.select(".error-message"))) == (200, True)


def test_a_year_is_entered_at_once(li: Visitor) -> None:
    li.post(YEAR, NOTICE)
    kinds = dict(CalendarDay.objects.filter(date__year=2027).values_list("date", "kind"))
    assert kinds == {date(2027, 1, 1): "off", date(2027, 2, 8): "off", date(2027, 2, 20): "work"}


def test_entering_a_year_moves_what_was_provisional_and_says_how_many(li: Visitor) -> None:
    case = CaseFactory(accepted=True, received_at=datetime(2026, 12, 29, 2, tzinfo=UTC))
    page = li.follow(li.post(YEAR, {**NOTICE, "off": "2027-01-01 2027-01-04 2027-01-05"}))
    case.refresh_from_db()
    assert (case.due_on, case.due_provisional) == (date(2027, 1, 8), False)
    assert page.soup.select(".messages .info")


@pytest.mark.parametrize(
    "wrong",
    [
        {"off": "none"},
        {"off": "2027-02-30"},
        {"work": "2027-02-22"},
        {"off": "2027-02-20"},
        {"source": ""},
    ],
)
def test_a_year_that_cannot_be_is_refused_with_all_that_was_typed(
    li: Visitor, wrong: dict[str, Any]
) -> None:
    page = li.post(YEAR, {**NOTICE, **wrong})
    assert page.soup.select(".error-message")
    assert page.soup.select_one("textarea[name=off]").text.strip() == {**NOTICE, **wrong}["off"]
    assert not CalendarDay.objects.filter(date__year=2027).exists()


@pytest.mark.parametrize(
    ("today", "warned"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)]
)
@pytest.mark.django_db
def test_from_november_on_a_missing_year_is_a_warning(today: date, warned: bool) -> None:
    with at(datetime(today.year, today.month, today.day, 4, tzinfo=UTC)):
        found = run_checks(databases=["default"])
    assert any(one.id == "feedback.W001" for one in found) is warned


@pytest.mark.django_db
def test_a_year_that_is_known_is_no_warning() -> None:
    CalendarDay.objects.create(date=date(2027, 1, 1), kind="off", source="a notice")
    with at(datetime(2026, 11, 1, 4, tzinfo=UTC)):
        assert not [one for one in run_checks(databases=["default"]) if "W001" in str(one.id)]


@pytest.mark.parametrize("room", [TRY, YEAR])
def test_a_department_has_no_business_with_the_clocks(doctor: User, room: str) -> None:
    assert Visitor(doctor).get(room).to == "/admin/"
