"""Somebody who holds all published documents solves for the small counts, and learns none of them."""

import json
from typing import Any

import pytest

from tests.transparency.attacker import Asked, Attacker, elements
from tests.transparency.hospitals import YEAR, Invented, small
from transparency import cells
from transparency.cells import PARTS, WHOLE, Cell
from transparency.periods import Period
from transparency.suppression import show

JANUARY, FEBRUARY, MARCH = Period(YEAR, 1, 1).months[0], Period(YEAR, 2, 2), Period(YEAR, 3, 3)
SERIES = (JANUARY, FEBRUARY, Period(YEAR, 1, 2), MARCH, Period(YEAR, 1, 3), Period(YEAR, 1, 6))
Documents = dict[Period, dict[str, Any]]


def as_served(documents: Documents) -> list[tuple[str, Any]]:
    """The documents as anybody downloads them."""
    return [(period.code, json.loads(json.dumps(one))) for period, one in documents.items()]


def truth(hospital: Invented, asked: Asked) -> int:
    """The raw count behind a withheld number, or behind a rest."""
    period = Period.read(asked.period.split(" in ")[0])
    raw = hospital.raw(period)
    if asked.table == WHOLE:
        whole = cells.count_cells(raw, {}, period)
        count = {c.measure: n for c, n in whole.items()}
    else:
        rows = [getattr(raw, asked.table)[code] for code in elements(asked.code)]
        count = {m: sum(row[m] for row in rows) for m in cells.measures_of(asked.table)}
    if not asked.rest:
        return count[asked.measure]
    return count.get(PARTS[asked.measure], 0) - count[asked.measure]


def leaks(hospital: Invented, documents: Documents, **other: Any) -> list[Any]:
    """What the attacker knows of small counts to fewer than three values."""
    attacker = Attacker(as_served(documents), **other)
    secrets = [one for one in attacker.asked if small(truth(hospital, one))]
    found = attacker.ranges(secrets) if secrets else {}
    return [(one, low, high) for one, (low, high) in found.items() if high - low < 2]


def series(hospital: Invented, periods: tuple[Period, ...], **other: Any) -> Documents:
    documents: Documents = {}
    for period in periods:
        documents[period] = hospital.release(period, documents, **other)
    return documents


def naive(hospital: Invented, period: Period) -> dict[str, Any]:
    """The rule for single numbers, and nothing more."""
    rows = hospital.rows(period)
    shown = {c: show(n) for c, n in cells.count_cells(hospital.raw(period), rows, period).items()}
    document: dict[str, Any] = {
        table: [
            {
                "code": code,
                "counts": {
                    m: shown[Cell(m, table, code, period)] for m in cells.measures_of(table)
                },
            }
            for code in codes
        ]
        for table, codes in rows.items()
    }
    return document | {WHOLE: {m: shown[Cell(m, WHOLE, "", period)] for m in cells.MEASURES}}


def test_the_attacker_finds_what_single_numbers_betray() -> None:
    found = [leaks(h, {MARCH: naive(h, MARCH)}) for h in map(sparse, range(30))]
    assert sum(map(len, found)) >= 1


def sparse(seed: int) -> Invented:
    return Invented(seed, cases=(3, 25), sizes=(2, 3, 4, 2))


def dense(seed: int) -> Invented:
    return Invented(seed, cases=(60, 160), sizes=(3, 4, 5, 3), skew=1.2)


@pytest.mark.parametrize("hundred", range(5))
def test_on_500_random_table_sets_nothing_small_is_known(hundred: int) -> None:
    for seed in range(hundred * 100, hundred * 100 + 100):
        hospital, kept = sparse(seed), {"by_kind", ("by_channel", "by_category")[seed % 2]}
        if seed % 20 == 0:
            hospital, kept = dense(seed), set(cells.TABLES)
        assert leaks(hospital, series(hospital, (MARCH,), kept=kept)) == []


@pytest.mark.parametrize("seed", range(2))
def test_a_year_of_releases_together_betrays_nothing_small(seed: int) -> None:
    hospital = dense(seed) if seed % 2 else sparse(seed)
    periods = [Period(YEAR, month, month) for month in range(1, 13)]
    periods += [Period(YEAR, 1, 3), Period(YEAR, 4, 6), Period(YEAR, 1, 6), Period(YEAR, 1, 12)]
    assert leaks(hospital, series(hospital, tuple(sorted(periods, key=by_end)))) == []


def by_end(period: Period) -> tuple[int, int]:
    return period.last, period.length


@pytest.mark.parametrize("seed", range(4))
def test_each_release_is_safe_beside_all_earlier_ones(seed: int) -> None:
    hospital = Invented(seed, cases=(10, 60))
    documents: Documents = {}
    for period in SERIES:
        documents[period] = hospital.release(period, documents)
        assert leaks(hospital, documents) == []


@pytest.mark.parametrize("seed", range(8))
def test_who_takes_every_withheld_number_for_one_to_seven_learns_nothing_small(seed: int) -> None:
    hospital = sparse(seed)
    documents = series(hospital, (MARCH,))
    attacker = Attacker(as_served(documents), believes=True)
    hidden = [one for one in attacker.hidden if not one.rest]
    if all(small(truth(hospital, one)) for one in hidden):
        assert leaks(hospital, documents, believes=True) == []


@pytest.mark.parametrize("seed", range(8))
def test_a_case_that_came_in_late_is_not_betrayed_by_the_next_releases(seed: int) -> None:
    hospital = Invented(seed, cases=(15, 60))
    before = series(hospital, (JANUARY, FEBRUARY, Period(YEAR, 1, 2)))
    behind = {one: truth(hospital, one) for one in Attacker(as_served(before)).asked}
    hospital.happens(1)
    after = dict(before)
    for period in (MARCH, Period(YEAR, 1, 3)):
        after[period] = hospital.release(period, after)
    attacker = Attacker(as_served(after), after=len(before))
    behind = {one: truth(hospital, one) for one in attacker.asked} | behind
    found = attacker.ranges(one for one in attacker.asked if small(behind[one]))
    assert [(one, span) for one, span in found.items() if span[1] - span[0] < 2] == []
