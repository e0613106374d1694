"""A table that would say too little is put together, then left out; departments stand in no month."""

from typing import Any

import pytest

from tests.transparency.hospitals import YEAR, Invented
from transparency import cells
from transparency.cells import OTHERS
from transparency.periods import Period

MARCH, ALL = Period(YEAR, 3, 3), Period(YEAR, 1, 12)


def documents() -> list[dict[str, Any]]:
    hospitals = [Invented(seed, cases=(20, 90), sizes=(3, 6, 8, 3)) for seed in range(6)]
    return [hospital.release(MARCH, {}) for hospital in hospitals]


def test_no_table_that_stays_withholds_more_than_half_of_what_it_counts() -> None:
    for document in documents():
        for table in set(cells.TABLES) & set(document):
            numbers = [n for row in document[table] for n in row["counts"].values() if n != 0]
            assert 2 * numbers.count(None) <= len(numbers)


def test_small_rows_are_put_together_before_a_table_is_left_out() -> None:
    rows = [row["code"] for d in documents() for t in cells.TABLES for row in d.get(t, ())]
    assert [code for code in rows if code.startswith(OTHERS)]


def test_a_tiny_hospital_leaves_its_tables_out_and_says_so() -> None:
    document = Invented(1, cases=(2, 3)).release(MARCH, {})
    assert set(document["left_out"]) == {"by_kind", "by_channel", "by_category"}
    assert not set(document["left_out"]) & set(document)


def test_a_year_tells_of_departments_and_a_month_does_not() -> None:
    hospital = Invented(2, cases=(90, 120), skew=1.1)
    assert "by_group" in hospital.release(ALL, {})
    assert "by_group" not in hospital.release(MARCH, {})


@pytest.mark.parametrize("seed", range(3))
def test_a_document_holds_no_number_that_is_not_a_multiple_of_five(seed: int) -> None:
    shown = cells.of_document(Invented(seed).release(ALL, {}), ALL).values()
    assert not [number for number in shown if number is not None and number % 5]


@pytest.mark.parametrize("seed", range(3))
def test_what_was_said_of_a_month_is_said_again_by_the_year(seed: int) -> None:
    hospital = Invented(seed)
    march = hospital.release(MARCH, {})
    year = hospital.release(Period(YEAR, 1, 3), {MARCH: march})
    assert year[cells.MONTHS][2] == {"code": MARCH.code, "counts": march[cells.WHOLE]}
