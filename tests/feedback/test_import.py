"""Bringing in a ledger: what a hospital's officer sees of `import_cases`."""

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook

from feedback.imports import cells, ledger, rows, sheets
from feedback.imports.columns import recognise
from feedback.models import Case
from feedback.vocabulary import Act, Channel, Kind, Stage
from tests.factories import DepartmentFactory, HospitalFactory

pytestmark = pytest.mark.django_db

Bring = Callable[..., str]
STORIES = [
    "  第一行🙂\n\n第二行，电话０１０\n",
    "A nurse sat with me all night.\tThank you.",
    "等了3小时",
]
ROWS = [{"id": number, "text": story} for number, story in enumerate(STORIES)]


@pytest.fixture
def bring(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bring:
    """Write rows as JSONL, import them and return what the officer reads last."""

    def run(rows: list[Any], *options: str, name: str = "ledger.jsonl") -> str:
        path = tmp_path / name
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
        call_command("import_cases", str(path), *options)
        return capsys.readouterr().out

    return run


def counts(said: str) -> list[int]:
    """Read the closing line: read, imported, repeated, rejected."""
    return [int(number) for number in re.findall(r"\d+", said.splitlines()[-1])]


def test_a_story_survives_unchanged(bring: Bring) -> None:
    bring(ROWS)
    assert sorted(case.story for case in Case.objects.all()) == sorted(STORIES)


def test_the_same_file_twice_adds_nothing(bring: Bring) -> None:
    bring([*ROWS, {"text": "没有编号的一行"}])
    assert counts(bring([*ROWS, {"text": "没有编号的一行"}])) == [4, 0, 4, 0]


def test_a_row_without_an_id_is_known_by_its_words_not_its_blanks(bring: Bring) -> None:
    said = bring([{"text": "窗口 ABC，等 了很久"}, {"text": "窗口ＡＢＣ，\n等了很久 "}])
    assert counts(said) == [2, 1, 1, 0]


@pytest.mark.parametrize(
    "order", [(None, 1, 2), (1, None, 2), (1, 2, None), (None, 1, 2, None, 1, 2)]
)
def test_two_ids_with_the_same_text_are_two_cases_wherever_the_row_without_id_stands(
    bring: Bring, order: tuple[int | None, ...]
) -> None:
    bring([{"id": number, "text": "同样的话"} for number in order])
    assert Case.objects.count() == 2


def test_an_id_with_another_text_is_a_repeat_and_said_so(bring: Bring) -> None:
    bring([{"id": 1, "text": "去年的一件事"}])
    said = bring([{"id": 1, "text": "今年的另一件事"}])
    assert "--source" in said
    assert counts(said) == [1, 0, 1, 0]


def test_a_second_ledger_with_its_own_numbers_is_told_apart_by_its_source(bring: Bring) -> None:
    bring([{"id": 1, "text": "去年的一件事"}])
    assert counts(bring([{"id": 1, "text": "今年的事"}], "--source", "2026")) == [1, 1, 0, 0]


def test_a_dry_run_tells_the_same_and_writes_nothing(bring: Bring, tmp_path: Path) -> None:
    given = [*ROWS, {"text": STORIES[0]}, {"id": 9, "text": ""}]
    told = counts(bring(given, "--dry-run"))
    assert not Case.objects.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.jsonl"]
    assert counts(bring(given)) == told == [5, 3, 1, 1]


def test_rejected_rows_are_listed_beside_the_file(bring: Bring, tmp_path: Path) -> None:
    bring([ROWS[0], {"id": 7, "text": "事情", "time": "2031年13月1日"}])
    listed = (tmp_path / "ledger.jsonl.rejects.jsonl").read_text(encoding="utf-8")
    rejected = json.loads(listed)
    assert rejected["line"] == 2
    assert "time" in rejected["reason"]


def test_where_nothing_can_be_written_the_list_lies_at_home(
    bring: Bring, tmp_path: Path, settings: Any
) -> None:
    settings.HUIYIN_HOME = tmp_path / "home"
    settings.HUIYIN_HOME.mkdir()
    (tmp_path / "ledger.jsonl.rejects.jsonl").mkdir()  # takes the place of a folder without rights
    said = bring([{"text": ""}])
    assert str(tmp_path / "home" / "imports" / "ledger.jsonl.rejects.jsonl") in said


def test_a_list_of_rejects_goes_when_all_is_well_again(bring: Bring, tmp_path: Path) -> None:
    bring([{"id": 1, "text": ""}])
    bring(ROWS)
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.jsonl"]


@pytest.mark.parametrize(
    "row",
    [
        "{broken",
        '["a list"]',
        {"text": "  \n"},
        {"text": {"zh": "话"}},
        '{"text": "\\ud83d"}',
        {"text": "话", "time": "2024-02-30"},
        {"text": "话", "time": "2999-01-01"},
        {"text": "话", "time": "前天"},
        {"text": "话", "time": "2024-03-02", "reply": "好", "reply_time": "2024-03-01"},
        {"text": "话", "kind": "天气"},
        {"text": "话", "channel": "烽火"},
    ],
)
def test_a_row_that_cannot_be_a_case_is_rejected_with_a_reason(bring: Bring, row: Any) -> None:
    assert counts(bring([ROWS[0], row])) == [2, 1, 0, 1]


def test_a_row_without_a_date_is_of_today_and_marked(bring: Bring) -> None:
    bring([{"text": "哪天的事没有写", "time": "-"}])
    case = Case.objects.get()
    assert case.received_on == timezone.localdate()
    assert not case.date_known


def test_a_row_with_an_answer_comes_in_as_replied(bring: Bring) -> None:
    row = {"text": "话", "time": "2024-03-01 23:30", "reply": "已办", "reply_time": "2024-03-08"}
    bring([row])
    case = Case.objects.get()
    assert (case.stage, case.is_answered_on_time()) == (Stage.REPLIED, True)
    assert case.diary.get(act=Act.REPLY).text == "已办"


def test_an_answer_of_unknown_day_is_left_out_of_timeliness(bring: Bring) -> None:
    bring([{"text": "话", "time": "2024-03-01", "reply": "已办"}])
    assert Case.objects.get().is_answered_on_time() is None


def test_the_diary_of_an_imported_case_has_no_gaps(bring: Bring) -> None:
    bring([{"title": "题", "text": "话", "time": "2024-03-01", "reply": "已办"}])
    case = Case.objects.get()
    assert list(case.diary.values_list("seq", flat=True)) == list(range(1, case.version + 1))


def test_the_title_is_kept_for_colleagues_only(bring: Bring) -> None:
    bring([{"title": "投诉某医生", "text": "等了很久"}])
    case = Case.objects.get()
    assert case.story == "等了很久"
    assert "投诉某医生" in case.diary.get(act=Act.NOTE, public=False).text


def test_chinese_columns_of_a_work_order_are_known(bring: Bring) -> None:
    pharmacy = DepartmentFactory(code="pharmacy", name="药学部")
    row = {"工单编号": "GD-77", "诉求内容": "取药等很久", "诉求类型": "求助", "承办科室": "药学部"}
    bring([{**row, "截止时间": "2030/1/7"}], "--channel", "h12345")
    case = Case.objects.get()
    assert (case.kind, case.channel, case.about) == (Kind.HELP, Channel.H12345, pharmacy)
    assert (case.external_number, case.external_due_on) == ("GD-77", date(2030, 1, 7))


def test_a_column_can_be_named_and_another_left_out(bring: Bring) -> None:
    said = bring([{"话": "等了很久", "类型": "天气"}], "--map", "story=话,kind=")
    assert counts(said) == [1, 1, 0, 0]


@pytest.mark.parametrize("given", ["story=没有", "weather=text", "text"])
def test_a_map_that_does_not_fit_is_explained(bring: Bring, given: str) -> None:
    with pytest.raises(CommandError, match="text"):
        bring(ROWS, "--map", given)


def test_a_stopped_import_goes_on_where_it_was(bring: Bring, tmp_path: Path) -> None:
    path = tmp_path / "half.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    sheet = sheets.open_sheet(path, {})
    columns, house = recognise(sheet.header, {}), HospitalFactory()
    half = rows.reader(columns, hospital=house, kind="complaint", channel="import", source="import")
    next(ledger.bring_in(sheet.read(), half))
    assert counts(bring(ROWS)) == [3, 2, 1, 0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_csv_file_of_any_make_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "ledger.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        lines = csv.writer(file, delimiter=delimiter)
        lines.writerows([["某院投诉台账"], [], ["编号", "留言详情"]])
        lines.writerows(row.values() for row in ROWS)
    call_command("import_cases", str(path))
    assert sorted(case.story for case in Case.objects.all()) == sorted(STORIES)


def test_a_workbook_is_read_below_its_titles_and_without_its_padding(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("台账")
    for cells_of_row in (["某院投诉台账"], [None, "2025年"], [" 编 号 ", "留言详情*", "留言时间"]):
        sheet.append(cells_of_row)
    sheet.append([1.0, "\n\t\t等了很久\n\t", datetime(2025, 3, 1, 8, 5)])  # noqa: DTZ001
    sheet.append([None, None, None])
    sheet.append([2.0, "没有人理", "2025年3月1日 下午2:05"])
    book.save(tmp_path / "ledger.xlsx")
    call_command("import_cases", str(tmp_path / "ledger.xlsx"))
    assert {case.story for case in Case.objects.all()} == {"等了很久", "没有人理"}
    assert {timezone.localtime(case.received_at).hour for case in Case.objects.all()} == {8, 14}


@pytest.mark.parametrize("name", ["ledger.xlsx", "ledger.xls", "ledger.jsonl.gz", "none.csv"])
def test_a_file_that_is_none_of_ours_is_explained(tmp_path: Path, name: str) -> None:
    (tmp_path / "ledger.xlsx").write_bytes(b"PK no workbook")
    (tmp_path / "ledger.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "ledger.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(CommandError):
        call_command("import_cases", str(tmp_path / name))


@pytest.mark.parametrize(
    "written",
    [
        "2019-01-03T08:05:00",
        "2019-01-03T00:05:00Z",
        "2019-01-03T08:05:00+08:00",
        "2019/1/3 8:05:00",
        "2019.1.3 8:05",
        "2019年1月3日 8时5分",
        "２０１９年1月3日 上午8:05",
        "20190103080500",
        43468.336805555555,
        "43468.3368055556",
        datetime(2019, 1, 3, 8, 5),  # noqa: DTZ001 - as a workbook gives it
    ],
)
def test_a_date_is_read_however_it_is_written(written: Any) -> None:
    assert cells.moment(written) == datetime(2019, 1, 3, 0, 5, tzinfo=UTC)
