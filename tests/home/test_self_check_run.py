"""A whole run of the self-check: it reads everything, finds nothing, and nothing of it is left."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command

from home.models import HomePage
from home.selfcheck import run, schedule, twin
from portal import edition
from portal.models.marks import Edition
from tests import laid
from transparency.models import SelfCheck

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 11, 22, 2, 30, tzinfo=SHANGHAI)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
FOUND = {
    "started_at": NIGHT,
    "ended_at": NIGHT + timedelta(minutes=2),
    "planted": 800,
    "fields": 140,
    "pages": 900,
    "bytes": 11_000_000,
    "leaks": [],
    "unread": [],
    "missing": [],
}
LEAK = [{"address": "/news/", "fields": ["feedback.Case.story"]}]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the command be told what a run in the copy found."""

    def as_found(**found: Any) -> None:
        monkeypatch.setattr(twin, "run", lambda: {**FOUND, **found})

    return as_found


def test_a_run_finds_nothing_and_leaves_nothing(site: HomePage) -> None:
    tables = laid.tables()
    before = laid.read(tables)
    found = run.run()
    assert (found.leaks, found.unread, found.missing) == ([], [], [])
    assert found.pages > 400
    assert found.fields > 100
    assert laid.read(tables) == before
    assert mail.outbox == []
    assert (cache._cache, edition._kept) == ({}, {})


@pytest.mark.django_db(transaction=True)
def test_the_command_works_in_a_copy_and_writes_one_row(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    # The row begins a new edition: the public page shows it at once.
    tables = [table for table in laid.tables() if table.name != Edition._meta.db_table]
    before = laid.read(tables)
    call_command("self_check")
    check = SelfCheck.objects.get()
    assert check.passed
    assert check.pages > 300
    check.delete()
    assert laid.read(tables) == before
    assert list(Path(settings.HUIYIN_HOME).glob(f"{twin.PREFIX}*")) == []


@pytest.mark.django_db
def test_a_clean_run_is_kept_and_told(ran: Any, capsys: pytest.CaptureFixture[str]) -> None:
    ran()
    call_command("self_check")
    assert SelfCheck.objects.get().passed
    assert "900" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize("found", [{"leaks": LEAK}, {"unread": ["/news/"]}])
def test_a_run_that_found_something_ends_with_a_fault(
    ran: Any, found: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    ran(**found)
    with pytest.raises(CommandError):
        call_command("self_check")
    assert not SelfCheck.objects.get().passed
    assert "/news/" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_run_that_broke_off_ends_with_a_fault_and_no_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(twin, "_furnish", lambda home: None)
    monkeypatch.setattr(twin, "_database", lambda home: "sqlite:////nowhere/at/all.sqlite3")
    with pytest.raises(CommandError, match="没有做完"):
        call_command("self_check")
    assert not SelfCheck.objects.exists()
    assert list(Path(settings.HUIYIN_HOME).glob(f"{twin.PREFIX}*")) == []


@pytest.mark.django_db
def test_nobody_plants_anything_outside_of_a_copy() -> None:
    with pytest.raises(CommandError):
        call_command("self_check", "--inside")


# --- When ----------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days_ago", "now", "due"),
    [
        (None, NIGHT, True),
        (None, NOON, False),
        (6, NIGHT, False),
        (7, NIGHT, True),
        (7, NOON, False),
        (9, NOON, True),
    ],
)
def test_it_is_done_once_a_week_at_night(
    days_ago: int | None, now: datetime, due: bool, settings: Any
) -> None:
    settings.SELF_CHECK_DAYS = 7
    if days_ago is not None:
        ended = {"started_at": now, "ended_at": now - timedelta(days=days_ago)}
        known = {name: value for name, value in FOUND.items() if name != "missing"}
        SelfCheck.objects.create(**{**known, **ended})
    assert schedule.is_due(now) is due


@pytest.mark.django_db
def test_of_two_machines_one_begins(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SELF_CHECK_DAYS = 7
    begun: list[bool] = []
    monkeypatch.setattr(schedule, "begin", lambda: begun.append(True))
    assert (schedule.sweep(NIGHT), schedule.sweep(NIGHT)) == (True, False)
    assert begun == [True]


@pytest.mark.django_db
def test_a_house_may_switch_it_off(settings: Any) -> None:
    settings.SELF_CHECK_DAYS = 0
    assert not schedule.is_due(NIGHT)


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path, settings: Any) -> None:
    settings.HUIYIN_HOME = tmp_path
    old = tmp_path / f"{twin.PREFIX}old"
    old.mkdir()
    twin.os.utime(old, (0, 0))
    with twin._folder() as home:
        assert not old.exists()
        assert home.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []
