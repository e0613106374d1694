"""Similar cases: found by keyed fingerprints, after the request, and never across a barrier."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback import services, tasks
from feedback.fingerprints import Alike
from feedback.models import Case, Fingerprint, SphereTeam
from feedback.services import similar
from feedback.vocabulary import Sphere
from portal.models import User
from tests.factories import CaseFactory, UserFactory

pytestmark = pytest.mark.django_db

STORY = (
    "母亲在心内科住院，换药时间每天都不一样，问过两次，都说等通知。我们不是不愿意等，"
    "只是想提前知道，好安排家里人过来陪着。昨天等到晚上八点才换，老人疼得睡不着，希望病区能定个时间。"
)
OTHER = (
    "地下车库的缴费机坏了三天，出口只开一条道，早上九点排到马路上，"
    "保安说没有办法，请尽快派人修理，并在大门口写明哪里还能停车。"
)
ADDED = (
    "补充一下：昨天夜里十一点又疼醒了一次，值班护士说没有医嘱不能换，让我们等到早上查房。"
    "早上查房的医生说前一天下午就开过了，单子压在治疗室的抽屉里，没有人拿去执行。"
)


@pytest.fixture
def twins(db: None) -> tuple[Case, Case]:
    """Two cases in the same words, one from nobody's telephone."""
    pair = CaseFactory(story=STORY), CaseFactory(story=f"您好。{STORY}谢谢", anonymous=True)
    similar.sweep(10)
    return pair


def found(case: Case, user: User) -> list[Case]:
    return [one.case for one in similar.find(case, user)]


def test_the_same_words_are_found_both_ways(twins: tuple[Case, Case], officer: User) -> None:
    one, other = twins
    assert (found(one, officer), found(other, officer)) == ([other], [one])
    assert similar.find(one, officer)[0].alike is Alike.SAME


def test_other_words_are_not_found(officer: User) -> None:
    one, _other = CaseFactory(story=STORY), CaseFactory(story=OTHER)
    similar.sweep(10)
    assert found(one, officer) == []


def test_a_passage_is_found_in_a_longer_letter(officer: User) -> None:
    one, letter = CaseFactory(story=STORY), CaseFactory(story=OTHER + STORY + OTHER[::-1])
    similar.sweep(10)
    (hit,) = similar.find(one, officer)
    assert (hit.case, hit.alike) == (letter, Alike.PASSAGES)


def test_the_most_alike_stands_first(officer: User) -> None:
    one = CaseFactory(story=STORY)
    CaseFactory(story=STORY + OTHER)
    same = CaseFactory(story=STORY)
    similar.sweep(10)
    assert found(one, officer)[0] == same


def test_no_more_are_found_than_asked_for(officer: User) -> None:
    cases = [CaseFactory(story=STORY) for _number in range(4)]
    similar.sweep(10)
    assert len(similar.find(cases[0], officer, limit=2)) == 2


def test_what_everybody_writes_is_no_likeness(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "MANY", 3)
    letterhead = "本单已由市民服务热线受理，请承办单位在五个工作日内联系来电人并回复办理结果。"
    endings = [OTHER, STORY, *(text[::-1] for text in (OTHER, STORY))]
    cases = [CaseFactory(story=letterhead + ending) for ending in endings]
    similar.sweep(10)
    assert found(cases[0], officer) == []


def test_what_very_many_sent_in_the_same_words_is_found_all_the_same(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "MANY", 3)
    cases = [CaseFactory(story=STORY) for _number in range(6)]
    similar.sweep(10)
    assert len(found(cases[0], officer)) == 5


def test_the_same_telephone_is_told_to_who_may_know_it(officer: User) -> None:
    one, _same, _nobody = (CaseFactory(story=STORY, anonymous=it) for it in (False, False, True))
    similar.sweep(10)
    assert {hit.same_telephone for hit in similar.find(one, officer)} == {True, False}


def test_a_department_is_not_told_of_telephones(doctor: User) -> None:
    one, _same = CaseFactory(story=STORY, assigned=True), CaseFactory(story=STORY, assigned=True)
    similar.sweep(10)
    (hit,) = similar.find(one, doctor)
    assert not hit.same_telephone


def test_no_request_writes_fingerprints_and_the_relay_does() -> None:
    case = CaseFactory(story=STORY)
    assert not Fingerprint.objects.exists()
    tasks.carry()
    assert case.fingerprints.exists()


def test_a_round_takes_no_more_than_it_may(officer: User) -> None:
    for _number in range(3):
        CaseFactory(story=STORY)
    assert [similar.sweep(2) for _round in range(3)] == [2, 1, 0]


