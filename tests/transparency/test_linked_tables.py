import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transparency.linear import known
from tests.transparency.test_suppression import counts, small
from transparency.suppression import Sum, protect_tables, show

# Each asks a linear programme several times.
FEW = settings(max_examples=40, deadline=None)


def release(cells: list[list[int]], names: str = "abc") -> tuple[dict[str, int], list[Sum]]:
    """Lines that count the same cases by different things: cut to the length of the first."""
    total = sum(cells[0])
    numbers, sums = {"all": total}, []
    for name, line in zip(names, cells, strict=False):
        keys = [f"{name}{n}" for n in range(len(line))]
        left = total
        for key, count in zip(keys, line, strict=True):
            numbers[key] = left if key == keys[-1] else min(count, left)
            left -= numbers[key]
        sums.append(Sum("all", tuple(keys)))
    return numbers, sums


tables = st.lists(st.lists(counts, min_size=2, max_size=5), min_size=2, max_size=3).map(release)


@st.composite
def shares(draw: st.DrawFn) -> tuple[dict[str, int], list[Sum], dict[str, str]]:
    """Lines of wholes, each with a line of parts of its own, as on time is of due."""
    wholes = draw(st.lists(counts, min_size=2, max_size=4))
    numbers, parts = {"W": sum(wholes), "P": 0}, {"P": "W"}
    for n, whole in enumerate(wholes):
        part = max(0, whole - draw(st.integers(0, 9))) if draw(st.booleans()) else 0
        numbers |= {f"w{n}": whole, f"p{n}": part, "P": numbers["P"] + part}
        parts[f"p{n}"] = f"w{n}"
    keys = range(len(wholes))
    sums = [Sum(name.upper(), tuple(f"{name}{n}" for n in keys)) for name in "wp"]
    return numbers, sums, parts


def test_two_lines_with_one_total_are_protected_together() -> None:
    numbers, sums = release([[1, 23], [12, 12]])
    alone = protect_tables({k: numbers[k] for k in ("all", "a0", "a1")}, sums[:1])
    assert alone["a1"] == 25
    assert protect_tables(numbers, sums)["a1"] is None


def test_a_number_withheld_in_one_table_is_withheld_in_all() -> None:
    sums = [Sum("quarter", ("may", "june")), Sum("may", ("complaints", "praise"))]
    numbers = {"quarter": 40, "may": 13, "june": 27, "complaints": 6, "praise": 7}
    assert protect_tables(numbers, sums)["may"] is None


@FEW
@given(tables)
def test_no_linked_line_leaves_its_single_withheld_small_cell_nearly_known(
    linked: tuple[dict[str, int], list[Sum]],
) -> None:
    numbers, sums = linked
    shown = protect_tables(numbers, sums)
    for total, cells in sums:
        hidden = [cell for cell in cells if shown[cell] is None]
        if shown[total] is not None and len(hidden) == 1 and small(numbers[hidden[0]]):
            low, high = known({k: shown[k] for k in (total, *cells)}, [Sum(total, cells)])[
                hidden[0]
            ]
            assert high - low >= 2


@FEW
@given(tables)
def test_where_nothing_had_to_cover_for_another_all_lines_together_betray_nothing(
    linked: tuple[dict[str, int], list[Sum]],
) -> None:
    numbers, sums = linked
    shown = protect_tables(numbers, sums)
    if all(shown[key] == show(numbers[key]) for key in numbers):
        found = known(shown, sums)
        assert all(found[k][1] - found[k][0] >= 2 for k in numbers if small(numbers[k]))


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_linked_tables_changes_nothing(
    linked: tuple[dict[str, int], list[Sum]], chance: object
) -> None:
    numbers, sums = linked
    items, turned = list(numbers.items()), [Sum(t, tuple(reversed(cells))) for t, cells in sums]
    chance.shuffle(items)
    assert protect_tables(dict(items), turned[::-1]) == protect_tables(numbers, sums)


@given(shares())
def test_protecting_again_what_was_withheld_before_withholds_no_more(
    linked: tuple[dict[str, int], list[Sum], dict[str, str]],
) -> None:
    numbers, sums, parts = linked
    once = protect_tables(numbers, sums, parts=parts)
    hidden = [key for key, number in once.items() if number is None]
    assert protect_tables(numbers, sums, parts=parts, withheld=hidden) == once


