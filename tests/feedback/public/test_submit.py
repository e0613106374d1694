"""Submitting a voice on the public form."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from feedback.models import Case, Consent
from feedback.vocabulary import Channel, Stage
from tests.factories import WANG, DepartmentFactory
from tests.feedback.public.conftest import COMPLAINT, Send
from tests.visitor import Visitor

UNCHANGED = "  第一行😀\n\n\n\n第二行１２３，全角数字　结尾。  \n"


def photo(name: str = "窗口.jpg") -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def test_a_complaint_becomes_a_case(send: Send) -> None:
    page = send()
    case = Case.objects.get()
    assert (page.status, case.stage, case.story) == (200, Stage.RECEIVED, COMPLAINT["story"])
    assert case.reference in page.text


def test_only_kind_and_story_must_be_answered(send: Send) -> None:
    assert len(send(kind="", story="").soup.select(".summary__list li")) == 2


@pytest.mark.parametrize("kind", ["complaint", "suggestion", "compliment", "enquiry"])
def test_each_public_kind_is_taken_in(send: Send, kind: str) -> None:
    send(kind=kind)
    assert Case.objects.get().kind == kind


@pytest.mark.parametrize("kind", ["help", "report", "x"])
def test_other_kinds_come_by_import_only(send: Send, kind: str) -> None:
    send(kind=kind)
    assert not Case.objects.exists()


def test_a_story_is_kept_to_the_letter(send: Send) -> None:
    send(story=UNCHANGED.replace("\n", "\r\n"))
    assert Case.objects.get().story == UNCHANGED


def test_a_line_break_counts_as_one_character(send: Send) -> None:
    send(story="\r\n".join(["字"] * (settings.STORY_LENGTH // 2)) + "尾")
    assert Case.objects.count() == 1


def test_a_story_too_long_comes_back_whole(send: Send) -> None:
    story = "长" * (settings.STORY_LENGTH + 1)
    assert send(story=story).form()["story"] == story


def test_blanks_alone_are_no_story(send: Send) -> None:
    send(story=" \r\n　\t")
    assert not Case.objects.exists()


def test_a_nul_character_is_told_at_its_field(send: Send) -> None:
    assert send(story="前\0后").soup.select("#id_story_error")


@pytest.mark.parametrize("field", ["kind", "department", "happened_on", "name", "email", "channel"])
def test_a_nul_character_never_breaks_the_form(send: Send, field: str) -> None:
    assert send(**{field: "a\0b"}).status == 200


def test_the_contact_is_kept_apart_from_the_case(send: Send) -> None:
    send(**WANG, relationship="self")
    assert Case.objects.get().contact.name == WANG["name"]


def test_a_voice_without_a_name_has_no_contact(send: Send) -> None:
    send()
    assert not hasattr(Case.objects.get(), "contact")


def test_everything_typed_survives_a_mistake(send: Send) -> None:
    DepartmentFactory(ward=True)
    typed = {**WANG, "department": "cardiology", "happened_on": "2026-03-15", "story": ""}
    form = send(**typed, relationship="child", consent_health="on").form()
    assert {name: form[name] for name in typed} == typed
    assert (form["relationship"], form["consent_health"]) == ("child", "on")


def test_the_title_says_that_something_is_wrong(send: Send) -> None:
    assert "错误" in send(story="").soup.title.text or "Error" in send(story="").soup.title.text


@pytest.mark.parametrize(
    "phone", ["13800138000", "+86 138-0013-8000", "１３８００１３８０００", "12345"]
)
def test_a_number_may_be_written_in_any_way(send: Send, phone: str) -> None:
    send(phone=phone)
    assert Case.objects.get().contact.phone == phone


@pytest.mark.parametrize("wrong", [{"phone": "不告诉"}, {"email": "wang"}, {"happened_on": "某天"}])
def test_what_cannot_be_is_asked_about_and_nothing_is_lost(
    send: Send, wrong: dict[str, str]
) -> None:
    page = send(**wrong)
    assert not Case.objects.exists()
    assert page.form()["story"] == COMPLAINT["story"]


def test_an_address_in_full_width_signs_is_understood(send: Send) -> None:
    send(email="wang＠example．org")
    assert Case.objects.get().contact.email == "wang@example.org"


def test_nothing_can_have_happened_tomorrow(send: Send) -> None:
    send(happened_on=str(timezone.localdate() + timedelta(days=1)))
    assert not Case.objects.exists()


def test_today_is_not_the_future(send: Send) -> None:
    send(happened_on=str(timezone.localdate()))
    assert Case.objects.get().happened_on == timezone.localdate()


def test_health_consent_is_never_ticked_beforehand(visitor: Visitor) -> None:
    assert "consent_health" not in visitor.get("/feedback/submit/").form()


@pytest.mark.parametrize(("ticked", "count"), [({}, 0), ({"consent_health": "on"}, 1)])
def test_health_consent_is_apart_and_optional(
    send: Send, ticked: dict[str, str], count: int
) -> None:
    send(**ticked)
    assert Consent.objects.filter(purpose=Consent.Purpose.HEALTH).count() == count


def test_a_poster_fills_in_kind_department_and_channel(visitor: Visitor) -> None:
    DepartmentFactory(ward=True)
    form = visitor.get("/feedback/submit/?kind=suggestion&department=cardiology&channel=qr").form()
    assert (form["kind"], form["department"], form["channel"]) == ("suggestion", "cardiology", "qr")


def test_a_poster_that_says_nonsense_is_overlooked(visitor: Visitor) -> None:
    form = visitor.get("/feedback/submit/?kind=report&department=no&channel=phone").form()
    assert (form.get("kind"), form["department"], form["channel"]) == (None, "", "web")


@pytest.mark.parametrize(("sent", "kept"), [("qr", "qr"), ("h12345", "web"), ("", "web")])
def test_only_public_channels_are_believed(send: Send, sent: str, kept: str) -> None:
    send(channel=sent)
    assert Case.objects.get().channel == Channel(kept)


def test_an_inactive_department_is_not_offered(visitor: Visitor) -> None:
    DepartmentFactory(ward=True, active=False)
    assert not visitor.get("/feedback/submit/").soup.select("option[value=cardiology]")


def test_at_most_eight_questions_meet_the_eye(visitor: Visitor) -> None:
    form = visitor.get("/feedback/submit/").soup.select_one("form[enctype]")
    for unseen in form.select("details, .spoken, [type=hidden]"):
        unseen.decompose()
    asked = form.select("input[name], select[name], textarea[name]")
    assert len({field["name"] for field in asked}) <= 8


def test_the_emergency_number_stands_before_the_form(visitor: Visitor) -> None:
    page = str(visitor.get("/feedback/submit/").soup)
    assert page.index("120") < page.index('name="story"')


def test_the_english_form_makes_an_english_case(visitor: Visitor) -> None:
    form = visitor.get("/en/feedback/submit/").form()
    with visitor.expect_private():
        visitor.post("/en/feedback/submit/", {**form, **COMPLAINT})
    assert Case.objects.get().language == "en"


def test_a_forged_form_is_shown_again_with_its_text(send: Send) -> None:
    page = send(form_key="made-up")
    assert not Case.objects.exists()
    assert page.form()["story"] == COMPLAINT["story"]


def test_a_form_of_yesterday_is_shown_again_with_a_fresh_key(send: Send, visitor: Visitor) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        old = visitor.get("/feedback/submit/").form()["form_key"]
    page = send(form_key=old)
    assert not Case.objects.exists()
    assert page.form()["form_key"] != old


def test_the_form_shown_again_can_be_sent(send: Send, visitor: Visitor) -> None:
    page = send(form_key="made-up")
    with visitor.expect_private():
        visitor.post("/feedback/submit/", page.form())
    assert Case.objects.count() == 1


def test_a_filled_trap_is_taken_in_and_marked(send: Send) -> None:
    page = send(remark="buy now")
    assert Case.objects.get().quarantined
    assert page.soup.select(".code_groups")


@pytest.mark.parametrize(("seconds", "marked"), [(0, True), (30, False)])
def test_only_a_program_is_done_at_once(visitor: Visitor, seconds: int, marked: bool) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        form = visitor.get("/feedback/submit/").form()
        clock.shift(seconds)
        with visitor.expect_private():
            visitor.post("/feedback/submit/", {**form, **COMPLAINT})
    assert Case.objects.get().quarantined is marked


def test_photos_come_with_the_case(send: Send) -> None:
    send(attachments=[photo(), photo("second.jpg")])
    assert [one.name for one in Case.objects.get().attachments.all()] == ["窗口.jpg", "second.jpg"]


def test_a_sixth_file_is_refused_in_words(send: Send) -> None:
    page = send(attachments=[photo(f"{number}.jpg") for number in range(6)])
    assert not Case.objects.exists()
    assert page.soup.select("#id_attachments_error")


def test_a_refused_file_is_named_and_the_text_stays(send: Send) -> None:
    page = send(attachments=[photo(), SimpleUploadedFile("网页.jpg", b"<html>", "image/jpeg")])
    assert "网页.jpg" in page.soup.select_one("#id_attachments_error").text
    assert page.form()["story"] == COMPLAINT["story"]


def test_after_a_mistake_files_must_be_chosen_again(send: Send) -> None:
    assert send(story="", attachments=[photo()]).soup.select("#id_attachments_error")


def test_a_giant_text_gets_a_page_that_helps(visitor: Visitor) -> None:
    form = visitor.get("/feedback/submit/").form()
    giant = "长" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    page = visitor.post("/feedback/submit/", {**form, **COMPLAINT, "story": giant})
    assert page.status == 413


def test_a_hundred_and_one_files_get_a_page_that_helps(visitor: Visitor) -> None:
    form = visitor.get("/feedback/submit/").form()
    files = [SimpleUploadedFile(f"{number}.jpg", b"x") for number in range(101)]
    page = visitor.post("/feedback/submit/", {**form, **COMPLAINT, "attachments": files})
    assert page.status == 413


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_form_without_its_token_gives_the_text_back(visitor: Visitor, language: str) -> None:
    visitor.client = Client(enforce_csrf_checks=True)
    page = visitor.post(f"{language}/feedback/submit/", {**COMPLAINT, "form_key": "a:b:c"})
    assert page.status == 403
    assert page.soup.select_one("#kept").text == COMPLAINT["story"]


def test_a_code_without_its_token_is_not_given_back(visitor: Visitor) -> None:
    visitor.client = Client(enforce_csrf_checks=True)
    page = visitor.post("/feedback/track/", {"code": "1234 5678 9012 3456 7890"})
    assert page.status == 403
    assert not page.soup.select("#kept")
