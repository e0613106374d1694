"""News by e-mail: who gets which, once, and what becomes of those that cannot be delivered."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from feedback import notices, services
from feedback.deadlines import Due
from feedback.models import Case, CaseEvent, Contact, Notice
from feedback.services import Record, Voice, contacts, timing
from feedback.vocabulary import Kind, News, NoticeState, Outcome
from feedback.workflow import Role
from portal import relay
from portal.models import User
from tests.factories import WANG, CaseFactory, HospitalFactory, UserFactory

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=1)


def told(case: Case) -> list[str]:
    """Let the relay go round; return of what the case has sent news so far."""
    relay.run_once()
    to_submitter = Notice.objects.filter(event__case=case, reader=None)
    return [notice.kind for notice in to_submitter.order_by("event")]


def after(case: Case, act: Callable[[], Any]) -> list[str]:
    """Return of what an act sends news, whatever went before it."""
    CaseEvent.objects.update(told_at=timezone.now())
    act()
    return told(case)


def close(case: Case, officer: User) -> None:
    outcomes = {"PRO-02": Outcome.UPHELD}
    services.close(case, by=officer, outcomes=outcomes, measures=["apology"])


@pytest.mark.parametrize("trait", [{}, {"registered": True}])
def test_whoever_left_an_address_learns_that_it_arrived(trait: dict[str, bool]) -> None:
    assert told(CaseFactory(**trait)) == [News.RECEIPT]
    assert [message.to for message in mail.outbox] == [[WANG["email"]]]


def test_a_question_is_news(officer: User) -> None:
    case = CaseFactory(accepted=True)
    assert after(case, lambda: services.ask(case, by=officer, question="哪一天？")) == [
        News.QUESTION
    ]


def test_a_reply_is_news(officer: User) -> None:
    case = CaseFactory(assigned=True)
    assert after(case, lambda: services.reply(case, by=officer, answer="抱歉。")) == [News.REPLY]


def test_no_is_an_answer_too() -> None:
    assert told(CaseFactory(declined=True)) == [News.RECEIPT, News.REPLY]


def test_another_due_date_is_news() -> None:
    case = CaseFactory(accepted=True)
    to = case.due_on + timedelta(days=7)
    assert after(case, lambda: timing.move_due(case, to=Due(to, False), reason="several")) == [
        News.DUE
    ]


def test_an_extension_is_another_due_date(director: User) -> None:
    case = CaseFactory(assigned=True)
    to = case.due_on + timedelta(days=7)
    services.ask_time(case, by=UserFactory(doctor=True), to=to, reason="experts")
    assert after(case, lambda: services.extend(case, by=director)) == [News.DUE]


def test_a_problem_in_our_words_waits_for_a_yes(officer: User) -> None:
    case = CaseFactory(accepted=True)
    assert after(case, lambda: services.restate(case, by=officer, problem="排队太久。")) == [
        News.CONFIRM
    ]


def test_an_answer_given_together_is_an_answer_to_each(officer: User) -> None:
    case = CaseFactory(merged=True)
    into = case.merged_into
    assert after(case, lambda: services.reply(into, by=officer, answer="抱歉。")) == [News.REPLY]


def test_that_another_case_has_joined_is_none(officer: User) -> None:
    into = CaseFactory(accepted=True)
    other = CaseFactory(accepted=True, anonymous=True)
    assert not after(into, lambda: services.merge(other, by=officer, into=into))


def test_the_same_due_date_is_none() -> None:
    case = CaseFactory(accepted=True)
    same = Due(case.due_on, False)
    assert not after(case, lambda: timing.move_due(case, to=same, reason="several"))


def test_what_the_office_takes_up_again_has_a_new_date(officer: User) -> None:
    case = CaseFactory(replied=True)
    assert after(case, lambda: services.reopen(case, by=officer, reason="漏了。")) == [News.DUE]


def test_who_had_it_taken_up_again_knows_it() -> None:
    case = CaseFactory(replied=True)
    assert not after(case, lambda: services.reopen(case, by=Role.SUBMITTER, reason="没好。"))


def test_a_closed_case_asks_for_its_rating(officer: User) -> None:
    case = CaseFactory(replied=True)
    assert after(case, lambda: close(case, officer)) == [News.RATING]


def test_who_has_rated_is_not_asked_again(officer: User) -> None:
    case = CaseFactory(rated=True)
    assert not after(case, lambda: close(case, officer))


@pytest.mark.parametrize("trait", [{"drafting": True}, {"withdrawn": True}])
def test_what_stays_in_the_house_sends_nothing(trait: dict[str, bool]) -> None:
    case = CaseFactory(**trait)
    assert told(case) == [News.RECEIPT]
    assert not CaseEvent.objects.untold().exists()


def test_who_left_no_address_gets_nothing() -> None:
    assert not told(CaseFactory(anonymous=True))
    assert not told(CaseFactory(contact={"phone": WANG["phone"]}))


def test_a_house_without_a_mail_server_owes_no_mails(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert not told(CaseFactory())


def test_who_wants_none_gets_none() -> None:
    case = CaseFactory(accepted=True)
    Contact.objects.update(wants_news=False)
    assert not told(case)


def test_who_stops_it_at_the_last_moment_gets_none() -> None:
    CaseFactory()
    notices.tell()
    Contact.objects.update(wants_news=False)
    relay.run_once()
    assert (mail.outbox, Notice.objects.get().state) == ([], NoticeState.DROPPED)


def test_an_address_that_perhaps_no_person_left_waits_for_an_officer(officer: User) -> None:
    case = CaseFactory()
    Case.objects.update(quarantined=True)
    assert not told(case)
    services.accept(case, by=officer)
    services.ask(case, by=officer, question="哪一天？")
    assert told(case) == [News.QUESTION]


def test_a_form_cannot_fill_somebody_elses_letter_box() -> None:
    for _voice in range(notices.RECEIPTS_A_DAY + 2):
        CaseFactory()
    relay.run_once()
    assert len(mail.outbox) == notices.RECEIPTS_A_DAY
    assert Notice.objects.filter(state=NoticeState.DROPPED, failure="crowded").count() == 2


@pytest.mark.parametrize(
    "written",
    ["Wang@Example.org", "wang+1@example.org", "wang@exam\u00adple.org", "wang@ｅxample.org"],
)
def test_one_letter_box_is_one_however_its_address_is_written(written: str) -> None:
    assert contacts.email_index(f" {written} ") == contacts.email_index("wang@example.org")
    assert contacts.email_index(written) != contacts.email_index("wang@example.com")


def test_an_act_of_another_version_holds_up_no_news() -> None:
    CaseFactory(contact={})
    CaseEvent.objects.update(act="unheard")
    assert told(CaseFactory()) == [News.RECEIPT]


def test_the_same_round_twice_sends_it_once() -> None:
    CaseFactory()
    relay.run_once()
    relay.run_once()
    assert len(mail.outbox) == 1


def test_of_two_relays_only_one_makes_a_notice() -> None:
    CaseFactory()
    event = CaseEvent.objects.untold().select_related("case__contact").get()
    notices._tell(event, [], {})
    notices._tell(event, [], {})
    assert Notice.objects.count() == 1


def test_of_two_workers_only_one_sends_it() -> None:
    CaseFactory()
    notices.tell()
    pk = Notice.objects.get().pk
    assert [notices.deliver(pk), notices.deliver(pk)] == [True, False]
    assert len(mail.outbox) == 1


def test_a_diary_of_any_length_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "AT_A_TIME", 2)
    CaseFactory(closed=True)
    assert [notices.tell() for _round in range(5)] == [2, 2, 2, 1, 0]


# --- What goes wrong -------------------------------------------------------------------------------
@pytest.fixture
def notice() -> Notice:
    """A notice that a worker may take up now."""
    CaseFactory()
    notices.tell()
    return Notice.objects.get()


def server_that(trouble: Exception, *, when: str = "send_messages") -> Any:
    """Make a mail server that fails so."""

    def fail(*args: Any, **kwargs: Any) -> None:
        raise trouble

    return type("Broken", (EmailBackend,), {when: fail})


def fails(notice: Notice, monkeypatch: pytest.MonkeyPatch, trouble: Exception, **at: str) -> Notice:
    """Try to deliver to such a server; return the notice as it stands afterwards."""
    monkeypatch.setattr("feedback.mail.get_connection", server_that(trouble, **at))
    notices.deliver(notice.pk)
    notice.refresh_from_db()
    return notice


REFUSALS = [
    (SMTPRecipientsRefused({"x": (550, b"")}), NoticeState.FAILED, "smtp-550"),
    (SMTPRecipientsRefused({"x": (451, b"")}), NoticeState.WAITING, "smtp-451"),
    (SMTPDataError(554, b""), NoticeState.FAILED, "smtp-554"),
    (SMTPDataError(452, b""), NoticeState.WAITING, "smtp-452"),
    (SMTPSenderRefused(530, b"", "x"), NoticeState.WAITING, "sender"),
    (SMTPServerDisconnected(), NoticeState.UNCERTAIN, "connection"),
    (TimeoutError(), NoticeState.UNCERTAIN, "connection"),
]


@pytest.mark.parametrize(("trouble", "state", "failure"), REFUSALS)
def test_what_the_server_says_decides_what_becomes_of_it(
    notice: Notice,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception,
    state: str,
    failure: str,
) -> None:
    fails(notice, monkeypatch, trouble)
    assert (notice.state, notice.failure) == (state, failure)


def test_no_server_no_harm(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    fails(notice, monkeypatch, ConnectionRefusedError(), when="open")
    assert (notice.state, notice.handed_at) == (NoticeState.WAITING, None)


def test_a_server_that_is_down_is_not_asked_for_each_mail(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _voice in range(3):
        CaseFactory()
    monkeypatch.setattr(
        "feedback.mail.get_connection", server_that(ConnectionRefusedError(), when="open")
    )
    relay.run_once()
    assert sorted(Notice.objects.values_list("tries", flat=True)) == [0, 0, 1]


def test_the_waits_grow_up_to_an_hour(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _try in range(8):
            fails(notice, monkeypatch, ConnectionRefusedError(), when="open")
            waits.append((notice.not_before - timezone.now()) / timedelta(minutes=1))
            clock.move_to(notice.not_before)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_before_its_time_nobody_tries_again(
    notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(notice, monkeypatch, ConnectionRefusedError(), when="open")
    assert not notices.deliver(notice.pk)


def test_after_a_day_it_is_given_up(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    Notice.objects.update(made_at=timezone.now() - YESTERDAY - timedelta(minutes=1))
    fails(notice, monkeypatch, ConnectionRefusedError(), when="open")
    assert (notice.state, notice.failure) == (NoticeState.FAILED, "connection")
    assert notice.finished_at is not None


def died(notice: Notice, **kept: Any) -> Notice:
    """Leave the notice as a worker leaves it that died two minutes ago; let the relay go round."""
    long_ago = timezone.now() - notices.LEASE - timedelta(seconds=1)
    Notice.objects.update(state=NoticeState.SENDING, claimed_at=long_ago, **kept)
    relay.run_once()
    notice.refresh_from_db()
    return notice


def test_a_worker_that_died_before_the_server_had_it_is_relieved(notice: Notice) -> None:
    assert died(notice).state == NoticeState.WAITING
    with time_machine.travel(notice.not_before):
        relay.run_once()
    assert len(mail.outbox) == 1


def test_what_the_server_may_have_is_never_sent_again(notice: Notice) -> None:
    assert died(notice, handed_at=timezone.now()).state == NoticeState.UNCERTAIN
    with time_machine.travel(timezone.now() + YESTERDAY):
        relay.run_once()
    assert mail.outbox == []


def test_it_is_noted_that_the_server_may_have_it_before_it_has_it(
    notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = []
    server = type("Watched", (EmailBackend,), {"send_messages": lambda *a: noted.append(marked())})
    monkeypatch.setattr("feedback.mail.get_connection", server)
    notices.deliver(notice.pk)
    assert noted == [True]


def marked() -> bool:
    return Notice.objects.filter(handed_at__isnull=False).exists()


def test_a_worker_at_work_is_let_be(notice: Notice) -> None:
    Notice.objects.update(state=NoticeState.SENDING, claimed_at=timezone.now())
    relay.run_once()
    assert Notice.objects.get().state == NoticeState.SENDING


def test_a_slow_worker_that_was_given_up_has_the_last_word(notice: Notice) -> None:
    mine = Notice.objects.filter(pk=notice.pk)
    died(notice, handed_at=timezone.now())
    notices._finish(mine, NoticeState.SENT)
    assert mine.get().state == NoticeState.SENT


def test_a_mail_that_kills_five_workers_is_let_be(notice: Notice) -> None:
    states = [died(notice).state for _worker in range(notices.CRASHES)]
    assert states == [NoticeState.WAITING] * 4 + [NoticeState.FAILED]


def test_a_mail_that_cannot_be_written_is_let_be_and_logged_without_a_word_of_it(
    notice: Notice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("feedback.wordings.render_to_string", lambda *a: 1 / 0)
    for _try in range(notices.CRASHES):
        Notice.objects.update(not_before=timezone.now())
        notices.deliver(notice.pk)
    assert Notice.objects.get().state == NoticeState.FAILED
    assert f"Notice {notice.pk} could not be sent: ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org,b@example.org",
        "a@example.org\nBcc: b@example.org",
        '"a"@example.org',
        "a",
        "root@localhost",
        "a@[10.0.0.5]",
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    CaseFactory(contact={"email": address})
    relay.run_once()
    assert (mail.outbox, Notice.objects.get().failure) == ([], "address")


def test_what_has_waited_too_long_is_counted(notice: Notice) -> None:
    assert notices.late() == 0
    Notice.objects.update(made_at=timezone.now() - notices.LATE - timedelta(seconds=1))
    assert notices.late() == 1


def test_a_diary_nobody_reads_is_counted() -> None:
    CaseFactory(received_at=timezone.now() - YESTERDAY)
    assert notices.late() == 1


def test_an_imported_past_is_no_news() -> None:
    voice = Voice(kind=Kind.COMPLAINT, story="排队太久。", email=WANG["email"])
    record = Record(voice, None, "", timezone.now() - YESTERDAY, reply="抱歉。")
    assert not told(services.take_in(record, hospital=HospitalFactory()))
    assert not CaseEvent.objects.untold().exists()
