"""Answering the hospital's question."""

import pytest

from feedback import services
from feedback.models import Case
from feedback.vocabulary import Act, Stage
from tests.factories import CaseFactory, UserFactory
from tests.feedback.public.conftest import Open
from tests.feedback.public.test_submit import photo


def test_an_answer_reaches_the_diary(at_case: Open) -> None:
    page = at_case(CaseFactory(waiting=True)).post("/feedback/case/answer/", {"text": "上午。"})
    assert (page.status, page.to) == (303, "/feedback/case/")
    assert Case.objects.get().diary.get(act=Act.ANSWER).text == "上午。"


def test_the_page_thanks_for_it(at_case: Open) -> None:
    visitor = at_case(CaseFactory(waiting=True))
    page = visitor.follow(visitor.post("/en/feedback/case/answer/", {"text": "上午。"}))
    assert "Your answer has reached us" in page.text


def test_files_come_with_it(at_case: Open) -> None:
    visitor = at_case(CaseFactory(waiting=True))
    visitor.post("/feedback/case/answer/", {"text": "上午。", "attachments": [photo()]})
    assert Case.objects.get().attachments.count() == 1


def test_an_empty_answer_is_asked_about(at_case: Open) -> None:
    page = at_case(CaseFactory(waiting=True)).post("/feedback/case/answer/", {"text": " "})
    assert page.soup.select("#id_answer_text_error")


def test_a_double_click_is_one_answer(at_case: Open) -> None:
    visitor = at_case(CaseFactory(waiting=True))
    answers = [visitor.post("/feedback/case/answer/", {"text": "上午。"}) for _ in range(2)]
    assert [page.status for page in answers] == [303, 303]
    assert Case.objects.get().diary.filter(act=Act.ANSWER).count() == 1


def test_an_answer_that_comes_too_late_is_given_back(at_case: Open) -> None:
    case = CaseFactory(waiting=True)
    visitor = at_case(case)
    services.reply(case, by=UserFactory(officer=True), answer="已核实。")
    page = visitor.post("/feedback/case/answer/", {"text": "上午。"})
    assert page.status == 409
    assert page.soup.select_one("#kept").text == "上午。"


@pytest.mark.parametrize("trait", ["accepted", "replied", "closed", "declined", "withdrawn"])
def test_nobody_answers_what_was_not_asked(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).post("/feedback/case/answer/", {"text": "上午。"})
    assert page.status == 409


def test_the_case_goes_back_to_where_it_was(at_case: Open) -> None:
    at_case(CaseFactory(waiting=True)).post("/feedback/case/answer/", {"text": "上午。"})
    assert Case.objects.get().stage == Stage.ACCEPTED
