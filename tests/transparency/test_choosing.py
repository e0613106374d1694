"""A topic is chosen from shown numbers only: what clearly rose, else what was most."""

from typing import Any

import pytest

from feedback.figures import category_names
from portal.models import Hospital
from tests.transparency.monthly import counted, october
from tests.transparency.planted import plant
from transparency import choosing, topics
from transparency.choosing import Around, Why
from transparency.models import Release, SummaryIndexPage
from transparency.periods import Period

KNOWN = ["PRO", "FEE", "ATT"]


@pytest.mark.parametrize(
    ("now", "year", "quarter", "chosen"),
    [
        ({"PRO": 40, "FEE": 20}, None, None, (Why.MOST, "PRO")),
        ({"PRO": 40, "FEE": 40}, None, None, (Why.MOST, "PRO")),
        ({"FEE": 10, "ATT": None, "PRO": 0}, None, None, (Why.MOST, "FEE")),
        ({"PRO": 90, "FEE": 60}, {"PRO": 85, "FEE": 20}, None, (Why.ROSE_IN_A_YEAR, "FEE")),
        ({"PRO": 90, "FEE": 60}, {"PRO": 85, "FEE": 50}, None, (Why.MOST, "PRO")),
        ({"PRO": 90, "FEE": 60}, {"PRO": 85, "FEE": None}, None, (Why.MOST, "PRO")),
        ({"PRO": 90, "FEE": 20}, {"PRO": 85, "FEE": 0}, None, (Why.ROSE_IN_A_YEAR, "FEE")),
        ({"PRO": 90, "FEE": 60}, None, {"PRO": 250, "FEE": 60}, (Why.ROSE_SINCE_QUARTER, "FEE")),
        ({"PRO": 90, "FEE": 60}, None, {"PRO": 250, "FEE": 165}, (Why.MOST, "PRO")),
        (
            {"PRO": 90, "FEE": 60}, {"PRO": 30, "FEE": 60}, {"PRO": 250, "FEE": 30},
            (Why.ROSE_IN_A_YEAR, "PRO"),
        ),
    ],
)  # fmt: skip
def test_a_clear_rise_goes_before_the_largest_number(
    now: Any, year: Any, quarter: Any, chosen: Any
) -> None:
    before = [counted(**one) if one else None for one in (year, quarter)]
    assert choosing.choose(counted(**now), Around(*before), known=KNOWN) == chosen


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (counted(PRO=None, FEE=None), Why.WITHHELD),
        (counted(PRO=None, **{"": 40}), Why.WITHHELD),
        ({**counted(), "left_out": ["by_category"]}, Why.LEFT_OUT),
        (counted(), Why.NOTHING),
        (counted(PRO=0, **{"": 40}), Why.NOTHING),
        (counted(**{"~FEE\nATT": 40}), Why.WITHHELD),
    ],
)
def test_of_what_is_not_shown_nothing_is_chosen(found: Any, why: Why) -> None:
    assert choosing.choose(found, Around(), known=KNOWN) == (why, "")


@pytest.mark.parametrize(
    ("told", "chosen"),
    [
        ([], (Why.MOST_SO_FAR, "PRO")),
        (["PRO"], (Why.MOST_SO_FAR, "FEE")),
        (["PRO", "FEE"], (Why.LEFT_OUT, "")),
    ],
)
def test_where_a_month_is_too_small_the_year_so_far_is_asked(told: list[str], chosen: Any) -> None:
    around = Around(so_far=counted(PRO=40, FEE=20, ATT=None))
    small = {**counted(), "left_out": ["by_category"]}
    assert choosing.choose(small, around, known=KNOWN, told=told) == chosen


@pytest.mark.parametrize(
    ("month", "quarter"),
    [
        ("2026-10", "2026-Q3"),
        ("2026-12", "2026-Q3"),
        ("2026-04", "2026-Q1"),
        ("2026-02", "2025-Q4"),
    ],
)
def test_a_month_is_compared_with_the_quarter_that_was_over(month: str, quarter: str) -> None:
    assert topics.quarter_before(Period.read(month)) == Period.read(quarter)


def test_figures_counted_by_another_definition_are_not_compared(index: SummaryIndexPage) -> None:
    older = plant("2025-10", counted(FEE=10))
    Release.objects.filter(pk=older.pk).delete()
    october(PRO=90, FEE=60)
    plant("2025-10", counted(PRO=85, FEE=20))
    hospital, release = Hospital.objects.get(code="main"), Release.objects.get(start="2026-10-01")
    assert topics.choose(hospital, release).category == "FEE"
    release.parameters = {"definitions": {"received": "Something else."}}
    assert topics.choose(hospital, release) == (Why.MOST, "PRO")


def test_all_fields_an_editor_may_choose_can_be_the_topic(index: SummaryIndexPage) -> None:
    for code in category_names():
        found = choosing.choose(counted(**{code: 10}), Around(), known=list(category_names()))
        assert found.category == code
