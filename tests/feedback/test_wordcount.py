"""The words of the stories, counted by the hour: right numbers, no rare word, each for its own readers."""

import logging
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from feedback import services
from feedback.models import Case, CaseEvent, SphereTeam, TallyMark, WordTally
from feedback.services import wordcount
from feedback.vocabulary import Kind, Sphere
from portal import chores, crypto
from portal.models import User
from tests.factories import CaseFactory, HospitalFactory, UserFactory

pytestmark = pytest.mark.django_db

STORY = "地下停车场的缴费机坏了，排队半小时才能出去。"
MAY = datetime(2026, 5, 20, 9, tzinfo=timezone.get_default_timezone())
FIRST = MAY.date().replace(day=1)


def tell(people: int, *, story: str = STORY, at: datetime = MAY, **case: Any) -> list[Case]:
    """Let so many people tell the same matter, each from an own telephone."""
    return [
        CaseFactory(
            story=f"{story}第{number}次了。",
            received_at=at,
            contact={"name": "某某", "phone": f"1390000{number:04}"},
            **case,
        )
        for number in range(people)
    ]


def counted(user: User | None = None, **wanted: Any) -> dict[str, int]:
    """Return what is counted in May, after a round."""
    wordcount.sweep()
    user = user or UserFactory(officer=True)
    month = wordcount.told_in(FIRST, FIRST, user=user, **wanted).get(FIRST)
    return {"all": month.total, **month.counts} if month else {}


def test_a_word_that_five_people_used_is_counted(officer: User) -> None:
    tell(6)
    CaseFactory(story="护士很耐心。", received_at=MAY)
    may = counted(officer)
    assert (may["all"], may["停车场"], may["排队"]) == (7, 6, 6)


def test_a_word_of_four_people_is_nowhere_kept() -> None:
    tell(4)
    assert counted() == {"all": 4}
    assert set(WordTally.objects.values_list("word", flat=True)) == {""}


def test_one_person_who_writes_five_times_is_one() -> None:
    for _time in range(5):
        CaseFactory(story=STORY, received_at=MAY)
    assert counted() == {"all": 5}


def test_strangers_who_send_the_same_text_are_one() -> None:
    for _time in range(5):
        CaseFactory(story=STORY, received_at=MAY, anonymous=True)
    assert counted() == {"all": 5}


def test_a_name_of_the_staff_is_never_kept() -> None:
    UserFactory(username="gao", last_name="停车", first_name="场")
    tell(5)
    assert "停车场" not in counted()
    assert counted()["缴费"] == 5


def test_a_latin_name_of_the_staff_is_never_kept() -> None:
    UserFactory(username="swift", last_name="Swift", first_name="Rose")
    tell(5, story="we saw rose swift about parking", language="en")
    assert {"parking"} == counted().keys() - {"all"}


def test_kinds_are_told_apart() -> None:
    tell(5)
    tell(2, kind=Kind.SUGGESTION)
    assert counted(kind=Kind.SUGGESTION)["停车场"] == 2
    assert counted()["停车场"] == 7


def test_what_is_restricted_is_counted_for_its_team_only(officer: User, director: User) -> None:
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(director)
    for case in tell(5, story="麻醉科收红包。"):
        services.restrict(case, by=officer, sphere=Sphere.INTEGRITY, reason="涉及廉洁")
    assert counted(officer) == {}
    assert counted(director)["红包"] == 5


def test_a_restricted_matter_adds_nothing_to_the_words_of_all(
    officer: User, director: User
) -> None:
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(director)
    cases = tell(5)
    services.restrict(cases[0], by=officer, sphere=Sphere.INTEGRITY, reason="涉及廉洁")
    assert counted(officer) == {"all": 4}


def test_what_is_kept_apart_as_abuse_is_not_counted() -> None:
    Case.objects.filter(pk=tell(6)[0].pk).update(quarantined=True)
    assert counted()["停车场"] == 5


def test_what_came_in_nobody_knows_when_is_not_counted() -> None:
    Case.objects.filter(pk=tell(6)[0].pk).update(date_known=False)
    assert counted()["停车场"] == 5


def test_what_is_erased_is_no_longer_counted() -> None:
    tell(5)
    assert counted()["停车场"] == 5
    CaseEvent.objects.all().delete()
    Case.objects.all().delete()
    assert counted() == {}
    assert not WordTally.objects.exists()


def test_a_word_of_few_is_kept_when_enough_use_it_within_the_year(officer: User) -> None:
    tell(3)
    assert counted() == {"all": 3}
    tell(6, at=MAY.replace(month=12))
    assert counted()["停车场"] == 3


def test_a_second_round_without_news_opens_no_story(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(2)
    assert wordcount.sweep() == 1
    monkeypatch.setattr(wordcount, "_opened", lambda cases: pytest.fail("a story was opened"))
    assert wordcount.sweep() == 0


def test_after_a_new_case_only_the_months_near_it_are_counted() -> None:
    tell(1)
    tell(1, at=MAY.replace(year=2024))
    assert wordcount.sweep() == 2
    CaseFactory(story=STORY, received_at=MAY)
    assert wordcount.sweep() == 1


def test_a_round_stops_when_it_has_opened_enough_and_the_next_goes_on() -> None:
    for year in (2023, 2024, 2025):
        tell(1, at=MAY.replace(year=year))
    assert [wordcount.sweep(most=1) for _round in range(4)] == [1, 1, 1, 0]


def test_new_lists_of_words_have_all_counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(1)
    wordcount.sweep()
    monkeypatch.setattr(wordcount.words, "edition", lambda: "another")
    assert wordcount.sweep() == 1


def test_a_month_stays_as_it_was_when_its_writing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(5)
    before = counted()
    CaseFactory(story=STORY, received_at=MAY)
    monkeypatch.setattr(WordTally.objects, "bulk_create", lambda *rows, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        wordcount.sweep()
    monkeypatch.undo()
    assert WordTally.objects.get(word="停车场").cases == before["停车场"]
    assert counted()["all"] == 6


def test_a_story_that_does_not_open_is_left_out_and_told_without_its_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tell(6)[0]
    read = wordcount._read

    def reading(pks: list[int]) -> Any:
        if broken.pk in pks:
            raise crypto.Unreadable
        return read(pks)

    monkeypatch.setattr(wordcount, "_read", reading)
    with caplog.at_level(logging.ERROR):
        assert counted()["停车场"] == 5
    assert "停车" not in caplog.text


def test_a_year_is_counted_in_few_questions(django_assert_max_num_queries: Any) -> None:
    for month in range(1, 13):
        tell(1, at=MAY.replace(month=month))
    with django_assert_max_num_queries(100):
        assert wordcount.sweep() == 12


def test_the_marks_of_the_months_fit_their_column() -> None:
    tell(1)
    wordcount.sweep()
    hospital = HospitalFactory()
    assert TallyMark.objects.get().name == f"words {hospital.pk} {2026 * 12 + 4}"


def test_the_counting_is_a_chore_of_the_house() -> None:
    chore = next(one for one in chores.all_of_them() if one.work == wordcount.sweep)
    assert chore.seconds == 3600
