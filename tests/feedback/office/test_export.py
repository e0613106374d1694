"""Officer Li takes a list out of the house: without persons, harmless to a spreadsheet, and noted."""

import csv
import json
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from openpyxl import load_workbook

from feedback.models import Access, Case, SphereTeam
from feedback.office import sheets
from feedback.vocabulary import Reading, Sphere
from portal import roles
from portal.models import User
from tests.factories import WANG, CaseFactory, UserFactory
from tests.visitor import Page, Visitor

EXPORT = "/admin/cases/export/"
HOSTILE = Path(settings.BASE_DIR).parent / "shared" / "data" / "hostile" / "text"
# A gist has so much room.
ROOM = 120
LIVE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠A",
    "\u200b=1+1", "\ufeff=1+1", " =1+1", '=HYPERLINK("http://a","b")', "=cmd|'/c calc'!A0", "−1",
]  # fmt: skip


def export(who: User, form: str = "csv", query: str = "", **said: Any) -> Page:
    return Visitor(who).post(f"{EXPORT}{query}", {"format": form, **said})


def lines(page: Page) -> list[list[str]]:
    """Return the rows of a CSV below its headings: first the reference, fifth the gist."""
    return list(csv.reader(StringIO(page.body.decode("utf-8-sig"), newline="")))[1:]


def sheet(page: Page) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(page.body)).active.iter_rows())


def hostile() -> list[str]:
    """Return the strings of the corpora and our own, as long as a gist may be."""
    found = [*LIVE]
    if HOSTILE.exists():
        found += json.loads((HOSTILE / "blns.json").read_text())
        found += (HOSTILE / "xss-rsnake.txt").read_text(errors="replace").splitlines()
    return [text.replace("\x00", "")[:ROOM] for text in found]


def test_the_list_comes_as_csv_that_excel_reads_as_utf8(officer: User) -> None:
    case = CaseFactory(assigned=True)
    page = export(officer)
    assert page.body.startswith(b"\xef\xbb\xbf")
    assert page.response["Content-Disposition"] == 'attachment; filename="cases.csv"'
    assert [line[0] for line in lines(page)] == [case.reference]


def test_days_and_moments_are_real_ones_in_chinese_time(officer: User) -> None:
    case = CaseFactory(assigned=True, received_at=datetime(2026, 7, 1, 20, 30, 59, tzinfo=UTC))
    _heads, row = sheet(export(officer, "xlsx"))
    received, due = row[13], row[14]
    assert received.value == datetime(2026, 7, 2, 4, 30)  # noqa: DTZ001 - a wall clock
    assert (received.is_date, due.value.date()) == (True, case.due_on)


def test_csv_says_the_same_moment(officer: User) -> None:
    CaseFactory(received_at=datetime(2026, 7, 1, 20, 30, tzinfo=UTC))
    assert "2026-07-02 04:30" in export(officer).body.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_person_and_no_story_stands_in_it(officer: User, form: str) -> None:
    CaseFactory(closed=True, story="the story itself")
    page = export(officer, form)
    cells = lines(page) if form == "csv" else [[cell.value for cell in row] for row in sheet(page)]
    assert not any(word in str(cells) for word in (*WANG.values(), "the story itself"))


@pytest.mark.parametrize("text", LIVE)
def test_no_cell_of_the_csv_begins_a_formula(text: str) -> None:
    assert sheets.disarmed(text).startswith("'")


def test_hostile_texts_stay_texts_in_csv(officer: User) -> None:
    texts = fill(hostile())
    found = [line[4] for line in lines(export(officer, query="?sort=reference"))]
    assert found == [sheets.disarmed(text) for text in texts]
    assert not [text for text in found if text[:1] in sheets.ACTIVE]


def test_hostile_texts_stay_texts_in_a_workbook(officer: User) -> None:
    texts = fill(hostile())
    cells = [row[4] for row in sheet(export(officer, "xlsx", "?sort=reference"))[1:]]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert [cell.value or "" for cell in cells] == [sheets.plain(text) for text in texts]


def fill(texts: list[str]) -> list[str]:
    """Make a case for each gist, in the order of their references."""
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(gist=texts[0], reference="TS-1999-000000")
    for number, text in enumerate(texts[1:], start=1):
        case.pk, case.reference, case.gist = None, f"TS-1999-{number:06}", text
        case.code_digest = case.form_key = None
        case._state.adding = True
        case.save()
    return texts


def test_the_present_filter_and_search_are_what_is_exported(officer: User) -> None:
    called, other = CaseFactory(registered=True), CaseFactory(anonymous=True)
    assert [line[0] for line in lines(export(officer, query="?channel=phone"))] == [
        called.reference
    ]
    found = lines(export(officer, q=WANG["phone"]))
    assert other.reference not in [line[0] for line in found]


def test_each_exported_case_is_noted_and_no_other(officer: User) -> None:
    case, _other = CaseFactory(registered=True), CaseFactory()
    export(officer, query="?channel=phone")
    noted = Access.objects.filter(reading=Reading.EXPORT).values_list("case_id", "by_id")
    assert list(noted) == [(case.pk, officer.pk)]


def test_the_management_exports_too(director: User) -> None:
    CaseFactory()
    assert len(lines(export(director))) == 1


@pytest.mark.parametrize("who", ["doctor", "chen", "oversight", "editor", "reviewer"])
def test_nobody_else_exports(db: None, who: str) -> None:
    CaseFactory(assigned=True)
    assert export(UserFactory(**{who: True})).to == "/admin/"
    assert not Access.objects.filter(reading=Reading.EXPORT).exists()


def test_a_restricted_case_of_another_team_is_not_in_it(officer: User) -> None:
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(restricted=True, sphere=Sphere.INTEGRITY)
    team = UserFactory(username="second", groups=[roles.OFFICERS])
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(team)
    assert lines(export(officer)) == []
    assert len(lines(export(team))) == 1


def test_nothing_is_exported_by_opening_an_address(officer: User) -> None:
    assert Visitor(officer).get(EXPORT).status == 405


def test_a_long_list_costs_few_queries(officer: User, django_assert_max_num_queries: Any) -> None:
    fill(["排队久"] * 600)
    visitor = Visitor(officer)
    with django_assert_max_num_queries(24):
        assert len(lines(visitor.post(EXPORT, {"format": "csv"}))) == 600


def test_of_a_list_that_is_too_long_one_is_told_that_it_was_cut(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.office.export.AT_MOST", 2)
    fill(["一", "二", "三"])
    visitor = Visitor(officer)
    assert len(lines(visitor.post(EXPORT, {"format": "csv"}))) == 2
    assert visitor.get("/admin/cases/").soup.select_one(".messages .warning")
    assert Access.objects.filter(reading=Reading.EXPORT).count() == 2


def test_a_list_that_fits_is_handed_out_without_a_word(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.office.export.AT_MOST", 3)
    fill(["一", "二", "三"])
    visitor = Visitor(officer)
    assert len(lines(visitor.post(EXPORT, {"format": "csv"}))) == 3
    assert not visitor.get("/admin/cases/").soup.select(".messages .warning")


def test_where_the_list_is_cut_it_says_how_much_a_file_holds(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.office.inbox.LIMIT", 2)
    fill(["一", "二", "三"])
    assert "10000" in Visitor(officer).get("/admin/cases/").soup.select_one(".export").get_text()
