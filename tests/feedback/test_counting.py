"""What one case counts for, month by month, told as tables. No database is asked."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from feedback import counting
from feedback.counting import Entry, Matter, Said, first_day, number
from feedback.vocabulary import OPEN, Act, Dimension, Resolution, Stage
from feedback.workflow import BACK, MOVES

TODAY = date(2026, 6, 15)


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, 30)  # noqa: DTZ001 - the hospital's own clock


MARCH = at(3, 2)  # a Monday
NEW = Matter(stage=Stage.RECEIVED, received=MARCH, due_on=date(2026, 3, 9))
REPLY = Entry(Act.REPLY, Stage.REPLIED, date(2026, 4, 1))
ANSWERED = replace(
    NEW,
    stage=Stage.REPLIED,
    answered_on=date(2026, 4, 1),
    answer_due_on=date(2026, 3, 9),
    entries=(REPLY,),
)


def counted(matter: Matter) -> set[tuple[str, str]]:
    """Return (month, count), the month written as 2026-03."""
    found = list(counting.counts(matter, today=TODAY))
    assert len(found) == len(set(found)), "counted twice"
    return {(f"{first_day(month):%Y-%m}", str(count)) for month, count in found}


def along(matter: Matter, dimension: str, count: str = "received") -> list[tuple[str, str]]:
    """Return (month, value) of one count along one dimension."""
    tallied = counting.tallied(
        matter, today=TODAY, workdays=lambda start, end: max((end - start).days, 0)
    )
    rows = [row for row in tallied if (row.dimension, row.what) == (dimension, count)]
    return [(f"{first_day(row.month):%Y-%m}", row.value) for row in rows]


def ended(act: Act, stage: Stage, **more: Any) -> Matter:
    return replace(NEW, stage=stage, entries=(Entry(act, stage, date(2026, 5, 4)),), **more)


TABLE = {
    "open and late": (
        NEW,
        {("2026-03", "received"), ("2026-03", "due")}
        | {(f"2026-0{month}", "open") for month in (3, 4, 5, 6)},
    ),
    "open in time": (
        replace(NEW, received=at(6, 12), due_on=TODAY),
        {("2026-06", "received"), ("2026-06", "then_within"), ("2026-06", "open")},
    ),
    "waiting for the submitter": (
        replace(NEW, received=at(6, 1), due_on=date(2026, 6, 8), stage=Stage.WAITING),
        {("2026-06", "received"), ("2026-06", "then_within"), ("2026-06", "open")},
    ),
    "answered late": (
        ANSWERED,
        {
            ("2026-03", "received"),
            ("2026-03", "then_answered"),
            ("2026-03", "due"),
            ("2026-03", "open"),
            ("2026-04", "answered"),
            ("2026-04", "silent"),
        },
    ),
    "date not known": (
        replace(NEW, date_known=False, stage=Stage.REPLIED, entries=(REPLY,)),
        {("2026-03", "received"), ("2026-03", "undated"), ("2026-03", "open")},
    ),
    "withdrawn": (
        ended(Act.WITHDRAW, Stage.WITHDRAWN),
        {
            ("2026-03", "received"),
            ("2026-03", "then_withdrawn"),
            ("2026-03", "open"),
            ("2026-04", "open"),
            ("2026-05", "withdrawn"),
        },
    ),
    "merged": (
        ended(Act.MERGE, Stage.MERGED),
        {
            ("2026-03", "received"),
            ("2026-03", "then_merged"),
            ("2026-03", "open"),
            ("2026-04", "open"),
            ("2026-05", "merged"),
        },
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_case_counts_in_the_month_of_each_day(name: str) -> None:
    matter, expected = TABLE[name]
    assert counted(matter) == expected


def test_an_answer_on_the_due_day_is_on_time() -> None:
    kept = replace(ANSWERED, answer_due_on=date(2026, 4, 1))
    assert {("2026-04", "due"), ("2026-04", "on_time")} <= counted(kept)


def test_an_answer_before_a_due_day_to_come_is_not_judged_yet() -> None:
    early = replace(ANSWERED, answer_due_on=date(2026, 6, 16))
    assert not {count for _month, count in counted(early)} & {"due", "on_time"}


def test_a_case_reopened_twice_in_a_month_counts_once_and_is_open_again() -> None:
    back = Entry(Act.REOPEN, Stage.REOPENED, date(2026, 5, 4))
    again = [back, replace_on(REPLY, date(2026, 5, 11)), back]
    case = replace(ANSWERED, stage=Stage.REOPENED, entries=(REPLY, *again))
    found = counted(case)
    assert {("2026-04", "then_reopened"), ("2026-05", "reopened"), ("2026-05", "open")} <= found
    assert ("2026-04", "open") not in found


def replace_on(entry: Entry, day: date) -> Entry:
    return entry._replace(on=day)


SAYINGS = {
    "reached by telephone": (
        Said(called=True, call_resolution=Resolution.RESOLVED, call_satisfaction=4),
        "callable called reached call_resolved call_graded call_satisfied",
    ),
    "called in vain": (
        Said(called=True, call_resolution=Resolution.UNREACHABLE),
        "callable called silent",
    ),
    "rated, not content": (
        Said(rated=True, own_resolution=Resolution.UNRESOLVED, own_satisfaction=2),
        "rated own_unresolved",
    ),
    "rated, fairly content": (
        Said(rated=True, own_resolution=Resolution.PARTLY, own_satisfaction=3),
        "rated own_partly own_satisfied",
    ),
    "called again": (
        Said(called=True, call_resolution=Resolution.PARTLY, rechecked=True, recheck_differs=True),
        "callable called reached call_partly rechecked recheck_differs",
    ),
    "judged by both": (
        Said(
            rated=True, own_resolution=Resolution.UNRESOLVED, hospital_resolution=Resolution.RESOLVED
        ),
        "rated own_unresolved both_judged both_hospital",
    ),
    "nobody asked": (Said(), "silent"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAYINGS)
def test_what_was_said_counts_in_the_month_of_the_answer(name: str) -> None:
    said, expected = SAYINGS[name]
    in_april = {c for month, c in counted(replace(ANSWERED, said=said)) if month == "2026-04"}
    assert in_april == {"answered", *expected.split()}


@pytest.mark.parametrize("stage", [Stage.DECLINED, Stage.WITHDRAWN, Stage.MERGED])
def test_nobody_is_to_be_called_about_what_was_not_taken_up(stage: str) -> None:
    case = replace(ANSWERED, telephone=True, stage=stage)
    assert ("2026-04", "callable") not in counted(case)
    assert ("2026-04", "callable") in counted(replace(case, stage=Stage.CLOSED))


def test_days_until_the_answer_stand_by_receipt_and_by_answer() -> None:
    assert along(ANSWERED, Dimension.DAYS) == [("2026-03", "30")]
    assert along(ANSWERED, Dimension.DAYS, "answered") == [("2026-04", "30")]
    assert along(ANSWERED, Dimension.DAYS, "open") == [("2026-03", "29")]


def test_what_is_still_open_is_open_since_at_least_so_many_days() -> None:
    assert along(NEW, Dimension.DAYS) == [("2026-03", "105+")]
    assert along(NEW, Dimension.DEPARTMENT_DAYS) == [("2026-03", "|105+")]


def test_a_day_without_its_hour_has_no_hour() -> None:
    assert along(NEW, Dimension.HOUR) == [("2026-03", "1|9")]
    midnight = replace(NEW, received=MARCH.replace(hour=0, minute=0))
    assert along(midnight, Dimension.HOUR) == [("2026-03", "")]


def test_each_pair_of_categories_counts_the_smaller_first_and_each_with_itself() -> None:
    case = replace(NEW, categories=("PRO-02", "COM-01"))
    pairs = {value for _month, value in along(case, Dimension.PAIR)}
    assert pairs == {"COM-01|PRO-02", "COM-01|COM-01", "PRO-02|PRO-02"}


def test_every_act_that_ends_or_begins_the_owing_of_an_answer_is_read() -> None:
    moves = [(stage, act, to) for (stage, act), to in MOVES.items() if to != BACK]
    turning = {act for stage, act, to in moves if (stage in OPEN) != (to in OPEN)}
    assert turning <= set(counting.FLOW)


def test_a_case_touches_all_months_it_counts_in() -> None:
    for matter, _expected in TABLE.values():
        months = {month for month, _count in counting.counts(matter, today=TODAY)}
        assert months <= counting.touched(matter, today=TODAY)


def test_a_month_has_a_number_and_days() -> None:
    december = number(date(2025, 12, 31))
    assert (first_day(december), counting.last_day(december)) == (
        date(2025, 12, 1),
        date(2025, 12, 31),
    )
