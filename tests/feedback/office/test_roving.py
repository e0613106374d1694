"""At a bedside with a telephone: the short form, the place, the day it counts from, a photo of the sheet."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone
from PIL import Image

from feedback.models import Attachment, Case
from feedback.vocabulary import Act, Actor, Channel, Complexity, Kind
from portal.models import User
from tests.factories import WANG
from tests.feedback.office.test_spot import TOLD as SETTLED
from tests.feedback.office.test_spot import category
from tests.visitor import Page, Visitor

ADDRESS = "/admin/cases/register/?channel=roving"
TOLD = {"kind": Kind.SUGGESTION, "story": "病房里的热水太少。", "place": "住院部三楼"}


@pytest.fixture
def li(officer: User) -> Visitor:
    return Visitor(officer)


def told(li: Visitor, **said: Any) -> Page:
    return li.post(ADDRESS, {**li.get(ADDRESS).form(), **TOLD, **said})


def photo(name: str = "sheet.jpg") -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), content_type="image/jpeg")


def wall_clock(**ago: int) -> str:
    return f"{timezone.localtime() - timedelta(**ago):%Y-%m-%dT%H:%M}"


def test_the_short_form_asks_little_and_registers(li: Visitor) -> None:
    page = told(li, name=WANG["name"], phone=WANG["phone"])
    case = Case.objects.get()
    assert (case.channel, case.place, case.kind) == ("roving", "住院部三楼", "suggestion")
    assert (page.to, case.contact.phone) == (f"/admin/cases/{case.pk}/", WANG["phone"])


def test_the_address_may_name_the_place(li: Visitor) -> None:
    form = li.get(f"{ADDRESS}&place=急诊大厅").form()
    assert (form["place"], form["channel"]) == ("急诊大厅", "roving")
    assert form["told_at"][:10] == timezone.localdate().isoformat()


def test_the_last_place_stands_in_the_next_form(li: Visitor) -> None:
    page = li.follow(told(li))
    assert page.soup.select_one(f"a[href='{ADDRESS}']")
    assert li.get(ADDRESS).form()["place"] == "住院部三楼"


def test_another_officer_begins_without_a_place(li: Visitor, second_officer: User) -> None:
    told(li)
    assert Visitor(second_officer).get(ADDRESS).form()["place"] == ""


@pytest.mark.parametrize("channel", ["", "pigeon", "web", "\x00", "roving2"])
def test_an_address_with_another_channel_opens_the_whole_form(li: Visitor, channel: str) -> None:
    page = li.get("/admin/cases/register/", {"channel": channel, "place": "a\x00" * 90})
    assert page.soup.select_one("select[name=channel]")


def test_what_was_told_yesterday_counts_from_yesterday(li: Visitor) -> None:
    told(li, told_at=wall_clock(days=1))
    case = Case.objects.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    assert (case.received_on, case.due_since) == (yesterday, yesterday)
    assert timezone.localdate(case.diary.get(act=Act.REGISTER).at) == timezone.localdate()


@pytest.mark.parametrize(
    "wrong",
    [
        {"told_at": wall_clock(days=-1)},
        {"told_at": wall_clock(days=31)},
        {"told_at": "yesterday"},
        {"place": ""},
        {"place": "x" * 81},
        {"story": " "},
        {"kind": ""},
        {"channel": "letter"},
    ],
)
def test_an_error_keeps_what_was_typed(li: Visitor, wrong: dict[str, str]) -> None:
    page = told(li, **{"name": "somebody", **wrong})
    assert page.soup.select_one(".refusal[role=alert]")
    assert page.form()["name"] == "somebody"
    assert not Case.objects.exists()


def test_the_whole_form_asks_a_roving_desk_for_its_place(li: Visitor) -> None:
    form = {**li.get("/admin/cases/register/").form(), **TOLD, "channel": "roving", "place": ""}
    assert li.post("/admin/cases/register/", form).soup.select_one("[name=place]")
    assert not Case.objects.exists()


@pytest.mark.parametrize("channel", [Channel.LETTER, Channel.BOX, Channel.ROVING])
def test_the_sheet_is_kept_sealed_with_the_case(li: Visitor, channel: str) -> None:
    form = {**li.get("/admin/cases/register/").form(), **TOLD, "channel": channel}
    more = [photo("two.jpg"), SimpleUploadedFile("three.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF\n")]
    li.post("/admin/cases/register/", {**form, "photo": photo(), "papers": more})
    kept = list(Attachment.objects.values_list("name", "kind", "actor"))
    assert sorted(kept) == [
        ("sheet.jpg", "jpeg", Actor.OFFICE), ("three.pdf", "pdf", Actor.OFFICE),
        ("two.jpg", "jpeg", Actor.OFFICE),
    ]  # fmt: skip


def test_the_camera_opens_from_the_form(li: Visitor) -> None:
    camera = li.get(ADDRESS).soup.select_one("input[type=file][name=photo]")
    assert (camera["capture"], camera["accept"]) == ("environment", "image/*,application/pdf")


def test_a_file_that_is_no_picture_is_named_and_the_rest_kept(li: Visitor) -> None:
    page = told(li, photo=SimpleUploadedFile("sheet.jpg", b"not a picture"))
    assert "sheet.jpg" in page.soup.select_one(".error-message").get_text()
    assert page.form()["story"] == TOLD["story"]
    assert not Attachment.objects.exists()


@override_settings(ATTACHMENTS_PER_ACT=1)
def test_too_many_files_are_refused(li: Visitor) -> None:
    assert told(li, photo=photo(), papers=photo("two.jpg")).soup.select_one(".error-message")
    assert not Case.objects.exists()


def test_a_double_click_with_a_photo_is_one_case_and_one_photo(li: Visitor) -> None:
    form = {**li.get(ADDRESS).form(), **TOLD}
    for _click in range(2):
        li.post(ADDRESS, {**form, "photo": photo()})
    assert (Case.objects.count(), Attachment.objects.count()) == (1, 1)


def test_what_is_settled_at_a_roving_desk_has_its_place_and_sheet(li: Visitor) -> None:
    address = "/admin/cases/on-the-spot/"
    form = {**li.get(f"{address}?channel=roving&place=儿科").form(), **SETTLED, "channel": "roving"}
    li.post(address, {**form, "category": category(), "photo": photo()})
    case = Case.objects.get()
    assert (case.place, case.complexity, case.hospital_resolution) == (
        "儿科", Complexity.ON_THE_SPOT, "resolved",
    )  # fmt: skip
    assert case.attachments.count() == 1


def test_only_the_office_opens_the_short_form(doctor: User) -> None:
    assert Visitor(doctor).get(ADDRESS).to == "/admin/"
    assert Visitor(doctor).post(ADDRESS, {**TOLD, "form_key": "k" * 32}).to == "/admin/"
    assert not Case.objects.exists()
