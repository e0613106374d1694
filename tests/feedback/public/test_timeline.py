"""The diary, told in the submitter's words."""

from datetime import date, timedelta

import pytest

from feedback import services
from feedback.models import Case, CaseEvent, Department
from feedback.public import timeline
from feedback.vocabulary import Act, ExtendReason, Resolution, Stage
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory

# What the submitter may know of; everything else is internal.
TOLD = {
    Act.SUBMIT, Act.REGISTER, Act.IMPORT, Act.SHOW_CODE, Act.ACCEPT, Act.DECLINE, Act.RESTATE,
    Act.CONFIRM, Act.CORRECT, Act.ASSIGN, Act.TAKE_ON, Act.ASK, Act.ANSWER, Act.RESUME, Act.MESSAGE,
    Act.ATTACH, Act.EXTEND, Act.DUE, Act.REPLY, Act.CALL_BACK, Act.RATE, Act.CONSENT, Act.REVOKE,
    Act.REOPEN, Act.CLOSE, Act.WITHDRAW, Act.MERGE, Act.UNMERGE, Act.SHARE, Act.SPLIT, Act.DELIVER,
    Act.CONTEST_WON,
}  # fmt: skip


@pytest.fixture
def case(db: None) -> Case:
    return CaseFactory(accepted=True)


@pytest.fixture(autouse=True)
def _in_english(settings: object) -> None:
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]


def told(case: Case) -> list[str]:
    return [entry.title for entry in timeline.tell(timeline.read(case))]


def test_it_begins_with_the_submission(case: Case) -> None:
    assert told(case)[0] == "You told us what happened."


def test_a_department_is_named_and_the_instruction_is_not(case: Case, officer: User) -> None:
    services.assign(case, by=officer, to=DepartmentFactory(ward=True), instruction="hush")
    last = timeline.tell(timeline.read(case))[-1]
    assert last.title == "The department “Cardiology” has been asked to look into your case."
    assert last.text == ""


def test_a_department_that_is_gone_is_still_told(case: Case, officer: User) -> None:
    services.assign(case, by=officer, to=DepartmentFactory(ward=True))
    Case.objects.update(lead=None)
    Department.objects.all().delete()
    assert told(case)[-1] == "A department has been asked to look into your case."


def test_a_new_due_date_comes_with_the_old_one_and_the_reason(case: Case, officer: User) -> None:
    helper = DepartmentFactory(other_ward=True)
    services.assign(case, by=officer, to=DepartmentFactory(ward=True), assisting=[helper])
    assert "because several departments must look into it" in told(case)[-1]


def test_a_decline_gives_its_reason(officer: User) -> None:
    assert "Not within this hospital's remit" in told(CaseFactory(declined=True))[-1]


def test_notes_and_drafts_are_not_told(case: Case, officer: User) -> None:
    before = told(case)
    services.note(case, by=officer, text="hush")
    assert told(case) == before


def entry(case: Case, act: Act, actor: str = "office", **facts: object) -> timeline.Entry | None:
    """The entry of an act, whether or not the diary of a case would show it."""
    event = CaseEvent(
        case=case, act=act, actor=actor, at=case.received_at, facts=facts, public=True, text="hush"
    )
    return next(iter(timeline.tell([event])), None)


@pytest.mark.parametrize("act", sorted(TOLD))
def test_every_act_the_submitter_may_know_has_a_sentence(case: Case, act: Act) -> None:
    said = entry(case, act, satisfaction=4, resolution="resolved", to="2026-11-27")
    assert said is not None


@pytest.mark.parametrize("act", sorted(set(Act) - TOLD))
def test_no_internal_act_is_told_even_by_mistake(case: Case, act: Act) -> None:
    assert entry(case, act) is None


@pytest.mark.parametrize("act", sorted(timeline.WORDLESS))
def test_of_these_only_the_fact_is_told(case: Case, act: Act) -> None:
    assert entry(case, act).text == ""  # type: ignore[union-attr]


