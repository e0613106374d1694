"""The verdict on two stretches of time: exact, wide enough for the rounding, and honest about few."""

from itertools import product
from random import Random

import pytest
from scipy.stats import beta

from tests.transparency.measures import KINDS, Share, right, tried
from transparency import effect
from transparency.effect import Ratio, Side, Verdict
from transparency.suppression import MODE_A, show

HALF_A_YEAR = 180


def side(shown: int, days: float = HALF_A_YEAR) -> Side:
    return Side(*MODE_A.says(shown), days)


def test_the_limits_are_those_of_clopper_and_pearson() -> None:
    dice = Random(1934)  # noqa: S311 - the same shares each time
    for whole in (1, 7, 40, 900, 20_000):
        for part in {1, whole, *(dice.randint(1, whole) for _n in range(20))}:
            theirs = beta.ppf(0.025, part, whole - part + 1)
            assert effect._least(part, whole) == pytest.approx(theirs, rel=1e-9)


def test_the_interval_of_exact_counts_is_the_published_one() -> None:
    # R says binom.test(10, 30): 0.1728742 to 0.5281200; of the share the ratio is made.
    found = effect.ratio(Side(20, 20, 1), Side(10, 10, 1))
    assert (round(found.low, 4), round(found.high, 4)) == (0.2090, 1.1192)


def test_rounding_makes_the_interval_as_wide_as_any_counts_behind_it_could() -> None:
    before, after = side(50), side(30)
    behind = [
        effect.ratio(Side(b, b, 180), Side(a, a, 180))
        for b, a in product(range(48, 53), range(28, 33))
    ]
    found = effect.ratio(before, after)
    assert found == Ratio(min(one.low for one in behind), max(one.high for one in behind))


def test_nothing_after_has_no_lower_end_and_nothing_before_no_upper() -> None:
    assert effect.ratio(side(50), side(0)).low == 0
    assert effect.ratio(side(0), side(50)).high is None


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (240, 100, Verdict.FEWER),
        (240, 400, Verdict.MORE),
        (240, 230, Verdict.UNCLEAR),
        (25, 25, Verdict.TOO_FEW),  # even twelve could be chance
        (15, 80, Verdict.TOO_FEW),  # fewer than twenty before tell nothing
        (40, 0, Verdict.FEWER),
    ],
)
def test_the_verdict_follows_from_the_interval(before: int, after: int, verdict: Verdict) -> None:
    assert effect.judge(side(before), side(after)) is verdict


def test_twice_the_time_makes_twice_the_count_no_change() -> None:
    assert effect.judge(side(240, 180), side(480, 360)) is Verdict.UNCLEAR
    assert effect.judge(side(240, 180), side(480, 180)) is Verdict.MORE


def test_what_is_withheld_after_still_tells_when_even_its_most_is_fewer() -> None:
    assert effect.judge(side(240), Side(0, 100, 180)) is Verdict.FEWER
    assert effect.judge(side(240), Side(0, 260, 180)) is Verdict.TOO_FEW


def test_what_was_better_for_a_while_came_back() -> None:
    assert effect.came_back(side(240), side(50, 90), side(120, 90))
    assert not effect.came_back(side(240), side(50, 90), side(50, 90))
    # Worse than when it was good, and still far better than before.
    assert not effect.came_back(side(480), side(50, 90), side(110, 90))


@pytest.mark.parametrize("count", range(60))
def test_what_a_shown_number_says_holds_the_true_one(count: int) -> None:
    shown = show(count)
    assert shown is None or MODE_A.says(shown)[0] <= count <= MODE_A.says(shown)[1]


# --- On measures that work, do nothing, and work for a while: the whole run is in docs/verdicts.md ---
@pytest.fixture(scope="module")
def shares() -> dict[tuple[str, int], Share]:
    return {(kind, month): tried(kind, month, times=150) for kind in KINDS for month in (10, 40)}


def test_a_measure_that_does_nothing_is_hardly_ever_said_to_work(
    shares: dict[tuple[str, int], Share],
) -> None:
    assert all(shares["nothing", month].of(6, Verdict.FEWER) <= 0.03 for month in (10, 40))


def test_a_measure_that_halves_forty_a_month_is_found_out(
    shares: dict[tuple[str, int], Share],
) -> None:
    assert shares["halved", 40].of(6, Verdict.FEWER) >= 0.95
    assert shares["halved", 40].of(1, Verdict.FEWER) >= 0.6


def test_a_measure_that_works_for_three_months_is_seen_to_come_back(
    shares: dict[tuple[str, int], Share],
) -> None:
    assert shares["for a while", 40].of(6, Verdict.CAME_BACK) >= 0.85


def test_with_few_matters_the_verdict_says_that_it_cannot_tell(
    shares: dict[tuple[str, int], Share],
) -> None:
    assert shares["halved", 10].of(1, Verdict.TOO_FEW) >= 0.9
    assert right("halved", 6, shares["halved", 10]) < 0.5
