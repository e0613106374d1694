"""What a month was said to be stays so in later releases, until enough has changed to hide in."""

import copy
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection

from feedback import figures
from feedback.figures import Figures
from portal.models import Hospital
from tests.factories import CaseFactory
from tests.transparency.hospitals import YEAR, Invented
from transparency import cells, releases, said
from transparency.models import Release
from transparency.models.said import Said
from transparency.periods import Period

CHINA = ZoneInfo("Asia/Shanghai")
JANUARY, FIRST = Period(YEAR, 1, 1), Period(YEAR, 1, 3)
CODE = JANUARY.code


def later(hospital: Invented, late: int) -> tuple[dict[str, Figures], dict[str, Figures]]:
    """Return what was said of January, and what is true after some came in late."""
    then = {CODE: copy.deepcopy(hospital.months[CODE])}
    for _ in range(late):
        hospital.happens(1)
    return then, hospital.months


@pytest.mark.parametrize("late", range(1, 10))
def test_fewer_than_ten_late_cases_are_told_by_no_later_release(late: int) -> None:
    then, now = later(Invented(late), late)
    assert said.as_said(then, now, FIRST)[CODE].total["received"] == then[CODE].total["received"]
    assert said.as_said(then, now, FIRST)[CODE].by_kind == then[CODE].by_kind


def test_ten_late_cases_are_counted() -> None:
    then, now = later(Invented(3), 10)
    assert said.as_said(then, now, FIRST)[CODE].total["received"] == now[CODE].total["received"]


def test_a_month_that_was_never_said_is_counted_as_it_is() -> None:
    hospital = Invented(1)
    then, now = later(hospital, 3)
    assert said.as_said(then, now, FIRST)["2026-02"] is now["2026-02"]


def test_other_months_of_the_year_stay_as_they_were_said_whatever_came_in_since() -> None:
    then, now = later(Invented(2), 20)
    assert said.as_said(then, now, Period(YEAR, 4, 6))[CODE] is then[CODE]


def many_silent() -> Iterator[Invented]:
    """Hospitals in which many said nothing at first."""
    for seed in range(100):
        hospital = Invented(seed, cases=(60, 60))
        month = hospital.months[CODE]
        fullest = max(month.by_kind.values(), key=lambda row: row["answered"])
        if month.total["silent"] >= 12 and fullest["answered"] - fullest["rated"] >= 12:
            yield hospital


def test_who_answers_a_question_about_the_answer_later_is_counted_among_many() -> None:
    then, now = later(next(many_silent()), 0)
    now = copy.deepcopy(now)
    month, heard = now[CODE], min(12, now[CODE].total["silent"])
    kind = max(month.by_kind, key=lambda code: month.by_kind[code]["answered"])
    for row in (month.total, month.by_kind[kind]):
        row["rated"] += heard
    month.total["own_resolved"] += heard
    month.total["silent"] -= heard
    month.total["received"] += 1
    month.by_kind[kind]["received"] += 1
    found = said.as_said(then, now, FIRST)[CODE]
    assert found.total["rated"] == month.total["rated"]
    assert found.total["silent"] == month.total["silent"]
    assert found.total["received"] == then[CODE].total["received"]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_counted_could_always_be_the_counts_of_some_cases(seed: int) -> None:
    hospital = Invented(seed, cases=(15, 60))
    then = {m: copy.deepcopy(hospital.months[m]) for m in (CODE, "2026-02")}
    for _ in range(hospital.dice.choice([1, 4, 9, 15, 40])):
        hospital.happens(hospital.dice.choice([1, 2]))
    found = said.as_said(then, hospital.months, FIRST)
    for code in then:
        of = found[code]
        for table in (*cells.TABLES, cells.DAYS):
            rows = getattr(of, table).values()
            assert sum(row["received"] for row in rows) == of.total["received"]
        heard = of.total["answered"] - of.total["silent"]
        assert max(of.total["rated"], of.total["reached"]) <= heard
        assert heard <= of.total["rated"] + of.total["reached"]
        for row in [of.total, *of.by_kind.values(), *of.by_category.values()]:
            assert all(row[part] <= row[whole] for part, whole in cells.PARTS.items())


