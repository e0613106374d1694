"""News by e-mail and text message: what of the diary is news, and that each goes out once or is seen not to.

Every step is one conditional UPDATE, so of several workers one takes it. No server is spoken to
inside a transaction. At night only receipts go out.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from feedback import mail, readers, sms, ways
from feedback.models import CaseEvent, Contact, Notice
from feedback.models.notice import NoticeQuerySet
from feedback.quiet import after_rest, is_quiet
from feedback.vocabulary import Act, Actor, News, NoticeState, Way
from feedback.ways import Carrier, Undelivered
from portal.models import User

logger = logging.getLogger(__name__)

# How many diary entries are read in one transaction, which must stay short.
AT_A_TIME = 50
# A worker that died holds a mail no longer than this; an orderly one is done long before.
LEASE = timedelta(minutes=2)
# A mail that five workers did not come back from is let be.
CRASHES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
A_DAY = timedelta(days=1)
# What anybody can cause must not fill somebody else's letter box.
RECEIPTS_A_DAY = 5
LATE = timedelta(minutes=10)
CARRIERS: dict[str, Carrier] = {Way.EMAIL: mail, Way.SMS: sms}
# Whoever cannot be spoken to now cannot be for the next notice either.
NO_USE = {"connection", "throttled"}

NEWS: dict[str, News] = {
    Act.SUBMIT: News.RECEIPT,
    Act.REGISTER: News.RECEIPT,
    Act.RESTATE: News.CONFIRM,
    Act.ASK: News.QUESTION,
    Act.REPLY: News.REPLY,
    Act.DECLINE: News.REPLY,
    Act.CONTEST_WON: News.REPLY,
    Act.SHARE: News.REPLY,
    Act.DUE: News.DUE,
    Act.EXTEND: News.DUE,
    Act.REOPEN: News.DUE,
    Act.CLOSE: News.RATING,
}


def news_of(event: CaseEvent) -> News | None:
    """Return what an entry tells the submitter that the submitter does not know yet."""
    facts = event.facts
    if event.act == Act.DUE and facts.get("from") == facts.get("to"):
        return None
    if event.act == Act.REOPEN and (event.actor != Actor.OFFICE or not facts.get("due_on")):
        return None
    if event.act == Act.CLOSE and event.case.rated_at is not None:
        return None
    return NEWS.get(event.act)


class Told(NamedTuple):
    """Somebody to be written to: a colleague, or nobody for the submitter; and by which way."""

    kind: News
    way: Way
    reader: User | None = None
    crowded: bool = False


READ = (
    "act", "actor", "facts", "by", "case__quarantined", "case__rated_at", "case__lead",
    "case__officer", "case__dispute", "case__priority", "case__contact__wants_news",
    "case__contact__email", "case__contact__email_index", "case__contact__phone",
    "case__contact__phone_index",
)  # fmt: skip


def tell() -> int:
    """Read on in the diary: claim each entry once, and make a notice of what is news to somebody."""
    untold = CaseEvent.objects.untold().select_related("case__contact")
    events = list(untold.only(*READ)[:AT_A_TIME])
    templates = sms.templates() if events else {}
    # Who may read it is asked before the transaction, which must stay short.
    to_staff = {event.pk: list(_to_staff(event)) for event in events}
    if events:
        with transaction.atomic():
            for event in events:
                _tell(event, to_staff[event.pk], templates)
    return len(events)


def _tell(event: CaseEvent, to_staff: Iterable[Told], templates: dict[str, str]) -> None:
    now = timezone.now()
    # Claim it first: of several relays only one may make the notice.
    if not CaseEvent.objects.filter(pk=event.pk, told_at=None).update(told_at=now):
        return
    for told in (*_to_submitter(event, templates), *to_staff):
        Notice.objects.create(
            event=event,
            kind=told.kind,
            way=told.way,
            reader=told.reader,
            state=NoticeState.DROPPED if told.crowded else NoticeState.WAITING,
            failure="crowded" if told.crowded else "",
            made_at=now,
            not_before=_at_day(told.kind, now),
        )


def _to_staff(event: CaseEvent) -> Iterator[Told]:
    news = readers.news_for(event) if mail.goes_out() else None
    if news:
        kind, people = news
        yield from (Told(kind, Way.EMAIL, person) for person in people)


def _to_submitter(event: CaseEvent, templates: dict[str, str]) -> Iterator[Told]:
    """Return the one way by which the submitter learns of it; none while perhaps no person spoke."""
    contact, kind = getattr(event.case, "contact", None), news_of(event)
    if contact is None or kind is None or not contact.wants_news or event.case.quarantined:
        return
    way = way_to(contact, texts=kind in templates)
    if way:
        crowded = kind == News.RECEIPT and _receipts_to(contact, way) >= RECEIPTS_A_DAY
        yield Told(kind, way, crowded=crowded)


def way_to(contact: Contact, *, texts: bool) -> Way | None:
    """Return how somebody is reached: by mail, else by text message where there are `texts`."""
    if contact.email and mail.goes_out():
        return Way.EMAIL
    if texts and ways.mobile(contact.phone):
        return Way.SMS
    return None


def _receipts_to(contact: Contact, way: Way) -> int:
    """Return how many receipts went there within a day: anybody can type another's into a form."""
    index = "email_index" if way == Way.EMAIL else "phone_index"
    box = {f"event__case__contact__{index}": getattr(contact, index)}
    lately = Notice.objects.filter(kind=News.RECEIPT, made_at__gt=timezone.now() - A_DAY)
    return lately.filter(reader=None, way=way, **box).count()


