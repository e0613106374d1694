"""Real ledgers, and a count of them made here from the files alone: the office must agree with it."""

import csv
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from feedback import figures
from feedback.models import Case
from tests.feedback.ledgers import bring, shared

FILES = ("health_labelled.dev.jsonl", "health_replies.dev.jsonl")
CALENDAR = Path(figures.__file__).parent / "data" / "calendar_cn.csv"
PROMISED = 5  # working days
JUDGED = ("received", "answered", "due", "on_time", "undated")
OVER_ALL = {"start": date(2000, 1, 1), "end": date(2100, 1, 1)}


@dataclass
class Expected:
    """What one row must have become."""

    story: str
    received: date | None
    due: date | None
    replied: date | None


def due(received: date) -> date:
    """Count five working days by the shipped table, with none of the product's code."""
    with CALENDAR.open(encoding="utf-8", newline="") as file:
        kinds = {row["date"]: row["kind"] for row in csv.DictReader(file)}
    day, left = received, PROMISED
    while left:
        day += timedelta(days=1)
        worked = day.weekday() < 5 and (day.month, day.day) != (1, 1)
        left -= {"off": False, "work": True}.get(kinds.get(day.isoformat(), ""), worked)
    return day


def expected(files: tuple[str, ...] = FILES) -> list[Expected]:
    """Read the files row by row: an id counts once, a text without an id once."""
    ids: set[int] = set()
    words: set[str] = set()
    nameless: set[str] = set()
    kept = []
    for name in files:
        for line in shared(f"zh_petitions/{name}").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            plain = "".join(unicodedata.normalize("NFKC", row["text"]).split())
            known = row["id"] in ids if row.get("id") else plain in words
            if known or plain in nameless:
                continue
            (ids.add(row["id"]) if row.get("id") else nameless.add(plain))
            words.add(plain)
            days = [
                datetime.fromisoformat(row[at]).date() if row.get(at) else None
                for at in ("time", "reply_time")
            ]
            kept.append(Expected(row["text"], days[0], days[0] and due(days[0]), days[1]))
    return kept


@pytest.fixture(scope="module")
def brought(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[list[list[int]]]:
    """Both files imported once, and once again, for all tests of this module."""
    paths = [shared(f"zh_petitions/{name}") for name in FILES]
    folder = tmp_path_factory.mktemp("ledgers")
    with django_db_blocker.unblock(), transaction.atomic():
        yield [bring(path, folder) for path in paths * 2]
        transaction.set_rollback(True)


def counted() -> Counter[str]:
    return figures.count(hospital_id=Case.objects.first().hospital_id, **OVER_ALL).total


def test_all_rows_are_accounted_for(brought: list[list[int]]) -> None:
    first = len(expected(FILES[:1]))
    second = len(expected()) - first
    assert brought[:2] == [[333, first, 333 - first, 0], [95, second, 95 - second, 0]]


def test_the_same_files_again_add_nothing(brought: list[list[int]]) -> None:
    assert brought[2:] == [[333, 0, 333, 0], [95, 0, 95, 0]]


@pytest.mark.django_db
def test_stories_and_due_dates_agree_with_the_files(brought: list[list[int]]) -> None:
    today = timezone.localdate()
    wanted = Counter((row.story, row.received or today, row.due) for row in expected())
    found = Counter(
        (case.story, case.received_on, case.due_on if case.date_known else None)
        for case in Case.objects.all()
    )
    assert found == wanted


@pytest.mark.django_db
def test_figures_agree_with_the_files(brought: list[list[int]]) -> None:
    rows = expected()
    replied = [row for row in rows if row.replied]
    found = counted()
    assert {name: found[name] for name in JUDGED} == {
        "received": len(rows),
        "answered": len(replied),
        "due": sum(
            1 for row in rows if row.due and (row.replied or row.due < timezone.localdate())
        ),
        "on_time": sum(1 for row in replied if row.due and row.replied <= row.due),
        "undated": sum(1 for row in rows if row.received is None),
    }


@pytest.mark.django_db
def test_the_months_of_the_figures_agree_with_the_files(brought: list[list[int]]) -> None:
    today = timezone.localdate()
    months = Counter(f"{row.received or today:%Y-%m}" for row in expected())
    found = figures.by_month(hospital_id=Case.objects.first().hospital_id, **OVER_ALL)
    received = {month: of.total["received"] for month, of in found.items()}
    assert {month: number for month, number in received.items() if number} == months
