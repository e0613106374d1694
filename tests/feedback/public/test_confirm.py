"""Saying whether the office has understood the matter."""

import pytest

from feedback import services
from feedback.models import Case
from feedback.vocabulary import Act
from portal.models import User
from tests.factories import CaseFactory
from tests.feedback.public.conftest import Open

PROBLEM = "您反映门诊排队两个多小时，无人解释。"
OTHER = {"text": "不是门诊，是药房。"}


@pytest.fixture
def case(officer: User) -> Case:
    """A case whose problem the office has put into its own words."""
    case = CaseFactory(accepted=True)
    services.restate(case, by=officer, problem=PROBLEM)
    return case


def test_the_words_of_the_office_stand_above_the_question(at_case: Open, case: Case) -> None:
    page = at_case(case).get("/en/feedback/case/")
    assert page.soup.select_one("#act-confirm #restated").text == PROBLEM
    assert page.text.count(PROBLEM) == 1
    assert "Please tell us below whether we have understood your matter." in page.text


def test_one_press_confirms_it(at_case: Open, case: Case) -> None:
    page = at_case(case).post("/feedback/case/confirm/")
    assert (page.status, page.to) == (303, "/feedback/case/")
    assert Case.objects.get().confirmed_at is not None


def test_something_else_corrects_it(at_case: Open, case: Case) -> None:
    assert at_case(case).post("/feedback/case/correct/", OTHER).status == 303
    assert Case.objects.get().diary.get(act=Act.CORRECT).text == OTHER["text"]
    assert Case.objects.get().confirmed_at is None


def test_a_correction_needs_words(at_case: Open, case: Case) -> None:
    page = at_case(case).post("/feedback/case/correct/", {"text": " "})
    assert page.soup.select("#id_correct_text_error")
    assert Case.objects.get().restated_at is not None


@pytest.mark.parametrize(("act", "sent"), [("confirm", {}), ("correct", OTHER)])
def test_a_double_click_is_one_act(
    at_case: Open, case: Case, act: str, sent: dict[str, str]
) -> None:
    visitor = at_case(case)
    pages = [visitor.post(f"/feedback/case/{act}/", sent) for _ in range(2)]
    assert [page.status for page in pages] == [303, 303]
    assert Case.objects.get().diary.filter(act=act).count() == 1


@pytest.mark.parametrize("act", ["confirm", "correct"])
def test_afterwards_nothing_is_asked_any_more(at_case: Open, case: Case, act: str) -> None:
    visitor = at_case(case)
    page = visitor.follow(visitor.post(f"/feedback/case/{act}/", OTHER))
    assert not page.soup.select("#act-confirm")


@pytest.mark.parametrize("act", ["confirm", "correct"])
@pytest.mark.parametrize("trait", ["accepted", "replied", "closed", "withdrawn"])
def test_what_was_not_asked_cannot_be_answered(at_case: Open, trait: str, act: str) -> None:
    case = CaseFactory(**{trait: True})
    page = at_case(case).post(f"/feedback/case/{act}/", OTHER)
    assert page.status == 409
    assert Case.objects.get().version == case.version


def test_a_correction_that_comes_too_late_is_given_back(
    at_case: Open, case: Case, officer: User
) -> None:
    services.reply(case, by=officer, answer="已核实。")
    page = at_case(case).post("/feedback/case/correct/", OTHER)
    assert page.soup.select_one("#kept").text == OTHER["text"]


def test_while_a_question_waits_the_problem_does_not(
    at_case: Open, case: Case, officer: User
) -> None:
    services.ask(case, by=officer, question="哪一天？")
    assert not at_case(case).get("/feedback/case/").soup.select("#act-confirm")
