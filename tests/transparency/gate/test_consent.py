"""Editor and reviewer see whether the submitter agrees to a summary, as it is at this moment."""

from datetime import date
from typing import Any

import pytest

from feedback import casebook, services
from feedback.models import Case, Consent
from portal.models import User
from tests.factories import CaseFactory
from tests.transparency.conftest import hide_among, put_out, write_summary
from tests.visitor import Visitor
from transparency import drafting
from transparency.models import CaseSummaryPage, SummaryIndexPage

AGREED = "同意公开不指认任何人的摘要"
WITHDRAWN = "收回公开的同意"
UNSAID = "当事人没有表示是否同意公开摘要。"


@pytest.fixture
def case(index: SummaryIndexPage) -> Case:
    return CaseFactory(closed=True)


@pytest.fixture
def drafted(case: Case, officer: User) -> CaseSummaryPage:
    return drafting.draft(case.pk, by=officer)[0]


def said(case: Case, *agreed: bool) -> None:
    for one in agreed:
        services.agree_to_publication(case, agreed=one)


def form(page: CaseSummaryPage, by: User) -> str:
    shown = Visitor(by).get(f"/admin/pages/{page.pk}/edit/", language="en")
    return str(shown.soup.select_one("#consent").get_text(" ", strip=True))


@pytest.mark.parametrize(
    ("answers", "sentence"), [((), UNSAID), ((True,), AGREED), ((True, False), WITHDRAWN)]
)
def test_the_editor_reads_it_above_the_text(
    case: Case, drafted: CaseSummaryPage, editor: User, answers: tuple[bool, ...], sentence: str
) -> None:
    said(case, *answers)
    assert sentence in form(drafted, editor)


def test_the_reviewer_reads_it_as_well(
    case: Case, drafted: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    said(case, True, False)
    drafted.matter = "患者甲等候过长。"
    drafted.save_revision(user=editor)
    drafted.get_workflow().start(drafted, editor)
    assert WITHDRAWN in form(drafted, reviewer)


def test_it_is_asked_anew_and_kept_nowhere(
    case: Case, drafted: CaseSummaryPage, editor: User
) -> None:
    said(case, True)
    assert AGREED in form(drafted, editor)
    said(case, False)
    assert WITHDRAWN in form(drafted, editor)
    said(case, True)
    assert AGREED in form(drafted, editor)


def test_the_officer_reads_it_beside_what_happens_next(
    case: Case, drafted: CaseSummaryPage, officer: User
) -> None:
    said(case, True, False)
    page = Visitor(officer).get(f"/admin/transparency/drafted/{drafted.pk}/", language="en")
    assert WITHDRAWN in page.soup.select_one("#consent").text


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [(True, "可以引用当事人原话"), (False, "不得引用当事人原话")],
)
def test_whether_words_may_be_quoted_is_said_too(
    case: Case, drafted: CaseSummaryPage, editor: User, quote: bool, sentence: str
) -> None:
    said(case, True)
    if quote:
        given = case.consents.get(purpose=Consent.Purpose.PUBLISH)
        Consent.objects.create(
            case=case, purpose=Consent.Purpose.QUOTE, channel="web", given_at=given.given_at
        )
    assert sentence in form(drafted, editor)


def test_it_names_no_case(case: Case, drafted: CaseSummaryPage, editor: User) -> None:
    said(case, True)
    page = Visitor(editor).get(f"/admin/pages/{drafted.pk}/edit/")
    assert case.reference not in page.soup.select_one("#page-edit-form").text


def test_a_summary_written_without_a_case_asks_nobody(
    index: SummaryIndexPage, editor: User
) -> None:
    page = write_summary(index, by=editor)
    shown = Visitor(editor).get(f"/admin/pages/{page.pk}/edit/")
    assert shown.soup.select_one("#consent") is None


def test_a_public_summary_is_named_on_the_start_page_once_consent_is_taken_back(
    case: Case, drafted: CaseSummaryPage, editor: User, reviewer: User, officer: User
) -> None:
    hide_among("PRO-02")
    drafted.month, drafted.matter = date(2026, 3, 1), "患者甲等候过长。"
    drafted.save_revision(user=editor)
    put_out(drafted, by=reviewer)
    said(case, True)
    assert not panel(editor)
    said(case, False)
    assert [bool(panel(one)) for one in (editor, reviewer, officer)] == [True, True, False]


def panel(user: User) -> list[Any]:
    return list(Visitor(user).get("/admin/").soup.select("#taken-back-section"))


def test_the_window_says_no_more_than_that(case: Case) -> None:
    said(case, True, False)
    consent = casebook.consent(case.reference)
    assert [consent.state, consent.may_quote] == ["withdrawn", False]
    assert casebook.taken_back([case.reference, "TS-2026-000000"]) == {case.reference}
    assert casebook.consent("TS-2026-000000").state == "not_said"
