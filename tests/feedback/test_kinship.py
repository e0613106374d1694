"""Cases that belong together: merged, split, linked, and what that never shows to strangers."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from feedback import services
from feedback.models import Case, CaseLink
from feedback.services import NotAllowed
from feedback.vocabulary import Act, Kind, Priority, Resolution, Satisfaction, Sphere, Stage
from feedback.workflow import WrongStage
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The sentences of a refusal are read as they are written."""
    with translation.override("en"):
        yield


@pytest.fixture
def deputy(db: None) -> User:
    """Another officer."""
    return UserFactory(username="deputy", groups=[roles.OFFICERS])


def merged(officer: User, **into: Any) -> tuple[Case, Case]:
    """Return a case and the other one it was merged into."""
    case, other = CaseFactory(accepted=True), CaseFactory(**(into or {"accepted": True}))
    services.merge(case, by=officer, into=other)
    return case, other


def acts(case: Case) -> list[str]:
    return list(case.diary.values_list("act", flat=True))


def test_a_merged_case_names_the_other_and_both_diaries_say_so(officer: User) -> None:
    case, into = merged(officer)
    case.refresh_from_db()
    assert (case.stage, case.merged_into) == (Stage.MERGED, into)
    assert case.diary.last().facts == {"into": into.reference}
    assert into.diary.last().facts == {"from": case.reference}


def test_what_was_merged_into_it_goes_along(officer: User) -> None:
    first, second = merged(officer)
    third = CaseFactory(accepted=True)
    services.merge(second, by=officer, into=third)
    assert set(third.merged.all()) == {first, second}


def test_the_answer_stands_in_the_diary_of_the_merged_case(officer: User) -> None:
    case, into = merged(officer)
    services.reply(into, by=officer, answer="我们已经增加窗口。")
    case.refresh_from_db()
    shared = case.diary.last()
    assert (shared.act, shared.text, shared.public) == (Act.SHARE, "我们已经增加窗口。", True)
    assert case.answered_at is not None


def test_its_owner_judges_that_answer(officer: User) -> None:
    case, into = merged(officer)
    services.reply(into, by=officer, answer="我们已经增加窗口。")
    case.refresh_from_db()
    services.rate(case, satisfaction=Satisfaction.SATISFIED, resolution=Resolution.RESOLVED)
    into.refresh_from_db()
    assert (case.satisfaction, into.satisfaction) == (Satisfaction.SATISFIED, None)


def test_before_the_answer_there_is_nothing_to_judge(officer: User) -> None:
    case, _into = merged(officer)
    with pytest.raises(ValidationError):
        services.rate(case, satisfaction=1, resolution=Resolution.UNRESOLVED)


def test_a_case_merged_into_an_answered_one_is_answered_at_once(officer: User) -> None:
    case, into = merged(officer, replied=True)
    assert case.diary.last().text == into.diary.get(act=Act.REPLY).text


def test_the_others_do_not_get_the_same_answer_twice(officer: User) -> None:
    first, into = merged(officer, replied=True)
    services.merge(CaseFactory(accepted=True), by=officer, into=into)
    assert acts(first).count(Act.SHARE) == 1


def test_an_answer_that_was_not_the_last_word_is_not_given(officer: User) -> None:
    case, _into = merged(officer, reopened=True)
    assert case.answered_at is None
    assert Act.SHARE not in acts(case)


def test_a_declined_case_tells_those_merged_into_it(officer: User) -> None:
    case, into = merged(officer, stage=Stage.RECEIVED)
    services.decline(into, by=officer, reason="court", explanation="法院正在审理。")
    assert case.diary.last().text == "法院正在审理。"


def test_withdrawing_the_other_case_lets_the_merged_ones_go(officer: User) -> None:
    case, into = merged(officer)
    services.withdraw(into, reason="已经当面解决。")
    case.refresh_from_db()
    assert (case.stage, case.merged_into, case.is_open) == (Stage.ACCEPTED, None, True)


def test_a_case_is_not_merged_into_itself(officer: User) -> None:
    case = CaseFactory(accepted=True)
    with pytest.raises(ValidationError, match="itself"):
        services.merge(case, by=officer, into=Case.objects.get(pk=case.pk))


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.DECLINED, Stage.WITHDRAWN, Stage.MERGED])
def test_nothing_is_merged_into_what_has_ended(officer: User, stage: str) -> None:
    with pytest.raises(ValidationError, match="ended"):
        services.merge(CaseFactory(accepted=True), by=officer, into=CaseFactory(stage=stage))


