import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.deadlines import Calendar, Due, due, is_overdue, prolonged, workdays_between

with (Path(__file__).parents[2] / "feedback/data/calendar_cn.csv").open(encoding="utf-8") as file:
    ROWS = [(date.fromisoformat(row["date"]), row["kind"]) for row in csv.DictReader(file)]
CHINA = Calendar.from_rows(ROWS)

VECTORS = {
    "2026-02-13": ("2026-02-14", "2026-02-27", "2026-03-05"),
    "2026-04-30": ("2026-05-06", "2026-05-11", "2026-05-18"),
    "2026-09-18": ("2026-09-20", "2026-09-24", "2026-10-09"),
    "2026-09-30": ("2026-10-08", "2026-10-13", "2026-10-20"),
    "2026-11-21": ("2026-11-23", "2026-11-27", "2026-12-04"),
    "2026-12-24": ("2026-12-25", "2026-12-31", None),
}
days = st.dates(date(2003, 1, 1), date(2029, 12, 31))
periods = st.integers(0, 90)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("received", "n", "expected"),
    [
        (received, n, last)
        for received, lasts in VECTORS.items()
        for n, last in zip((1, 5, 10), lasts, strict=True)
        if last
    ],
)
def test_working_days_skip_holidays_and_count_make_up_days(
    received: str, n: int, expected: str
) -> None:
    assert due(day(received), n, "working", CHINA) == Due(day(expected), provisional=False)


def test_a_date_in_a_year_without_notice_is_provisional_and_skips_new_year() -> None:
    assert due(day("2026-12-24"), 10, "working", CHINA) == Due(day("2027-01-08"), provisional=True)


def test_a_date_before_the_first_known_year_is_provisional() -> None:
    assert due(day("2003-12-25"), 1, "working", CHINA).provisional


def test_a_year_forgotten_between_known_years_is_provisional() -> None:
    gap = Calendar.from_rows(row for row in ROWS if row[0].year != 2025)
    assert due(day("2025-03-03"), 5, "working", gap) == Due(day("2025-03-10"), provisional=True)


def test_an_empty_calendar_knows_monday_to_friday_only() -> None:
    assert due(day("2026-02-13"), 5, "working", Calendar()) == Due(day("2026-02-20"), True)


@pytest.mark.parametrize("unit", ["working", "calendar"])
def test_on_the_spot_is_the_same_day_even_on_a_sunday(unit: str) -> None:
    assert due(day("2026-11-22"), 0, unit, CHINA) == Due(day("2026-11-22"), provisional=False)


@pytest.mark.parametrize(
    ("received", "n", "expected"),
    [
        ("2026-03-02", 15, "2026-03-17"),  # holidays on the way do count
        ("2026-03-07", 15, "2026-03-23"),  # ends on a Sunday
        ("2026-09-16", 15, "2026-10-08"),  # ends on National Day
        ("2026-01-30", 15, "2026-02-14"),  # ends on a Saturday that is worked
    ],
)
def test_calendar_days_that_end_on_a_day_off_end_on_the_next_working_day(
    received: str, n: int, expected: str
) -> None:
    assert due(day(received), n, "calendar", CHINA) == Due(day(expected), provisional=False)


def test_calendar_days_that_end_beyond_the_known_years_are_provisional() -> None:
    assert due(day("2026-12-20"), 15, "calendar", CHINA) == Due(day("2027-01-04"), True)


def test_a_negative_period_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter than no day: -1"):
        due(day("2026-03-02"), -1, "working", CHINA)


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="not in 'hours'"):
        due(day("2026-03-02"), 5, "hours", CHINA)


def test_a_moment_instead_of_a_day_is_refused() -> None:
    with pytest.raises(TypeError, match="Give the day"):
        due(datetime(2026, 10, 1, tzinfo=UTC), 5, "working", CHINA)


def test_a_calendar_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="both 'off' and 'work' of 2026-02-14"):
        Calendar.from_rows([(day("2026-02-14"), "off"), (day("2026-02-14"), "work")])


def test_a_calendar_with_an_unknown_kind_of_day_is_refused() -> None:
    with pytest.raises(ValueError, match="not 'half'"):
        Calendar.from_rows([(day("2026-02-14"), "half")])