def test_what_nothing_could_be_the_counts_of_is_left_as_it_was_said() -> None:
    then, now = later(Invented(5, cases=(40, 40)), 0)
    now = copy.deepcopy(now)
    kind = max(now[CODE].by_kind, key=lambda code: now[CODE].by_kind[code]["rated"])
    # More say what they think than were ever answered.
    now[CODE].by_kind[kind]["rated"] += 100
    assert said.as_said(then, now, FIRST)[CODE].by_kind == then[CODE].by_kind


def test_days_move_on_while_late_cases_stay_out() -> None:
    then, now = later(Invented(6, cases=(80, 80)), 1)
    now = copy.deepcopy(now)
    answered = now[CODE].by_days["open"]["received"]
    now[CODE].by_days["open"]["received"] = 0
    now[CODE].by_days["16-30"]["received"] += answered
    found = said.as_said(then, now, FIRST)[CODE]
    assert answered >= 10
    assert found.by_days["open"]["received"] == 0
    columns = sum(counts["received"] for counts in found.by_days.values())
    assert columns == then[CODE].total["received"]


def test_what_is_kept_reads_as_it_was_written() -> None:
    months = Invented(7).months
    kept = said.read(json.loads(json.dumps(said.written(months, FIRST))))
    assert [*kept] == ["2026-01", "2026-02", "2026-03"]
    assert all(said.as_said({}, kept, FIRST)[code] == kept[code] for code in kept)
    for code, found in kept.items():
        assert +found.total == +months[code].total
        assert {c: r for c, r in found.by_category.items() if +r} == {
            c: +r for c, r in months[code].by_category.items() if +r
        }


# In the house


@pytest.fixture
def hospital(db: None) -> Hospital:
    return Hospital.objects.get(code="main")


def receive(number: int, month: int, category: str = "FEE-01") -> None:
    came = datetime(2026, month, 12, 9, 0, tzinfo=CHINA)
    for _ in range(number):
        CaseFactory(
            closed=True, category=category, received_at=came, acted_at=came + timedelta(days=2)
        )


def release(hospital: Hospital, code: str) -> Release:
    return releases.freeze(hospital, Period.read(code), anew=True)


def behind(found: Release) -> dict[str, Figures]:
    return said.read(json.loads(Said.objects.get(release=found).counts))


@pytest.fixture
def _in_may() -> object:
    with time_machine.travel("2026-05-20 10:00+08:00") as moment:
        yield moment


@pytest.mark.usefixtures("_in_may")
@pytest.mark.parametrize(("late", "counted"), [(1, 40), (9, 40), (10, 50)])
def test_a_quarter_counts_its_months_as_their_releases_did(
    hospital: Hospital, late: int, counted: int
) -> None:
    receive(40, 1)
    release(hospital, "2026-01")
    receive(late, 1, "SAF-02")
    quarter = release(hospital, "2026-Q1")
    assert behind(quarter)[CODE].total["received"] == counted
    rows = {row["code"]: row["counts"]["received"] for row in quarter.document["by_category"]}
    assert rows.get("SAF", 0) == (0 if late < 10 else 10)


@pytest.mark.usefixtures("_in_may")
def test_a_new_version_counts_its_months_anew(hospital: Hospital) -> None:
    receive(40, 1)
    release(hospital, "2026-01")
    receive(12, 1)
    assert behind(release(hospital, "2026-01"))[CODE].total["received"] == 52
    assert behind(release(hospital, "2026-Q1"))[CODE].total["received"] == 52


@pytest.mark.usefixtures("_in_may")
def test_a_release_frozen_before_counts_were_kept_is_no_obstacle(hospital: Hospital) -> None:
    receive(40, 1)
    release(hospital, "2026-01")
    Said.objects.all().delete()
    receive(1, 1)
    assert behind(release(hospital, "2026-Q1"))[CODE].total["received"] == 41


@pytest.mark.usefixtures("_in_may")
def test_the_database_holds_no_raw_count_that_could_be_read(hospital: Hospital) -> None:
    receive(3, 1)
    release(hospital, "2026-01")
    with connection.cursor() as cursor:
        cursor.execute("SELECT counts FROM transparency_said")
        kept = bytes(cursor.fetchone()[0])
    assert b"received" not in kept
    assert figures.count(hospital_id=hospital.pk, start=FIRST.start, end=FIRST.end).total
