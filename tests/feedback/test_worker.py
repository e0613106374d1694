"""News through a real broker and a real worker, which may be killed: on PostgreSQL and Redis only."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from feedback import notices
from feedback.models import Notice
from feedback.vocabulary import NoticeState
from tests.factories import CaseFactory
from tests.sink import Sink

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/5")
WORKER = (
    *("-m", "celery", "-A", "config.celery", "worker", "--loglevel", "error", "--concurrency", "1"),
    *("--without-gossip", "--without-mingle"),
)
# Long enough for a machine with much else to do.
PATIENCE = 60


def missing() -> str:
    """Say what these tests lack here; empty when they can be run."""
    if connection.vendor != "postgresql":
        return "A worker of its own needs a database server: PostgreSQL."
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=1, socket_timeout=1).ping()
    except redis.RedisError:
        return f"No Redis answers at {REDIS} (TEST_REDIS_URL names another)."
    return ""


pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(missing()), reason=missing() or "-"),
]


class House:
    """The processes of a house that works with Celery, beside the test's own."""

    def __init__(self, sink: Sink, home: Path) -> None:
        at = connection.settings_dict
        user = f"{at['USER']}:{at['PASSWORD']}" if at["PASSWORD"] else at["USER"]
        self.variables = {
            **os.environ,
            "DATABASE_URL": f"postgres://{user}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}",
            "HUIYIN_HOME": str(home),
            "RELAY": "celery",
            "CELERY_BROKER_URL": REDIS,
            "CELERY_QUEUE": f"test-{secrets.token_hex(8)}",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(sink.port),
            "EMAIL_TIMEOUT": "30",
        }
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str, **other: str) -> subprocess.Popen[bytes]:
        """Start one of them in a group of its own, so that it can be killed with its children."""
        variables = {**self.variables, **other}
        process = subprocess.Popen(  # noqa: S603 - our own commands
            [sys.executable, *command], cwd=settings.BASE_DIR, env=variables, process_group=0
        )
        self.running.append(process)
        return process

    def end(self) -> None:
        """Kill what still runs."""
        for process in self.running:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and its children as a power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(true: Callable[[], bool]) -> None:
    """Wait for something that other processes bring about."""
    for _tenth in range(PATIENCE * 10):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("It did not come about.")


def state() -> str:
    """Return how far the one mail has come; empty before there is one."""
    return Notice.objects.values_list("state", flat=True).first() or ""


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A mail server."""
    with Sink() as sink:
        yield sink


@pytest.fixture
def house(sink: Sink, tmp_path: Path) -> Iterator[House]:
    """A house with a relay; each test starts the workers it needs."""
    house = House(sink, tmp_path)
    house.start("manage.py", "tick")
    yield house
    house.end()


def test_a_worker_brings_the_news(house: House, sink: Sink) -> None:
    house.start(*WORKER)
    CaseFactory()
    until(lambda: len(sink.letters) == 1)
    until(lambda: state() == NoticeState.SENT)


def test_a_worker_killed_while_the_server_has_the_mail_is_not_followed_by_another(
    house: House, sink: Sink
) -> None:
    sink.pause = lambda: 2
    worker = house.start(*WORKER)
    CaseFactory()
    until(lambda: len(sink.letters) == 1)
    kill(worker)
    Notice.objects.update(claimed_at=timezone.now() - 2 * notices.LEASE)
    house.start(*WORKER)
    until(lambda: state() == NoticeState.UNCERTAIN)
    assert len(sink.letters) == 1


def test_a_worker_killed_before_that_is_relieved(house: House, sink: Sink) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        dying = house.start(*WORKER, EMAIL_PORT=str(silent.getsockname()[1]))
        CaseFactory()
        until(lambda: state() == NoticeState.SENDING)
        kill(dying)
    Notice.objects.update(claimed_at=timezone.now() - 2 * notices.LEASE)
    until(lambda: state() == NoticeState.WAITING)
    Notice.objects.update(not_before=timezone.now())
    house.start(*WORKER)
    until(lambda: state() == NoticeState.SENT)
    assert len(sink.letters) == 1
