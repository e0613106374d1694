"""What is asked, answered, approved and followed up, beyond what all desks have in common."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from feedback import services
from feedback.models import Case
from feedback.vocabulary import Act, Actor, ExtendReason, Priority, Stage
from portal.models import User
from tests.factories import CaseFactory
from tests.visitor import Page, Visitor

TYPED = "Words somebody took a long time to find."


def send(user: User, case: Case, act: str, **typed: Any) -> Page:
    return Visitor(user).post(f"/admin/cases/{case.pk}/{act}/", {"version": case.version, **typed})


def form(user: User, case: Case, act: str) -> Page:
    return Visitor(user).get(f"/admin/cases/{case.pk}/{act}/")


@pytest.fixture
def urgent(officer: User) -> Case:
    """A case whose reply has to be approved, with a draft."""
    case: Case = CaseFactory(drafting=True)
    services.prioritise(case, by=officer, priority=Priority.URGENT, measures="Pump taken away.")
    return case


def test_the_reply_to_an_urgent_case_waits_for_approval_and_says_so(
    officer: User, urgent: Case
) -> None:
    assert form(officer, urgent, "reply").soup.select_one(".notice")
    page = send(officer, urgent, "reply", answer=TYPED)
    assert page.soup.select_one(".error-message")
    assert Case.objects.get(pk=urgent.pk).stage == Stage.DRAFTING


def test_an_approved_draft_stands_in_the_reply_and_goes_out(
    officer: User, director: User, urgent: Case
) -> None:
    draft = urgent.diary.get(act=Act.DRAFT).text
    assert draft in form(director, urgent, "approve").text
    send(director, urgent, "approve")
    page = form(officer, urgent, "reply")
    assert page.form()["answer"] == draft
    Visitor(officer).post(page.path, page.form())
    assert Case.objects.get(pk=urgent.pk).stage == Stage.REPLIED


def test_other_words_than_the_approved_ones_do_not_go_out(
    officer: User, director: User, urgent: Case
) -> None:
    services.approve(urgent, by=director)
    page = send(officer, urgent, "reply", answer=TYPED)
    assert TYPED in page.text
    assert Case.objects.get(pk=urgent.pk).stage == Stage.DRAFTING


def test_a_reply_is_offered_only_when_it_can_go_out(
    officer: User, director: User, urgent: Case
) -> None:
    def offered() -> bool:
        return f"/admin/cases/{urgent.pk}/reply/" in Visitor(officer).get(room).body.decode()

    room = f"/admin/cases/{urgent.pk}/"
    assert not offered()
    services.approve(urgent, by=director)
    assert offered()


def test_an_ordinary_reply_needs_nobodys_approval(officer: User) -> None:
    assert not form(officer, CaseFactory(drafting=True), "reply").soup.select(".notice")


def test_a_question_says_by_when_an_answer_is_asked_for(officer: User) -> None:
    case = CaseFactory(accepted=True)
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    send(officer, case, "ask", question=TYPED, answer_by=day)
    assert str(Case.objects.get(pk=case.pk).answer_by) == day


@pytest.mark.parametrize("days", [0, -1])
def test_a_question_leaves_time_to_answer(officer: User, days: int) -> None:
    case = CaseFactory(accepted=True)
    day = timezone.localdate() + timedelta(days=days)
    page = send(officer, case, "ask", question=TYPED, answer_by=day.isoformat())
    assert page.soup.select_one(".error-message")
    assert Case.objects.get(pk=case.pk).stage == Stage.ACCEPTED


def test_the_submitter_reads_how_the_agreement_was_noted(officer: User) -> None:
    case = CaseFactory(accepted=True, language="en")
    services.restate(case, by=officer, problem="Two hours in the queue.")
    send(officer, case, "confirm", how="phone", remark="At noon.")
    assert case.diary.last().text == "You agreed to this on the telephone.\n\nAt noon."


def test_what_nobody_restated_cannot_be_confirmed(officer: User) -> None:
    case = CaseFactory(accepted=True)
    assert send(officer, case, "confirm", how="phone").soup.select_one(".error-message")


def test_the_request_for_time_is_read_where_it_is_decided(director: User, doctor: User) -> None:
    case = CaseFactory(assigned=True)
    to = timezone.localdate() + timedelta(days=60)
    services.ask_time(case, by=doctor, to=to, reason=ExtendReason.EXPERTS, explanation=TYPED)
    page = form(director, case, "extend")
    assert TYPED in page.text
    assert page.form()["to"] == to.isoformat()


def test_a_date_that_gives_no_more_time_is_refused(officer: User) -> None:
    case = CaseFactory(accepted=True)
    typed = {"to": case.due_on.isoformat(), "reason": ExtendReason.PAPERS}
    assert send(officer, case, "ask_time", **typed).soup.select_one(".error-message")


def test_what_is_closed_is_reopened_for_new_facts_only(officer: User) -> None:
    case = CaseFactory(closed=True)
    page = send(officer, case, "reopen", reason=TYPED)
    assert page.soup.select_one(".error-message")
    assert Case.objects.get(pk=case.pk).stage == Stage.CLOSED


def test_a_photo_is_put_to_the_case_and_the_submitter_does_not_see_it(officer: User) -> None:
    case = CaseFactory(accepted=True)
    send(officer, case, "attach", papers=[photo()], remark=TYPED)
    attachment = case.attachments.get()
    assert (attachment.actor, attachment.event.public) == (Actor.OFFICE, False)


def test_a_file_that_is_no_photo_is_refused_and_nothing_is_kept(officer: User) -> None:
    case = CaseFactory(accepted=True)
    page = send(officer, case, "attach", papers=[SimpleUploadedFile("a.jpg", b"#!/bin/sh")])
    assert page.soup.select_one(".error-message")
    assert Case.objects.get(pk=case.pk).version == case.version


def test_without_a_file_nothing_is_added(officer: User) -> None:
    case = CaseFactory(accepted=True)
    assert send(officer, case, "attach", remark=TYPED).soup.select_one(".error-message")


def test_files_have_to_be_chosen_again_when_somebody_was_quicker(officer: User) -> None:
    case = CaseFactory(accepted=True)
    services.note(case, by=officer, text="quicker")
    page = send(officer, case, "attach", papers=[photo()], version=case.version - 1)
    assert (page.status, case.attachments.count()) == (409, 0)
    assert page.soup.select_one("form[enctype='multipart/form-data'] input[type=file]")


def photo() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "JPEG")
    return SimpleUploadedFile("photo.jpg", drawn.getvalue())


@pytest.mark.parametrize("act", ["ask", "reply", "restate", "decline"])
def test_an_officer_is_told_when_nobody_can_read_the_text(officer: User, act: str) -> None:
    case = CaseFactory(**({"accepted": True} if act != "decline" else {}))
    assert not form(officer, case, act).soup.select(".notice")
    Case.objects.filter(pk=case.pk).update(code_digest=None)
    assert form(officer, case, act).soup.select(".notice")


def test_the_reply_stands_over_the_closing(officer: User) -> None:
    case = CaseFactory(replied=True)
    said = case.diary.get(act=Act.REPLY).text
    assert said in form(officer, case, "close").soup.select_one(".casebody__main .diary").get_text()


def test_who_dealt_with_a_case_is_told_that_somebody_else_calls(officer: User) -> None:
    case = CaseFactory(replied=True)
    page = send(officer, case, "call_back", resolution="resolved", remark=TYPED)
    assert page.soup.select_one(".error-message")
    assert TYPED in page.text
    assert Case.objects.get(pk=case.pk).called_back_at is None
