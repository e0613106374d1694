"""News on its way through a real mail server, which may refuse it, be away or hang up."""

from collections.abc import Iterator
from typing import Any

import pytest

from feedback.models import Notice
from feedback.vocabulary import NoticeState
from portal import relay
from tests.factories import WANG, CaseFactory
from tests.sink import Sink, free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server that the house knows of."""
    with Sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        yield sink


def outcome() -> tuple[str, str]:
    """Let one voice cause news; return what became of it."""
    CaseFactory()
    relay.run_once()
    notice = Notice.objects.get()
    return notice.state, notice.failure


def test_it_arrives_once_in_plain_words(sink: Sink) -> None:
    assert outcome() == (NoticeState.SENT, "")
    relay.run_once()
    (letter,) = sink.letters
    assert letter["To"] == WANG["email"]
    assert "/feedback/track/" in letter.get_content()


def test_an_address_that_is_no_more_is_not_tried_again(sink: Sink) -> None:
    sink.answer = lambda address: "550 No such person"
    assert outcome() == (NoticeState.FAILED, "smtp-550")


def test_a_server_that_has_no_time_is_asked_later(sink: Sink) -> None:
    sink.answer = lambda address: "451 Come back"
    assert outcome() == (NoticeState.WAITING, "smtp-451")


def test_a_server_that_does_not_answer_in_time_perhaps_has_it(sink: Sink, settings: Any) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    sink.pause = lambda: 1.5
    assert outcome() == (NoticeState.UNCERTAIN, "connection")


def test_a_server_that_is_away_has_nothing(sink: Sink, settings: Any) -> None:
    settings.EMAIL_PORT = free_port()
    assert outcome() == (NoticeState.WAITING, "connection")
