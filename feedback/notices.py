"""News by e-mail: what of the diary is news, and that each goes out once or is seen not to.

Every step is one conditional UPDATE, so of several workers one takes it. No mail server is spoken to
inside a transaction.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from feedback import mail
from feedback.mail import Undelivered
from feedback.models import CaseEvent, Contact, Notice
from feedback.models.notice import NoticeQuerySet
from feedback.vocabulary import Act, Actor, News, NoticeState

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

NEWS: dict[str, News] = {
    Act.SUBMIT: News.RECEIPT,
    Act.REGISTER: News.RECEIPT,
    Act.ASK: News.QUESTION,
    Act.REPLY: News.REPLY,
    Act.DECLINE: News.REPLY,
    Act.DUE: News.DUE,
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


def tell() -> int:
    """Read on in the diary: claim each entry once, and make a notice of what is news to somebody."""
    fields = ("case__quarantined", "case__rated_at", "case__contact__email_index")
    untold = CaseEvent.objects.untold().select_related("case__contact")
    events = list(
        untold.only("act", "actor", "facts", "case__contact__wants_news", *fields)[:AT_A_TIME]
    )
    if events:
        with transaction.atomic():
            for event in events:
                _tell(event)
    return len(events)


def _tell(event: CaseEvent) -> None:
    now = timezone.now()
    # Claim it first: of several relays only one may make the notice.
    if not CaseEvent.objects.filter(pk=event.pk, told_at=None).update(told_at=now):
        return
    kind = news_of(event)
    if kind and mail.goes_out() and _has_reader(event):
        crowded = kind == News.RECEIPT and _receipts_to(event.case.contact) >= RECEIPTS_A_DAY
        Notice.objects.create(
            event=event,
            kind=kind,
            state=NoticeState.DROPPED if crowded else NoticeState.WAITING,
            failure="crowded" if crowded else "",
            made_at=now,
            not_before=now,
        )


def _receipts_to(contact: Contact) -> int:
    """Return how many receipts went to an address within a day: anybody can type another's into a form."""
    lately = Notice.objects.filter(kind=News.RECEIPT, made_at__gt=timezone.now() - A_DAY)
    return lately.filter(event__case__contact__email_index=contact.email_index).count()


def _has_reader(event: CaseEvent) -> bool:
    """Say whether somebody left an address; not yet for a voice that perhaps no person sent."""
    contact = getattr(event.case, "contact", None)
    return bool(
        contact and contact.email_index and contact.wants_news and not event.case.quarantined
    )


def waiting() -> NoticeQuerySet:
    """Return the notices a worker should take up now."""
    return Notice.objects.due(at=timezone.now())


def deliver(pk: int) -> bool:
    """Send one mail that is due and that nobody else has.

    False says that there is no use in going on: somebody else is at it, or no mail server answers.
    """
    now = timezone.now()
    if (
        not Notice.objects.due(at=now)
        .filter(pk=pk)
        .update(state=NoticeState.SENDING, claimed_at=now, tries=F("tries") + 1)
    ):
        return False
    mine = Notice.objects.filter(pk=pk, claimed_at=now)
    try:
        _send(mine)
    except Undelivered as trouble:
        _settle(mine, trouble)
        return trouble.code != "connection"
    except Exception as trouble:  # noqa: BLE001 - its words may hold an address, so they are not kept
        logger.error("Notice %s could not be sent: %s", pk, type(trouble).__name__)
        _lost(mine.filter(state=NoticeState.SENDING))
    return True


def _send(mine: NoticeQuerySet) -> None:
    known = ("kind", "event__case__language", "event__case__contact__email")
    notice = (
        mine.select_related("event__case__contact")
        .only(*known, "event__case__contact__wants_news")
        .get()
    )
    written = mail.letter(notice)
    with mail.opened() as server:
        # From here on the server may have it: whoever dies now must not be followed by another.
        if mine.filter(state=NoticeState.SENDING).update(handed_at=timezone.now()):
            mail.hand_over(written, server)
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
    for tries in sending.values_list("tries", flat=True):
        sending.update(
            state=NoticeState.WAITING,
            not_before=now + min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT),
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
    """Return how many entries and mails have waited longer than they ever should."""
    since = timezone.now() - LATE
    unread = CaseEvent.objects.untold().filter(at__lt=since).count()
    return unread + Notice.objects.under_way().filter(made_at__lt=since).count()