def test_what_an_earlier_release_withheld_stays_withheld() -> None:
    numbers, sums = release([[20, 30], [25, 25]])
    assert protect_tables(numbers, sums, withheld=["b1"])["b1"] is None


@FEW
@given(tables, st.sets(st.integers(0, 20)), st.randoms(use_true_random=False))
def test_what_was_printed_before_is_printed_again_in_whatever_order_it_comes(
    linked: tuple[dict[str, int], list[Sum]], picked: set[int], chance: object
) -> None:
    numbers, sums = linked
    before = {key: show(count) for n, (key, count) in enumerate(numbers.items()) if n in picked}
    shown = protect_tables(numbers, sums, fixed=before)
    assert {key: shown[key] for key in before} == before
    items, turned = list(numbers.items()), list(before.items())
    chance.shuffle(items)
    chance.shuffle(turned)
    assert protect_tables(dict(items), sums[::-1], fixed=dict(turned)) == shown


@FEW
@given(st.lists(counts, min_size=3, max_size=6), st.integers(0, 5))
def test_a_new_total_does_not_betray_what_was_withheld_before(cells: list[int], at: int) -> None:
    numbers = {f"a{n}": count for n, count in enumerate(cells)}
    secret = f"a{at % len(cells)}"
    numbers |= {"all": sum(cells), secret: 4}
    numbers["all"] = sum(count for key, count in numbers.items() if key != "all")
    before = {key: show(count) for key, count in numbers.items() if key != "all"}
    sums = [Sum("all", tuple(before))]
    shown = protect_tables(numbers, sums, fixed=before)
    low, high = known(shown, sums)[secret]
    assert high - low >= 2


# Parts of wholes


def test_the_late_ones_are_not_betrayed_by_due_and_on_time() -> None:
    numbers = {"due": 17, "due A": 8, "due B": 9, "met": 16, "met A": 8, "met B": 8}
    sums = [Sum("due", ("due A", "due B")), Sum("met", ("met A", "met B"))]
    parts = {"met": "due", "met A": "due A", "met B": "due B"}
    rounded = {key: show(count) for key, count in numbers.items()}
    assert known(rounded, sums, parts)["rest", "met"] == (0, 1)
    shown = protect_tables(numbers, sums, parts=parts)
    assert (shown["met"], shown["met A"], shown["met B"]).count(None) >= 1


def test_the_late_ones_of_all_kinds_are_added_up_too() -> None:
    due, met = (8, 13, 6), (0, 13, 5)
    numbers = {"due": 27, "met": 18} | {f"due {n}": due[n] for n in range(3)}
    numbers |= {f"met {n}": met[n] for n in range(3)}
    sums = [Sum(name, tuple(f"{name} {n}" for n in range(3))) for name in ("due", "met")]
    parts = {"met": "due"} | {f"met {n}": f"due {n}" for n in range(3)}
    rounded = {key: show(count) for key, count in numbers.items()}
    assert known(rounded, sums, parts)["rest", "met 2"] == (0, 1)
    assert protect_tables(numbers, sums, parts=parts) != rounded


@FEW
@given(shares())
def test_no_small_rest_is_known_while_part_and_whole_are_shown(
    linked: tuple[dict[str, int], list[Sum], dict[str, str]],
) -> None:
    numbers, sums, parts = linked
    shown = protect_tables(numbers, sums, parts=parts)
    if all(shown[key] == show(numbers[key]) for key in numbers):
        found = known(shown, sums, parts)
        for part, whole in parts.items():
            low, high = found["rest", part]
            assert high - low >= 2 or not small(numbers[whole] - numbers[part])


def test_a_part_larger_than_its_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="'met' is larger than its whole, 'due'"):
        protect_tables({"due": 10, "met": 11}, [], parts={"met": "due"})


def test_cells_that_do_not_make_their_total_are_refused() -> None:
    with pytest.raises(ValueError, match="do not make the total 'all'"):
        protect_tables({"all": 10, "a": 9}, [Sum("all", ("a",))])
