"""On the first each director gets one letter that the month's page is ready; never a second one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from feedback.models import CaseTally, MonthLetter, TallyMark
from feedback.services import month_letter
from feedback.vocabulary import Count, Dimension, Kind, Sphere
from portal.models import User
from tests.factories import CaseFactory, HospitalFactory, UserFactory
from tests.sink import Sink, free_port

# Nine in the morning in Shanghai.
FIRST = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def counted(site: Any, director: User) -> User:
    """The director of a house whose months are counted."""
    TallyMark.objects.create(name="cases", at=FIRST)
    return director


def tally(count: Count, number: int, sphere: str = "") -> None:
    CaseTally.objects.create(
        hospital=HospitalFactory(), month=OCTOBER, sphere=sphere, kind=Kind.COMPLAINT,
        dimension=Dimension.TOTAL, value="", count=count, number=number,
    )  # fmt: skip


def test_a_director_is_written_to_once(counted: User) -> None:
    assert month_letter.sweep(now=FIRST) == 1
    assert month_letter.sweep(now=FIRST.replace(hour=5)) == 0
    (letter,) = mail.outbox
    assert letter.to == [counted.email]
    assert "/admin/cases/reports/month/?month=2026-10" in letter.body
    assert MonthLetter.objects.get().sent_at is not None


def test_the_next_month_has_a_letter_of_its_own(counted: User) -> None:
    month_letter.sweep(now=FIRST)
    TallyMark.objects.update(at=FIRST.replace(month=12))
    assert month_letter.sweep(now=FIRST.replace(month=12)) == 1


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 10, 31, 23, 59, tzinfo=UTC),  # before eight
        datetime(2026, 11, 1, 10, 0, tzinfo=UTC),  # after six in the evening
        datetime(2026, 11, 8, 1, 0, tzinfo=UTC),
        datetime(2026, 10, 31, 1, 0, tzinfo=UTC),
    ],
)
def test_nothing_is_written_at_another_time(counted: User, moment: datetime) -> None:
    assert month_letter.sweep(now=moment) == 0
    assert not MonthLetter.objects.exists()


def test_a_house_that_was_down_writes_the_next_day(counted: User) -> None:
    assert month_letter.sweep(now=FIRST.replace(day=2)) == 1


def test_a_month_that_is_not_counted_yet_is_not_announced(counted: User) -> None:
    TallyMark.objects.update(at=datetime(2026, 10, 31, 15, 59, tzinfo=UTC))
    assert month_letter.sweep(now=FIRST) == 0


@pytest.mark.parametrize("changed", [{"email": ""}, {"is_active": False}])
def test_who_has_left_or_has_no_address_is_not_written_to(
    counted: User, changed: dict[str, Any]
) -> None:
    User.objects.filter(pk=counted.pk).update(**changed)
    assert month_letter.sweep(now=FIRST) == 0


def test_only_the_management_is_written_to(counted: User, officer: User, superuser: User) -> None:
    UserFactory(oversight=True), UserFactory(doctor=True)
    month_letter.sweep(now=FIRST)
    assert [letter.to for letter in mail.outbox] == [[counted.email]]


def test_the_letter_names_no_case_and_no_small_number(counted: User) -> None:
    case = CaseFactory(overdue=True)
    tally(Count.RECEIVED, 31), tally(Count.ANSWERED, 7)
    tally(Count.RECEIVED, 500, sphere=Sphere.INTEGRITY)
    UserProfile.objects.create(user=counted, preferred_language="en")
    month_letter.sweep(now=FIRST)
    told = mail.outbox[0].subject + mail.outbox[0].body
    assert "Received: 31" in told
    assert told.count("fewer than 8") == 2
    assert case.reference not in told


def test_it_is_written_in_the_language_of_its_reader(counted: User) -> None:
    UserProfile.objects.create(user=counted, preferred_language="en")
    month_letter.sweep(now=FIRST)
    assert "October 2026 on one page" in mail.outbox[0].subject


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """A mail server that the house knows of."""
    with Sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        yield sink


def test_while_no_server_answers_it_waits(counted: User, sink: Sink, settings: Any) -> None:
    settings.EMAIL_PORT = free_port()
    assert month_letter.sweep(now=FIRST) == 0
    settings.EMAIL_PORT = sink.port
    assert month_letter.sweep(now=FIRST) == 1
    assert len(sink.letters) == 1


def test_a_server_that_has_no_time_is_asked_again(counted: User, sink: Sink) -> None:
    sink.answer = lambda address: "451 Come back"
    assert month_letter.sweep(now=FIRST) == 0
    sink.answer = lambda address: "250 Thank you"
    assert month_letter.sweep(now=FIRST) == 1


def test_a_server_that_perhaps_has_it_gets_no_second_one(
    counted: User, sink: Sink, settings: Any
) -> None:
    settings.EMAIL_TIMEOUT, sink.pause = 0.3, lambda: 1.5
    assert month_letter.sweep(now=FIRST) == 0
    sink.pause = lambda: 0
    assert month_letter.sweep(now=FIRST) == 0
    assert MonthLetter.objects.get().sent_at is None


def test_one_address_that_is_no_more_does_not_keep_the_others_waiting(
    counted: User, sink: Sink
) -> None:
    other = UserFactory(username="second", groups=[group.name for group in counted.groups.all()])
    sink.answer = lambda address: "550 No" if address == counted.email else "250 Thank you"
    assert month_letter.sweep(now=FIRST) == 1
    assert [letter["To"] for letter in sink.letters] == [other.email]
    assert month_letter.sweep(now=FIRST) == 0
