"""A file of orders is taken in: each row has a fate, and the same file twice adds nothing."""

import io
import zipfile
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from feedback.imports import orders, subjects, uploads
from feedback.imports.orders import Batch
from feedback.imports.sheets import Unopened
from feedback.models import Case, Contact, OrderBatch, SubjectMapping, WorkOrder
from feedback.services import Voice, codes, register
from feedback.vocabulary import Channel, Kind, RowFate, Stage
from portal.models import User
from tests.factories import HospitalFactory
from tests.feedback.ledgers import shared
from tests.feedback.order_sheets import HEADER, STORY, laid_out, order, sent, taken_in, workbook

pytestmark = pytest.mark.django_db


def fates(batch: OrderBatch) -> dict[str, int]:
    return dict(Counter(batch.rows.values_list("fate", flat=True)))


def test_an_order_becomes_a_case_with_all_the_sheet_says(officer: User) -> None:
    taken_in(workbook([order()]), officer)
    case = Case.objects.get()
    assert (case.story, case.external_number, case.channel) == (STORY, "GD202603010001", "h12345")
    assert (case.external_due_on, case.received_on) == (date(2026, 3, 6), date(2026, 3, 2))
    assert (case.order.office, case.order.subject) == (
        "市12345热线", "卫生健康 / 医疗服务 / 就医环境",
    )  # fmt: skip
    assert Contact.objects.get(case=case).phone == "13800138000"


def test_the_earlier_of_both_deadlines_is_the_first(officer: User) -> None:
    taken_in(workbook([order()]), officer)
    case = Case.objects.get()
    assert case.due_on > case.external_due_on == case.first_due_on


def test_titles_above_the_header_and_padded_cells_do_not_matter(officer: User) -> None:
    header = [f"\n\t {name} " for name in HEADER]
    data = workbook([order(诉求内容=f"\n\t\t　　{STORY}\n\t")], header, above=["某市12345工单", ""])
    assert fates(taken_in(data, officer)) == {"imported": 1}
    assert Case.objects.get().story == STORY


def test_the_same_file_again_adds_nothing(officer: User) -> None:
    data = workbook([order(), order("GD2", 诉求内容="另一件事。")])
    taken_in(data, officer)
    assert fates(taken_in(data, officer)) == {"repeated": 2}
    assert Case.objects.count() == 2


def test_an_order_with_another_text_is_told_and_changes_nothing(officer: User) -> None:
    taken_in(workbook([order()]), officer)
    batch = taken_in(workbook([order(诉求内容="补充：昨天又等了两个小时。")]), officer)
    assert fates(batch) == {"changed": 1}
    assert (batch.rows.get().case, Case.objects.get().story) == (Case.objects.get(), STORY)


def test_rows_are_numbered_anew_each_day_and_are_other_orders_all_the_same(officer: User) -> None:
    header = ["编号" if name == "序号" else name for name in HEADER]
    taken_in(workbook([order("GD1")], header), officer)
    batch = taken_in(workbook([order("GD2", 诉求内容="另一件事。")], header), officer)
    assert fates(batch) == {"imported": 1}


def test_what_was_registered_by_hand_is_not_taken_in_again(officer: User) -> None:
    voice = Voice(
        kind=Kind.COMPLAINT, story="电话里说的。", channel=Channel.H12345,
        external_number="GD202603010001",
    )  # fmt: skip
    register(voice, by=officer, hospital=HospitalFactory(), form_key=codes.new_form_key())
    assert fates(taken_in(workbook([order()]), officer)) == {"changed": 1}


def test_two_hotlines_may_number_alike(officer: User) -> None:
    taken_in(workbook([order()]), officer)
    assert fates(taken_in(workbook([order()]), officer, "petition")) == {"imported": 1}


