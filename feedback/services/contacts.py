"""Who submitters are: under which keyed hashes they are known again, and whether they want news."""

from contextlib import suppress
from typing import Protocol

from django.db.models import Q
from django.utils.encoding import punycode

from feedback import tracking
from feedback.models import Case, Contact
from feedback.recognition import name_index
from portal.crypto import keyed_index


class Speaker(Protocol):
    """What somebody said of themselves."""

    @property
    def relationship(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def account(self) -> str: ...


def want_news(case: Case, *, wanted: bool) -> bool:
    """Send the submitter news, or no more; False where neither address nor number was left."""
    reached = Contact.objects.filter(case=case).exclude(Q(email_index="") & Q(phone_index=""))
    return reached.update(wants_news=wanted) > 0


def key(voice: Speaker) -> str:
    """Return under what somebody is known to have spoken before; empty for who left nothing.

    A telephone goes before an e-mail address, that before an account. The one never equals the other.
    """
    account = voice.account and keyed_index(voice.account, purpose="account")
    return phone_index(voice.phone) or email_index(voice.email) or account


def columns(voice: Speaker) -> dict[str, str]:
    """Return what is kept of them, apart from the case."""
    return {
        "relationship": voice.relationship,
        "name": voice.name,
        "phone": voice.phone,
        "email": voice.email,
        "name_index": name_index(voice.name),
        "phone_index": phone_index(voice.phone),
        "email_index": email_index(voice.email),
    }


def email_index(email: str) -> str:
    """Return under what a letter box is counted, however its address is written; empty for none.

    What a mail server takes for the same host counts as the same, and so does what stands behind a
    plus sign: otherwise anybody could have one person sent any number of receipts.
    """
    name, _at, house = email.strip().rpartition("@")
    with suppress(UnicodeError):  # no host at all; no mail will go there
        house = punycode(house)
    box = f"{name.partition('+')[0] or name}@{house}" if name else house
    return keyed_index(box.casefold(), purpose="email") if box else ""


def phone_index(phone: str) -> str:
    """Return under what a telephone number is found again, whatever its spacing; empty for none."""
    digits = "".join(filter(str.isdigit, tracking.normalise(phone)))
    number = digits.removeprefix("00").removeprefix("86")
    return keyed_index(number, purpose="phone") if number else ""
