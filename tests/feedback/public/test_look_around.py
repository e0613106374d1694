"""Somebody looks for the same among the public pages before sending; nothing is sent by it, nothing lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from wagtail import hooks

from feedback.models import Case
from portal.buttons import Link
from portal.models import Tally
from tests.feedback.public.conftest import COMPLAINT, Send
from tests.visitor import Page, Visitor

LOOK = {"look_around": "yes"}
FOUND = Link("增开窗口", "/transparency/improvements/more-desks/", "Improvement notice: Under way.")
PLACE = "#look-around"


@pytest.fixture
def asked() -> Any:
    """What the upper storeys were asked, which all offer one page."""
    texts: list[tuple[str, str]] = []

    def offer(text: str, language: str) -> list[Link]:
        texts.append((text, language))
        return [FOUND]

    with hooks.register_temporarily("register_story_neighbours", offer):
        yield texts


def look(visitor: Visitor, address: str = "/feedback/submit/", **typed: Any) -> Page:
    form = visitor.get(address).form()
    with visitor.expect_private():
        return visitor.post(address, {**form, **LOOK, **typed})


def test_the_form_offers_a_look_around(visitor: Visitor, site: Any) -> None:
    page = visitor.get("/feedback/submit/")
    button = page.soup.select_one(f"{PLACE} button[name=look_around]")
    assert button["formaction"] == "/feedback/submit/#look-around"


def test_who_presses_enter_sends(visitor: Visitor, site: Any) -> None:
    first = visitor.get("/feedback/submit/").soup.select_one("main form button")
    assert not first.has_attr("name")
    assert not first.has_attr("formaction")


def test_what_is_public_of_the_same_is_shown_below_the_story(
    visitor: Visitor, site: Any, asked: Any
) -> None:
    page = look(visitor, "/en/feedback/submit/", story="I queued for two hours.")
    link = page.soup.select_one(f"{PLACE} a.public_links__link")
    assert (link["href"], link["target"]) == (FOUND.url, "_blank")
    assert asked[-1] == ("I queued for two hours.", "en")


@pytest.mark.usefixtures("asked")
def test_a_look_around_takes_nothing_in(visitor: Visitor, site: Any) -> None:
    look(visitor, **COMPLAINT)
    assert not Case.objects.exists()


@pytest.mark.usefixtures("asked")
def test_every_word_typed_is_still_there(visitor: Visitor, site: Any) -> None:
    typed = {**COMPLAINT, "kind": "suggestion", "name": "马先生", "phone": "12345", "email": "ma@"}
    kept = look(visitor, **typed).form()
    assert {name: kept[name] for name in typed} == typed


@pytest.mark.usefixtures("asked")
def test_of_the_other_questions_nothing_is_asked_yet(visitor: Visitor, site: Any) -> None:
    page = look(visitor, story=COMPLAINT["story"], email="no-address")
    assert not page.soup.select(".summary, .field__error")


@pytest.mark.usefixtures("asked")
def test_after_a_look_it_is_sent_once_with_the_same_key(visitor: Visitor, site: Any) -> None:
    page = look(visitor, **COMPLAINT)
    for _click in range(2):
        with visitor.expect_private():
            visitor.post("/feedback/submit/", page.form())
    assert Case.objects.get().story == COMPLAINT["story"]


def test_without_a_story_one_is_asked_for(visitor: Visitor, site: Any, asked: Any) -> None:
    page = look(visitor, "/en/feedback/submit/", story="  ")
    assert page.soup.select_one("#id_story_error").get_text(strip=True)
    assert not asked


def test_a_story_that_is_too_long_is_not_looked_at(visitor: Visitor, site: Any, asked: Any) -> None:
    page = look(visitor, story="长" * 5001)
    assert page.soup.select_one("#id_story_error")
    assert page.form()["story"] == "长" * 5001
    assert not asked


def test_where_nothing_is_alike_one_is_told_to_go_on(visitor: Visitor, site: Any) -> None:
    page = look(visitor, "/en/feedback/submit/", **COMPLAINT)
    assert "We found nothing public about the same." in page.soup.select_one(PLACE).get_text()


@pytest.mark.usefixtures("asked")
def test_files_are_honestly_asked_for_again(visitor: Visitor, site: Any) -> None:
    photo = SimpleUploadedFile("a.jpg", b"no picture", content_type="image/jpeg")
    page = look(visitor, "/en/feedback/submit/", **COMPLAINT, attachments=photo)
    assert "choose your files once more" in page.soup.select_one(PLACE).get_text()


def test_they_are_where_the_story_is_missing_too(visitor: Visitor, site: Any) -> None:
    photo = SimpleUploadedFile("a.jpg", b"no picture", content_type="image/jpeg")
    page = look(visitor, "/en/feedback/submit/", story="", attachments=photo)
    assert "choose your files once more" in page.soup.select_one(".summary").get_text()


@override_settings(LOOKS_PER_NETWORK=2)
def test_who_looks_too_often_has_to_wait_and_can_still_send(
    visitor: Visitor, site: Any, asked: Any, send: Send
) -> None:
    pages = [look(visitor, "/en/feedback/submit/", **COMPLAINT) for _time in range(3)]
    assert "rests until the next hour" in pages[-1].soup.select_one(PLACE).get_text()
    assert len(asked) == 2
    assert send().status == 200
    assert Case.objects.count() == 1


@override_settings(LOOKS_PER_SITE=1)
def test_of_looks_from_everywhere_there_are_only_so_many(
    visitor: Visitor, site: Any, asked: Any
) -> None:
    for _time in range(2):
        look(visitor, **COMPLAINT)
    assert len(asked) == 1


@pytest.mark.usefixtures("asked")
def test_nothing_of_a_story_is_kept(visitor: Visitor, site: Any, caplog: Any) -> None:
    look(visitor, **COMPLAINT)
    kept = [*Tally.objects.values_list("scope", "subject")]
    assert COMPLAINT["story"] not in f"{kept} {caplog.text} {dict(visitor.client.session)}"


def test_it_is_not_offered_in_the_staff_channel(visitor: Visitor, site: Any, asked: Any) -> None:
    page = visitor.get("/feedback/staff/")
    assert not page.soup.select(PLACE)
    visitor.post("/feedback/staff/", {**page.form(), **LOOK, "story": "食堂太吵。"})
    assert not asked


@pytest.mark.usefixtures("asked")
def test_a_look_asks_for_the_departments_and_counts_twice(visitor: Visitor, site: Any) -> None:
    form = {**visitor.get("/feedback/submit/").form(), **COMPLAINT, **LOOK}
    visitor.post("/feedback/submit/", form)
    with CaptureQueriesContext(connection) as queries:
        visitor.post("/feedback/submit/", form)
    assert len(queries) == 5