def _at_day(kind: str, moment: datetime) -> datetime:
    """Return when somebody may be written to: a receipt at once, all else after the night."""
    return moment if kind == News.RECEIPT else after_rest(moment, settings.QUIET_HOURS)


def _awake(notices: NoticeQuerySet, *at: datetime) -> NoticeQuerySet:
    """Leave out what rests at night."""
    night = any(is_quiet(moment, settings.QUIET_HOURS) for moment in at)
    return notices.filter(kind=News.RECEIPT) if night else notices


def waiting(way: str) -> NoticeQuerySet:
    """Return the notices of one way that a worker should take up now."""
    now = timezone.now()
    return _awake(Notice.objects.due(at=now), now).filter(way=way)


def deliver(pk: int) -> bool:
    """Send one notice that is due and that nobody else has.

    False says that there is no use in going on: somebody else is at it, or no server answers.
    """
    now = timezone.now()
    if (
        not _awake(Notice.objects.due(at=now), now)
        .filter(pk=pk)
        .update(state=NoticeState.SENDING, claimed_at=now, tries=F("tries") + 1)
    ):
        return False
    mine = Notice.objects.filter(pk=pk, claimed_at=now)
    try:
        _send(mine)
    except Undelivered as trouble:
        _settle(mine, trouble)
        return trouble.code not in NO_USE
    except Exception as trouble:  # noqa: BLE001 - its words may hold an address, so they are not kept
        logger.error("Notice %s could not be sent: %s", pk, type(trouble).__name__)
        _lost(mine.filter(state=NoticeState.SENDING))
    return True


def _send(mine: NoticeQuerySet) -> None:
    known = ("kind", "way", "reader", "event__case__language", "event__case__reference")
    contact = ("email", "phone", "wants_news")
    notice = (
        mine.select_related("event__case__contact", "reader")
        .only(*known, *(f"event__case__contact__{name}" for name in contact))
        .get()
    )
    carrier = CARRIERS[notice.way]
    written = carrier.letter(notice)
    with carrier.opened() as server:
        # From here on the server may have it: whoever dies now must not be followed by another.
        if mine.filter(state=NoticeState.SENDING).update(handed_at=timezone.now()):
            carrier.hand_over(written, server)
            _finish(mine, NoticeState.SENT)


def _settle(mine: NoticeQuerySet, trouble: Undelivered) -> None:
    """Try again later what may yet succeed, for a day; the rest ends here, visibly."""
    if trouble.state != NoticeState.WAITING:
        _finish(mine, trouble.state, trouble.code)
        return
    now, sending = timezone.now(), mine.filter(state=NoticeState.SENDING)
    if sending.filter(made_at__lt=now - A_DAY).exists():
        _finish(mine, NoticeState.FAILED, trouble.code)
        return
    for tries, kind in sending.values_list("tries", "kind"):
        wait = min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT)
        sending.update(
            state=NoticeState.WAITING,
            not_before=_at_day(kind, now + wait),
            queued_at=None,
            handed_at=None,
            failure=trouble.code,
        )


def _finish(mine: NoticeQuerySet, state: NoticeState, failure: str = "") -> None:
    # A slow worker that was given up for dead knows better than whoever gave it up.
    known = mine.filter(state__in=(NoticeState.SENDING, NoticeState.UNCERTAIN))
    known.update(state=state, failure=failure, finished_at=timezone.now())


def relieve() -> None:
    """Take over from workers that died with a mail."""
    lost = Notice.objects.filter(state=NoticeState.SENDING, claimed_at__lt=timezone.now() - LEASE)
    if lost.exists():
        _lost(lost)


def _lost(sending: NoticeQuerySet) -> None:
    """Send again what no server can have got; leave be what one may have, or what kills workers."""
    now = timezone.now()
    sending.filter(handed_at__isnull=False).update(
        state=NoticeState.UNCERTAIN, failure="worker", finished_at=now
    )
    sending.filter(handed_at=None, crashes__gte=CRASHES - 1).update(
        state=NoticeState.FAILED, failure="worker", finished_at=now
    )
    sending.filter(handed_at=None).update(
        state=NoticeState.WAITING,
        crashes=F("crashes") + 1,
        not_before=now + FIRST_WAIT,
        queued_at=None,
    )


def late() -> int:
    """Return how many entries and notices have waited longer than they ever should.

    What rests at night does not, nor in the minutes in which the morning's pile is sent.
    """
    now = timezone.now()
    since = now - LATE
    unread = CaseEvent.objects.untold().filter(at__lt=since).count()
    under_way = Notice.objects.under_way().filter(made_at__lt=since)
    return unread + _awake(under_way, now, since).count()
