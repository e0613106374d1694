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
from tests.factories import CaseFactory, DepartmentFactory
from transparency import cells, joint, releases
from transparency.models import Altered, Release
from transparency.periods import NoSuchPeriod, Period
from transparency.suppression import show

CHINA = ZoneInfo("Asia/Shanghai")
MARCH = Period(2026, 3, 3)


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
    return releases.freeze(hospital, MARCH, **changes)


def receive(number: int) -> None:
    came = datetime(2026, 3, 12, 9, 0, tzinfo=CHINA)
    for _ in range(number):
        CaseFactory(closed=True, category="FEE-01", received_at=came, acted_at=came)


def withheld(release: Release) -> set[cells.Cell]:
    found = cells.of_document(release.document, MARCH)
    return {cell for cell, number in found.items() if number is None}


def test_every_public_number_is_the_raw_count_after_mode_a_or_withheld(march: Hospital) -> None:
    raw = figures.count(hospital_id=march.pk, start=MARCH.start, end=MARCH.end)
    document = frozen(march).document
    for cell, number in cells.of_document(document, MARCH).items():
        rows = {cell.table: [cell.code]} if cell.table != cells.WHOLE else {}
        assert number in (show(cells.count_cells(raw, rows, MARCH)[cell]), None)


def test_the_totals_are_rounded_from_the_exact_counts(march: Hospital) -> None:
    assert frozen(march).document["total"]["received"] == show(11) == 10


def test_no_count_of_one_to_seven_enters_the_row(march: Hospital) -> None:
    shown = cells.of_document(frozen(march).document, MARCH).values()
    assert not [number for number in shown if number is not None and number % 5]


def test_a_release_stays_what_it_was_when_a_case_is_added(march: Hospital) -> None:
    release = frozen(march)
    CaseFactory(received_at=datetime(2026, 3, 11, 9, 0, tzinfo=CHINA))
    assert Release.objects.get(pk=release.pk).document == release.document


def test_a_version_that_differs_by_one_case_is_refused(march: Hospital) -> None:
    frozen(march)
    receive(1)
    with pytest.raises(releases.TooLittleChanged):
        frozen(march)


def test_a_version_that_differs_by_twelve_withholds_what_the_first_withheld(
    march: Hospital,
) -> None:
    first = frozen(march)
    receive(12)
    second = frozen(march)
    assert (first.version, second.version) == (1, 2)
    assert withheld(first) & cells.of_document(second.document, MARCH).keys() <= withheld(second)


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


def test_a_month_that_is_not_over_is_refused(hospital: Hospital) -> None:
    with time_machine.travel("2026-03-31 23:59+08:00"), pytest.raises(NoSuchPeriod):
        frozen(hospital)
    with time_machine.travel("2026-04-01 00:01+08:00"):
        assert frozen(hospital).end == date(2026, 3, 31)


@pytest.mark.parametrize("period", ["2026-13", "2099-01", "2026-03-31", "spring"])
def test_a_period_that_cannot_be_is_refused(hospital: Hospital, period: str) -> None:
    with pytest.raises(CommandError):
        call_command("freeze_release", period)


def test_a_year_so_far_may_end_on_a_leap_day(hospital: Hospital) -> None:
    with time_machine.travel("2028-03-02 10:00+08:00"):
        assert releases.freeze(hospital, Period.read("2028-to-02")).end == date(2028, 2, 29)


def test_departments_with_few_matters_a_year_stand_together(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert releases.LEAST_A_YEAR == 50
    monkeypatch.setattr(releases, "LEAST_A_YEAR", 5)
    came = datetime(2026, 2, 10, 9, 0, tzinfo=CHINA)
    for group, matters in (("外科", 5), ("内科", 4), ("医技", 2)):
        lead = DepartmentFactory(group=group)
        for _ in range(matters):
            CaseFactory(assigned=True, lead=lead, received_at=came, acted_at=came)
    quarter = Period(2026, 1, 3)
    with time_machine.travel("2026-04-02 10:00+08:00"):
        months = figures.by_month(hospital_id=hospital.pk, start=quarter.start, end=quarter.end)
        rows = releases._rows(hospital, quarter, joint.together(quarter, months))["by_group"]
    assert "外科" in rows
    assert [row for row in rows if {"内科", "医技"} <= {*cells.parts_of(row)}]
