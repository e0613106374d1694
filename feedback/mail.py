"""The mail to a submitter or a colleague: whom it goes to, and what the mail server made of it.

To a submitter it says which kind of news there is and nothing of the case; to a colleague the
reference and where the case is found. In no subject stands that it is about a case. No trouble raised
here carries an address or a word of the server's.
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
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from feedback import ways, wordings
from feedback.models import Case, Notice, NoticeWording
from feedback.vocabulary import News, NoticeState
from feedback.ways import Undelivered
from portal.crypto import keyed_index
from portal.models import SiteSettings, User

PERMANENT, TEMPORARY = 500, 400
# What an address of one person never holds: of a list, a quoted one, a machine instead of a host.
NOT_OF_ONE = set('",;<>()[]')


def goes_out() -> bool:
    """Say whether this house sends mails at all."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def letter(notice: Notice) -> EmailMessage:
    """Write the mail, in its reader's language. Raises `Undelivered` where it has no reader."""
    address = checked(_colleague(notice).email if notice.reader_id else _left(notice))
    occasion = News(notice.kind)
    own = NoticeWording.objects.filter(occasion=occasion).first()
    with translation.override(wordings.language(_language(notice))):
        values = told(wordings.site(), notice.event.case)
        mail = EmailMessage(
            subject=wordings.subject(occasion, values["portal"]),
            body=wordings.body(occasion, values, own),
            to=[address],
            headers={
                "Auto-Submitted": "auto-generated",
                "Message-ID": message_id(notice.event_id, notice.reader_id),
            },
        )
    mail.message()  # what cannot be written is found out before a server is bothered
    return mail


def told(site: SiteSettings, case: Case) -> dict[str, str]:
    """Return what may be filled into a mail, in the language of the moment."""
    house = settings.SITE_URL.rstrip("/")
    return {
        "portal": site.title,
        "telephone": site.telephone,
        "address": house + reverse("feedback:track"),
        "reference": case.reference,
        "link": house + reverse("office:case", args=[case.pk]),
    }


def message_id(event_id: int, reader_id: int | None = None) -> str:
    """Return the same name for the same news each time; without our key it says nothing."""
    return named(f"{event_id}/{reader_id}" if reader_id else str(event_id))


def named(whose: str) -> str:
    """Return a name for a mail by what it is about, which nobody reads from it."""
    name = keyed_index(whose, purpose="message-id")[:32]
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


def _language(notice: Notice) -> str:
    if notice.reader_id is None:
        return notice.event.case.language
    profile = UserProfile.objects.filter(user=notice.reader_id).first()
    return profile.preferred_language if profile else ""


def _colleague(notice: Notice) -> User:
    """Return the member of staff, who must still be allowed to open the case."""
    reader = notice.reader
    if reader and reader.is_active and reader.email:
        seen = Case.objects.visible_to(reader).filter(pk=notice.event.case_id)
        if seen.exists():
            return reader
    raise Undelivered(NoticeState.DROPPED, "")


def _left(notice: Notice) -> str:
    """Return the address the submitter left."""
    email: str = ways.submitter(notice).email
    if not email:
        raise Undelivered(NoticeState.DROPPED, "")
    return email


def checked(address: str) -> str:
    """Return the address of one person. Raises `Undelivered` for what is none."""
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Undelivered(NoticeState.FAILED, "address") from None
    # A host without a dot is one of the mail server's own neighbours.
    if NOT_OF_ONE & set(address) or "." not in address.rpartition("@")[2]:
        raise Undelivered(NoticeState.FAILED, "address")
    return address
