"""What the rest of the house counts: each measure by its own day, nothing counted that cannot be."""

from collections import Counter
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedback import figures
from feedback.models import Case
from feedback.vocabulary import Channel, Kind, Satisfaction
from tests.factories import CaseFactory, HospitalFactory

pytestmark = pytest.mark.django_db

# A Monday in a week without holidays, so the answer is due on the Monday after it.
MONDAY, DUE, LATE = (
    datetime(2026, 3, day, 9, tzinfo=ZoneInfo("Asia/Shanghai")) for day in (2, 9, 10)
)


def count(start: date = date(2026, 3, 1), end: date = date(2026, 3, 31)) -> figures.Figures:
    return figures.count(hospital_id=HospitalFactory().pk, start=start, end=end)


def by_month(end: date) -> dict[str, figures.Figures]:
    return figures.by_month(hospital_id=HospitalFactory().pk, start=date(2026, 3, 1), end=end)


def test_a_house_without_cases_counts_nothing_for_each_month() -> None:
    months = by_month(end=date(2026, 5, 31))
    assert list(months) == ["2026-03", "2026-04", "2026-05"]
    assert figures.together(months).total == Counter()


@pytest.mark.parametrize(("answered", "on_time"), [(MONDAY, 1), (DUE, 1), (LATE, 0)])
def test_an_answer_is_on_time_until_the_end_of_its_due_day(answered: Any, on_time: int) -> None:
    CaseFactory(replied=True, received_at=MONDAY, acted_at=answered)
    assert (count().total["due"], count().total["on_time"]) == (1, on_time)


def test_a_case_without_an_answer_past_its_day_is_due_and_not_on_time() -> None:
    CaseFactory(accepted=True, received_at=MONDAY)
    assert (count().total["due"], count().total["on_time"], count().total["answered"]) == (1, 0, 0)


def test_a_case_that_waits_for_its_submitter_is_not_yet_judged() -> None:
    CaseFactory(waiting=True, received_at=MONDAY)
    assert count().total["due"] == 0


def test_a_withdrawn_case_is_received_and_not_judged() -> None:
    CaseFactory(withdrawn=True, received_at=MONDAY)
    assert count().total == Counter(received=1, withdrawn=1)


def test_a_declined_case_was_answered() -> None:
    CaseFactory(declined=True, received_at=MONDAY, acted_at=DUE)
    said = Counter(received=1, declined=1, answered=1, silent=1, due=1, on_time=1)
    assert count().total == said


def test_each_measure_is_counted_in_the_month_of_its_own_day() -> None:
    april = datetime(2026, 4, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    CaseFactory(closed=True, received_at=MONDAY, acted_at=april)
    months = by_month(end=date(2026, 4, 30))
    assert months["2026-03"].total == Counter(received=1, due=1, open=1)
    assert months["2026-04"].total == Counter(answered=1, closed=1, silent=1)


def test_a_day_begins_at_midnight_in_the_hospital() -> None:
    CaseFactory(received_at=datetime(2026, 2, 28, 16, 0, tzinfo=ZoneInfo("UTC")))
    CaseFactory(received_at=datetime(2026, 3, 31, 16, 0, tzinfo=ZoneInfo("UTC")))
    assert count().total["received"] == 1


@pytest.mark.parametrize(("said", "satisfied"), [(s, int(s >= 3)) for s in Satisfaction])
def test_fairly_satisfied_and_above_counts_as_satisfied(said: int, satisfied: int) -> None:
    CaseFactory(replied=True, satisfaction=said, received_at=MONDAY)
    assert (count().total["rated"], count().total["satisfied"]) == (1, satisfied)


def test_each_dimension_adds_up_to_the_whole() -> None:
    CaseFactory(closed=True, received_at=MONDAY, category="COM-01")
    CaseFactory(kind=Kind.SUGGESTION, received_at=MONDAY)
    CaseFactory(registered=True, channel=Channel.LETTER, received_at=MONDAY)
    counted = count()
    for dimension in (counted.by_kind, counted.by_channel, counted.by_category, counted.by_group):
        assert sum(of["received"] for of in dimension.values()) == counted.total["received"] == 3


def test_a_case_is_counted_under_the_first_level_of_its_primary_category() -> None:
    CaseFactory(assigned=True, received_at=MONDAY, category="COM-01")
    assert {code: of["received"] for code, of in count().by_category.items()} == {"COM": 1}


def test_a_quarantined_case_is_not_counted() -> None:
    Case.objects.filter(pk=CaseFactory(received_at=MONDAY).pk).update(quarantined=True)
    assert count().total == Counter()


def test_a_case_of_unknown_date_is_received_and_not_judged() -> None:
    Case.objects.filter(pk=CaseFactory(received_at=MONDAY).pk).update(date_known=False)
    assert count().total == Counter(received=1, undated=1, open=1)
