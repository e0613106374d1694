"""What single desks do beyond what all have in common; nothing typed is ever lost."""

from typing import Any

import pytest

from feedback import services
from feedback.models import Case
from feedback.vocabulary import Act, DeclineReason, Measure, Outcome, Stage
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.visitor import Page, Visitor

TYPED = "Words somebody took a long time to find."
CLOSING = {
    "outcome_PRO-02": Outcome.UPHELD,
    "measures": [Measure.APOLOGY],
    "hospital_resolution": "partly",
    "finding": TYPED,
}


def send(user: User, case: Case, act: str, typed: dict[str, Any], **more: Any) -> Page:
    return Visitor(user).post(
        f"/admin/cases/{case.pk}/{act}/", {"version": case.version, **typed, **more}
    )


def test_what_was_kept_can_be_sent_once_more(officer: User) -> None:
    case = CaseFactory(assigned=True)
    services.note(case, by=officer, text="Somebody was quicker.")
    told = send(officer, case, "reply", {"answer": TYPED}, version=case.version - 1)
    Visitor(officer).post(told.path, told.form())
    assert Case.objects.get(pk=case.pk).diary.last().text == TYPED


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_form_without_its_version_does_nothing(officer: User, version: str) -> None:
    case = CaseFactory(accepted=True)
    page = send(officer, case, "ask", {"question": TYPED}, version=version)
    assert TYPED in page.text
    assert Case.objects.get(pk=case.pk).stage == Stage.ACCEPTED


@pytest.mark.parametrize(
    ("act", "field"), [("ask", "question"), ("note", "text"), ("draft", "answer")]
)
def test_an_empty_text_is_not_an_act(officer: User, act: str, field: str) -> None:
    case = CaseFactory(assigned=True)
    page = send(officer, case, act, {field: "  \r\n "})
    assert page.soup.select_one(".error-message")
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_nul_in_a_text_is_an_error_at_the_field(officer: User) -> None:
    page = send(officer, CaseFactory(assigned=True), "note", {"text": "a\x00b"})
    assert page.soup.select_one(".error-message")


def test_helpful_words_for_a_reason_are_put_before_what_was_typed(officer: User) -> None:
    case = CaseFactory()
    typed = {"reason": DeclineReason.COURT, "explanation": TYPED, "suggest": "1"}
    form = send(officer, case, "decline", typed).form()
    assert form["explanation"].endswith(TYPED)
    assert len(form["explanation"]) > len(TYPED)
    assert Case.objects.get(pk=case.pk).stage == Stage.RECEIVED


def test_other_helpful_words_take_the_place_of_the_first(officer: User) -> None:
    case = CaseFactory()
    first = send(officer, case, "decline", {"reason": DeclineReason.COURT, "suggest": "1"}).form()
    then = {**first, "reason": DeclineReason.POLICE, "suggest": "1"}
    second = Visitor(officer).post(f"/admin/cases/{case.pk}/decline/", then).form()
    assert first["explanation"] not in second["explanation"]


def test_helpful_words_can_be_sent_as_they_were_put_in(officer: User) -> None:
    case = CaseFactory()
    form = send(officer, case, "decline", {"reason": DeclineReason.VAGUE, "suggest": "1"}).form()
    send(officer, case, "decline", {**form, "explanation": TYPED})
    assert Case.objects.get(pk=case.pk).stage == Stage.DECLINED


def test_a_decline_without_a_listed_reason_is_refused(officer: User) -> None:
    case = CaseFactory()
    send(officer, case, "decline", {"reason": "tired", "explanation": TYPED})
    assert Case.objects.get(pk=case.pk).stage == Stage.RECEIVED


def test_a_case_is_assigned_to_a_department_and_others_assist(officer: User) -> None:
    case = CaseFactory(accepted=True)
    ward, other = DepartmentFactory(ward=True), DepartmentFactory(other_ward=True)
    send(officer, case, "assign", {"lead": ward.pk, "assisting": [other.pk], "instruction": TYPED})
    case = Case.objects.get(pk=case.pk)
    assert (case.lead, list(case.assisting.all())) == (ward, [other])


def test_a_department_that_is_no_longer_active_is_not_offered(officer: User) -> None:
    case, gone = CaseFactory(accepted=True), DepartmentFactory(active=False)
    page = send(officer, case, "assign", {"lead": gone.pk})
    assert page.soup.select_one(".error-message")


