"""What came back is said wherever a case that did is shown: an answer, a draft, an objection, a decision."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from feedback import services
from feedback.models import Case
from feedback.office import comeback
from feedback.services import alarms
from feedback.vocabulary import ExtendReason
from feedback.workflow import COMES_BACK
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Visitor


@pytest.fixture(autouse=True)
def _in_english(officer: User) -> None:
    """The words are looked for in English."""
    UserProfile.objects.update_or_create(user=officer, defaults={"preferred_language": "en"})


def doctor() -> User:
    return UserFactory(doctor=True)


def extended(case: Case) -> None:
    to = case.due_on + timedelta(days=30)
    services.ask_time(case, by=doctor(), to=to, reason=ExtendReason.PAPERS, explanation="?")
    services.extend(case, by=UserFactory(director=True), to=to, text="")


CAME: list[tuple[dict[str, Any], Callable[[Case], Any], str]] = [
    ({"waiting": True}, lambda case: services.answer(case, text="周二。"), "an answer"),
    ({"assigned": True}, lambda case: services.message(case, text="还有。"), "a message"),
    ({"assigned": True}, lambda case: services.draft(case, by=doctor(), answer="拟。"), "a draft"),
    ({"assigned": True}, lambda case: services.return_(case, by=doctor(), objection="非本科。"), "an objection"),
    ({"assigned": True}, extended, "more time is granted"),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "act", "words"), CAME)
def test_the_head_of_a_case_says_what_came_back(
    officer: User, stage: dict[str, Any], act: Callable[[Case], Any], words: str
) -> None:
    case = CaseFactory(**stage)
    act(case)
    head = Visitor(officer).get(f"/admin/cases/{case.pk}/")
    assert words in head.soup.select_one(".casehead__flags").get_text()


def test_of_several_the_last_is_named(officer: User) -> None:
    case = CaseFactory(assigned=True)
    services.message(case, text="还有一件事。")
    services.draft(case, by=doctor(), answer="拟。")
    assert comeback.told([Case.objects.get(pk=case.pk)]) == {case.pk: comeback.WHAT["draft"]}


def test_what_was_seen_is_not_named_again(officer: User) -> None:
    case = CaseFactory(assigned=True)
    services.draft(case, by=doctor(), answer="拟。")
    services.seen(case, by=officer)
    assert comeback.told([case]) == {}
    services.message(case, text="还有一件事。")
    assert comeback.told([case]) == {case.pk: comeback.WHAT["message"]}


def test_a_question_nobody_answered_comes_back_as_that(officer: User) -> None:
    case = CaseFactory(waiting=True)
    Case.objects.filter(pk=case.pk).update(answer_by=timezone.localdate() - timedelta(days=20))
    alarms.sweep(on=case.due_on)
    case.refresh_from_db()
    assert comeback.told([case]) == {case.pk: str(comeback.UNANSWERED)}


def test_everything_that_comes_back_has_its_words() -> None:
    assert not COMES_BACK - {*comeback.WHAT}


def test_the_start_page_says_it_of_each_case(officer: User) -> None:
    case = CaseFactory(assigned=True)
    services.draft(case, by=doctor(), answer="拟。")
    page = Visitor(officer).get("/admin/")
    assert "a draft reply" in page.soup.select_one(".waiting__queue--back").get_text()


def test_for_many_cases_the_diary_is_asked_once(
    officer: User, django_assert_num_queries: Any
) -> None:
    cases = [CaseFactory(assigned=True) for _number in range(5)]
    for case in cases:
        services.message(case, text="还有一件事。")
    with django_assert_num_queries(1):
        assert len(comeback.told(cases)) == 5


def test_where_nothing_came_back_nothing_is_asked(db: None, django_assert_num_queries: Any) -> None:
    case = CaseFactory(accepted=True)
    with django_assert_num_queries(0):
        assert comeback.told([case]) == {}
