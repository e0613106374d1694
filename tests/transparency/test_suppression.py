from collections import defaultdict
from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transparency.linear import known
from transparency.suppression import (
    MODE_A,
    Rounding,
    Sum,
    average,
    percent,
    protect_line,
    show,
)

counts = st.one_of(st.integers(0, 9), st.integers(0, 40))
lines = st.dictionaries(st.sampled_from("abcdefgh"), counts, min_size=1)
# Each asks a linear programme several times.
FEW = settings(max_examples=40, deadline=None)


def raw(shown: int | None) -> range:
    """All counts that stand behind a published number."""
    low, high = (1, 7) if shown is None else MODE_A.says(shown)
    return range(low, high + 1)


def small(count: int) -> bool:
    return 1 <= count <= 7


# One number


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1002, 1000)],
)
def test_a_count_is_shown_as_zero_withheld_or_rounded(count: int, shown: int | None) -> None:
    assert show(count) == shown


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative: -1"):
        show(-1)


@given(st.integers(0, 10**6))
def test_a_shown_number_stands_for_its_count(count: int) -> None:
    shown = show(count)
    assert shown is None or count in raw(shown)


@given(st.integers(0, 10**6))
def test_rounding_what_is_rounded_changes_nothing(count: int) -> None:
    shown = show(count)
    assert shown is None or show(shown) == shown


@given(st.integers(8, 10**6), st.integers(0, 10**6))
def test_a_larger_count_is_never_shown_as_smaller(count: int, more: int) -> None:
    assert show(count + more) >= show(count)


def test_a_rule_that_rounds_people_away_is_refused() -> None:
    with pytest.raises(ValueError, match="Zero is a fact"):
        Rounding(high=7, base=20)


def test_a_rule_that_nothing_can_satisfy_is_refused() -> None:
    with pytest.raises(ValueError, match="as uncertain as this demands"):
        Rounding(high=2)


@given(st.integers(3, 12), st.integers(1, 8), st.integers(0, 300))
def test_any_rule_says_a_range_in_which_the_count_lies(high: int, base: int, count: int) -> None:
    rule = Rounding(high=high, base=base)
    shown = show(count, rule)
    assert shown is None or rule.says(shown)[0] <= count <= rule.says(shown)[1]


def test_a_shown_number_never_stands_for_a_count_that_would_be_withheld() -> None:
    assert Rounding(high=8).says(10) == (9, 12)


# Percentages and averages


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 20, 0), (20, 20, 100), (10, 80, 13), (10, 15, None), (None, 50, None), (None, None, None)],
)
def test_a_percentage_is_made_from_shown_numbers(
    part: int | None, whole: int | None, expected: int | None
) -> None:
    assert percent(part, whole) == expected


@pytest.mark.parametrize("part", [25, -5])
def test_a_part_that_cannot_belong_to_its_whole_is_refused(part: int) -> None:
    with pytest.raises(ValueError, match="is no part of 20"):
        percent(part, 20)


@given(st.integers(0, 10**5), st.integers(0, 10**5))
def test_a_percentage_of_a_true_part_never_passes_100(part: int, others: int) -> None:
    result = percent(show(part), show(part + others))
    assert result is None or 0 <= result <= 100


@pytest.mark.parametrize("whole", [20, 25, 40, 95, 500, 3000])
def test_no_percentage_leads_back_to_a_small_count(whole: int) -> None:
    behind = defaultdict(set)
    for part in range(max(raw(whole)) + 1):
        behind[percent(show(part), whole)].add(part)
    behind.pop(None)
    assert not any(small(part) for parts in behind.values() for part in parts)


@pytest.mark.parametrize(
    ("value", "n", "expected"), [(3.14159, 8, 3.1), (3.14159, 7, None), (None, 50, None), (2, 9, 2)]
)
def test_an_average_of_few_is_withheld(value: float | None, n: int, expected: float | None) -> None:
    assert average(value, n) == expected


def test_an_average_of_a_negative_number_of_cases_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        average(3.0, -1)


# One line


def of_line(cells: Iterable[int | None], total: int | None) -> list[tuple[int, int]]:
    """What a reader works out of each cell of a line."""
    shown = dict(enumerate(cells))
    found = known({"total": total, **shown}, [Sum("total", tuple(shown))])
    return [found[n] for n in shown]


def test_a_count_that_subtraction_would_betray_takes_another_one_with_it() -> None:
    assert of_line([25, 25, None], show(47))[2] == (1, 1)
    line = protect_line({"a": 23, "b": 24, "c": 0, "d": 0})
    assert None not in line.cells.values()
    assert protect_line({"a": 23, "b": 23, "c": 1, "d": 0}).cells == {
        "a": None,
        "b": 25,
        "c": None,
        "d": 0,
    }


def test_a_count_that_need_not_be_protected_takes_nothing_with_it() -> None:
    line = protect_line({"a": 20, "b": 20, "c": 3})
    assert line == (45, {"a": 20, "b": 20, "c": None})


def test_two_withheld_counts_that_can_only_be_six_or_seven_hide_more() -> None:
    assert protect_line({"a": 6, "b": 7, "c": 0}) == (15, {"a": None, "b": None, "c": None})


def test_where_no_cell_is_left_to_hide_the_total_goes() -> None:
    assert protect_line({"a": 6, "b": 7}) == (None, {"a": None, "b": None})


def test_the_smallest_number_that_hides_it_goes_first() -> None:
    line = protect_line({"a": 28, "b": 1, "c": 23})
    assert line == (50, {"a": 30, "b": None, "c": None})


def test_a_zero_goes_last() -> None:
    line = protect_line({"a": 0, "b": 7, "c": 7, "d": 7, "e": 47})
    assert line == (70, {"a": 0, "b": None, "c": None, "d": None, "e": None})


def test_of_two_equal_numbers_the_same_goes_whatever_their_order() -> None:
    line = {"a": 23, "b": 23, "c": 1}
    assert protect_line(dict(reversed(line.items()))) == protect_line(line)


def test_an_empty_line_is_a_zero() -> None:
    assert protect_line({}) == (0, {})


@FEW
@given(lines)
def test_no_line_leaves_its_single_withheld_cell_nearly_known(line: dict[str, int]) -> None:
    total, cells = protect_line(line)
    if list(cells.values()).count(None) == 1:
        low, high = of_line(cells.values(), total)[list(cells.values()).index(None)]
        assert high - low >= 2


@given(lines)
def test_a_published_number_is_the_rounded_count_or_nothing(line: dict[str, int]) -> None:
    total, cells = protect_line(line)
    assert total in (show(sum(line.values())), None)
    assert all(cells[key] in (show(line[key]), None) for key in line)


@given(lines, st.randoms(use_true_random=False))
def test_the_order_of_a_line_changes_nothing(line: dict[str, int], chance: object) -> None:
    shuffled = list(line.items())
    chance.shuffle(shuffled)
    assert protect_line(dict(shuffled)) == protect_line(line)


def test_who_knows_the_rule_and_tries_all_tables_of_two_is_certain_of_no_small_count() -> None:
    behind = defaultdict(list)
    for table in product(range(33), repeat=2):
        total, cells = protect_line(dict(enumerate(table)))
        behind[total, *cells.values()].append(table)
    for answer, tables in behind.items():
        for number, values in zip(answer[1:], zip(*tables, strict=True), strict=True):
            assert number is not None or max(values) - min(values) >= 2, answer