def test_the_reply_begins_with_the_last_draft(officer: User) -> None:
    case = CaseFactory(drafting=True)
    form = Visitor(officer).get(f"/admin/cases/{case.pk}/reply/").form()
    assert form["answer"] == case.diary.filter(act=Act.DRAFT).last().text


def test_a_department_contact_drafts_the_reply(doctor: User) -> None:
    case = CaseFactory(assigned=True)
    send(doctor, case, "draft", {"answer": TYPED})
    assert Case.objects.get(pk=case.pk).diary.last().by == doctor


def test_a_case_closes_with_an_outcome_for_each_category_and_its_measures(officer: User) -> None:
    case = CaseFactory(replied=True)
    typed = {**CLOSING, "outcome_PRO-02": Outcome.PARTLY}
    send(officer, case, "close", typed)
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.outcome, case.finding) == (Stage.CLOSED, Outcome.PARTLY, TYPED)
    assert case.hospital_resolution == "partly"


def test_a_compliment_is_not_asked_whether_it_is_resolved(officer: User) -> None:
    case = CaseFactory(replied=True, kind="compliment")
    assert "hospital_resolution" not in Visitor(officer).get(f"/admin/cases/{case.pk}/close/").text
    send(officer, case, "close", {**CLOSING, "outcome_PRO-02": Outcome.NA})
    assert Case.objects.get(pk=case.pk).stage == Stage.CLOSED


def test_who_dealt_with_a_case_is_told_why_somebody_else_calls(officer: User) -> None:
    case = CaseFactory(replied=True)
    page = send(officer, case, "call_back", {"resolution": "resolved", "remark": TYPED})
    assert page.soup.select_one(".error-message[role=alert]")
    assert TYPED in page.text
    assert Case.objects.get(pk=case.pk).stage == Stage.REPLIED


@pytest.mark.parametrize("missing", ["outcome_PRO-02", "measures", "hospital_resolution"])
def test_a_case_does_not_close_without(officer: User, missing: str) -> None:
    case = CaseFactory(replied=True)
    typed = dict(CLOSING)
    page = send(officer, case, "close", {**typed, missing: ""})
    assert TYPED in page.text
    assert Case.objects.get(pk=case.pk).stage == Stage.REPLIED


def test_a_case_without_a_category_is_to_be_classified_first(officer: User) -> None:
    case = CaseFactory(accepted=True)
    services.reply(case, by=officer, answer=TYPED)
    page = send(officer, case, "close", {"measures": [Measure.NONE]})
    assert page.soup.select_one(f'a[href="/admin/cases/{case.pk}/classify/"]')
    assert Case.objects.get(pk=case.pk).stage == Stage.REPLIED


def test_the_code_of_a_registered_case_is_shown_once(officer: User) -> None:
    case = CaseFactory(registered=True)
    visitor = Visitor(officer)
    with visitor.expect_private():
        page = visitor.post(f"/admin/cases/{case.pk}/show_code/", {"version": case.version})
    code = page.soup.select_one("#tracking-code").get_text()
    assert services.unlock(code.split(",")[0][:24], network="n") == case
    again = visitor.post(f"/admin/cases/{case.pk}/show_code/", {"version": case.version + 1})
    assert (again.status, again.soup.select_one("#tracking-code")) == (409, None)


def test_showing_the_code_stands_in_the_diary(officer: User) -> None:
    case, visitor = CaseFactory(registered=True), Visitor(officer)
    with visitor.expect_private():
        visitor.post(f"/admin/cases/{case.pk}/show_code/", {"version": case.version})
    assert Case.objects.get(pk=case.pk).diary.last().act == Act.SHOW_CODE


def test_the_code_of_a_voice_from_the_web_is_never_shown(officer: User) -> None:
    case = CaseFactory()
    page = send(officer, case, "show_code", {})
    assert (page.status, page.soup.select_one("#tracking-code")) == (409, None)


@pytest.mark.parametrize("act", ["show_code", "contact"])
def test_what_is_done_by_post_is_not_done_by_get(officer: User, act: str) -> None:
    page = Visitor(officer).get(f"/admin/cases/{CaseFactory(registered=True).pk}/{act}/")
    assert page.status == 405
