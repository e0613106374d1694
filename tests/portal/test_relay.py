"""The relay wakes after commit, does all its work, and outlives a failure."""

import threading
from collections.abc import Iterator

import pytest
from django.db import transaction

from portal import relay


@pytest.fixture(autouse=True)
def _own_work(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(relay, "_work", [])
    yield
    relay._work.clear()


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    bell: list[str] = []
    monkeypatch.setattr(relay, "_ring", lambda: bell.append("rung"))
    return bell


def test_a_round_does_all_work_and_says_how_much() -> None:
    relay.register(lambda: 2)
    relay.register(lambda: 3)
    assert relay.run_once() == 5


def test_the_same_work_is_registered_once() -> None:
    def work() -> int:
        return 1

    relay.register(work)
    relay.register(work)
    assert relay.run_once() == 1


@pytest.mark.django_db(transaction=True)
def test_it_wakes_after_the_commit(settings: object, rung: list[str]) -> None:
    settings.RELAY = "thread"  # type: ignore[attr-defined]
    with transaction.atomic():
        relay.wake()
        assert rung == []
    assert rung == ["rung"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_wakes_nobody(settings: object, rung: list[str]) -> None:
    settings.RELAY = "thread"  # type: ignore[attr-defined]
    with transaction.atomic():
        relay.wake()
        transaction.set_rollback(True)
    assert rung == []


@pytest.mark.django_db(transaction=True)
def test_switched_off_it_sleeps(settings: object, rung: list[str]) -> None:
    settings.RELAY = "off"  # type: ignore[attr-defined]
    relay.wake()
    assert rung == []


def test_a_failure_does_not_end_it() -> None:
    done, fails = threading.Event(), [True]

    def work() -> int:
        if fails.pop() if fails else False:
            raise RuntimeError
        done.set()
        return 1

    relay.register(work)
    relay._ring()
    while fails:
        pass
    relay._ring()
    assert done.wait(10)
