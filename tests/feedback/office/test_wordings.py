"""The wording of notices: the hospital's own words, refused where they cannot be filled in, and the preview."""

from typing import Any

import pytest
from wagtail.users.models import UserProfile

from feedback.models import NoticeWording
from feedback.vocabulary import News
from portal.models import User
from tests.factories import UserFactory
from tests.visitor import Page, Visitor

NEW = "/admin/notice-wordings/new/"
WORDS = "您好，{portal}有您的新消息：{address}，电话 {telephone}。"


@pytest.fixture
def li(officer: User) -> Visitor:
    UserProfile.objects.create(user=officer, preferred_language="en")
    return Visitor(officer)


def write(li: Visitor, **said: str) -> Page:
    blank = {"occasion": "receipt", "body": "", "body_en": "", "sms_template": ""}
    return li.post(NEW, {**blank, **said})


def preview(li: Visitor, occasion: str = "receipt") -> str:
    return li.get(f"/admin/notice-wordings/preview/{occasion}/").text


@pytest.mark.parametrize("occasion", News.values)
def test_each_occasion_has_words_from_the_start(li: Visitor, occasion: str) -> None:
    text = preview(li, occasion)
    assert "Our words." in text
    assert "您好" in text
    assert "Hello," in text


def test_the_hospital_writes_its_own(li: Visitor) -> None:
    assert write(li, body=WORDS).status == 302
    assert "有您的新消息：http://127.0.0.1:8000/feedback/track/，电话 。" in preview(li)


def test_a_language_left_empty_keeps_our_words(li: Visitor) -> None:
    write(li, body=WORDS)
    assert "What you told us has arrived." in preview(li)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("{name} {address}", "{name}"),
        ("{address} {reference}", "{reference}"),
        ("{address} {portal.__class__}", "{portal.__class__}"),
        ("{address} {", "{"),
    ],
)
def test_what_cannot_be_filled_in_is_refused_by_name(li: Visitor, words: str, named: str) -> None:
    assert f"This cannot be filled in: {named}." in write(li, body_en=words).text
    assert not NoticeWording.objects.exists()


def test_to_colleagues_the_reference_may_be_said(li: Visitor) -> None:
    write(li, occasion="assigned", body_en="{reference}: {link}")
    assert "TS-2026-000000: http://127.0.0.1:8000/admin/cases/0/" in preview(li, "assigned")


@pytest.mark.parametrize(("occasion", "needed"), [("reply", "{address}"), ("assigned", "{link}")])
def test_words_that_lead_nowhere_are_refused(li: Visitor, occasion: str, needed: str) -> None:
    page = write(li, occasion=occasion, body="有新消息。")
    assert f"Please write {needed} somewhere, so that people find the page." in page.text


def test_colleagues_get_no_text_message(li: Visitor) -> None:
    page = write(li, occasion="reminder", sms_template="SMS_1")
    assert "Colleagues are written to by e-mail only." in page.text


def test_a_template_code_that_is_none_is_refused(li: Visitor) -> None:
    assert "A template code looks like SMS_123456789." in write(li, sms_template="验证").text


def test_a_wording_that_says_nothing_is_refused(li: Visitor) -> None:
    assert "Write your own words, or a template code." in write(li).text


def test_a_template_code_alone_is_enough(li: Visitor) -> None:
    write(li, sms_template="SMS_123")
    assert "Text messages go out with the template SMS_123" in preview(li)


def test_what_is_only_looked_at_is_not_saved(li: Visitor) -> None:
    page = write(li, body=WORDS, preview="1")
    assert "It is not saved yet." in page.text
    assert "患者之声有您的新消息" in page.text
    assert not NoticeWording.objects.exists()


def test_the_form_shows_what_goes_out_today(li: Visitor) -> None:
    own = NoticeWording.objects.create(occasion="reply", body_en="Look: {address}")
    page = li.get(f"/admin/notice-wordings/edit/{own.pk}/")
    assert "This is how it goes out today." in page.text
    assert "Look: http://127.0.0.1:8000/en/feedback/track/" in page.text


def test_an_occasion_is_not_changed_afterwards(li: Visitor) -> None:
    own = NoticeWording.objects.create(occasion="reply", body_en="Look: {address}")
    form: dict[str, Any] = {"occasion": "due", "body_en": "See {address}", "body": ""}
    li.post(f"/admin/notice-wordings/edit/{own.pk}/", {**form, "sms_template": ""})
    own.refresh_from_db()
    assert (own.occasion, own.body_en) == ("reply", "See {address}")


def test_deleting_leads_back_to_our_words(li: Visitor) -> None:
    own = NoticeWording.objects.create(occasion="reply", body_en="Look: {address}")
    li.post(f"/admin/notice-wordings/delete/{own.pk}/")
    assert "We have answered you." in preview(li, "reply")


def test_an_occasion_nobody_knows_is_not_there(li: Visitor) -> None:
    assert li.get("/admin/notice-wordings/preview/unheard/").status == 404


@pytest.mark.parametrize("role", ["doctor", "chen", "editor", "reviewer", "director", "oversight"])
@pytest.mark.parametrize("room", ["", "new/", "preview/reply/"])
def test_nobody_else_writes_them(db: None, role: str, room: str) -> None:
    visitor = Visitor(UserFactory(**{role: True}))
    assert visitor.get(f"/admin/notice-wordings/{room}").to == "/admin/"
