"""Taking a voice back."""

import pytest

from feedback.models import Case
from feedback.vocabulary import Act, Stage
from tests.factories import CaseFactory
from tests.feedback.public.conftest import Open


def test_it_is_asked_once_more(at_case: Open) -> None:
    page = at_case(CaseFactory(accepted=True)).get("/feedback/case/withdraw/")
    assert page.status == 200
    assert Case.objects.get().stage == Stage.ACCEPTED


@pytest.mark.parametrize("trait", ["accepted", "assigned", "waiting", "reopened"])
def test_it_can_be_withdrawn_without_a_reason(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).post("/feedback/case/withdraw/", {"reason": ""})
    assert page.status == 303
    assert Case.objects.get().stage == Stage.WITHDRAWN


def test_it_still_opens_to_its_owner(at_case: Open) -> None:
    visitor = at_case(CaseFactory(accepted=True))
    page = visitor.follow(visitor.post("/en/feedback/case/withdraw/", {"reason": "好了。"}))
    assert "You have withdrawn your case." in page.text


def test_a_double_click_withdraws_once(at_case: Open) -> None:
    visitor = at_case(CaseFactory(accepted=True))
    pages = [visitor.post("/feedback/case/withdraw/", {"reason": ""}) for _ in range(2)]
    assert [page.status for page in pages] == [303, 303]
    assert Case.objects.get().diary.filter(act=Act.WITHDRAW).count() == 1


@pytest.mark.parametrize("trait", ["replied", "closed", "declined"])
def test_an_answered_case_cannot_be_withdrawn(at_case: Open, trait: str) -> None:
    visitor = at_case(CaseFactory(**{trait: True}))
    assert visitor.get("/feedback/case/withdraw/").status == 409
    assert visitor.post("/feedback/case/withdraw/", {"reason": "算了"}).status == 409


def test_too_long_a_reason_comes_back(at_case: Open) -> None:
    visitor = at_case(CaseFactory(accepted=True))
    page = visitor.post("/feedback/case/withdraw/", {"reason": "长" * 5001})
    assert page.soup.select_one("#id_withdraw_reason").text.strip() == "长" * 5001
