"""Having a case taken up again."""

import pytest

from feedback.models import Case
from feedback.public import acts
from feedback.public.questions import ReopenForm
from feedback.vocabulary import Act, Stage
from tests.factories import CaseFactory
from tests.feedback.public.conftest import Open

REASON = {"reason": "又发生了。"}
NEWS = {**REASON, "new_facts": "昨天又等了两个小时，有照片。"}


@pytest.mark.parametrize("trait", ["replied", "withdrawn"])
def test_a_reason_takes_it_up_again(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).post("/feedback/case/reopen/", REASON)
    assert page.status == 303
    assert Case.objects.get().stage == Stage.REOPENED


@pytest.mark.parametrize("trait", ["closed", "declined"])
def test_what_has_ended_is_taken_up_for_something_new(at_case: Open, trait: str) -> None:
    at_case(CaseFactory(**{trait: True})).post("/feedback/case/reopen/", NEWS)
    case = Case.objects.get()
    assert case.stage == Stage.REOPENED
    assert case.diary.get(act=Act.REOPEN).text == "\n\n".join(NEWS.values())


@pytest.mark.parametrize("trait", ["closed", "declined"])
def test_without_anything_new_it_asks_and_keeps_the_words(at_case: Open, trait: str) -> None:
    case = CaseFactory(**{trait: True})
    page = at_case(case).post("/feedback/case/reopen/", {**REASON, "new_facts": " "})
    assert page.soup.select("#id_reopen_new_facts_error")
    assert page.soup.select_one("#id_reopen_reason").text.strip() == REASON["reason"]
    assert Case.objects.get().version == case.version


@pytest.mark.parametrize("trait", ["replied", "withdrawn"])
def test_only_what_has_ended_asks_for_something_new(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).get("/feedback/case/")
    assert not page.soup.select("[name=new_facts]")


def test_a_case_closed_this_very_moment_asks_for_it(
    at_case: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, ended = at_case(CaseFactory(closed=True)), acts.Room.form_of
    forms = iter([ReopenForm])  # as the case stood when it was read
    monkeypatch.setattr(acts.Room, "form_of", lambda room, case: next(forms, ended(room, case)))
    page = visitor.post("/feedback/case/reopen/", REASON)
    assert page.soup.select("#id_reopen_new_facts_error")
    assert page.soup.select_one("#id_reopen_reason").text.strip() == REASON["reason"]


def test_too_late_all_that_was_written_is_given_back(at_case: Open) -> None:
    page = at_case(CaseFactory(accepted=True)).post("/feedback/case/reopen/", NEWS)
    assert page.status == 409
    assert page.soup.select_one("#kept").text == "\n\n".join(NEWS.values())


def test_a_reason_is_needed(at_case: Open) -> None:
    page = at_case(CaseFactory(replied=True)).post("/feedback/case/reopen/", {"reason": ""})
    assert page.soup.select("#id_reopen_reason_error")
    assert Case.objects.get().stage == Stage.REPLIED


def test_a_new_date_is_promised(at_case: Open) -> None:
    visitor = at_case(CaseFactory(closed=True, overdue=True))
    page = visitor.follow(visitor.post("/en/feedback/case/reopen/", NEWS))
    assert "Your case was taken up again. You will be answered by" in page.text


@pytest.mark.parametrize("trait", ["replied", "closed"])
def test_a_double_click_takes_it_up_once(at_case: Open, trait: str) -> None:
    visitor = at_case(CaseFactory(**{trait: True}))
    pages = [visitor.post("/feedback/case/reopen/", NEWS) for _ in range(2)]
    assert [page.status for page in pages] == [303, 303]
    assert Case.objects.get().diary.filter(act=Act.REOPEN).count() == 1


@pytest.mark.parametrize("trait", ["accepted", "waiting", "reopened"])
def test_what_is_open_cannot_be_opened_again(at_case: Open, trait: str) -> None:
    case = CaseFactory(**{trait: True})
    page = at_case(case).post("/feedback/case/reopen/", REASON)
    assert page.status == 409
    assert Case.objects.get().version == case.version
