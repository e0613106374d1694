"""Officer Li takes in a day's sheet of orders and sends back what became of them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from feedback import services
from feedback.imports.orders import Batch, begin
from feedback.models import Access, Case, Category, OrderBatch, SphereTeam, SubjectMapping
from feedback.vocabulary import Channel, Reading, RowFate, Sphere, Stage
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.feedback.ledgers import shared
from tests.feedback.order_sheets import HEADER, STORY, laid_out, order, sent, taken_in, workbook
from tests.visitor import Page, Visitor

pytestmark = pytest.mark.django_db
ROOM = "/admin/cases/orders/"
REPORT = "/admin/cases/orders/report/"
CATEGORIES = "/admin/cases/orders/categories/"
ANSWER = "经核实，当日窗口少开一个，\n已增派人手。"


@pytest.fixture
def li(officer: User) -> Visitor:
    return Visitor(officer)


def send(who: Visitor, data: bytes, **said: Any) -> Page:
    return who.post(ROOM, {"channel": "h12345", "file": sent(data), **said})


def looked_at(who: Visitor, data: bytes) -> Page:
    return who.follow(send(who, data))


def take_in(who: Visitor, page: Page, **said: Any) -> Page:
    return who.post(page.path, {**page.form(), "take_in": "1", **said})


def answered(case: Case, officer: User) -> None:
    """Bring a case to its reply."""
    services.accept(case, by=officer)
    services.reply(case, by=officer, answer=ANSWER)


def sheet(page: Page) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(page.body)).active.iter_rows(values_only=True))


def test_a_sheet_is_shown_before_anything_is_taken_in(li: Visitor) -> None:
    page = looked_at(li, workbook([order(), order("GD2", 诉求内容=" ")]))
    assert "工单编号" in page.text
    assert [tag.text for tag in page.soup.select(".orderfates dd")] == ["1", "0", "0", "1"]
    assert not Case.objects.exists()


def test_taken_in_each_row_says_what_became_of_it(li: Visitor) -> None:
    page = li.follow(take_in(li, looked_at(li, workbook([order(), order("GD2", 诉求内容="")]))))
    case = Case.objects.get()
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")]
    assert [row[0] for row in rows] == ["2", "3"]
    assert case.reference in rows[0]
    assert str(RowFate.REJECTED.label) in rows[1]


def test_the_same_file_again_adds_nothing_and_says_so(li: Visitor) -> None:
    data = workbook([order()])
    first = take_in(li, looked_at(li, data))
    again = send(li, data)
    assert again.to == first.to
    assert OrderBatch.objects.count() == 1
    assert li.get(again.to).soup.select(".messages .info")


def test_an_unclear_column_is_chosen_by_hand(li: Visitor) -> None:
    header = ["情况说明" if name == "诉求内容" else name for name in HEADER]
    page = looked_at(li, workbook([order()], header))
    assert page.soup.select_one(".refusal")
    li.follow(take_in(li, page, column_2="story"))
    assert Case.objects.get().story == STORY


def test_without_a_column_for_the_text_nothing_is_taken_in(li: Visitor) -> None:
    header = ["情况说明" if name == "诉求内容" else name for name in HEADER]
    page = take_in(li, looked_at(li, workbook([order()], header)))
    assert page.soup.select_one(".refusal")
    assert not Case.objects.exists()


def test_a_field_is_not_read_from_two_columns(li: Visitor) -> None:
    page = take_in(li, looked_at(li, workbook([order()])), column_10="story")
    assert page.soup.select_one(".error-message")
    assert page.form()["column_10"] == "story"
    assert not Case.objects.exists()


def test_looking_again_shows_what_other_columns_would_do(li: Visitor) -> None:
    page = looked_at(li, workbook([order(派单时间="?")]))
    again = li.post(page.path, {**page.form(), "column_6": "", "look": "1"})
    assert [tag.text for tag in again.soup.select(".orderfates dd")] == ["1", "0", "0", "0"]


def test_whoever_takes_in_nothing_leaves_nothing_behind(li: Visitor) -> None:
    page = looked_at(li, workbook([order()]))
    assert li.post(page.path, {"discard": "1"}).to == ROOM
    assert not OrderBatch.objects.exists()


def test_what_a_colleague_only_looks_at_is_not_there_for_others(li: Visitor) -> None:
    page = looked_at(li, workbook([order()]))
    colleague = Visitor(UserFactory(groups=[roles.OFFICERS]))
    assert colleague.get(page.path).status == colleague.post(page.path).status == 404
    assert page.path not in colleague.get(ROOM).text


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\x00", b"\xd0\xcf\x11\xe0old", b"a,b\n1,2\n"])
def test_what_is_no_sheet_is_answered_with_a_sentence(li: Visitor, data: bytes) -> None:
    page = send(li, data, channel="petition")
    assert page.status == 200
    assert page.soup.select_one(".error-message")
    assert page.form()["channel"] == "petition"


def test_too_large_a_file_is_answered_with_a_sentence(
    li: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.imports.uploads.BYTES", 100)
    assert send(li, workbook([order()])).soup.select_one(".error-message")


@pytest.mark.parametrize("said", [{"channel": "web"}, {"channel": ""}, {"file": ""}])
def test_without_channel_or_file_one_is_told(li: Visitor, said: dict[str, str]) -> None:
    assert send(li, workbook([order()]), **said).soup.select_one(".error-message")
    assert not OrderBatch.objects.exists()


def test_what_is_left_is_taken_in_by_itself_and_one_is_told(
    li: Visitor, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedback.office.orders.batch.SECONDS", 0)
    monkeypatch.setattr("feedback.office.orders.batch.AT_ONCE", 1)
    rows = [order(f"GD{n}", 诉求内容=f"第{n}件。") for n in range(3)]
    page = li.follow(take_in(li, looked_at(li, workbook(rows))))
    assert page.soup.select_one("[name=go_on]")
    assert Case.objects.count() == 1


def test_a_row_whose_case_is_not_open_to_somebody_shows_no_case(officer: User, li: Visitor) -> None:
    batch = taken_in(workbook([order()]), officer)
    SphereTeam.objects.create(sphere=Sphere.PRIVACY).members.add(UserFactory())
    Case.objects.update(restricted=True, sphere=Sphere.PRIVACY)
    page = li.get(f"{ROOM}{batch.pk}/")
    assert Case.objects.get().reference not in page.text
    assert page.soup.select(".notice")
    assert sheet(li.post(page.path, {"format": "xlsx", "which": "all"}))[1:] == []


def test_the_page_of_a_large_file_asks_the_database_no_more(
    officer: User, li: Visitor, django_assert_max_num_queries: Any
) -> None:
    rows = [order(f"GD{n}", 诉求内容=f"第{n}件。") for n in range(30)]
    batch = taken_in(workbook(rows), officer)
    li.get(f"{ROOM}{batch.pk}/")
    with django_assert_max_num_queries(20):
        li.get(f"{ROOM}{batch.pk}/", {"fate": "imported"})


def test_the_file_comes_back_in_its_own_shape_filled_with_our_answer(
    officer: User, li: Visitor
) -> None:
    header = [*HEADER, "答复意见", "办结时间"]
    batch = taken_in(workbook([[*order(), None, None]], header), officer)
    answered(Case.objects.get(), officer)
    head, row = sheet(li.post(f"{ROOM}{batch.pk}/", {"format": "xlsx"}))
    assert list(head[: len(header)]) == header
    assert list(head[len(header) :]) == ["办理单位", "办理情况", "是否解决"]
    assert row[11] == "经核实，当日窗口少开一个，\n已增派人手。"
    assert row[12].date() == timezone.localdate()


def test_each_cell_comes_back_of_its_type(officer: User, li: Visitor) -> None:
    row = order(
        20260301000100020003, 派单时间="2026/3/2 9:05", 办理期限="2026-03-06", 联系电话="013800138000",
        备注="=1+1",
    )  # fmt: skip
    batch = taken_in(workbook([row]), officer)
    page = li.post(f"{ROOM}{batch.pk}/", {"format": "xlsx", "which": "all"})
    cells = dict(
        zip(HEADER, list(load_workbook(BytesIO(page.body)).active.iter_rows())[1], strict=False)
    )
    assert [cells[name].data_type for name in HEADER] == list("nsssss") + list("dd") + list("sss")
    assert cells["联系电话"].value == "013800138000"
    assert cells["办理期限"].value.date().isoformat() == "2026-03-06"
    assert (cells["备注"].value, cells["序号"].value) == ("=1+1", 1)


def test_a_csv_calculates_nothing(officer: User, li: Visitor) -> None:
    batch = taken_in(workbook([order(备注="=1+1")]), officer)
    page = li.post(f"{ROOM}{batch.pk}/", {"format": "csv", "which": "all"})
    assert '"\'=1+1"' in page.body.decode("utf-8-sig")


def test_only_what_is_answered_is_in_the_file_unless_all_is_asked_for(
    officer: User, li: Visitor
) -> None:
    rows = [order(), order("GD2", 诉求内容="另一件。"), order("GD3", 诉求内容="")]
    batch = taken_in(workbook(rows), officer)
    answered(Case.objects.order_by("pk").first(), officer)
    found = [
        len(sheet(li.post(f"{ROOM}{batch.pk}/", {"format": "xlsx", "which": which}))) - 1
        for which in ("answered", "all")
    ]
    assert found == [1, 2]


def test_each_case_that_leaves_the_house_is_noted(officer: User, li: Visitor) -> None:
    batch = taken_in(workbook([order(), order()]), officer)
    li.post(f"{ROOM}{batch.pk}/", {"format": "xlsx", "which": "all"})
    assert Access.objects.filter(reading=Reading.EXPORT, by=officer).count() == 1


def test_the_real_sheet_comes_back_with_every_row_and_its_types(officer: User, li: Visitor) -> None:
    data = shared("raw_xlsx/附件4_示例.xlsx").read_bytes()
    batch = taken_in(data, officer)
    came = sheet(
        Page(type("", (), {"status_code": 200, "streaming": False, "content": data})(), "")
    )
    back = sheet(li.post(f"{ROOM}{batch.pk}/", {"format": "xlsx"}))
    assert (len(back), list(back[0][:7])) == (121, list(came[0]))
    assert all(row[3].year > 2000 and row[6].year > 2000 for row in back[1:])
    assert [row[0] for row in back] == [row[0] for row in came]


def test_what_is_answered_waits_to_be_reported_the_most_overdue_first(
    officer: User, li: Visitor
) -> None:
    today = timezone.localdate()
    for number, days in enumerate((3, -2, None)):
        case = CaseFactory(replied=True, channel=Channel.H12345, gist=f"工单{number}")
        due = None if days is None else today + timedelta(days=days)
        Case.objects.filter(pk=case.pk).update(external_due_on=due)
    CaseFactory(assigned=True, channel=Channel.H12345, gist="未答复")
    page = li.get(REPORT)
    assert [link.text for link in page.soup.select("tbody th a")] == ["工单1", "工单0", "工单2"]
    assert [link.text for link in li.get(REPORT, {"due": "overdue"}).soup.select("tbody th a")] == [
        "工单1"
    ]


def test_what_is_ticked_is_reported_in_the_words_of_the_answer(officer: User, li: Visitor) -> None:
    case = CaseFactory(replied=True, channel=Channel.H12345)
    open_one = CaseFactory(assigned=True, channel=Channel.H12345)
    page = li.post(REPORT, {"told": "1", "case": [case.pk, open_one.pk, "x", "9" * 40]})
    case = Case.objects.select_related("order").get(pk=case.pk)
    assert case.order.report == case.diary.get(act="reply").text
    assert open_one.reference in li.follow(page).text
    assert case.gist not in [link.text for link in li.get(REPORT).soup.select("tbody th a")]


def test_what_somebody_may_not_see_cannot_be_ticked(officer: User, li: Visitor) -> None:
    case = CaseFactory(replied=True, channel=Channel.H12345)
    case.barred.add(officer)
    li.post(REPORT, {"told": "1", "case": [case.pk]})
    assert Case.objects.get(pk=case.pk).order.reported_at is None


def test_a_period_comes_as_one_workbook_with_a_sheet_for_each_shape(
    officer: User, li: Visitor
) -> None:
    taken_in(workbook([order()]), officer)
    taken_in(workbook([["GD7", "别的表。"]], ["工单编号", "诉求内容"]), officer)
    CaseFactory(replied=True, channel=Channel.H12345)
    today = timezone.localdate().isoformat()
    asked = {"channel": "h12345", "first": today, "last": today, "which": "all"}
    page = li.post(REPORT, {**asked, "format": "xlsx"})
    assert [one.max_row for one in load_workbook(BytesIO(page.body)).worksheets] == [2, 2, 2]
    assert li.post(REPORT, {**asked, "format": "csv"}).soup.select_one(".refusal")


@pytest.mark.parametrize(
    "said", [{"first": "2026-03-05", "last": "2026-03-01"}, {"first": "?"}, {"channel": "web"}]
)
def test_an_impossible_period_is_told(li: Visitor, said: dict[str, str]) -> None:
    asked = {"channel": "h12345", "first": "2026-03-01", "last": "2026-03-02", **said}
    assert li.post(REPORT, asked).soup.select_one(".error-message")


def test_of_an_empty_period_there_is_no_file(li: Visitor) -> None:
    asked = {"channel": "h12345", "first": "2026-03-01", "last": "2026-03-02"}
    assert li.post(REPORT, asked).soup.select_one(".refusal")


def test_the_hotlines_categories_are_asked_about_and_then_suggested(
    officer: User, li: Visitor
) -> None:
    taken_in(workbook([order()]), officer)
    page, ours = li.get(CATEGORIES), Category.objects.get(code="PRO-02")
    assert "卫生健康 / 医疗服务 / 就医环境" in page.text
    li.post(CATEGORIES, {**page.form(), "form-0-category": ours.pk})
    assert "就医环境" not in li.get(CATEGORIES).text
    case = Case.objects.get()
    assert li.get(f"/admin/cases/{case.pk}/classify/").form()["category_0"] == str(ours.pk)
    assert not case.categories.exists()


def test_a_category_is_not_ours_and_foreign_at_once(officer: User, li: Visitor) -> None:
    taken_in(workbook([order()]), officer)
    page, ours = li.get(CATEGORIES), Category.objects.get(code="PRO-02")
    typed = {**page.form(), "form-0-category": ours.pk, "form-0-foreign": "on"}
    assert li.post(CATEGORIES, typed).soup.select_one(".error-message")
    assert not SubjectMapping.objects.exists()


def test_what_is_not_a_matter_of_the_hospital_is_to_be_contested(
    officer: User, li: Visitor
) -> None:
    taken_in(workbook([order()]), officer)
    SubjectMapping.objects.create(channel="h12345", path="卫生健康", foreign=True)
    case = Case.objects.get()
    assert "卫生健康" in li.get(f"/admin/cases/{case.pk}/contest/").soup.select_one(".notice").text
    assert li.get(f"/admin/cases/{case.pk}/").soup.select_one(".casehead__flags .flag")


def test_a_tree_is_added_to_the_list(li: Visitor) -> None:
    data = "一级分类,二级分类\n卫生,环境\n卫生,收费\n".encode()
    li.post(CATEGORIES, {"tree": "1", "channel": "h12345", "file": sent(data, "tree.csv")})
    assert {row.path for row in SubjectMapping.objects.all()} == {
        "卫生", "卫生 / 环境", "卫生 / 收费",
    }  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"\n\n"])
def test_what_is_no_tree_is_answered_with_a_sentence(li: Visitor, data: bytes) -> None:
    page = li.post(CATEGORIES, {"tree": "1", "channel": "h12345", "file": sent(data)})
    assert page.soup.select_one(".error-message")


def test_the_list_of_categories_keeps_a_path_as_orders_bring_it(li: Visitor) -> None:
    said = {"channel": "h12345", "path": "卫生健康>医疗", "category": "", "foreign": "on"}
    li.post("/admin/subjects/new/", said)
    assert SubjectMapping.objects.get().path == "卫生健康 / 医疗"


@pytest.mark.parametrize("who", ["doctor", "director", "oversight", "editor"])
@pytest.mark.parametrize("room", [ROOM, REPORT, CATEGORIES])
def test_nobody_else_enters(who: str, room: str) -> None:
    visitor = Visitor(UserFactory(**{who: True}))
    assert visitor.get(room).to == visitor.post(room).to == "/admin/"


def test_a_file_that_is_being_taken_in_goes_on_by_a_button(officer: User, li: Visitor) -> None:
    batch = laid_out(workbook([order()]), officer)
    begin(batch)
    li.post(f"{ROOM}{batch.pk}/", {"go_on": "1"})
    assert Case.objects.get().stage == Stage.REGISTERED
    assert Batch(batch).go_on() == 0
