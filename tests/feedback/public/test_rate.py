"""Judging the answer."""

import pytest

from feedback.models import Case
from feedback.vocabulary import Act
from tests.factories import CaseFactory
from tests.feedback.public.conftest import Open

RATING = {"satisfaction": "4", "resolution": "resolved", "comment": "谢谢。"}


@pytest.mark.parametrize("trait", ["replied", "closed"])
def test_a_rating_is_kept(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).post("/feedback/case/rate/", RATING)
    case = Case.objects.get()
    assert (page.status, case.satisfaction, case.resolution) == (303, 4, "resolved")


@pytest.mark.parametrize("missing", ["satisfaction", "resolution"])
def test_both_questions_must_be_answered(at_case: Open, missing: str) -> None:
    visitor = at_case(CaseFactory(replied=True))
    page = visitor.post("/feedback/case/rate/", {**RATING, missing: ""})
    assert page.soup.select_one("#id_rate_comment").text.strip() == "谢谢。"
    assert Case.objects.get().rated_at is None


@pytest.mark.parametrize(
    "wrong", [{"satisfaction": "6"}, {"satisfaction": "x"}, {"resolution": "unreachable"}]
)
def test_nothing_else_is_an_answer(at_case: Open, wrong: dict[str, str]) -> None:
    at_case(CaseFactory(replied=True)).post("/feedback/case/rate/", {**RATING, **wrong})
    assert Case.objects.get().rated_at is None


def test_it_can_be_changed_and_both_stay_in_the_diary(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    for satisfaction in ("4", "1"):
        visitor.post("/feedback/case/rate/", {**RATING, "satisfaction": satisfaction})
    assert Case.objects.get().satisfaction == 1
    assert Case.objects.get().diary.filter(act=Act.RATE).count() == 2


def test_a_double_click_is_one_rating(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    for _ in range(2):
        visitor.post("/feedback/case/rate/", RATING)
    assert Case.objects.get().diary.filter(act=Act.RATE).count() == 1


def test_the_earlier_rating_stands_in_the_form(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    page = visitor.follow(visitor.post("/feedback/case/rate/", RATING))
    assert page.soup.select_one("[name=satisfaction][checked]")["value"] == "4"
    assert page.soup.select_one("#id_rate_comment").text.strip() == "谢谢。"


@pytest.mark.parametrize("trait", ["accepted", "waiting", "declined", "withdrawn"])
def test_there_is_nothing_to_judge_before_the_reply(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).post("/feedback/case/rate/", RATING)
    assert page.status == 409
    assert page.soup.select_one("#kept").text == "谢谢。"
