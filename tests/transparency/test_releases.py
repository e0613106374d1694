"""Figures are frozen once, protected all together, and equal the raw counts after mode A."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from feedback import figures
from feedback.vocabulary import Stage
from portal.models import Hospital, User
from tests.factories import CaseFactory
from transparency import releases
from transparency.models import Altered, Release
from transparency.suppression import show
from transparency.tables import DIMENSIONS, MEASURES

CHINA = ZoneInfo("Asia/Shanghai")
MARCH = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def hospital(db: None) -> Hospital:
    return Hospital.objects.get(code="main")


@pytest.fixture
def march(hospital: Hospital) -> Hospital:
    """Eleven matters received in March, nine of one category and closed, two still open."""
    came = datetime(2026, 3, 10, 9, 0, tzinfo=CHINA)
    for number in range(11):
        stage = Stage.CLOSED if number < 9 else Stage.ACCEPTED
        CaseFactory(stage=stage, received_at=came, acted_at=came + timedelta(days=2))
    return hospital


def frozen(hospital: Hospital, **changes: Any) -> Release:
    return releases.freeze(hospital, **{"start": MARCH[0], "end": MARCH[1], **changes})


def test_every_public_number_is_the_raw_count_after_mode_a_or_withheld(march: Hospital) -> None:
    raw = figures.count(hospital_id=march.pk, start=MARCH[0], end=MARCH[1])
    document = frozen(march).document
    for table in DIMENSIONS:
        counted = getattr(raw, table)
        for row in document[table]:
            for measure in MEASURES:
                expected = show(getattr(counted[row["code"]], measure))
                assert row["counts"][measure] in (expected, None)


def test_the_totals_are_rounded_from_the_exact_counts(march: Hospital) -> None:
    assert frozen(march).document["total"]["received"] == show(11) == 10


def test_no_small_count_enters_the_row(march: Hospital) -> None:
    release = frozen(march)
    numbers = [
        n for table in DIMENSIONS for row in release.document[table] for n in row["counts"].values()
    ]
    assert not {n for n in numbers if n} & set(range(1, 8))


def test_a_release_stays_what_it_was_when_a_case_is_added(march: Hospital) -> None:
    release = frozen(march)
    CaseFactory(received_at=datetime(2026, 3, 11, 9, 0, tzinfo=CHINA))
    assert Release.objects.get(pk=release.pk).document == release.document


def test_freezing_again_makes_a_new_version(march: Hospital) -> None:
    assert [frozen(march).version, frozen(march).version] == [1, 2]


def test_what_one_version_withheld_the_next_does_not_show(march: Hospital) -> None:
    closed = "closed", "by_category"
    first = {
        row["code"] for row in frozen(march).document[closed[1]] if row["counts"][closed[0]] is None
    }
    came = datetime(2026, 3, 12, 9, 0, tzinfo=CHINA)
    for _ in range(12):
        CaseFactory(closed=True, category="FEE-01", received_at=came, acted_at=came)
    second = {
        row["code"] for row in frozen(march).document[closed[1]] if row["counts"][closed[0]] is None
    }
    assert first <= second


def test_a_frozen_row_cannot_be_saved_again(march: Hospital) -> None:
    release = frozen(march)
    release.document["total"]["received"] = 1000
    with pytest.raises(Altered):
        release.save()


def test_a_row_changed_in_the_database_is_found_out(march: Hospital) -> None:
    release = frozen(march)
    Release.objects.filter(pk=release.pk).update(document={**release.document, "total": {}})
    with pytest.raises(CommandError, match="2026-03"):
        call_command("verify_published")


def test_an_intact_house_is_verified(march: Hospital, capsys: Any) -> None:
    frozen(march)
    call_command("verify_published")
    assert Release.objects.get().intact


def test_an_altered_release_is_not_published(march: Hospital) -> None:
    release = frozen(march)
    Release.objects.filter(pk=release.pk).update(complete=False)
    release.refresh_from_db()
    with pytest.raises(Altered):
        releases.publish(release)


def test_an_officer_may_not_publish_figures(march: Hospital, officer: User) -> None:
    with pytest.raises(PermissionDenied):
        releases.publish(frozen(march), by=officer)


@pytest.mark.parametrize(
    ("today", "complete", "end"),
    [("2026-03-20", False, date(2026, 3, 20)), ("2026-04-01", True, date(2026, 3, 31))],
)
def test_the_running_month_is_provisional(
    hospital: Hospital, today: str, complete: bool, end: date
) -> None:
    with time_machine.travel(f"{today} 10:00+08:00"):
        call_command("freeze_release", "--from", "2026-02", "--through", "2026-03")
    release = Release.objects.get()
    assert (release.complete, release.end) == (complete, end)


@pytest.mark.parametrize(
    "months", [("2026-03", "2026-02"), ("2026-03", "2099-01"), ("2026-13", "2026-13")]
)
def test_a_period_that_cannot_be_is_refused(hospital: Hospital, months: tuple[str, str]) -> None:
    with pytest.raises(CommandError):
        call_command("freeze_release", "--from", months[0], "--through", months[1])


def test_the_last_twelve_months_end_with_the_last_whole_one() -> None:
    period = releases.last_twelve_months(today=date(2026, 3, 15))
    assert period == (date(2025, 3, 1), date(2026, 2, 28))
