"""What may be made of shown numbers: shares, changes, sentences, months in a row."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.transparency.planted import document, row
from transparency import telling
from transparency.cells import put_together
from transparency.definitions import DEFINITIONS
from transparency.periods import Period
from transparency.readout import Share, middle, moved, per, share, shifted
from transparency.series import LONGEST, Trend, compose
from transparency.tables import Reading

YEAR = Period(2026, 1, 12)
MARCH = Period(2026, 3, 3)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Read everything out in the language of these tests."""
    with override("en"):
        yield


def reading(**total: int | None) -> Reading:
    return Reading(document(YEAR, **total), {"definitions": DEFINITIONS})


def test_a_share_is_made_from_shown_numbers() -> None:
    assert share(30, 40).percent == 75


def test_a_share_is_withheld_with_either_of_its_parts() -> None:
    assert share(None, 40) is share(10, None) is None


def test_of_fewer_than_twenty_there_is_no_share() -> None:
    assert share(15, 15) is None


def test_the_range_of_a_share_holds_whatever_was_rounded_to_it() -> None:
    found = share(30, 40)
    assert found.low < 100 * 28 / 42
    assert found.high > 100 * 32 / 38


def test_a_share_of_all_stays_within_a_hundred() -> None:
    assert share(40, 40).high == 100


def test_a_rate_is_given_to_one_decimal_and_withheld_with_its_count() -> None:
    assert per(130, 104_000, 10_000) == 12.5
    assert per(None, 104_000, 10_000) is per(130, None, 10_000) is None


def test_the_middle_counts_those_that_wait_as_longest() -> None:
    shown = {"fast": 30, "slow": 20, "waiting": 100}
    assert middle(["fast", "slow"], shown, ["waiting"], 150) == (2, 2)


@pytest.mark.parametrize(
    ("now", "before", "way"),
    [(100, 95, 0), (110, 90, 0), (200, 100, 1), (100, 200, -1), (0, 0, 0), (20, 0, 1)],
)
def test_a_count_moved_only_if_neither_rounding_nor_chance_explains_it(
    now: int, before: int, way: int
) -> None:
    assert moved(now, before) == way


def test_a_share_shifted_only_if_the_ranges_leave_no_doubt() -> None:
    assert shifted(Share(90, 88, 92), Share(80, 77, 83)) == 1
    assert shifted(Share(80, 77, 83), Share(90, 88, 92)) == -1
    assert shifted(Share(90, 84, 95), Share(84, 78, 90)) == 0


def test_a_share_without_any_range_needs_more_than_one_per_cent() -> None:
    assert shifted(Share(51, 51, 51), Share(50, 50, 50)) == 0


def test_silence_is_not_told_as_satisfaction() -> None:
    told = telling.sentences(reading(answered=100, rated=40, satisfied=40, silent=60))
    assert any("Of 100 answers, 40 were rated" in sentence for sentence in told)


def test_a_withheld_number_is_told_as_withheld() -> None:
    assert "withheld" in telling.sentences(reading(received=None))[0]


def test_what_was_counted_otherwise_is_not_compared() -> None:
    before = reading(received=500)
    before.definitions["received"] = "Something else."
    found = {change.code: change.way for change in telling.changes(reading(received=100), before)}
    assert found["received"] is None
    assert found["closed"] == 0


def test_a_clear_change_is_told_with_both_numbers() -> None:
    changes = telling.changes(reading(received=500), reading(received=100))
    assert "More matters came: 500 instead of 100." in telling.told(changes)


def test_of_what_an_earlier_release_did_not_count_nothing_is_said() -> None:
    made = document(YEAR, received=100)
    made["total"] = {
        code: made["total"][code] for code in ("received", "answered", "satisfied", "on_time")
    }
    before = Reading(made, {"definitions": DEFINITIONS})
    assert list(before.facts) == ["received", "answered", "on_time", "satisfied"]
    assert [change.code for change in telling.changes(reading(), before)] == list(before.facts)


def test_small_rows_are_called_others_and_named_in_the_note() -> None:
    made = document(YEAR)
    made["by_channel"] = [row(put_together(["app", "letter"]), received=10)]
    table = Reading(made, {"definitions": DEFINITIONS}).table("by_channel")
    assert table.rows[0][0] == "Others, together"
    assert "Others, together: App, Letter." in table.note


def test_a_months_own_release_goes_before_the_row_of_a_year() -> None:
    year = document(YEAR, months=[{"received": 100}] * 12)
    months = compose({MARCH: document(MARCH, received=90), YEAR: year})
    assert months[MARCH]["received"] == 90
    assert months[Period(2026, 4, 4)]["received"] == 100


def test_a_withheld_month_stays_a_gap() -> None:
    months = compose({MARCH: document(MARCH, received=None)})
    assert Trend(months, MARCH).values("received") == [None]


def test_a_month_that_nobody_published_is_a_hole_and_no_zero() -> None:
    months = compose({Period(2026, n, n): document(MARCH, received=20) for n in (1, 3)})
    trend = Trend(months, MARCH)
    assert trend.values("received") == [20, None, 20]
    assert trend.has_holes


def test_the_season_is_the_same_month_of_the_year_before() -> None:
    months = {Period(2025, 3, 3): {"received": 50}, MARCH: {"received": 70}}
    assert Trend(months, MARCH).season("received")[-1] == 50


def test_a_reader_is_shown_three_years_at_most() -> None:
    months = {Period(year, n, n): {} for year in range(2020, 2027) for n in range(1, 13)}
    assert len(Trend(months, MARCH).periods) == LONGEST