def test_what_the_submitter_adds_is_found_too(twins: tuple[Case, Case], officer: User) -> None:
    one, third = twins[0], CaseFactory(story=ADDED)
    services.message(one, text=ADDED)
    similar.sweep(10)
    assert third in found(one, officer)


def test_what_the_submitter_adds_leaves_nothing_twice(twins: tuple[Case, Case]) -> None:
    case = twins[0]
    services.message(case, text=ADDED)
    similar.sweep(10)
    values = list(case.fingerprints.values_list("value", flat=True))
    assert len(values) == len(set(values))


def test_what_the_office_writes_leaves_no_fingerprint(twins: tuple[Case, Case]) -> None:
    case, before = twins[0], set(twins[0].fingerprints.values_list("value", flat=True))
    services.note(case, by=UserFactory(officer=True), text=OTHER)
    Case.objects.update(fingerprinted_at=None)
    similar.sweep(10)
    assert set(case.fingerprints.values_list("value", flat=True)) == before


def test_words_that_come_while_the_relay_reads_are_not_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case, take = CaseFactory(story=STORY), similar._take
    with monkeypatch.context() as while_it_reads:
        while_it_reads.setattr(
            similar, "_take", lambda pk: (take(pk), services.message(case, text=ADDED))[0]
        )
        assert similar.sweep(10) == 0
    assert similar.sweep(10) == 1


def test_of_two_relays_only_one_writes() -> None:
    read = similar._take(CaseFactory(story=STORY).pk)
    assert [similar._keep([read]), similar._keep([read])] == [1, 0]
    assert Fingerprint.objects.count() == len(read.values)


def test_a_story_that_does_not_open_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    whole, broken = CaseFactory(story=STORY), CaseFactory(story=STORY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE feedback_case SET story = %s WHERE id = %s", [b"\1" * 40, broken.pk])
    assert (similar.sweep(10), similar.sweep(10)) == (2, 0)
    assert whole.fingerprints.exists()
    assert STORY[:8] not in caplog.text


def test_fingerprints_go_with_their_case(twins: tuple[Case, Case]) -> None:
    for case in twins:
        case.diary.all().delete()
        case.delete()
    assert not Fingerprint.objects.exists()


def test_what_is_merged_stands_elsewhere_on_the_page(officer: User) -> None:
    one, other, third = (CaseFactory(story=STORY, accepted=True) for _number in range(3))
    similar.sweep(10)
    services.merge(one, by=officer, into=third)
    services.merge(other, by=officer, into=third)
    assert [found(case, officer) for case in (one, other, third)] == [[], [], []]


def test_what_is_linked_stands_elsewhere_on_the_page(
    twins: tuple[Case, Case], officer: User
) -> None:
    one, other = twins
    services.link(one, by=officer, other=other)
    assert (found(one, officer), found(other, officer)) == ([], [])


def test_what_was_split_off_stands_elsewhere_on_the_page(officer: User) -> None:
    whole = CaseFactory(story=STORY, accepted=True)
    parts = [services.split(whole, by=officer, story=STORY) for _number in range(2)]
    similar.sweep(10)
    assert [found(case, officer) for case in (whole, *parts)] == [[], [], []]


def test_a_restricted_case_is_not_found_from_outside_its_team(
    twins: tuple[Case, Case], officer: User
) -> None:
    one, other = twins
    Case.objects.filter(pk=other.pk).update(restricted=True, sphere=Sphere.INTEGRITY)
    stranger = UserFactory(groups=[officer.groups.get().name])
    from_inside = UserFactory(groups=[officer.groups.get().name])
    SphereTeam.objects.get_or_create(sphere=Sphere.INTEGRITY)[0].members.add(from_inside)
    assert (found(one, stranger), found(one, from_inside)) == ([], [other])


def test_a_case_that_names_somebody_is_not_found_by_that_person(
    twins: tuple[Case, Case], officer: User
) -> None:
    one, other = twins
    other.barred.add(officer)
    assert found(one, officer) == []


def test_a_department_finds_only_what_lies_with_it(doctor: User, chen: User) -> None:
    one, _elsewhere = CaseFactory(story=STORY, assigned=True), CaseFactory(story=STORY)
    similar.sweep(10)
    assert (found(one, doctor), found(one, chen)) == ([], [])


def queries(case: Case, user: Any) -> int:
    fresh = User.objects.get(pk=user.pk)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        similar.find(case, fresh)
    return len(captured)


def test_the_number_of_queries_does_not_grow(officer: User) -> None:
    one, _other = CaseFactory(story=STORY), CaseFactory(story=STORY)
    similar.sweep(10)
    few = queries(one, officer)
    for _number in range(6):
        CaseFactory(story=STORY + OTHER)
    similar.sweep(10)
    assert queries(one, officer) == few
