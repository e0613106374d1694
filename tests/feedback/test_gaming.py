"""Whoever polishes a rate moves another number that stands beside it: never the headline alone."""

from collections import Counter
from functools import cache

import pytest

from feedback import rates
from feedback.rates import Rate
from tests.feedback import gaming

POLISHERS = [name for name in gaming.OFFICES if name != "honest"]
# The headline each of them is after.
HEADLINE = {
    "closes early": "on_time",
    "asks the happy": "satisfied_call",
    "writes for them": "satisfied_call",
}


@cache
def counts(office: str) -> Counter[str]:
    return gaming.counted(map(gaming.OFFICES[office], gaming.truths()))


def rate(office: str, key: str) -> Rate:
    return rates.RATES[key](counts(office))


def gap(office: str) -> float:
    return rates.gap(counts(office)).points or 0.0


def test_all_offices_have_the_very_same_matters() -> None:
    assert {counts(office)["received"] for office in gaming.OFFICES} == {gaming.MATTERS}


@pytest.mark.parametrize("office", POLISHERS)
def test_the_headline_does_look_better(office: str) -> None:
    polished, honest = rate(office, HEADLINE[office]), rate("honest", HEADLINE[office])
    assert polished.interval.low > honest.interval.high


def test_who_closes_early_is_told_apart_by_the_gap_and_by_who_comes_back() -> None:
    assert gap("closes early") > gap("honest") + 15
    assert rate("closes early", "reopened").interval.low > rate("honest", "reopened").interval.high


def test_who_asks_only_the_happy_is_told_apart_by_what_the_rate_covers() -> None:
    polished, honest = rate("asks the happy", "satisfied_call"), rate("honest", "satisfied_call")
    assert polished.coverage < honest.coverage * 0.6
    assert rate("asks the happy", "silent").value > rate("honest", "silent").value + 0.15


def test_who_writes_for_them_is_told_apart_by_the_second_caller_and_by_the_gap() -> None:
    polished, honest = rate("writes for them", "recheck"), rate("honest", "recheck")
    assert polished.interval.low > honest.interval.high
    assert gap("writes for them") > gap("honest") + 10


@pytest.mark.parametrize("office", POLISHERS)
def test_what_submitters_say_alone_is_not_polished_by_any(office: str) -> None:
    own, honest = rate(office, "satisfied_submitter"), rate("honest", "satisfied_submitter")
    assert own.value <= honest.value


@pytest.mark.parametrize("office", ["asks the happy", "writes for them"])
def test_a_telephone_happier_than_the_own_ratings_stands_out(office: str) -> None:
    drift = rate(office, "satisfied_call").value - rate(office, "satisfied_submitter").value
    honest = rate("honest", "satisfied_call").value - rate("honest", "satisfied_submitter").value
    assert drift > honest + 0.15