@pytest.mark.parametrize(
    ("said", "word"),
    [({"诉求内容": "  "}, ""), ({"派单时间": "不知道"}, "不知道"), ({"办理期限": "29/02/2026"}, "29/02")],
)  # fmt: skip
def test_a_row_is_rejected_with_a_reason_that_repeats_no_cell(
    officer: User, said: dict[str, Any], word: str
) -> None:
    batch = taken_in(workbook([order(), order("GD2", **said)]), officer)
    row = batch.rows.get(fate=RowFate.REJECTED)
    assert (row.line, row.case) == (3, None)
    assert row.reason
    assert not word or word not in row.reason


def test_a_kind_nobody_knows_turns_nobody_away(officer: User) -> None:
    taken_in(workbook([order(诉求类型="其他类")]), officer)
    case = Case.objects.get()
    assert case.kind == Kind.COMPLAINT
    assert any("其他类" in text for text in case.diary.values_list("text", flat=True))


def test_cells_are_kept_encrypted_and_nothing_of_them_in_the_open(officer: User) -> None:
    batch = taken_in(workbook([order()]), officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cells FROM feedback_orderrow")
        [(stored,)] = cursor.fetchall()
    assert "王桂兰".encode() not in bytes(stored)
    assert "王桂兰" not in f"{batch.header}{batch.digest}{batch.rows.get().reason}"


def test_what_is_laid_out_only_becomes_no_case(officer: User) -> None:
    batch = laid_out(workbook([order(), order()]), officer)
    told = [(row.line, row.fate) for row in Batch(batch).tried()]
    assert told == [(2, RowFate.IMPORTED), (3, RowFate.REPEATED)]
    assert (Case.objects.count(), orders.sweep()) == (0, 0)


def test_the_relay_goes_on_where_somebody_stopped(officer: User) -> None:
    batch = laid_out(
        workbook([order(f"GD{n}", 诉求内容=f"第{n}件事。") for n in range(5)]), officer
    )
    orders.begin(batch)
    Batch(batch).go_on(2)
    assert [orders.sweep(2), orders.sweep(2), orders.sweep(2)] == [2, 1, 0]
    assert fates(batch) == {"imported": 5}


def test_two_workers_do_not_make_two_cases_of_one_order(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = laid_out(workbook([order()]), officer)
    orders.begin(batch)

    def faster(*args: Any, **said: Any) -> None:
        raise IntegrityError

    with monkeypatch.context() as patch:
        patch.setattr(orders, "take_in", faster)
        Batch(batch).go_on()
    assert fates(batch) == {orders.IN_TURN: 1}


def test_a_row_that_is_taken_by_another_worker_is_left_alone(officer: User) -> None:
    batch = laid_out(workbook([order()]), officer)
    orders.begin(batch)
    slower = Batch(batch)
    [(row, record)] = slower.read(batch.rows.all())
    batch.rows.update(fate=RowFate.REJECTED)
    slower._take_in(row, record, orders.Known(batch))
    assert fates(batch) == {"rejected": 1}
    assert not Case.objects.exists()


def test_what_is_never_taken_in_is_forgotten_after_a_day(officer: User) -> None:
    old, new = laid_out(workbook([order()]), officer), laid_out(workbook([order()]), officer)
    done = taken_in(workbook([order("GD9")]), officer)
    OrderBatch.objects.filter(pk__in=[old.pk, done.pk]).update(
        at=timezone.now() - timedelta(days=2)
    )
    assert orders.forget() == 1
    assert set(OrderBatch.objects.all()) == {new, done}


@pytest.mark.parametrize("name", ["附件3_示例", "附件4_示例"])
def test_every_row_of_the_real_sheets_is_accounted_for(officer: User, name: str) -> None:
    data = shared(f"raw_xlsx/{name}.xlsx").read_bytes()
    rows = {"附件3_示例": 30, "附件4_示例": 120}[name]
    batch = taken_in(data, officer)
    assert (batch.rows.count(), fates(batch), Case.objects.count()) == (
        rows, {"imported": rows}, rows,
    )  # fmt: skip
    assert fates(taken_in(data, officer)) == {"repeated": rows}


def test_what_came_with_its_answer_needs_no_report(officer: User) -> None:
    taken_in(shared("raw_xlsx/附件4_示例.xlsx").read_bytes(), officer)
    assert {*Case.objects.values_list("stage", flat=True)} == {Stage.REPLIED}
    assert not WorkOrder.objects.filter(reported_at=None).exists()


def test_the_tree_of_the_government_is_loaded_once(officer: User) -> None:
    tree = subjects.tree(
        uploads.read(sent(shared("zh_petitions/category_tree.csv").read_bytes()))[0]
    )
    assert subjects.load(tree, channel="h12345") == len(tree) == len(set(tree))
    assert subjects.load(tree, channel="h12345") == 0
    assert SubjectMapping.objects.filter(path="卫生计生").exists()


def test_a_level_whose_cells_are_joined_is_the_one_above(officer: User) -> None:
    rows = [["卫生", "医疗", "环境"], [None, None, "收费"], ["城建", "道路", None]]
    data = workbook(rows, ["一级分类", "二级分类", "三级分类"])
    tree = subjects.tree(uploads.read(sent(data))[0])
    assert tree == [
        "卫生", "卫生 / 医疗", "卫生 / 医疗 / 环境", "卫生 / 医疗 / 收费", "城建", "城建 / 道路",
    ]  # fmt: skip


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in parts.items():
            box.writestr(name.replace("__", "/"), data)
    return file.getvalue()


HOSTILE = {
    "empty": b"",
    "old": b"\xd0\xcf\x11\xe0" + b"0" * 600,
    "picture": b"\xff\xd8\xff\xe0" + bytes(range(256)),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\x00" * 40,
    "cut": workbook([order()])[:900],
    "document": zipped(**{"word__document.xml": b"<w/>"}),
    "hollow": zipped(**{"xl__workbook.xml": b""}),
    "no names": "王桂兰,13800138000\n李文静,13800138001\n".encode(),
    "names only": "工单编号,诉求内容\n".encode(),
    "wide": ("工单编号,诉求内容" + "," * 300 + "x\n").encode() * 2,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_sheet_of_orders_is_refused_in_a_sentence(officer: User, name: str) -> None:
    with pytest.raises(Unopened) as refusal:
        laid_out(HOSTILE[name], officer)
    assert len(str(refusal.value)) > 5
    assert "王桂兰" not in str(refusal.value)
    assert not OrderBatch.objects.exists()


def test_a_workbook_that_unpacks_to_far_more_is_refused_before_it_is_opened(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "UNPACKED", 2 * uploads.MEGABYTE)
    monkeypatch.setattr(uploads, "load_workbook", None)
    whole = zipfile.ZipFile(io.BytesIO(workbook([order()])))
    parts = {part: whole.read(part) for part in whole.namelist()}
    with pytest.raises(Unopened, match="2 MB"):
        laid_out(zipped(**parts, xl__media=b"0" * (3 * uploads.MEGABYTE)), officer)


def test_a_workbook_whose_entities_grow_without_end_is_refused(officer: User) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><worksheet>&e8;</worksheet>'.encode()
    whole = zipfile.ZipFile(io.BytesIO(workbook([order()])))
    parts = {part: whole.read(part) for part in whole.namelist()}
    parts["xl/worksheets/sheet1.xml"] = bomb
    with pytest.raises(Unopened):
        laid_out(zipped(**parts), officer)


def test_a_sheet_that_says_it_is_too_long_is_refused(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "ROWS", 3)
    with pytest.raises(Unopened):
        laid_out(workbook([order()] * 4), officer)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_both_encodings(officer: User, encoding: str) -> None:
    text = f"工单编号\t诉求内容\n0012\t{STORY}\n"
    assert fates(taken_in(text.encode(encoding), officer)) == {"imported": 1}
    assert Case.objects.get().external_number == "0012"
