"""The diary, told in the submitter's words."""

import pytest

from feedback import services
from feedback.models import Case, Department
from feedback.public import timeline
from feedback.vocabulary import Act
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory


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
    assert last.title == "The department “Cardiology” is now looking into your case."
    assert last.text == ""


def test_a_department_that_is_gone_is_still_told(case: Case, officer: User) -> None:
    services.assign(case, by=officer, to=DepartmentFactory(ward=True))
    Case.objects.update(lead=None)
    Department.objects.all().delete()
    assert told(case)[-1] == "A department is now looking into your case."


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


@pytest.mark.parametrize(
    "act", [act for act in Act if act not in {Act.CLASSIFY, Act.NOTE, Act.DRAFT}]
)
def test_every_act_the_submitter_may_see_has_a_sentence(case: Case, act: Act) -> None:
    event = case.diary.model(
        case=case,
        act=act,
        actor="office",
        at=case.received_at,
        facts={
            "satisfaction": 4,
            "resolution": "resolved",
            "to": "2026-11-27",
        },
    )
    assert timeline.tell([event])[0].title


def test_the_names_of_departments_are_asked_for_once_an_edition(
    case: Case, officer: User, django_assert_num_queries: object
) -> None:
    for code in ("a", "b", "c"):
        services.assign(case, by=officer, to=DepartmentFactory(code=code))
    events = timeline.read(case)
    timeline.tell(events)
    with django_assert_num_queries(0):  # type: ignore[operator]
        timeline.tell(events)
