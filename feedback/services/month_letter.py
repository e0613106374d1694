"""The letter of the month: on the first, each director is told that the month's page is ready.

A mail leaves the house unsealed, so it says little: three totals of the whole house, of which none
under eight is written, and where the page is. Restricted matters are not in them. Each letter is
claimed before it is handed over, once a mail server has answered: nobody is written to twice.
"""

import logging
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Sum
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from feedback import mail, readers, wordings
from feedback.models import Case, CaseTally, MonthLetter, TallyMark
from feedback.services.tallies import CASES
from feedback.vocabulary import Count, Dimension, NoticeState
from feedback.ways import Undelivered
from portal.models import Hospital, User

logger = logging.getLogger(__name__)

# The first; a house that was down then writes on one of the next days, but not in mid-month.
LAST_DAY = 7
OPENS, CLOSES = 8, 18
# Fewer are not written into a mail: of few somebody could be found.
FEWEST = 8


class Month(NamedTuple):
    """What a letter is about."""

    first: datetime
    received: int
    answered: int
    overdue: int


def sweep(*, now: datetime | None = None) -> int:
    """Write to every director who has not been written to yet; return how many letters went out."""
    local = timezone.localtime(now)
    if local.day > LAST_DAY or not OPENS <= local.hour < CLOSES or not mail.goes_out():
        return 0
    begun = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if not _is_counted(since=begun):
        return 0
    people = _to_write_to(_month_before(begun))
    month = _counted(_month_before(begun), today=local) if people else None
    sent = 0
    for reader in people:
        try:
            sent += _write(reader, month, at=local)  # type: ignore[arg-type]
        except Undelivered as trouble:
            logger.warning("The letter of the month waits: %s", trouble.code)
            break
    return sent


def _is_counted(*, since: datetime) -> bool:
    """Say whether the roll-ups know the whole month."""
    return TallyMark.objects.filter(name=CASES, at__gte=since).exists()


def _month_before(first: datetime) -> datetime:
    year, month = divmod(first.year * 12 + first.month - 2, 12)
    return first.replace(year=year, month=month + 1)


def _to_write_to(month: datetime) -> list[User]:
    people = [one for one in readers.holders("approve_cases") if one.is_active and one.email]
    told = set(MonthLetter.objects.filter(month=month.date()).values_list("reader_id", flat=True))
    return [one for one in people if one.pk not in told]


def _counted(month: datetime, *, today: datetime) -> Month:
    tallies = CaseTally.objects.filter(
        month=month.date(), sphere="", dimension=Dimension.TOTAL,
        count__in=(Count.RECEIVED, Count.ANSWERED),
    )  # fmt: skip
    sums = dict(tallies.order_by().values_list("count").annotate(sum=Sum("number")))
    late = Case.objects.filter(restricted=False, quarantined=False).overdue(on=today.date())
    return Month(month, sums.get(Count.RECEIVED, 0), sums.get(Count.ANSWERED, 0), late.count())


def _write(reader: User, month: Month, *, at: datetime) -> bool:
    """Write to one reader. Raises `Undelivered` when no server answers or it has no time."""
    with mail.opened() as server:
        letter, is_mine = MonthLetter.objects.get_or_create(
            hospital=Hospital.objects.order_by("pk")[0],
            month=month.first.date(),
            reader=reader,
            defaults={"claimed_at": at},
        )
        if not is_mine:
            return False
        try:
            mail.hand_over(_letter(reader, month), server)
        except Undelivered as trouble:
            if trouble.state == NoticeState.WAITING:  # it was refused for now: nobody has it
                letter.delete()
            if trouble.state == NoticeState.FAILED:  # only this reader cannot be reached
                return False
            raise
        MonthLetter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    return True


def _letter(reader: User, month: Month) -> EmailMessage:
    address = mail.checked(reader.email)
    profile = UserProfile.objects.filter(user=reader).first()
    with translation.override(wordings.language(profile.preferred_language if profile else "")):
        portal = wordings.site().title
        name = date_format(month.first, "YEAR_MONTH_FORMAT")
        page = reverse("office:report", args=["month"])
        asked = urlencode({"month": f"{month.first:%Y-%m}"})
        words = render_to_string(
            "feedback/mail/words_month.txt",
            {
                "month": name,
                "received": _told(month.received),
                "answered": _told(month.answered),
                "overdue": _told(month.overdue),
                "link": f"{settings.SITE_URL.rstrip('/')}{page}?{asked}",
            },
        )
        subject = _("%(portal)s: %(month)s on one page") % {"portal": portal, "month": name}
        return EmailMessage(
            subject=" ".join(subject.split()),
            body=render_to_string(
                "feedback/mail/staff.txt", {"words": words.strip(), "portal": portal}
            ),
            to=[address],
            headers={
                "Auto-Submitted": "auto-generated",
                "Message-ID": mail.named(f"month/{month.first:%Y-%m}/{reader.pk}"),
            },
        )


def _told(number: int) -> str:
    """Return a number as it may stand in a mail."""
    if 0 < number < FEWEST:
        return _("fewer than %(number)d") % {"number": FEWEST}
    return str(number)
