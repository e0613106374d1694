"""A case that was merged: its submitter keeps the own page and gets the answer there."""

import pytest

from feedback import services
from feedback.models import Case
from feedback.vocabulary import Stage
from portal.models import User
from tests.factories import CaseFactory
from tests.feedback.public.conftest import Open


def test_a_merged_case_is_looked_into_like_any_other(at_case: Open) -> None:
    case = CaseFactory(merged=True)
    page = at_case(case).get("/en/feedback/case/")
    assert "We are looking into it. You will be answered by" in page.text
    assert case.merged_into.reference not in page.body.decode()
    assert not page.soup.select("[action$='/part/'], [action$='/rate/'], [action$='/reopen/']")


def test_a_merged_case_does_not_open_the_other(at_case: Open) -> None:
    case = CaseFactory(merged=True)
    sent = {"reference": case.merged_into.reference}
    assert at_case(case).post("/feedback/case/part/", sent).status == 404


def test_a_merged_case_that_is_overdue_is_owned_up_to(at_case: Open) -> None:
    page = at_case(CaseFactory(merged=True, overdue=True)).get("/en/feedback/case/")
    assert "overdue" in page.text


def test_a_merged_case_takes_messages(at_case: Open) -> None:
    visitor = at_case(CaseFactory(merged=True))
    assert visitor.post("/feedback/case/message/", {"text": "还有一点。"}).status == 303


@pytest.fixture
def shared(officer: User) -> Case:
    """A case that got its answer together with the one it was merged into."""
    case = CaseFactory(merged=True)
    services.reply(case.merged_into, by=officer, answer="窗口已增加人手。")
    return case


def test_its_answer_stands_on_the_own_page(at_case: Open, shared: Case) -> None:
    page = at_case(shared).get("/en/feedback/case/")
    assert page.soup.select_one("section[aria-labelledby=last-word] h2").text == "Our answer"
    assert page.text.count("窗口已增加人手。") == 1


def test_its_answer_can_be_judged(at_case: Open, shared: Case) -> None:
    at_case(shared).post("/feedback/case/rate/", {"satisfaction": "2"})
    assert Case.objects.get(pk=shared.pk).satisfaction == 2
    assert Case.objects.get(pk=shared.merged_into_id).satisfaction is None


def test_taken_up_again_it_is_handled_on_its_own(at_case: Open, shared: Case) -> None:
    at_case(shared).post("/feedback/case/reopen/", {"reason": "我这里没有改。"})
    case = Case.objects.get(pk=shared.pk)
    assert (case.stage, case.merged_into) == (Stage.REOPENED, None)
    assert Case.objects.get(pk=shared.merged_into_id).stage == Stage.REPLIED