def test_a_calendar_ends_with_the_last_year_that_has_rows() -> None:
    assert Calendar.from_rows([(day("2026-01-01"), "off")]).covered_until == day("2026-12-31")


def test_a_calendar_known_to_the_summer_makes_the_autumn_provisional() -> None:
    half = Calendar(CHINA.off_days, CHINA.makeup_days, covered_until=day("2026-06-30"))
    assert due(day("2026-09-18"), 1, "working", half) == Due(day("2026-09-20"), provisional=True)


def test_working_days_between_leave_out_the_first_day_and_count_the_last() -> None:
    assert workdays_between(day("2026-02-13"), day("2026-02-27"), CHINA) == 5


def test_no_working_days_lie_between_a_day_and_an_earlier_one() -> None:
    assert workdays_between(day("2026-02-27"), day("2026-02-13"), CHINA) == 0


def test_waiting_for_the_submitter_moves_the_due_date_on() -> None:
    moved = prolonged(day("2026-03-09"), day("2026-03-04"), day("2026-03-06"), CHINA)
    assert moved == Due(day("2026-03-11"), provisional=False)


def test_waiting_over_a_weekend_moves_nothing() -> None:
    moved = prolonged(day("2026-03-09"), day("2026-03-06"), day("2026-03-08"), CHINA)
    assert moved == Due(day("2026-03-09"), provisional=False)


def test_asking_back_after_the_due_date_does_not_mend_it() -> None:
    moved = prolonged(day("2026-03-06"), day("2026-03-07"), day("2026-03-09"), CHINA)
    assert moved.on == day("2026-03-06")


def test_a_pause_into_the_unknown_year_makes_the_due_date_provisional() -> None:
    moved = prolonged(day("2026-12-31"), day("2026-12-31"), day("2027-01-01"), CHINA)
    assert moved == Due(day("2026-12-31"), provisional=True)


def test_a_provisional_due_date_stays_so_without_any_waiting() -> None:
    assert prolonged(day("2027-01-08"), day("2026-12-25"), day("2026-12-25"), CHINA).provisional


def test_a_pause_that_ends_before_it_began_is_refused() -> None:
    with pytest.raises(ValueError, match="before it began"):
        prolonged(day("2026-03-09"), day("2026-03-06"), day("2026-03-05"), CHINA)


@pytest.mark.parametrize(("today", "late"), [("2026-02-27", False), ("2026-02-28", True)])
def test_a_case_is_overdue_the_day_after_it_was_due(today: str, late: bool) -> None:
    assert is_overdue(day("2026-02-27"), on=day(today)) is late


@given(days, periods)
def test_as_many_working_days_as_promised_lie_before_the_due_date(received: date, n: int) -> None:
    last = due(received, n, "working", CHINA).on
    assert workdays_between(received, last, CHINA) == n


@given(days, st.integers(1, 90), st.sampled_from(["working", "calendar"]))
def test_an_answer_is_never_due_on_a_day_off(received: date, n: int, unit: str) -> None:
    assert CHINA.is_workday(due(received, n, unit, CHINA).on)


@given(days, periods, st.sampled_from(["working", "calendar"]))
def test_who_comes_later_or_has_longer_is_never_due_earlier(
    received: date, n: int, unit: str
) -> None:
    last = due(received, n, unit, CHINA).on
    assert last <= due(received, n + 1, unit, CHINA).on
    # A day of receipt is itself the answer's day when there is no period at all.
    assert last <= due(received + timedelta(days=1), n, unit, CHINA).on


@given(days, periods, periods)
def test_a_pause_never_makes_an_overdue_case_timely(due_on: date, late: int, paused: int) -> None:
    asked = due_on + timedelta(days=late + 1)
    back = asked + timedelta(days=paused)
    assert is_overdue(prolonged(due_on, asked, back, CHINA).on, on=back)


@given(days, st.integers(-5, 800))
def test_working_days_are_as_many_as_when_counted_one_by_one(start: date, n: int) -> None:
    one_by_one = sum(CHINA.is_workday(start + timedelta(days=k)) for k in range(1, n + 1))
    assert workdays_between(start, start + timedelta(days=n), CHINA) == one_by_one


def test_a_date_that_never_comes_is_counted_too() -> None:
    assert workdays_between(day("2026-01-01"), date.max, CHINA) > 2_000_000