@pytest.mark.parametrize("stage", [Stage.REPLIED, Stage.CLOSED, Stage.DECLINED, Stage.MERGED])
def test_what_is_answered_or_ended_is_not_merged(officer: User, stage: str) -> None:
    with pytest.raises(WrongStage):
        services.merge(CaseFactory(stage=stage), by=officer, into=CaseFactory(accepted=True))


@pytest.mark.parametrize("turned", [False, True])
def test_a_restricted_case_is_not_merged_with_an_open_one(officer: User, turned: bool) -> None:
    one, other = CaseFactory(accepted=True), CaseFactory(accepted=True)
    services.restrict(other if turned else one, by=officer, sphere=Sphere.STAFF)
    with pytest.raises(ValidationError, match="restricted"):
        services.merge(one, by=officer, into=other)


def test_two_restricted_matters_of_different_teams_are_not_merged(officer: User) -> None:
    one, other = CaseFactory(accepted=True), CaseFactory(accepted=True)
    services.restrict(one, by=officer, sphere=Sphere.STAFF)
    services.restrict(other, by=officer, sphere=Sphere.PRIVACY)
    with pytest.raises(ValidationError):
        services.merge(one, by=officer, into=other)


def hide(case: Case, officer: User, from_: User) -> None:
    services.bar(case, by=officer, people=[from_])


def test_a_case_somebody_may_not_open_does_not_exist_for_them(officer: User, deputy: User) -> None:
    mine, hidden = CaseFactory(accepted=True), CaseFactory(accepted=True)
    hide(hidden, officer, deputy)
    for act, name in (
        (services.merge, "into"),
        (services.link, "other"),
        (services.unlink, "other"),
    ):
        with pytest.raises(ValidationError, match="There is no such case"):
            act(mine, by=deputy, **{name: hidden})
    assert Case.objects.get(pk=hidden.pk).version == hidden.version


def test_whom_one_of_two_merged_cases_is_about_opens_neither(officer: User, deputy: User) -> None:
    case, into = CaseFactory(accepted=True), CaseFactory(accepted=True)
    services.bar(case, by=officer, people=[deputy])
    services.merge(case, by=officer, into=into)
    assert not into.roles_of(deputy)


def test_the_head_of_the_unit_complained_about_does_not_open_the_other(
    officer: User, deputy: User
) -> None:
    ward = DepartmentFactory(ward=True, head=deputy)
    case, into = CaseFactory(accepted=True, about=ward), CaseFactory(accepted=True)
    services.merge(case, by=officer, into=into)
    assert not into.roles_of(deputy)


def test_an_answer_out_of_a_restricted_matter_restricts_what_it_reaches(
    officer: User, doctor: User
) -> None:
    case, into = CaseFactory(assigned=True), CaseFactory(accepted=True)
    services.merge(case, by=officer, into=into)
    services.restrict(into, by=officer, sphere=Sphere.PRIVACY)
    services.reply(into, by=officer, answer="答复内容。")
    case.refresh_from_db()
    assert (case.restricted, case.sphere) == (True, Sphere.PRIVACY)
    assert not case.roles_of(doctor)


def test_a_department_does_not_merge(doctor: User) -> None:
    case, into = CaseFactory(assigned=True), CaseFactory(assigned=True)
    with pytest.raises(NotAllowed):
        services.merge(case, by=doctor, into=into)


def test_a_refused_merge_leaves_no_trace(officer: User) -> None:
    case, into = CaseFactory(replied=True), CaseFactory(accepted=True)
    with pytest.raises(WrongStage):
        services.merge(case, by=officer, into=into)
    assert Act.JOIN not in acts(into)


def test_a_merged_case_is_handled_on_its_own_again_by_its_first_deadline(officer: User) -> None:
    case, _into = merged(officer)
    due = case.due_on
    services.unmerge(case, by=officer)
    case.refresh_from_db()
    assert (case.stage, case.merged_into, case.due_on) == (Stage.ACCEPTED, None, due)


def test_what_is_not_merged_is_not_taken_apart(officer: User) -> None:
    with pytest.raises(WrongStage):
        services.unmerge(CaseFactory(accepted=True), by=officer)


def test_a_part_keeps_the_day_of_receipt_and_the_deadline(officer: User) -> None:
    other = DepartmentFactory(other_ward=True)
    came = timezone.now() - timedelta(days=9)
    case = CaseFactory(assigned=True, received_at=came, assisting=[other])
    part = services.split(case, by=officer, story="还有停车的问题。", kind=Kind.SUGGESTION)
    kept = ("received_at", "due_on", "complexity", "acknowledge_by")
    assert [getattr(part, one) for one in kept] == [getattr(case, one) for one in kept]
    assert (part.kind, part.split_from, part.stage) == (Kind.SUGGESTION, case, Stage.REGISTERED)


