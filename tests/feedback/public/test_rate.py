"""Judging the answer."""

import pytest

from feedback import services
from feedback.models import Case
from feedback.vocabulary import Act, Resolution
from feedback.workflow import Role
from portal.models import User
from tests.factories import CaseFactory
from tests.feedback.public.conftest import Open

RATING = {"satisfaction": "4", "resolution": "resolved", "comment": "谢谢。"}


@pytest.mark.parametrize("trait", ["replied", "closed"])
def test_a_rating_is_kept(at_case: Open, trait: str) -> None:
    page = at_case(CaseFactory(**{trait: True})).post("/feedback/case/rate/", RATING)
    case = Case.objects.get()
    assert (page.status, case.satisfaction, case.resolution) == (303, 4, "resolved")


def test_one_tap_is_a_judgement(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    taps = visitor.get("/feedback/case/").soup.select("[action$='/rate/'] button")
    assert [tap["value"] for tap in taps] == ["5", "4", "3", "2", "1"]
    visitor.post("/feedback/case/rate/", {taps[1]["name"]: taps[1]["value"]})
    case = Case.objects.get()
    assert (case.satisfaction, case.resolution) == (4, "")


def test_after_the_tap_the_rest_can_be_added(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    page = visitor.follow(visitor.post("/en/feedback/case/rate/", {"satisfaction": "4"}))
    assert "You rated our answer. Satisfaction: Satisfied." in page.text
    assert page.soup.select_one("[name=satisfaction][checked]")["value"] == "4"
    visitor.post("/feedback/case/rate/", RATING)
    assert Case.objects.get().resolution == "resolved"


def test_a_second_tap_on_the_same_button_is_one_judgement(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    for _ in range(2):
        visitor.post("/feedback/case/rate/", {"satisfaction": "4"})
    assert Case.objects.get().diary.filter(act=Act.RATE).count() == 1


def test_without_a_judgement_the_words_come_back(at_case: Open) -> None:
    visitor = at_case(CaseFactory(replied=True))
    page = visitor.post("/feedback/case/rate/", {**RATING, "satisfaction": ""})
    assert page.soup.select_one("#id_rate_comment").text.strip() == "谢谢。"
    assert Case.objects.get().rated_at is None


def test_another_answer_is_judged_anew(at_case: Open, officer: User) -> None:
    case = CaseFactory(rated=True)
    services.reopen(case, by=Role.SUBMITTER, reason="又发生了。")
    services.reply(case, by=officer, answer="已再次核实。")
    page = at_case(case).get("/en/feedback/case/")
    assert len(page.soup.select("[action$='/rate/'] button[name=satisfaction]")) == 5


def test_what_was_said_on_the_telephone_stays_apart(at_case: Open, second_officer: User) -> None:
    case = CaseFactory(replied=True)
    services.call_back(case, by=second_officer, resolution=Resolution.UNRESOLVED, satisfaction=1)
    at_case(case).post("/feedback/case/rate/", RATING)
    case = Case.objects.get()
    assert (case.satisfaction, case.callback_satisfaction) == (4, 1)
    assert (case.resolution, case.callback_resolution) == ("resolved", "unresolved")


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
