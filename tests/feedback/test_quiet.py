"""The rest at night: only receipts go out in it, everything else after it."""

from datetime import datetime, time, timedelta
from smtplib import SMTPDataError
from typing import Any

import pytest
import time_machine
from django.conf import settings as house
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.utils.timezone import get_default_timezone

from config.quiet import quiet_hours
from feedback import notices, services
from feedback.models import CaseEvent, Notice
from feedback.quiet import after_rest, is_quiet
from feedback.vocabulary import NoticeState
from portal import relay
from portal.models import User
from tests.factories import CaseFactory

NIGHT = (time(21), time(8))
NOON = (time(12), time(14))


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=get_default_timezone())


@pytest.mark.parametrize(
    ("moment", "hours", "morning"),
    [
        ("2026-03-02 20:59", NIGHT, "2026-03-02 20:59"),
        ("2026-03-02 21:00", NIGHT, "2026-03-03 08:00"),
        ("2026-03-02 23:59", NIGHT, "2026-03-03 08:00"),
        ("2026-03-03 00:00", NIGHT, "2026-03-03 08:00"),
        ("2026-03-03 07:59", NIGHT, "2026-03-03 08:00"),
        ("2026-03-03 08:00", NIGHT, "2026-03-03 08:00"),
        ("2026-12-31 22:00", NIGHT, "2027-01-01 08:00"),
        ("2026-03-02 12:00", NOON, "2026-03-02 14:00"),
        ("2026-03-02 14:00", NOON, "2026-03-02 14:00"),
        ("2026-03-02 03:00", None, "2026-03-02 03:00"),
    ],
)
def test_whatever_falls_into_the_rest_waits_for_its_end(
    moment: str, hours: Any, morning: str
) -> None:
    assert after_rest(at(moment), hours) == at(morning)
    assert is_quiet(at(moment), hours) == (moment != morning)


def test_the_hours_are_those_of_the_hospital_wherever_its_server_stands() -> None:
    assert is_quiet(datetime.fromisoformat("2026-03-02T13:00+00:00"), NIGHT)  # 21:00 in Shanghai


@pytest.mark.parametrize(
    ("said", "hours"),
    [("21:00-08:00", NIGHT), (" 12:00-14:00 ", NOON), ("", None), ("08:00-08:00", None)],
)
def test_the_hours_are_read_from_the_environment(said: str, hours: Any) -> None:
    assert quiet_hours(said) == hours


@pytest.mark.parametrize("said", ["21-8", "24:00-08:00", "21:00", "never"])
def test_hours_nobody_can_read_do_not_open_the_house(said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="21:00-08:00"):
        quiet_hours(said)


@pytest.fixture
def night(settings: Any, db: None) -> None:
    """A house that keeps quiet at night."""
    assert house.QUIET_HOURS is None  # the tests of everything else pass at any hour
    settings.QUIET_HOURS = NIGHT


def test_a_receipt_goes_out_at_once(night: None) -> None:
    with time_machine.travel(at("2026-03-02 23:00"), tick=False):
        CaseFactory()
        relay.run_once()
    assert len(mail.outbox) == 1


def test_an_answer_of_the_evening_is_told_in_the_morning(night: None, officer: User) -> None:
    with time_machine.travel(at("2026-03-02 22:00"), tick=False) as clock:
        case = CaseFactory(assigned=True)
        CaseEvent.objects.update(told_at=at("2026-03-02 22:00"))
        services.reply(case, by=officer, answer="抱歉。")
        relay.run_once()
        assert (mail.outbox, Notice.objects.get().not_before) == ([], at("2026-03-03 08:00"))
        clock.move_to(at("2026-03-03 08:00"))
        relay.run_once()
    assert len(mail.outbox) == 1


def test_a_colleague_sleeps_too(night: None, officer: User, doctor: User) -> None:
    with time_machine.travel(at("2026-03-02 22:00"), tick=False):
        CaseFactory(assigned=True, anonymous=True)
        relay.run_once()
    assert Notice.objects.get(reader=doctor).not_before == at("2026-03-03 08:00")


def test_what_was_left_over_at_nine_waits_too(night: None) -> None:
    with time_machine.travel(at("2026-03-02 20:59"), tick=False) as clock:
        CaseFactory(declined=True)
        notices.tell()
        clock.move_to(at("2026-03-02 21:00"))
        relay.run_once()
        waiting = Notice.objects.get(state=NoticeState.WAITING)
        assert (len(mail.outbox), notices.deliver(waiting.pk)) == (1, False)
        clock.move_to(at("2026-03-03 08:00"))
        relay.run_once()
    assert len(mail.outbox) == 2


def test_nobody_is_tried_again_at_night(night: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> None:
        raise SMTPDataError(452, b"")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    with time_machine.travel(at("2026-03-02 20:59:30"), tick=False):
        CaseFactory(declined=True)
        relay.run_once()
    tried = {one.kind: one.not_before for one in Notice.objects.filter(tries=1)}
    assert tried == {"receipt": at("2026-03-02 21:00:30"), "reply": at("2026-03-03 08:00")}


def test_what_rests_is_not_late_but_what_lies_there_in_the_morning_is(night: None) -> None:
    with time_machine.travel(at("2026-03-02 20:59"), tick=False) as clock:
        CaseFactory(declined=True)
        notices.tell()
        Notice.objects.filter(kind="receipt").delete()
        late = []
        for moment in ("2026-03-02 23:00", "2026-03-03 08:09", "2026-03-03 08:11"):
            clock.move_to(at(moment))
            late.append(notices.late())
    assert (late, timedelta(minutes=10)) == ([0, 0, 1], notices.LATE)
