"""Adding something without being asked."""

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from feedback import services
from feedback.models import Attachment, Case
from feedback.vocabulary import Act
from tests.factories import CaseFactory, UserFactory
from tests.feedback.public.conftest import Open
from tests.feedback.public.test_submit import photo


@pytest.mark.parametrize("trait", ["accepted", "assigned", "drafting", "reopened"])
def test_a_message_reaches_the_diary(at_case: Open, trait: str) -> None:
    case = CaseFactory(**{trait: True})
    at_case(case).post("/feedback/case/message/", {"text": "补充一句。\r\n第二行"})
    assert case.diary.get(act=Act.MESSAGE).text == "补充一句。\n第二行"


@pytest.mark.parametrize("trait", ["waiting", "replied", "closed", "declined", "withdrawn"])
def test_where_none_is_taken_the_words_are_given_back(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).post("/feedback/case/message/", {"text": "补充。"})
    assert page.status == 409
    assert page.soup.select_one("#kept").text == "补充。"


def test_a_double_click_is_one_message(at_case: Open) -> None:
    visitor = at_case(CaseFactory(accepted=True))
    for _ in range(2):
        visitor.post("/feedback/case/message/", {"text": "补充。", "attachments": [photo()]})
    assert Case.objects.get().diary.filter(act=Act.MESSAGE).count() == 1
    assert Attachment.objects.count() == 1


def test_a_note_written_meanwhile_is_no_obstacle(at_case: Open) -> None:
    case = CaseFactory(accepted=True)
    visitor = at_case(case)
    services.note(case, by=UserFactory(officer=True), text="内部")
    assert visitor.post("/feedback/case/message/", {"text": "补充。"}).status == 303


def test_a_refused_file_keeps_the_text(at_case: Open) -> None:
    visitor = at_case(CaseFactory(accepted=True))
    file = SimpleUploadedFile("a.jpg", b"<html>")
    page = visitor.post("/feedback/case/message/", {"text": "补充。", "attachments": [file]})
    assert page.soup.select_one("#id_message_text").text.strip() == "补充。"
    assert "a.jpg" in page.text


def test_a_message_too_late_leaves_no_file_behind(at_case: Open) -> None:
    before = _files()
    visitor = at_case(CaseFactory(replied=True))
    visitor.post("/feedback/case/message/", {"text": "补充。", "attachments": [photo()]})
    assert _files() == before


def test_a_too_long_message_comes_back_whole(at_case: Open) -> None:
    page = at_case(CaseFactory(accepted=True)).post(
        "/feedback/case/message/", {"text": "长" * 5001}
    )
    assert page.soup.select_one("#id_message_text").text.strip() == "长" * 5001


def test_a_message_is_shown_to_the_letter(at_case: Open) -> None:
    visitor = at_case(CaseFactory(accepted=True))
    visitor.post("/feedback/case/message/", {"text": "  一\r\n\r\n\r\n\r\n二 "})
    page = visitor.get("/feedback/case/")
    assert page.soup.select(".timeline__text")[-1].text == "  一\n\n\n\n二 "


def _files(folder: str = "") -> list[str]:
    if not storages["private"].exists(folder or "."):
        return []
    folders, files = storages["private"].listdir(folder or ".")
    return files + [name for inner in folders for name in _files(f"{folder}/{inner}".strip("/"))]
