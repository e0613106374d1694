"""The ward's list is brought to the callback centre: every row is accounted for, no cell is repeated."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from feedback import services
from feedback.models import Callback, Case, Discharge
from feedback.office.callbacks.bringing import _spans
from feedback.vocabulary import Channel
from portal.models import User
from tests.factories import WANG, DepartmentFactory
from tests.visitor import Page, Visitor

ROOM = "/admin/cases/callbacks/list/"
LIST = "/admin/cases/callbacks/discharged/"
HEAD = "科室,出院日期,姓名,联系电话,住院号"
SAID = {"reach": "reached", "satisfaction": "4", "remark": "恢复得好。", "send": "1"}
MATTER = {"kind": "compliment", "story": "护士很耐心，想表扬她们。"}


def day(ago: int = 3) -> date:
    return timezone.localdate() - timedelta(days=ago)


def row(number: str = "ZY001", **said: Any) -> str:
    cells = {"ward": "心内科", "day": day(), "name": WANG["name"], "phone": WANG["phone"], **said}
    return ",".join(str(cell) for cell in (*cells.values(), number))


@pytest.fixture
def tang(caller: User) -> Visitor:
    DepartmentFactory(ward=True)
    return Visitor(caller)


def brought(tang: Visitor, *rows: str, name: str = "list.csv", encoding: str = "utf-8") -> Page:
    data = "\n".join((HEAD, *rows)).encode(encoding)
    return tang.post(ROOM, {"papers": SimpleUploadedFile(name, data)})


def fates(page: Page) -> list[int]:
    return [number for _label, number in page.response.context["brought"].fates]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_in_any_of_its_encodings(tang: Visitor, encoding: str) -> None:
    assert fates(brought(tang, row(), encoding=encoding)) == [1, 0, 0]
    patient = Discharge.objects.get()
    assert (patient.name, patient.department.code) == (WANG["name"], "cardiology")
    assert patient.discharged_on == day()


def test_a_workbook_is_read_with_a_title_above_its_header(tang: Visitor) -> None:
    book, data = Workbook(), io.BytesIO()
    book.active.append(["心内科出院患者名单"])
    book.active.append(HEAD.split(","))
    book.active.append(["心内科", day(), WANG["name"], int(WANG["phone"]), "ZY001"])
    book.save(data)
    page = tang.post(ROOM, {"papers": SimpleUploadedFile("list.xlsx", data.getvalue())})
    assert fates(page) == [1, 0, 0]
    assert Discharge.objects.get().phone == WANG["phone"]


def test_every_row_is_accounted_for_and_no_cell_repeated(tang: Visitor) -> None:
    rows = (
        row(), row(), row("ZY002", phone=""), row("ZY003", phone="call me"),
        row("ZY004", day="soon"), row("ZY005", day=day(-2)), row("ZY006", day=day(61)),
        row("ZY007", ward="someward", phone="010-5555 0102"), row("ZY008") + ",beyond",
    )  # fmt: skip
    page = brought(tang, *rows)
    assert fates(page) == [2, 1, 6]
    assert page.response.context["brought"].elsewhere == 1
    for cell in ("call me", "soon", "someward", "beyond", WANG["phone"], WANG["name"]):
        assert cell not in page.soup.select_one("[aria-labelledby=brought]").get_text()


def test_the_same_list_twice_adds_nobody(tang: Visitor) -> None:
    brought(tang, row())
    assert fates(brought(tang, row())) == [0, 1, 0]
    assert Discharge.objects.count() == 1


def test_a_number_that_refused_never_comes_again(tang: Visitor) -> None:
    brought(tang, row())
    tang.post(f"{LIST}{Discharge.objects.get().pk}/", {**SAID, "reach": "refuses"})
    page = brought(tang, row("ZY002", day=day(1)))
    assert fates(page) == [0, 0, 1]
    assert not tang.get(LIST).soup.select(".calls__one")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.xls", b"x"),
        ("list", b"x"),
        ("list.csv", b"a,b\n1,2\n"),
        ("list.csv", b"\xff\xfe\xfa\xfb"),
        ("list.csv", b"\n" * 9),
        ("list.xlsx", b"no workbook"),
        ("list.xlsx", b"PK\x03\x04 cut off"),
        ("list.csv", b""),
        ("list.csv", HEAD.encode() + b"\n" + b"\n".join([b",,,1,"] * 5001)),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(tang: Visitor, name: str, data: bytes) -> None:
    page = tang.post(ROOM, {"papers": SimpleUploadedFile(name, data)})
    assert (page.status, bool(page.soup.select_one(".error-message"))) == (200, True)
    assert not Discharge.objects.exists()


def test_without_a_file_nothing_happens(tang: Visitor) -> None:
    assert tang.post(ROOM).soup.select_one(".error-message")


def test_lines_are_told_as_they_are_spoken_of() -> None:
    assert _spans([3, 5, 6, 7, 9]) == "3、5–7、9"


def test_the_list_and_the_addresses_name_nobody(tang: Visitor) -> None:
    brought(tang, row())
    page = tang.get(LIST)
    assert "心内科" in page.text
    assert WANG["name"] not in page.body.decode()
    assert WANG["phone"] not in tang.get(f"{LIST}{Discharge.objects.get().pk}/").text


def test_a_patient_is_called_and_off_the_list(tang: Visitor, caller: User) -> None:
    brought(tang, row())
    room = f"{LIST}{Discharge.objects.get().pk}/"
    assert WANG["phone"] in tang.post(room).text
    assert tang.post(room, SAID).to == LIST
    call = Callback.objects.get()
    assert (call.by, call.satisfaction, call.text) == (caller, 4, "恢复得好。")
    assert tang.post(room, SAID).status == 404


def test_who_was_not_reached_is_called_on_another_day(tang: Visitor) -> None:
    brought(tang, row())
    room = f"{LIST}{Discharge.objects.get().pk}/"
    tang.post(room, {**SAID, "reach": "unreachable", "satisfaction": ""})
    assert tang.get(LIST).soup.select_one(".calls__one--tried")


@pytest.mark.parametrize("wrong", [{"reach": ""}, {"reach": "unreachable"}, {"satisfaction": "7"}])
def test_an_error_keeps_what_was_typed(tang: Visitor, wrong: dict[str, str]) -> None:
    brought(tang, row())
    page = tang.post(f"{LIST}{Discharge.objects.get().pk}/", {**SAID, **wrong})
    assert page.form(-1)["remark"] == "恢复得好。"
    assert not Callback.objects.exists()


@pytest.fixture
def raised_in(tang: Visitor) -> str:
    """Where what a called patient raises is written down."""
    brought(tang, row())
    page = tang.post(f"{LIST}{Discharge.objects.get().pk}/", {**SAID, "send": "", "raise": "1"})
    return page.to


def test_what_a_patient_raises_becomes_a_case_with_its_code_at_once(
    tang: Visitor, raised_in: str
) -> None:
    form = tang.get(raised_in).form()
    assert (form["name"], form["phone"]) == (WANG["name"], WANG["phone"])
    with tang.expect_private():
        page = tang.client.post(raised_in, {**form, **MATTER})
    case = Case.objects.get()
    assert (case.channel, case.officer, case.kind) == (Channel.CALLBACK, None, "compliment")
    assert Callback.objects.get().raised == case
    assert b"code_groups" in page.content
    assert case.code_digest


def test_a_double_click_is_one_case(tang: Visitor, raised_in: str) -> None:
    form = {**tang.get(raised_in).form(), **MATTER}
    first, second = (tang.client.post(raised_in, form) for _click in range(2))
    assert Case.objects.count() == 1
    assert first.context["code"] == second.context["code"] != ""


def test_a_call_becomes_one_case_only(tang: Visitor, raised_in: str) -> None:
    form = {**tang.get(raised_in).form(), **MATTER}
    tang.client.post(raised_in, form)
    page = tang.post(raised_in, {**form, "form_key": "another"})
    assert page.soup.select_one(".refusal")
    assert Case.objects.count() == 1
    assert Case.objects.get().reference in tang.get(raised_in).text


@pytest.mark.parametrize("wrong", [{"story": " "}, {"kind": ""}, {"channel": "web"}])
def test_an_error_in_the_matter_keeps_the_rest(
    tang: Visitor, raised_in: str, wrong: dict[str, str]
) -> None:
    page = tang.post(raised_in, {**tang.get(raised_in).form(), **MATTER, "gist": "kept", **wrong})
    assert page.form()["gist"] == "kept"
    assert not Case.objects.exists()


def test_nobody_else_goes_on_with_somebodys_call(raised_in: str, second_officer: User) -> None:
    assert Visitor(second_officer).get(raised_in).status == 404


def test_the_callback_centre_registers_nothing_else(caller: User) -> None:
    voice = services.Voice(kind="complaint", story="?", channel=Channel.PHONE)
    with pytest.raises(services.NotAllowed):
        services.register(voice, by=caller, hospital=DepartmentFactory().hospital, form_key="k")