def test_a_part_is_of_the_same_person_and_has_no_code_of_its_own(officer: User) -> None:
    case = CaseFactory(accepted=True)
    part = services.split(case, by=officer, story="还有停车的问题。")
    assert (part.contact.phone, part.code_digest) == (case.contact.phone, None)
    assert part.consents.count() == case.consents.count()


def test_a_part_is_protected_as_the_whole_was(officer: User, deputy: User) -> None:
    case = CaseFactory(accepted=True)
    services.bar(case, by=officer, people=[deputy])
    services.hold(case, by=officer, reason="可能起诉")
    services.restrict(case, by=officer, sphere=Sphere.STAFF, team=[officer])
    part = services.split(case, by=officer, story="还有停车的问题。")
    assert (part.restricted, part.sphere, part.legal_hold) == (True, Sphere.STAFF, True)
    assert (list(part.team.all()), list(part.barred.all())) == ([officer], [deputy])


def test_a_part_needs_words(officer: User) -> None:
    with pytest.raises(ValidationError):
        services.split(CaseFactory(accepted=True), by=officer, story=" \n")


def test_a_part_of_a_dispute_is_one_until_the_management_says_otherwise(
    officer: User, director: User
) -> None:
    case = CaseFactory(accepted=True)
    services.restrict(case, by=officer, sphere=Sphere.OTHER)
    services.dispute(case, by=officer, team=[officer])
    part = services.split(case, by=officer, story="还有停车的问题。")
    assert (part.dispute, part.restricted, list(part.team.all())) == (True, True, [officer])
    services.undispute(part, by=director, reason="只是停车。")
    assert (part.dispute, part.restricted, part.sphere) == (False, True, Sphere.OTHER)


def test_what_has_ended_is_not_split(officer: User) -> None:
    with pytest.raises(WrongStage):
        services.split(CaseFactory(closed=True), by=officer, story="还有停车的问题。")
    assert Case.objects.count() == 1


def test_a_department_does_not_split(doctor: User) -> None:
    with pytest.raises(NotAllowed):
        services.split(CaseFactory(assigned=True), by=doctor, story="还有停车的问题。")
    assert Case.objects.count() == 1


def test_two_cases_are_linked_once_and_unlinked(officer: User) -> None:
    one, other = CaseFactory(closed=True), CaseFactory()
    services.link(other, by=officer, other=one, why="同一个窗口")
    with pytest.raises(ValidationError, match="already"):
        services.link(one, by=officer, other=other)
    services.unlink(one, by=officer, other=other)
    assert not CaseLink.objects.exists()
    assert acts(other)[-2:] == acts(one)[-2:] == [Act.LINK, Act.UNLINK]


def test_why_two_cases_are_linked_stands_in_neither_diary(officer: User) -> None:
    one, other = CaseFactory(), CaseFactory()
    services.link(one, by=officer, other=other, why="同一个窗口")
    assert {event.text for case in (one, other) for event in case.diary.all()} == {""}


def test_a_case_is_not_linked_with_itself(officer: User) -> None:
    case = CaseFactory()
    with pytest.raises(ValidationError):
        services.link(case, by=officer, other=case)


def test_what_is_not_linked_is_not_unlinked(officer: User) -> None:
    with pytest.raises(ValidationError, match="not linked"):
        services.unlink(CaseFactory(), by=officer, other=CaseFactory())


def test_a_department_does_not_link(doctor: User) -> None:
    one, other = CaseFactory(assigned=True), CaseFactory(assigned=True)
    with pytest.raises(NotAllowed):
        services.link(one, by=doctor, other=other)
    assert not CaseLink.objects.exists()


def test_linking_does_not_show_that_somebody_looked_at_what_came_back(officer: User) -> None:
    case = CaseFactory(accepted=True)
    services.message(case, text="还有一件事。")
    services.link(case, by=officer, other=CaseFactory())
    assert Case.objects.get(pk=case.pk).came_back_at is not None


def test_an_urgent_case_stays_urgent_beside_its_part(officer: User) -> None:
    case = CaseFactory(accepted=True)
    services.prioritise(case, by=officer, priority=Priority.URGENT, measures="已停用该设备。")
    part = services.split(case, by=officer, story="还有停车的问题。")
    assert (case.priority, part.priority) == (Priority.URGENT, Priority.ROUTINE)
