"""An officer drafts a public summary from a closed case by one button."""

import json
from typing import Any

import pytest

from feedback.models import Access
from feedback.vocabulary import Reading, Stage
from portal.models import User
from tests.factories import CaseFactory
from tests.transparency.conftest import put_out
from tests.visitor import Visitor
from transparency.models import CaseSummaryPage, SummaryIndexPage, SummarySource
from transparency.wagtail_hooks import draft_button

CANARY = "金丝雀故事"


@pytest.fixture
def case(index: SummaryIndexPage) -> Any:
    return CaseFactory(closed=True, story=f"{CANARY}在窗口", gist=f"{CANARY}梗概")


def press(case: Any, by: User) -> Any:
    return Visitor(by).post(f"/admin/transparency/draft/{case.pk}/")


def test_the_draft_is_filled_from_coded_fields_and_the_finding(case: Any, officer: User) -> None:
    press(case, officer)
    page = CaseSummaryPage.objects.get()
    assert (page.kind, page.category, page.outcome) == ("complaint", "PRO", case.outcome)
    assert page.finding == case.finding
    assert page.month == case.received_on.replace(day=1)


def test_the_draft_is_not_live_and_belongs_to_the_officer(case: Any, officer: User) -> None:
    press(case, officer)
    page = CaseSummaryPage.objects.get()
    assert (page.live, page.owner, page.get_latest_revision().user) == (False, officer, officer)


def test_no_word_of_the_submitter_is_in_the_draft(case: Any, officer: User) -> None:
    press(case, officer)
    page = CaseSummaryPage.objects.get()
    kept = json.dumps([page.serializable_data(), page.latest_revision.content], default=str)
    secrets = [CANARY, "王桂兰", "13800138000", "wang.guilan", case.reference, "窗口已增加人手"]
    assert not [word for word in secrets if json.dumps(word)[1:-1] in kept]


def test_the_tie_to_the_case_is_kept_beside_the_page(case: Any, officer: User) -> None:
    press(case, officer)
    assert SummarySource.objects.get().reference == case.reference


def test_a_copy_has_no_tie_to_the_case(case: Any, officer: User) -> None:
    press(case, officer)
    CaseSummaryPage.objects.get().copy(update_attrs={"slug": "copy"})
    assert SummarySource.objects.count() == 1


def test_a_second_press_leads_to_the_first_draft(case: Any, officer: User) -> None:
    assert press(case, officer).to == press(case, officer).to
    assert CaseSummaryPage.objects.count() == 1


def test_the_officer_is_told_what_happens_next(case: Any, officer: User) -> None:
    desk = Visitor(officer)
    page = desk.follow(desk.post(f"/admin/transparency/draft/{case.pk}/"))
    assert page.soup.select_one("ol li")
    assert not page.soup.select(f"a[href='/admin/pages/{CaseSummaryPage.objects.get().pk}/edit/']")


def test_once_it_is_public_the_officer_is_shown_where(
    case: Any, officer: User, reviewer: User, editor: User
) -> None:
    press(case, officer)
    page = CaseSummaryPage.objects.get()
    page.matter = "患者甲等了很久。"
    page.save_revision(user=editor)
    put_out(page, by=reviewer)
    desk = Visitor(officer)
    seen = desk.follow(press(case, officer))
    assert seen.soup.select(f"a[href$='{page.url}']")


def test_the_extract_is_on_record(case: Any, officer: User) -> None:
    press(case, officer)
    assert Access.objects.filter(case=case, by=officer, reading=Reading.EXTRACT).exists()


@pytest.mark.parametrize("stage", [Stage.ACCEPTED, Stage.REPLIED, Stage.WITHDRAWN])
def test_an_open_case_cannot_be_drafted(index: SummaryIndexPage, officer: User, stage: str) -> None:
    answer = press(CaseFactory(stage=stage), officer)
    assert answer.status == 409
    assert not CaseSummaryPage.objects.exists()


@pytest.mark.parametrize("name", ["restricted", "dispute"])
def test_what_must_stay_inside_is_not_drafted(case: Any, officer: User, name: str) -> None:
    type(case).objects.filter(pk=case.pk).update(**{name: True})
    assert press(case, officer).status == 409


@pytest.mark.parametrize("who", ["doctor", "chen", "editor", "reviewer"])
def test_others_are_told_there_is_nothing(case: Any, request: Any, who: str) -> None:
    assert press(case, request.getfixturevalue(who)).status == 404


def test_a_case_that_does_not_exist_is_not_found(index: SummaryIndexPage, officer: User) -> None:
    assert Visitor(officer).post("/admin/transparency/draft/99999/").status == 404


def test_a_link_cannot_draft(case: Any, officer: User) -> None:
    assert Visitor(officer).get(f"/admin/transparency/draft/{case.pk}/").status == 405


def test_without_a_list_of_summaries_the_officer_is_told(db: None, officer: User) -> None:
    assert press(CaseFactory(closed=True), officer).status == 409


def test_the_button_hangs_on_closed_cases_only(case: Any, officer: User, doctor: User) -> None:
    assert draft_button(case, officer) is not None
    assert draft_button(case, doctor) is None
    assert draft_button(CaseFactory(accepted=True), officer) is None


def test_the_editor_finds_the_draft_on_the_start_page(
    case: Any, officer: User, editor: User
) -> None:
    press(case, officer)
    address = f"/admin/pages/{CaseSummaryPage.objects.get().pk}/edit/"
    assert Visitor(editor).get("/admin/").soup.select(f"a[href='{address}']")
