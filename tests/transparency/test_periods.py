"""Figures speak of a month, a quarter or a year so far, each written in one way, and of nothing else."""

from datetime import date, timedelta

import pytest

from transparency.periods import NoSuchPeriod, Period, whole_year


@pytest.mark.parametrize("period", whole_year(2026), ids=lambda one: one.code)
def test_each_period_is_read_back_from_its_code(period: Period) -> None:
    assert Period.read(period.code) == period == Period.of(period.start, period.end)


def test_a_year_has_twelve_months_four_quarters_and_a_run_to_each_month() -> None:
    # January alone is a month, January to March a quarter: neither is counted twice.
    assert len({one.code for one in whole_year(2026)}) == len(whole_year(2026)) == 12 + 4 + 10


@pytest.mark.parametrize("code", ["", "2026-00", "2026-13", "2026-Q5", "2026-1", "26", " 2026"])
def test_nothing_else_is_read(code: str) -> None:
    with pytest.raises(NoSuchPeriod):
        Period.read(code)


@pytest.mark.parametrize(("first", "last"), [(2, 3), (2, 4), (3, 12), (4, 9)])
def test_other_runs_of_months_are_no_period(first: int, last: int) -> None:
    with pytest.raises(NoSuchPeriod):
        Period.of(date(2026, first, 1), date(2026, last, 1))


def test_a_run_into_the_next_year_or_backwards_is_no_period() -> None:
    for first, last in (
        (date(2025, 12, 1), date(2026, 1, 1)),
        (date(2026, 3, 1), date(2026, 2, 1)),
    ):
        with pytest.raises(NoSuchPeriod):
            Period.of(first, last)


@pytest.mark.parametrize("period", whole_year(2024), ids=lambda one: one.code)
def test_a_period_ends_on_the_day_before_a_first(period: Period) -> None:
    assert (period.end + timedelta(days=1)).day == 1
    assert (period.end.year, period.end.month) == (2024, period.last)


@pytest.mark.parametrize("period", whole_year(2026), ids=lambda one: one.code)
def test_whatever_a_period_is_made_of_is_all_its_months_in_order(period: Period) -> None:
    for making in period.makings():
        assert [month for part in making for month in part.months] == period.months
