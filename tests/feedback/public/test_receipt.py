"""The receipt: shown once for all, and for half an hour again; the code is kept nowhere."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from feedback import services, tracking
from feedback.models import Case
from feedback.services import codes
from feedback.vocabulary import Act
from tests.factories import UserFactory
from tests.feedback.public.conftest import COMPLAINT
from tests.feedback.public.test_submit import photo
from tests.visitor import Page, Visitor


def shown(page: Page) -> str:
    return "".join(group.text for group in page.soup.select(".code_groups__group"))


@pytest.fixture
def form(visitor: Visitor) -> dict[str, object]:
    return {**visitor.get("/feedback/submit/").form(), **COMPLAINT}


@pytest.fixture
def private(visitor: Visitor) -> Visitor:
    visitor._private = True
    return visitor


def test_the_code_on_it_opens_the_case(private: Visitor, form: dict[str, object]) -> None:
    code = shown(private.post("/feedback/submit/", form))
    assert codes.find(tracking.parse(code)) == Case.objects.get()


def test_it_promises_dates(private: Visitor, form: dict[str, object]) -> None:
    page = private.post("/en/feedback/submit/", form)
    due = Case.objects.get().due_on
    assert f"{due:%A}, {due.day} {due:%B %Y}" in page.text


def test_the_same_form_twice_is_one_case_with_one_receipt(
    private: Visitor, form: dict[str, object]
) -> None:
    first, second = (shown(private.post("/feedback/submit/", form)) for _ in range(2))
    assert first == second
    assert Case.objects.count() == 1


def test_after_half_an_hour_the_code_is_not_shown_again(
    visitor: Visitor, private: Visitor, form: dict[str, object]
) -> None:
    private.post("/feedback/submit/", form)
    with time_machine.travel(timezone.now() + timedelta(minutes=settings.RECEIPT_MINUTES + 1)):
        page = private.post("/feedback/submit/", form)
    assert shown(page) == ""
    assert Case.objects.get().reference in page.text


def test_a_form_taken_in_the_day_before_is_still_one_case(
    private: Visitor, form: dict[str, object]
) -> None:
    private.post("/feedback/submit/", form)
    with time_machine.travel(timezone.now() + timedelta(hours=30)):
        private.post("/feedback/submit/", form)
    assert Case.objects.count() == 1


def test_what_the_second_sending_says_differently_is_kept(
    private: Visitor, form: dict[str, object]
) -> None:
    private.post("/feedback/submit/", form)
    page = private.post("/feedback/submit/", {**form, "story": "还有一件事。"})
    assert Case.objects.get().diary.get(act=Act.MESSAGE).text == "还有一件事。"
    assert page.soup.select(".notice--success")


def test_a_photo_added_at_the_second_sending_is_kept(
    private: Visitor, form: dict[str, object]
) -> None:
    private.post("/feedback/submit/", form)
    private.post("/feedback/submit/", {**form, "attachments": photo()})
    assert Case.objects.get().attachments.count() == 1


def test_the_same_photo_sent_twice_is_one(private: Visitor, form: dict[str, object]) -> None:
    for _ in range(2):
        private.post("/feedback/submit/", {**form, "attachments": photo()})
    assert Case.objects.get().attachments.count() == 1


def test_words_a_case_cannot_take_any_more_are_given_back(
    private: Visitor, form: dict[str, object]
) -> None:
    private.post("/feedback/submit/", form)
    services.decline(
        Case.objects.get(), by=UserFactory(officer=True), reason="police", explanation="110"
    )
    page = private.post("/feedback/submit/", {**form, "story": "还有一件事。"})
    assert page.soup.select_one(".words").text == "还有一件事。"


def test_it_can_be_saved_as_a_text(private: Visitor, form: dict[str, object]) -> None:
    code = shown(private.post("/feedback/submit/", form))
    page = private.post("/feedback/receipt.txt", {"form_key": form["form_key"]})
    assert tracking.grouped(code) in page.body.decode()
    assert page.response["Content-Type"] == "text/plain; charset=utf-8"


def test_the_saved_file_is_named_by_the_reference(
    private: Visitor, form: dict[str, object]
) -> None:
    private.post("/feedback/submit/", form)
    page = private.post("/feedback/receipt.txt", {"form_key": form["form_key"]})
    assert page.response["Content-Disposition"] == (
        f'attachment; filename="{Case.objects.get().reference}.txt"'
    )


def test_a_late_text_has_no_code(private: Visitor, form: dict[str, object]) -> None:
    private.post("/feedback/submit/", form)
    with time_machine.travel(timezone.now() + timedelta(minutes=settings.RECEIPT_MINUTES + 1)):
        page = private.post("/feedback/receipt.txt", {"form_key": form["form_key"]})
    assert page.status == 410


@pytest.mark.parametrize("key", ["", "made-up", "\0"])
def test_a_made_up_form_has_no_receipt(visitor: Visitor, key: str) -> None:
    assert visitor.post("/feedback/receipt.txt", {"form_key": key}).status == 404


def test_a_form_not_sent_has_no_receipt(visitor: Visitor, form: dict[str, object]) -> None:
    page = visitor.post("/feedback/receipt.txt", {"form_key": form["form_key"]})
    assert page.status == 404


def test_the_text_is_never_given_to_a_link(visitor: Visitor) -> None:
    assert visitor.get("/feedback/receipt.txt").status == 405


def test_the_code_stands_in_no_column(private: Visitor, form: dict[str, object]) -> None:
    code = shown(private.post("/feedback/submit/", form))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM feedback_case")
        assert code not in str(cursor.fetchall())
