"""Words that are used again and again: kept as a list, put above what an officer has typed."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from feedback.models import Case, CaseEvent, Category, ReplyTemplate
from feedback.office import replies
from feedback.office.fields import GAP
from feedback.vocabulary import Act, Kind
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Page, Visitor

LIST = "/admin/reply-templates/"
USE = ReplyTemplate.Use
FIELD = {"reply": "answer", "draft": "answer", "ask": "question", "decline": "explanation",
         "restate": "problem"}  # fmt: skip
STAGE = {"reply": "drafting", "draft": "assigned", "ask": "accepted", "restate": "accepted"}


def template(**words: Any) -> ReplyTemplate:
    said = {
        "title": "Standard",
        "text": "您好，编号{reference}。",
        "text_en": "Hello, {reference}.",
    }
    return ReplyTemplate.objects.create(**{**said, **words})


def put_in(who: User, case: Case, act: str, **typed: Any) -> Page:
    data = {"version": case.version, "insert": "1", **typed}
    return Visitor(who).post(f"/admin/cases/{case.pk}/{act}/", data)


def text(page: Page, act: str) -> str:
    return page.soup.select_one(f"textarea[name={FIELD[act]}]").get_text().strip()


def offered(who: User, case: Case, act: str) -> list[list[str]]:
    page = Visitor(who).get(f"/admin/cases/{case.pk}/{act}/")
    groups = page.soup.select("#template optgroup")
    return [[one.get_text() for one in group.select("option")] for group in groups]


@pytest.mark.parametrize(
    ("act", "use"),
    [("reply", USE.REPLY), ("draft", USE.REPLY), ("ask", USE.ASK), ("decline", USE.DECLINE),
     ("restate", USE.RESTATE)],
)  # fmt: skip
def test_a_template_is_put_above_what_was_typed(officer: User, act: str, use: str) -> None:
    case, chosen = CaseFactory(**{STAGE.get(act, "anonymous"): True}), template(use=use)
    page = put_in(officer, case, act, template=chosen.pk, **{FIELD[act]: "Already typed."})
    assert text(page, act) == f"您好，编号{case.reference}。\n\nAlready typed."


def test_putting_in_does_nothing_to_the_case(officer: User) -> None:
    case = CaseFactory(drafting=True)
    put_in(officer, case, "reply", template=template().pk, answer="Already typed.")
    assert CaseEvent.objects.filter(case=case).count() == case.version


@pytest.mark.parametrize("chosen", ["", "999", "x", "²", "1 OR 1=1"])
def test_without_a_choice_what_was_typed_stays(officer: User, chosen: str) -> None:
    page = put_in(officer, CaseFactory(drafting=True), "reply", template=chosen, answer="Typed.")
    assert text(page, "reply") == "Typed."


def test_other_answers_of_the_form_stay(officer: User) -> None:
    case, chosen = CaseFactory(), template(use=USE.DECLINE)
    page = put_in(officer, case, "decline", template=chosen.pk, reason="police", explanation="")
    assert page.soup.select_one("input[name=reason][value=police][checked]")


def test_the_words_are_in_the_submitters_language(officer: User) -> None:
    case = CaseFactory(drafting=True, language="en")
    page = put_in(officer, case, "reply", template=template().pk, answer="")
    assert text(page, "reply") == f"Hello, {case.reference}."


def test_without_english_words_the_chinese_ones_are_put_in(officer: User) -> None:
    case = CaseFactory(drafting=True, language="en")
    page = put_in(officer, case, "reply", template=template(text_en="").pk, answer="")
    assert text(page, "reply").startswith("您好")


def test_everything_known_is_filled_in_and_what_is_not_is_a_gap(officer: User) -> None:
    case = CaseFactory(accepted=True)
    words = "|".join(f"{{{name}}}" for name in replies.FIELDS)
    filled = replies.words(template(text=words), case).split("|")
    assert filled[0] == case.reference
    assert (filled[3], filled[4]) == (GAP, case.hospital.label)
    assert not any("{" in one for one in filled)


def test_those_for_the_matter_of_the_case_come_first(officer: User) -> None:
    curt = Category.objects.get(code="ATT-01")
    template(title="for all"), template(title="curt", category=curt)
    template(title="parent", category=curt.parent), template(title="praise", kind=Kind.COMPLIMENT)
    template(title="old", active=False), template(title="question", use=USE.ASK)
    case = CaseFactory(assigned=True, category="ATT-01")
    assert offered(officer, case, "reply") == [["curt", "parent", "for all"], ["praise"]]


def test_a_desk_without_templates_offers_none(officer: User) -> None:
    template()
    case = CaseFactory(assigned=True)
    assert offered(officer, case, "note") == []
    page = Visitor(officer).post(f"/admin/cases/{case.pk}/note/", {"insert": "1", "text": ""})
    assert not CaseEvent.objects.filter(act=Act.NOTE).exists()
    assert page.status == 200


@pytest.mark.parametrize(
    "words", ["{name}", "{reference", "reference}", "｛due｝{story}", "{}", "{0}"]
)
def test_what_cannot_be_filled_in_is_refused(officer: User, words: str) -> None:
    data = {"title": "one", "use": "reply", "text": f"您好 {words}", "sort": 1}
    page = Visitor(officer).post(f"{LIST}new/", data)
    assert page.status == 200
    assert not ReplyTemplate.objects.exists()


def test_a_template_is_added_and_found_by_a_word(officer: User) -> None:
    data = {
        "title": "候诊",
        "use": "reply",
        "text": "抱歉久等，{due}前答复。",
        "sort": 1,
        "active": "on",
    }
    visitor = Visitor(officer)
    assert visitor.post(f"{LIST}new/", data).status == 302
    assert "候诊" in visitor.get(f"{LIST}?q=久等").text
    assert "候诊" not in visitor.get(f"{LIST}?q=停车").text


@pytest.mark.parametrize("who", ["doctor", "director", "oversight", "editor"])
def test_only_the_office_keeps_the_list(db: None, who: str) -> None:
    visitor = Visitor(UserFactory(**{who: True}))
    assert visitor.get(LIST).to == visitor.post(f"{LIST}new/", {}).to == "/admin/"


def test_an_office_begins_with_templates_of_which_every_word_can_be_filled_in(db: None) -> None:
    call_command("reply_templates", stdout=StringIO())
    begun = list(ReplyTemplate.objects.all())
    assert len(begun) >= 12
    assert not [one for one in begun if replies.unknown(one.text + one.text_en)]
    assert all(one.text and one.text_en for one in begun)


def test_what_the_office_has_written_is_left_alone(db: None) -> None:
    template(title="own")
    call_command("reply_templates", stdout=StringIO())
    assert [one.title for one in ReplyTemplate.objects.all()] == ["own"]


@pytest.mark.parametrize("act", ["reply", "ask", "decline", "restate"])
def test_no_gap_of_a_template_goes_out(officer: User, act: str) -> None:
    case = CaseFactory(**({STAGE[act]: True} if act in STAGE else {}))
    typed = {"version": case.version, "reason": "vague", FIELD[act]: f"请到{GAP}办理。"}
    page = Visitor(officer).post(f"/admin/cases/{case.pk}/{act}/", typed)
    assert text(page, act) == f"请到{GAP}办理。"
    assert page.soup.select_one(f"#id_{FIELD[act]}_error")
    assert Case.objects.get(pk=case.pk).version == case.version


@pytest.mark.parametrize("act", ["reply", "ask", "decline", "restate"])
def test_dots_somebody_meant_go_out(officer: User, act: str) -> None:
    case = CaseFactory(**({STAGE[act]: True} if act in STAGE else {}))
    said = "您提到等候、缴费…这些我们都看了……"
    typed = {"version": case.version, "reason": "vague", FIELD[act]: said}
    Visitor(officer).post(f"/admin/cases/{case.pk}/{act}/", typed)
    assert case.diary.last().text == said


def test_what_a_template_leaves_open_is_marked_as_a_gap(officer: User) -> None:
    case, chosen = CaseFactory(drafting=True), template(text="情况：……\n另有…")
    page = put_in(officer, case, "reply", template=chosen.pk, answer="等等……")
    assert text(page, "reply") == f"情况：{GAP}\n另有{GAP}\n\n等等……"


def test_what_helpful_words_leave_open_is_marked_as_a_gap(officer: User) -> None:
    typed = {"version": 1, "reason": "out_of_scope", "suggest": "1"}
    page = Visitor(officer).post(f"/admin/cases/{CaseFactory().pk}/decline/", typed)
    assert GAP in text(page, "decline")


def test_a_draft_may_still_have_gaps(officer: User) -> None:
    case = CaseFactory(assigned=True)
    typed = {"version": case.version, "answer": f"请到{GAP}办理。"}
    Visitor(officer).post(f"/admin/cases/{case.pk}/draft/", typed)
    assert case.diary.last().act == Act.DRAFT
