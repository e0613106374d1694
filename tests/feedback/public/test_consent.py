"""Agreeing to a published summary, and taking it back."""

import pytest

from feedback import casebook, services
from feedback.models import Case, Consent
from feedback.vocabulary import Act
from feedback.workflow import Role
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.feedback.public.conftest import Open
from tests.visitor import Visitor

YES = {"agreed": "on"}


def agree(visitor: Visitor) -> None:
    assert visitor.post("/feedback/case/consent/", YES).status == 303


def agreed() -> bool:
    return Consent.objects.filter(purpose=Consent.Purpose.PUBLISH, withdrawn_at=None).exists()


@pytest.mark.parametrize("trait", ["replied", "closed"])
def test_it_is_asked_after_the_answer_and_not_ticked(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).get("/feedback/case/")
    box = page.soup.select_one("[action$='/consent/'] [type=checkbox]")
    assert box is not None
    assert not box.has_attr("checked")


@pytest.mark.parametrize("trait", ["accepted", "waiting", "merged", "declined", "withdrawn"])
def test_before_an_answer_nobody_is_asked(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).post("/feedback/case/consent/", YES)
    assert page.status == 409
    assert not page.soup.select("[action$='/consent/']")
    assert not agreed()


def test_a_tick_is_consent(at_case: Open) -> None:
    agree(at_case(CaseFactory(replied=True)))
    assert agreed()


def test_without_a_tick_there_is_none(at_case: Open) -> None:
    page = at_case(CaseFactory(replied=True)).post("/feedback/case/consent/")
    assert page.soup.select("#id_consent_agreed_error")
    assert not agreed()


def test_a_double_click_is_one_consent(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    agree(visitor)
    agree(visitor)
    assert Case.objects.get().diary.filter(act=Act.CONSENT).count() == 1


def test_whoever_agreed_is_asked_no_more_and_can_take_it_back(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    agree(visitor)
    soup = visitor.get("/feedback/case/").soup
    assert soup.select("[action$='/revoke/']")
    assert not soup.select("[action$='/consent/']")


def test_it_is_taken_back_by_one_press_and_can_be_given_again(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    agree(visitor)
    assert visitor.post("/feedback/case/revoke/").status == 303
    assert not agreed()
    assert visitor.get("/feedback/case/").soup.select("[action$='/consent/']")


def test_it_can_be_taken_back_at_any_time(at_case: Open) -> None:
    case = CaseFactory(replied=True)
    services.agree_to_publication(case, agreed=True)
    services.reopen(case, by=Role.SUBMITTER, reason="又发生了。")
    at_case(case).post("/feedback/case/revoke/")
    assert not agreed()


def test_nobody_takes_back_what_was_not_given(at_case: Open) -> None:
    case = CaseFactory(replied=True)
    visitor = at_case(case)
    assert not visitor.get("/feedback/case/").soup.select("[action$='/revoke/']")
    visitor.post("/feedback/case/revoke/")
    assert Case.objects.get().version == case.version


def test_nobody_is_asked_for_what_is_never_published(at_case: Open, officer: User) -> None:
    case = CaseFactory(replied=True)
    services.dispute(case, by=officer, team=[officer])
    assert not at_case(case).get("/feedback/case/").soup.select("[action$='/consent/']")


def test_the_extract_for_the_editors_says_whether_there_is_consent(db: None) -> None:
    officer, case = UserFactory(officer=True), CaseFactory(closed=True)
    assert not casebook.extract(case.pk, by=officer).consented
    services.agree_to_publication(case, agreed=True)
    assert casebook.extract(case.pk, by=officer).consented
    services.agree_to_publication(case, agreed=False)
    assert not casebook.extract(case.pk, by=officer).consented
