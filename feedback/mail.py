"""The mail to a submitter: what it says, and what the mail server made of it.

It says which kind of news there is and nothing of the case; not even that it is about a case stands
in its subject. No trouble raised here carries an address or a word of the server's.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from feedback.models import Notice
from feedback.vocabulary import News, NoticeState
from portal.crypto import keyed_index
from portal.models import SiteSettings

PERMANENT, TEMPORARY = 500, 400
# What an address of one person never holds: of a list, a quoted one, a machine instead of a host.
NOT_OF_ONE = set('",;<>()[]')


def goes_out() -> bool:
    """Say whether this house sends mails at all."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


class Undelivered(Exception):
    """A mail did not go out, or perhaps not. `state` says what becomes of it, `code` why."""

    def __init__(self, state: NoticeState, code: str) -> None:
        super().__init__(code)
        self.state, self.code = state, code


def letter(notice: Notice) -> EmailMessage:
    """Write the mail, in the language of the case. Raises `Undelivered` where it has no reader."""
    address = _address(notice)
    site = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    with translation.override(_language(notice.event.case.language)):
        mail = EmailMessage(
            subject=_subject(site),
            body=_body(News(notice.kind), site),
            to=[address],
            headers={"Auto-Submitted": "auto-generated", "Message-ID": message_id(notice.event_id)},
        )
    mail.message()  # what cannot be written is found out before a server is bothered
    return mail


def message_id(event_id: int) -> str:
    """Return the same name for the same news each time; without our key it says nothing."""
    name = keyed_index(str(event_id), purpose="message-id")[:32]
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


@contextmanager
def opened() -> Iterator[BaseEmailBackend]:
    """Open the way to the mail server first, so that a mail is handed over only where one answers."""
    server: BaseEmailBackend = get_connection()
    try:
        server.open()
    except OSError:
        raise Undelivered(NoticeState.WAITING, "connection") from None
    try:
        yield server
    finally:
        with suppress(OSError):  # the mail has gone by then
            server.close()


def hand_over(mail: EmailMessage, server: BaseEmailBackend) -> None:
    """Give the mail to the server. Raises `Undelivered` with what it answered, or when it did not."""
    try:
        server.send_messages([mail])
    except SMTPSenderRefused:  # our own fault, and mended without the reader
        raise Undelivered(NoticeState.WAITING, "sender") from None
    except SMTPRecipientsRefused as refusal:
        raise _refused(max(code for code, _words in refusal.recipients.values())) from None
    except SMTPResponseException as refusal:
        raise _refused(refusal.smtp_code) from None
    except (SMTPException, OSError):
        raise Undelivered(NoticeState.UNCERTAIN, "connection") from None


def _refused(code: int) -> Undelivered:
    if code >= PERMANENT:
        return Undelivered(NoticeState.FAILED, f"smtp-{code}")
    if code >= TEMPORARY:
        return Undelivered(NoticeState.WAITING, f"smtp-{code}")
    return Undelivered(NoticeState.UNCERTAIN, "connection")


def _language(wanted: str) -> str:
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _address(notice: Notice) -> str:
    contact = getattr(notice.event.case, "contact", None)
    if contact is None or not contact.email or not contact.wants_news:
        raise Undelivered(NoticeState.DROPPED, "")
    address: str = contact.email.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Undelivered(NoticeState.FAILED, "address") from None
    # A host without a dot is one of the mail server's own neighbours.
    if NOT_OF_ONE & set(address) or "." not in address.rpartition("@")[2]:
        raise Undelivered(NoticeState.FAILED, "address")
    return address


def _subject(site: SiteSettings) -> str:
    said = _("%(portal)s: there is news for you") % {"portal": site.title}
    return " ".join(said.split())


def _body(news: News, site: SiteSettings) -> str:
    context = {
        "told": TOLD[news](),
        "portal": site.title,
        "telephone": site.telephone,
        "address": settings.SITE_URL.rstrip("/") + reverse("feedback:track"),
    }
    return render_to_string("feedback/mail/news.txt", context)


TOLD = {
    News.RECEIPT: lambda: _("What you told us has arrived."),
    News.QUESTION: lambda: _("We have a question for you."),
    News.REPLY: lambda: _("We have answered you."),
    News.DUE: lambda: _("The day by which you will be answered has changed."),
    News.RATING: lambda: _("Please tell us what you think of our answer."),
}
