"""Rates: of how many they are said, what they leave out, and that few cases give no percentage."""

import pytest

from feedback import rates
from feedback.rates import RATES, Rate, Recorder, days_until, still_open, wilson, within

COUNTS = {
    "received": 100, "undated": 4, "then_withdrawn": 6, "then_merged": 5, "then_within": 25,
    "then_answered": 48, "due": 50, "on_time": 40, "answered": 80, "then_reopened": 8,
    "callable": 60, "called": 45, "reached": 30, "call_resolved": 18, "call_partly": 6,
    "call_unresolved": 4, "call_graded": 25, "call_satisfied": 20, "rated": 20, "own_resolved": 9,
    "own_partly": 5, "own_unresolved": 6, "own_satisfied": 11, "silent": 35, "rechecked": 10,
    "recheck_differs": 2, "closed": 70, "hospital_resolved": 50, "hospital_partly": 10,
    "hospital_unresolved": 0, "both_judged": 20, "both_hospital": 18, "both_submitter": 9,
}  # fmt: skip
EXPECTED = {
    "handled": (48, 60, 100),
    "on_time": (40, 50, 50),
    "called_back": (45, 60, 80),
    "resolved_hospital": (50, 60, 70),
    "resolved_call": (18, 28, 80),
    "resolved_submitter": (9, 20, 80),
    "satisfied_call": (20, 25, 80),
    "satisfied_submitter": (11, 20, 80),
    "silent": (35, 80, 80),
    "recheck": (2, 10, 30),
    "reopened": (8, 80, 80),
}


@pytest.mark.parametrize("key", RATES)
def test_a_rate_says_so_many_of_so_many_and_what_that_covers(key: str) -> None:
    rate = RATES[key](COUNTS)
    assert (rate.numerator, rate.denominator, rate.eligible) == EXPECTED[key]


@pytest.mark.parametrize("key", RATES)
def test_what_a_rate_leaves_out_and_what_it_speaks_of_is_everything(key: str) -> None:
    rate = RATES[key](COUNTS)
    assert rate.denominator + sum(rate.excluded.values()) == rate.eligible


@pytest.mark.parametrize("key", RATES)
def test_of_nothing_no_rate_is_said(key: str) -> None:
    rate = RATES[key]({})
    assert (rate.value, rate.coverage, rate.interval, rate.percent) == (None, None, None, None)


@pytest.mark.parametrize("key", RATES)
def test_every_rate_says_how_it_is_counted(key: str) -> None:
    rate = RATES[key]({})
    assert rate.key == key
    assert str(rate.formula).endswith((".", "。"))


def test_the_three_words_on_resolved_are_written_down_by_three() -> None:
    three = (rates.resolved_by_hospital, rates.resolved_on_call, rates.resolved_by_submitter)
    by = [made(COUNTS).by for made in three]
    assert by == [Recorder.HOSPITAL, Recorder.CALLER, Recorder.SUBMITTER]


def test_silence_makes_nobody_satisfied() -> None:
    louder = rates.satisfied_by_submitter(COUNTS)
    quieter = rates.satisfied_by_submitter({**COUNTS, "answered": 800, "silent": 755})
    assert louder.value == quieter.value
    assert quieter.coverage == louder.coverage / 10


def test_hospital_and_submitter_are_compared_over_the_same_cases() -> None:
    assert rates.gap(COUNTS).points == 45.0
    assert rates.gap({**COUNTS, "both_judged": 9}).points is None


@pytest.mark.parametrize(("whole", "said"), [(9, None), (10, 50.0)])
def test_of_fewer_than_ten_no_percentage_is_said(whole: int, said: float | None) -> None:
    rate = Rate("x", "x", "x", whole // 2 + whole % 2, whole, whole, Recorder.SYSTEM)
    assert rate.percent == said


# From the table in A. Agresti, B. Coull, The American Statistician 52 (1998), and by hand.
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_the_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("days", "half"),
    [
        ({}, None),
        ({"2": 5}, 2),
        ({"1": 5, "3": 5}, 1),
        ({"1": 4, "3": 6}, 3),
        ({"1": 4, "3+": 6}, None),
        # Of ten, two are answered at once and one of the eight left is lost sight of on the second day:
        # after the third 0.8 × (1 − 4/7) are left.
        ({"0": 2, "2+": 1, "3": 4, "9+": 3}, 3),
        ({"": 50, "4": 1}, 4),
    ],
)
def test_half_is_answered_after_so_many_days(days: dict[str, int], half: int | None) -> None:
    assert days_until(days) == half


def test_leaving_the_difficult_ones_open_makes_nothing_faster() -> None:
    honest = {"2": 40, "9": 60}
    leaves_them = {"2": 40, "9+": 60}
    assert days_until(honest) == 9
    assert days_until(leaves_them) is None


def test_days_are_summed_from_one_to_another() -> None:
    days = {"0": 1, "5": 2, "6": 4, "70": 8, "7+": 16, "": 32}
    assert [within(days, 0, 5), within(days, 6, 60), within(days, 61), still_open(days)] == [
        3,
        4,
        8,
        16,
    ]
