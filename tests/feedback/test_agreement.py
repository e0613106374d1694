"""How far two coders agree beyond chance, against worked examples from the literature."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.agreement import agreement, linear

# Two readers, two codes: 20 both yes, 15 both no, 5 and 10 apart (a textbook table): kappa 0.4.
TEXTBOOK = [(1, 1)] * 20 + [(0, 0)] * 15 + [(1, 0)] * 5 + [(0, 1)] * 10
codings = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60)


def test_a_worked_example_comes_out_as_in_the_book() -> None:
    found = agreement(TEXTBOOK)
    assert (found.observed, found.expected) == (pytest.approx(0.7), pytest.approx(0.5))
    assert found.kappa == pytest.approx(0.4)


def test_its_interval_is_that_of_fleiss_cohen_and_everitt() -> None:
    found = agreement(TEXTBOOK)  # 4,000 samples drawn from it again spread by 0.13
    assert (found.high - found.low) / 2 / 1.959964 == pytest.approx(0.1273, abs=0.0005)


def test_nobody_coded_and_nothing_is_said() -> None:
    assert agreement([]) is None


def test_where_all_is_of_one_code_kappa_says_nothing() -> None:
    found = agreement([(2, 2)] * 9)
    assert (found.observed, found.kappa, found.ac1, found.strength) == (1, None, None, "")


def test_rare_codes_do_not_make_the_second_measure_collapse() -> None:
    found = agreement([(0, 0)] * 95 + [(0, 1)] * 3 + [(1, 0)] * 2)
    assert found.kappa < 0.1 < 0.9 < found.ac1


def test_one_step_apart_weighs_less_than_three() -> None:
    near = agreement([(0, 1), (1, 1), (2, 2), (3, 3)], linear(3))
    far = agreement([(0, 3), (1, 1), (2, 2), (3, 3)], linear(3))
    assert near.kappa > far.kappa


@pytest.mark.parametrize(
    ("same", "apart", "word"),
    [(10, 0, "almost_perfect"), (9, 2, "substantial"), (7, 2, "moderate"), (5, 5, "slight")],
)
def test_a_figure_has_a_word(same: int, apart: int, word: str) -> None:
    pairs = [(0, 0)] * same + [(1, 1)] * same + [(0, 1)] * apart + [(1, 0)] * apart
    assert agreement(pairs).strength == word


@given(codings)
def test_the_figures_stay_within_their_bounds(pairs: list[tuple[int, int]]) -> None:
    found = agreement(pairs, linear(3))
    assert 0 <= found.observed <= 1 + 1e-9
    assert (
        found.kappa is None
        or -1 <= found.low <= found.kappa + 1e-9 <= found.high + 2e-9 <= 1 + 3e-9
    )


@given(codings)
def test_who_is_named_first_does_not_matter(pairs: list[tuple[int, int]]) -> None:
    one, other = agreement(pairs), agreement([(b, a) for a, b in pairs])
    assert one.kappa == pytest.approx(other.kappa) if one.kappa is not None else other.kappa is None
