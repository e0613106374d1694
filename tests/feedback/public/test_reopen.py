"""Having a case taken up again."""

import pytest

from feedback.models import Case
from feedback.vocabulary import Act, Stage
from tests.factories import CaseFactory
from tests.feedback.public.conftest import Open

REASON = {"reason": "又发生了。"}


@pytest.mark.parametrize("trait", ["replied", "closed", "declined", "withdrawn"])
def test_a_reason_takes_it_up_again(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).post("/feedback/case/reopen/", REASON)
    assert page.status == 303
    assert Case.objects.get().stage == Stage.REOPENED


def test_a_reason_is_needed(at_case: Open) -> None:
    page = at_case(CaseFactory(replied=True)).post("/feedback/case/reopen/", {"reason": ""})
    assert page.soup.select("#id_reopen_reason_error")
    assert Case.objects.get().stage == Stage.REPLIED


def test_a_new_date_is_promised(at_case: Open) -> None:
    visitor = at_case(CaseFactory(closed=True, overdue=True))
    page = visitor.follow(visitor.post("/en/feedback/case/reopen/", REASON))
    assert "Your case was taken up again. You will be answered by" in page.text


def test_a_double_click_takes_it_up_once(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    pages = [visitor.post("/feedback/case/reopen/", REASON) for _ in range(2)]
    assert [page.status for page in pages] == [303, 303]
    assert Case.objects.get().diary.filter(act=Act.REOPEN).count() == 1


@pytest.mark.parametrize("trait", ["accepted", "waiting", "reopened"])
def test_what_is_open_cannot_be_opened_again(at_case: Open, trait: str) -> None:
    case = CaseFactory(**{trait: True})
    page = at_case(case).post("/feedback/case/reopen/", REASON)
    assert page.status == 409
    assert Case.objects.get().version == case.version
