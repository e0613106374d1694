"""The own case: what it says in each stage, and that it opens to nobody else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail import hooks

from feedback import services
from feedback.models import Case
from feedback.public import dates, urls
from feedback.vocabulary import ExtendReason, Stage
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory
from tests.feedback.public.conftest import Open
from tests.visitor import Visitor

STAGES = ["accepted", "assigned", "waiting", "drafting", "replied", "closed", "reopened"]
ENDED = ["declined", "withdrawn"]
ACTS = [
    "confirm", "correct", "message", "answer", "rate", "reopen", "consent", "revoke", "withdraw",
]  # fmt: skip


def test_without_a_code_there_is_no_case(visitor: Visitor) -> None:
    page = visitor.get("/feedback/case/")
    assert page.to == "/feedback/track/"
    assert visitor.follow(page).soup.select(".notice")


@pytest.mark.parametrize("trait", [*STAGES, *ENDED])
@pytest.mark.parametrize("language", ["", "/en"])
def test_it_opens_in_every_stage(at_case: Open, trait: str, language: str) -> None:
    visitor = at_case(CaseFactory(**{trait: True}))
    assert visitor.get(f"{language}/feedback/case/").status == 200


def test_it_shows_the_story_to_the_letter(at_case: Open) -> None:
    story = "  第一行😀\n\n\n\n第二行１２３\n"
    page = at_case(CaseFactory(story=story)).get("/feedback/case/")
    assert page.soup.select_one("#story").text == story


def test_hostile_words_stay_words(at_case: Open) -> None:
    page = at_case(CaseFactory(story="<script>alert(1)</script>")).get("/feedback/case/")
    assert page.soup.select_one("#story").text.startswith("<script>")


def test_neither_address_nor_title_knows_whose_it_is(at_case: Open) -> None:
    case = CaseFactory()
    assert case.reference not in at_case(case).get("/feedback/case/").soup.title.text


def test_it_names_the_responsible_department(at_case: Open) -> None:
    case = CaseFactory(assigned=True)
    assert "Cardiology" in at_case(case).get("/en/feedback/case/").text


def test_whoever_was_asked_is_not_yet_responsible(at_case: Open) -> None:
    text = at_case(CaseFactory(assigned=True)).get("/en/feedback/case/").text
    assert "Responsible Complaint office Asked to look into it Cardiology" in text


def test_whoever_has_taken_it_on_is_responsible(at_case: Open) -> None:
    text = at_case(CaseFactory(stage=Stage.INVESTIGATING)).get("/en/feedback/case/").text
    assert "Responsible Cardiology" in text
    assert "Asked to look into it" not in text


def test_the_first_stays_responsible_until_another_takes_it_on(
    at_case: Open, officer: User
) -> None:
    case = CaseFactory(stage=Stage.INVESTIGATING)
    services.assign(case, by=officer, to=DepartmentFactory(other_ward=True))
    text = at_case(case).get("/en/feedback/case/").text
    assert "Responsible Cardiology Asked to look into it Paediatrics" in text


def test_each_change_of_the_due_date_is_listed_with_its_reason(
    at_case: Open, officer: User, director: User
) -> None:
    case = CaseFactory(assigned=True, assisting=[DepartmentFactory(other_ward=True)])
    to = case.due_on + timedelta(days=30)
    services.ask_time(case, by=officer, to=to, reason=ExtendReason.EXPERTS)
    services.extend(case, by=director)
    text = at_case(case).get("/en/feedback/case/").text
    assert "Moved because: Experts must give their opinion; approved by the hospital" in text
    assert "Moved because: Several departments must look into it." in text


def test_after_a_reopening_the_old_changes_are_history(at_case: Open) -> None:
    case = CaseFactory(reopened=True, assisting=[DepartmentFactory(other_ward=True)])
    assert "Due before that" not in at_case(case).get("/en/feedback/case/").text


def test_the_question_says_by_when_and_what_happens_then(at_case: Open) -> None:
    case = CaseFactory(waiting=True)
    page = at_case(case).get("/en/feedback/case/")
    assert f"Please answer by {dates.spoken(case.answer_by)}" in page.text
    assert "we go on without it" in page.text


def test_after_that_day_an_answer_is_still_welcome(at_case: Open) -> None:
    page = at_case(CaseFactory(waiting=True, overdue=True)).get("/en/feedback/case/")
    assert "You can still answer now." in page.text


def test_a_provisional_due_date_says_so(at_case: Open) -> None:
    case = CaseFactory()
    Case.objects.update(due_on=date(2031, 3, 3), due_provisional=True)
    assert "provisional" in at_case(case).get("/en/feedback/case/").text


def test_an_overdue_answer_is_owned_up_to(at_case: Open) -> None:
    page = at_case(CaseFactory(accepted=True, overdue=True)).get("/en/feedback/case/")
    assert "overdue" in page.text


def test_the_resting_clock_is_told(at_case: Open) -> None:
    page = at_case(CaseFactory(waiting=True)).get("/en/feedback/case/")
    assert "The clock rests" in page.text
    assert "Answer due by" not in page.text


@pytest.mark.parametrize(
    ("trait", "acts"),
    [
        ("accepted", {"message", "withdraw"}),
        ("waiting", {"answer", "withdraw"}),
        ("replied", {"rate", "reopen", "consent"}),
        ("closed", {"rate", "reopen", "consent"}),
        ("declined", {"reopen"}),
        ("withdrawn", {"reopen"}),
    ],
)
def test_only_what_is_open_is_offered(at_case: Open, trait: str, acts: set[str]) -> None:
    soup = at_case(CaseFactory(**{trait: True})).get("/feedback/case/").soup
    offered = {act for act in ACTS if soup.select(f"[action$='/{act}/'], [href$='/{act}/']")}
    assert offered == acts


def test_no_word_for_colleagues_is_on_it(at_case: Open) -> None:
    case, officer = CaseFactory(accepted=True), UserFactory(officer=True)
    services.note(case, by=officer, text="内部说明一")
    services.assign(case, by=officer, to=DepartmentFactory(ward=True), instruction="内部说明二")
    services.draft(case, by=officer, answer="内部说明三")
    assert "内部说明" not in at_case(case).get("/feedback/case/").body.decode()


def test_idleness_closes_it(at_case: Open) -> None:
    visitor = at_case(CaseFactory())
    later = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)
    with time_machine.travel(later):
        assert visitor.get("/feedback/case/").to == "/feedback/track/"


def test_looking_again_keeps_it_open(at_case: Open) -> None:
    visitor, now = at_case(CaseFactory()), timezone.now()
    for minutes in (20, 40, 60):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            assert visitor.get("/feedback/case/").status == 200


def test_what_was_being_written_survives_the_end_of_the_session(visitor: Visitor) -> None:
    page = visitor.post("/feedback/case/message/", {"text": "写了很久的话"})
    assert page.status == 403
    assert page.soup.select_one("#kept").text == "写了很久的话"


@pytest.mark.parametrize("act", [*ACTS, "part", "leave"])
def test_without_a_code_no_act_is_possible(visitor: Visitor, act: str) -> None:
    case = CaseFactory(replied=True)
    visitor.post(f"/feedback/case/{act}/")
    assert Case.objects.get().version == case.version


@pytest.mark.parametrize("act", [*ACTS[:-1], "part", "leave"])
def test_acts_are_never_done_by_a_link(at_case: Open, act: str) -> None:
    visitor = at_case(CaseFactory(replied=True))
    assert visitor.get(f"/feedback/case/{act}/").status == 405


def test_no_address_takes_anything_but_a_file_key() -> None:
    taking = [str(url.pattern) for url in urls.urlpatterns if url.pattern.converters]
    assert taking == ["attachment/<uuid:key>/"]


def test_an_upper_storey_may_hang_a_panel_on_it(at_case: Open) -> None:
    visitor = at_case(CaseFactory())
    with hooks.register_temporarily(
        "register_tracking_panel", lambda case: mark_safe("<p>看见</p>")
    ):
        assert "看见" in visitor.get("/feedback/case/").text


def test_a_panel_with_nothing_to_say_is_not_there(at_case: Open) -> None:
    visitor = at_case(CaseFactory())
    with hooks.register_temporarily("register_tracking_panel", lambda case: None):
        assert "None" not in visitor.get("/feedback/case/").text


def test_work_at_the_office_does_not_keep_an_own_case_open(db: None) -> None:
    case, visitor, now = CaseFactory(), Visitor(UserFactory(officer=True)), timezone.now()
    visitor.post("/feedback/track/", {"code": case.tracking_code})
    for minutes in (20, 40):
        with time_machine.travel(now + timedelta(minutes=minutes)):
            visitor.get("/admin/cases/")
    with time_machine.travel(now + timedelta(minutes=45)):
        assert visitor.get("/feedback/case/").to == "/feedback/track/"
