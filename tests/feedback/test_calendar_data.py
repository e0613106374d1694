import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "feedback/data"


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CALENDAR = read("calendar_cn.csv")
CATEGORIES = {row["code"]: row for row in read("categories.csv")}

OFF_2026 = (
    "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 "
    "10-01 10-02 10-05 10-06 10-07"
)
WORK_2026 = "01-04 02-14 02-28 05-09 09-20 10-10"


@pytest.mark.parametrize(("kind", "expected"), [("off", OFF_2026), ("work", WORK_2026)])
def test_the_calendar_of_2026_is_the_announced_one(kind: str, expected: str) -> None:
    days = [row["date"] for row in CALENDAR if row["kind"] == kind]
    assert [day[5:] for day in days if day.startswith("2026")] == expected.split()


def test_every_year_since_2004_has_days_off_and_make_up_days() -> None:
    years = Counter((int(row["date"][:4]), row["kind"]) for row in CALENDAR)
    assert set(years) == {(year, kind) for year in range(2004, 2027) for kind in ("off", "work")}


def test_days_off_are_weekdays_and_make_up_days_are_weekends() -> None:
    for row in CALENDAR:
        weekend = date.fromisoformat(row["date"]).weekday() >= 5
        assert weekend is (row["kind"] == "work"), row


def test_no_day_of_the_calendar_stands_twice_and_all_are_in_order() -> None:
    days = [row["date"] for row in CALENDAR]
    assert days == sorted(set(days))


def test_every_day_of_the_calendar_names_its_source() -> None:
    for row in CALENDAR:
        assert row["source"].startswith(f"国务院办公厅{row['date'][:4]}年节假日安排："), row


def test_there_are_13_groups_and_55_categories() -> None:
    assert Counter(bool(row["parent"]) for row in CATEGORIES.values()) == {False: 13, True: 55}


def test_every_category_stands_under_the_group_that_its_code_names() -> None:
    for code, row in CATEGORIES.items():
        assert row["parent"] == (code[:3] if "-" in code else "")
        assert row["parent"] in {"", *CATEGORIES}


def test_every_category_is_named_in_both_languages() -> None:
    names = [(row["name_zh"].strip(), row["name_en"].strip()) for row in CATEGORIES.values()]
    assert all(zh and en for zh, en in names)
    assert len(set(names)) == len(names)


def test_no_owner_stands_in_a_name() -> None:
    assert not [row for row in CATEGORIES.values() if "(" in row["name_en"]]


def test_nursing_care_belongs_to_the_nursing_department() -> None:
    assert CATEGORIES["CLN-04"]["owner_zh"] == "护理部"


def test_the_matters_that_could_harm_a_speaker_are_confidential() -> None:
    expected = {code for code in CATEGORIES if code[:3] in {"ETH", "WRK"}} | {"PRV-01", "CPL-03"}
    assert {code for code, row in CATEGORIES.items() if row["confidential"] == "1"} == expected


def test_safety_matters_ask_whether_somebody_is_in_danger() -> None:
    expected = {code for code in CATEGORIES if code[:3] == "SAF"} | {"CLN-03"}
    assert {code for code, row in CATEGORIES.items() if row["asks_safety"] == "1"} == expected


def test_the_letters_of_the_analysis_tool_are_known() -> None:
    letters = {part for row in CATEGORIES.values() for part in row["hcat"].split("/")}
    assert letters <= {"", "Q", "S", "E", "I", "L", "C", "R"}


def test_categories_sort_below_their_group() -> None:
    order = sorted(CATEGORIES, key=lambda code: int(CATEGORIES[code]["sort"]))
    assert order == list(CATEGORIES)
