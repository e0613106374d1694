"""The relay and Celery: ids are handed over once, and no broker in trouble loses or delays a thing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from feedback import notices, tasks
from feedback.models import Attachment, Notice
from feedback.vocabulary import FileState, NoticeState
from tests.factories import CaseFactory
from tests.feedback.public.test_submit import photo
from tests.feedback.test_files import attach

pytestmark = pytest.mark.django_db


class Broker:
    """Stands between the relay and the workers; takes ids until it is told not to."""

    def __init__(self) -> None:
        self.taken: list[tuple[int, ...]] = []
        self.away = False

    def take(self, arguments: tuple[int, ...], **options: Any) -> None:
        if self.away:
            raise ConnectionError
        self.taken.append(arguments)


@pytest.fixture
def broker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Broker:
    """A broker, in a house that works with Celery."""
    settings.RELAY = "celery"
    broker = Broker()
    for task in (tasks.deliver, tasks.make_safe):
        monkeypatch.setattr(task, "apply_async", broker.take)
    return broker


@pytest.fixture
def notice(broker: Broker) -> Notice:
    """A notice that has been handed over."""
    CaseFactory()
    tasks.carry()
    return Notice.objects.get()


def test_only_its_number_is_handed_over_and_only_once(notice: Notice, broker: Broker) -> None:
    tasks.carry()
    assert broker.taken == [(notice.pk,)]
    assert mail.outbox == []


def test_a_broker_that_is_away_loses_nothing(broker: Broker) -> None:
    CaseFactory()
    broker.away = True
    tasks.carry()
    assert Notice.objects.get().queued_at is None
    broker.away = False
    tasks.carry()
    assert len(broker.taken) == 1


def test_a_broker_that_is_away_is_asked_once_a_round(
    broker: Broker, caplog: pytest.LogCaptureFixture
) -> None:
    for _voice in range(3):
        CaseFactory()
    broker.away = True
    tasks.carry()
    assert caplog.text.count("The broker takes no work: ConnectionError") == 1


@pytest.mark.parametrize("away", [True, False])
def test_what_nobody_takes_up_for_two_minutes_the_relay_does(
    notice: Notice, broker: Broker, away: bool
) -> None:
    broker.away = away
    with time_machine.travel(timezone.now() + tasks.STALLED + timedelta(seconds=1)):
        tasks.carry()
    assert Notice.objects.get().state == NoticeState.SENT


def test_what_comes_back_is_handed_over_again(notice: Notice, broker: Broker) -> None:
    Notice.objects.update(state=NoticeState.SENDING, claimed_at=timezone.now() - 2 * notices.LEASE)
    tasks.carry()
    with time_machine.travel(timezone.now() + notices.FIRST_WAIT):
        tasks.carry()
    assert broker.taken == [(notice.pk,), (notice.pk,)]


def test_a_task_that_comes_twice_sends_once(notice: Notice) -> None:
    tasks.deliver(notice.pk)
    tasks.deliver(notice.pk)
    assert len(mail.outbox) == 1


def test_a_task_for_what_is_no_more_does_nothing(notice: Notice) -> None:
    Notice.objects.all().delete()
    assert not tasks.deliver(notice.pk)


def test_a_file_is_handed_over_once(broker: Broker) -> None:
    (found,) = attach(CaseFactory(anonymous=True), photo())
    tasks.carry()
    tasks.carry()
    assert broker.taken == [(found.pk,)]


def test_a_file_nobody_takes_up_the_relay_makes_safe(broker: Broker) -> None:
    attach(CaseFactory(accepted=True), photo())
    Attachment.objects.update(added_at=timezone.now() - 2 * tasks.STALLED)
    tasks.carry()
    assert Attachment.objects.get().state == FileState.SAFE


def test_a_file_in_trouble_does_not_hold_up_the_news(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(CaseFactory(), photo())
    monkeypatch.setattr("feedback.services.files.make_safe", lambda one: 1 / 0)
    tasks.carry()
    assert len(mail.outbox) == 1
