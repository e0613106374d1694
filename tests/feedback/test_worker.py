"""News through a real broker and a real worker, which may be killed: on PostgreSQL and Redis only."""

import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.db import connection
from django.utils import timezone

from feedback import notices
from feedback.models import Notice
from feedback.vocabulary import NoticeState
from tests.factories import CaseFactory
from tests.processes import TICK, WORKER, Processes, kill, until
from tests.sink import Sink

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/5")


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


def state() -> str:
    """Return how far the one mail has come; empty before there is one."""
    return Notice.objects.values_list("state", flat=True).first() or ""


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A mail server."""
    with Sink() as sink:
        yield sink


@pytest.fixture
def house(sink: Sink, tmp_path: Path) -> Iterator[Processes]:
    """A house with a relay; each test starts the workers it needs."""
    at = connection.settings_dict
    user = f"{at['USER']}:{at['PASSWORD']}" if at["PASSWORD"] else at["USER"]
    variables = {
        "DATABASE_URL": f"postgres://{user}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}",
        "HUIYIN_HOME": str(tmp_path),
        "RELAY": "celery",
        "CELERY_BROKER_URL": REDIS,
        "CELERY_QUEUE": f"test-{secrets.token_hex(8)}",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(sink.port),
        "EMAIL_TIMEOUT": "30",
    }
    with Processes(variables, tmp_path / "log") as house:
        house.start(*TICK)
        yield house


def test_a_worker_brings_the_news(house: Processes, sink: Sink) -> None:
    house.start(*WORKER)
    CaseFactory()
    until(lambda: len(sink.letters) == 1)
    until(lambda: state() == NoticeState.SENT)


def test_a_worker_killed_while_the_server_has_the_mail_is_not_followed_by_another(
    house: Processes, sink: Sink
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


def test_a_worker_killed_before_that_is_relieved(house: Processes, sink: Sink) -> None:
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
