"""Stopping the mails, and having them again, on the own case page."""

from typing import Any

import pytest

from feedback.models import Contact, NoticeWording
from tests.factories import WANG, CaseFactory
from tests.feedback.public.conftest import Open
from tests.visitor import Visitor


def test_the_page_says_where_news_goes_without_showing_the_address(at_case: Open) -> None:
    page = at_case(CaseFactory()).get("/en/feedback/case/")
    assert "we write to w***@example.org" in page.text


@pytest.mark.parametrize("contact", [{}, {"phone": WANG["phone"]}])
def test_who_left_no_address_is_not_bothered(at_case: Open, contact: dict[str, str]) -> None:
    page = at_case(CaseFactory(contact=contact)).get("/en/feedback/case/")
    assert "E-mail news" not in page.text


def test_a_house_without_a_mail_server_promises_no_mails(at_case: Open, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert "E-mail news" not in at_case(CaseFactory()).get("/en/feedback/case/").text


def test_the_mails_can_be_stopped(at_case: Open) -> None:
    visitor = at_case(CaseFactory())
    page = visitor.follow(visitor.post("/en/feedback/case/news/", {"news": "off"}))
    assert "We send you no more news." in page.text
    assert "We send nothing to w***@example.org any more." in page.text
    assert not Contact.objects.get().wants_news


def test_and_asked_for_again(at_case: Open) -> None:
    visitor = at_case(CaseFactory())
    visitor.post("/en/feedback/case/news/", {"news": "off"})
    page = visitor.follow(visitor.post("/en/feedback/case/news/", {"news": "on"}))
    assert "We send you news again." in page.text
    assert Contact.objects.get().wants_news


@pytest.mark.parametrize("said", [{}, {"news": ""}, {"news": "maybe"}])
def test_what_nobody_offers_changes_nothing(at_case: Open, said: dict[str, str]) -> None:
    visitor = at_case(CaseFactory())
    assert visitor.post("/feedback/case/news/", said).status == 303
    assert Contact.objects.get().wants_news


def test_nobody_stops_what_goes_to_another(at_case: Open) -> None:
    wangs = CaseFactory()
    at_case(CaseFactory()).post("/feedback/case/news/", {"news": "off"})
    assert Contact.objects.get(case=wangs).wants_news


def test_without_an_open_case_nothing_is_switched(visitor: Visitor) -> None:
    CaseFactory()
    page = visitor.follow(visitor.post("/feedback/case/news/", {"news": "off"}))
    assert page.to.endswith("/feedback/track/")
    assert Contact.objects.get().wants_news


def test_a_link_switches_nothing(at_case: Open) -> None:
    assert at_case(CaseFactory()).get("/feedback/case/news/").status == 405


def test_a_case_without_an_address_cannot_be_switched(at_case: Open) -> None:
    visitor = at_case(CaseFactory(contact={"name": WANG["name"]}))
    page = visitor.follow(visitor.post("/en/feedback/case/news/", {"news": "off"}))
    assert "We send you no more news." not in page.text


@pytest.fixture
def texts(settings: Any) -> None:
    """A house that sends text messages on one occasion."""
    settings.SMS_BACKEND = "console"
    NoticeWording.objects.create(occasion="reply", sms_template="SMS_1")


def test_who_left_a_mobile_number_reads_where_text_messages_go(at_case: Open, texts: None) -> None:
    page = at_case(CaseFactory(contact={"phone": WANG["phone"]})).get("/en/feedback/case/")
    assert "we send a text message to 138****8000. It says nothing of your case." in page.text


def test_text_messages_can_be_stopped(at_case: Open, texts: None) -> None:
    visitor = at_case(CaseFactory(contact={"phone": WANG["phone"]}))
    page = visitor.follow(visitor.post("/en/feedback/case/news/", {"news": "off"}))
    assert "We send nothing to 138****8000 any more." in page.text
    assert not Contact.objects.get().wants_news


def test_who_left_both_reads_of_mails_alone(at_case: Open, texts: None) -> None:
    page = at_case(CaseFactory()).get("/en/feedback/case/")
    assert "w***@example.org" in page.text
    assert "138****" not in page.text


def test_a_number_no_text_message_reaches_is_promised_none(at_case: Open, texts: None) -> None:
    page = at_case(CaseFactory(contact={"phone": "010-65123456"})).get("/en/feedback/case/")
    assert "News by text message" not in page.text
