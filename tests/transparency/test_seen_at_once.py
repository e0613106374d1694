"""A release is published by one process and read from others: within a second, from kept pages too."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.db import connection

from benchmarks.houses import _free_port as free_port
from tests.processes import PATIENCE, Processes, until
from tests.transparency.planted import plant
from transparency.models import Release, SummaryIndexPage

PAGES = ("/transparency/statistics/", "/en/transparency/statistics/")
OLD, NEW = "1,230", "4,560"
A_SECOND = 1.1  # and a tenth, for a look at the database that was just under way
PUBLISH = """
import time, django, json; django.setup()
from transparency import releases
from transparency.models import Release
begun = time.time()
releases.publish(Release.objects.get(published_at=None))
print(json.dumps([begun, time.time()]))
"""


class Look(NamedTuple):
    """One visit to a page: when it began, and whether the new figures were on it."""

    at: float
    is_new: bool


class Reader(threading.Thread):
    """Somebody who opens a page of one worker again and again until the news is there."""

    def __init__(self, port: int, page: str) -> None:
        super().__init__(daemon=True)
        self.port, self.page, self.looks = port, page, list[Look]()

    def run(self) -> None:
        while not self.has_seen:
            at, text = time.time(), read(self.port, self.page)
            assert (NEW in text) != (OLD in text)
            self.looks.append(Look(at, NEW in text))
            time.sleep(0.02)

    @property
    def has_seen(self) -> bool:
        return bool(self.looks) and self.looks[-1].is_new


def read(port: int, page: str) -> str:
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("GET", page)
        return line.getresponse().read().decode()
    finally:
        line.close()


def answers(port: int) -> bool:
    try:
        return OLD in read(port, PAGES[0])
    except OSError:
        return False


@pytest.fixture
def frozen(transactional_db: None, index: SummaryIndexPage) -> Release:
    """Published figures, and a version of them that nobody may read yet."""
    plant("2025", received=1230)
    release = plant("2025", received=4560)
    Release.objects.filter(pk=release.pk).update(published_at=None)
    return release


@pytest.fixture
def house(frozen: Release, tmp_path: Path) -> Iterator[Processes]:
    """A copy of the database, for processes of their own."""
    if connection.vendor != "sqlite":
        pytest.skip("The copy is one of SQLite.")
    with sqlite3.connect(tmp_path / "huiyin.sqlite3") as copy:
        connection.connection.backup(copy)
    variables = {"HUIYIN_HOME": str(tmp_path), "DATABASE_URL": "", "PAGE_CACHE_SECONDS": "600"}
    with Processes(variables, tmp_path / "log") as processes:
        del processes.variables["DATABASE_URL"]
        yield processes


def worker(house: Processes) -> int:
    """Start a server of one worker; return its port once it answers."""
    port = free_port()
    words = f"--interface wsgi --no-ws --port {port} --workers 1 config.wsgi:application"
    house.start("-m", "granian", *words.split(), DJANGO_SETTINGS_MODULE="config.settings")
    until(lambda: answers(port), seconds=3 * PATIENCE)
    return port


def published(house: Processes) -> list[float]:
    """Publish in a process of its own; return when that began and when it was done."""
    variables = {**house.variables, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", PUBLISH], cwd=settings.BASE_DIR, env=variables, check=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_a_published_release_is_read_from_every_worker_within_a_second(house: Processes) -> None:
    readers = [Reader(port, page) for port in (worker(house), worker(house)) for page in PAGES]
    for reader in readers:
        reader.start()
    until(lambda: all(reader.looks for reader in readers))
    begun, done = published(house)
    for reader in readers:
        reader.join(timeout=30)
        stale = [look.at for look in reader.looks if not look.is_new]
        assert min(stale) < begun
        assert reader.has_seen
        # However slow the machine is: no visit that begins later gets the old figures.
        assert max(stale) < done + A_SECOND
        if folder := os.environ.get("HUIYIN_MEASURED"):
            Path(folder, f"{reader.port}{reader.page.replace('/', '_')}").write_text(
                f"last old {max(stale) - done:+.2f} s, first new {reader.looks[-1].at - done:+.2f} s"
            )