def test_whoever_takes_a_case_on_is_named(officer: User) -> None:
    case = CaseFactory(stage=Stage.INVESTIGATING)
    assert told(case)[-1] == "The department “Cardiology” has taken your case on."


def test_a_question_says_by_when_to_answer(case: Case, officer: User) -> None:
    services.ask(case, by=officer, question="?", answer_by=date(2026, 11, 27))
    assert told(case)[-1].endswith("Please answer by Friday, 27 November 2026.")


def test_more_time_comes_with_reason_approver_and_words(case: Case, director: User) -> None:
    to = case.due_on + timedelta(days=7)
    by = UserFactory(officer=True)
    services.ask_time(case, by=by, to=to, reason=ExtendReason.EXPERTS, explanation="hush")
    services.extend(case, by=director, text="The panel meets on Friday.")
    last = timeline.tell(timeline.read(case))[-1]
    assert "The reason: Experts must give their opinion." in last.title
    assert "The hospital management has approved it" in last.title
    assert (last.text, last.actor) == ("The panel meets on Friday.", "Hospital management")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("several", "several departments"),
        ("waited", "the clock rested"),
        ("calendar", "the calendar of working days"),
    ],
)
def test_each_reason_for_another_date_has_its_words(case: Case, reason: str, words: str) -> None:
    facts = {"from": "2026-11-20", "to": "2026-11-27", "reason": reason}
    assert words in entry(case, Act.DUE, **facts).title  # type: ignore[union-attr]


def test_a_merged_case_names_no_other(officer: User) -> None:
    case = CaseFactory(merged=True)
    last = timeline.tell(timeline.read(case))[-1]
    assert last.title == "We handle your matter together with others like it."
    assert case.merged_into.reference not in str(timeline.tell(timeline.read(case)))


def test_the_answer_to_a_merged_case_is_an_answer(officer: User) -> None:
    case = CaseFactory(merged=True)
    services.reply(case.merged_into, by=officer, answer="Mended.")
    last = timeline.tell(timeline.read(case))[-1]
    assert (last.title, last.text) == ("We have answered you.", "Mended.")


def test_a_callback_tells_what_was_written_down(second_officer: User) -> None:
    case = CaseFactory(replied=True)
    services.call_back(case, by=second_officer, resolution="partly", satisfaction=3, text="hush")
    last = timeline.tell(timeline.read(case))[-1]
    assert "your matter: Partly resolved" in last.title
    assert last.text == ""


def test_a_callback_that_reached_nobody_says_so(second_officer: User) -> None:
    case = CaseFactory(replied=True)
    services.call_back(case, by=second_officer, resolution=Resolution.UNREACHABLE)
    assert told(case)[-1] == "We called you and did not reach you."


def test_a_part_is_named_by_its_reference(case: Case, officer: User) -> None:
    part = services.split(case, by=officer, story="The bill.")
    assert part.reference in told(case)[-1]
    assert case.reference in told(part)[0]


def test_what_the_office_wrote_down_is_told_as_such(case: Case, officer: User) -> None:
    services.withdraw(case, by=officer, reason="By telephone today.")
    assert told(case)[-1] == "You told the complaint office that you withdraw your case."


def test_the_notice_on_disputes_is_told_with_day_and_way(case: Case) -> None:
    said = entry(case, Act.DELIVER, on="2026-11-27", delivery="hand")
    assert "on Friday, 27 November 2026: Handed over" in said.title  # type: ignore[union-attr]


def test_the_names_of_departments_are_asked_for_once_an_edition(
    case: Case, officer: User, django_assert_num_queries: object
) -> None:
    for code in ("a", "b", "c"):
        services.assign(case, by=officer, to=DepartmentFactory(code=code))
    events = timeline.read(case)
    timeline.tell(events)
    with django_assert_num_queries(0):  # type: ignore[operator]
        timeline.tell(events)
