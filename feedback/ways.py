"""The ways by which a notice leaves the house, all of one shape, and what may become of it there.

A way is a module: `feedback.mail`, `feedback.sms`. No trouble raised on one carries an address, a
number or a word of whoever was spoken to.
"""

import re
from contextlib import AbstractContextManager
from typing import Any, Protocol

from feedback import tracking
from feedback.models import Contact, Notice
from feedback.vocabulary import NoticeState

# A mobile number of the Chinese mainland, once its country code is taken off.
MOBILE = re.compile(r"1[3-9]\d{9}")
COUNTRY = ("0086", "86")


class Undelivered(Exception):
    """A notice did not go out, or perhaps not. `state` says what becomes of it, `code` why."""

    def __init__(self, state: NoticeState, code: str) -> None:
        super().__init__(code)
        self.state, self.code = state, code


class Carrier(Protocol):
    """What each way can do, in the order in which it is done."""

    def goes_out(self) -> bool:
        """Say whether this house sends anything by this way at all."""

    def letter(self, notice: Notice) -> Any:
        """Write it. Raises `Undelivered` where it has no reader."""

    def opened(self) -> AbstractContextManager[Any]:
        """Open the way first. Raises `Undelivered` while nobody can have anything yet."""

    def hand_over(self, written: Any, server: Any) -> None:
        """Give it away. Raises `Undelivered` with what was answered, or that nothing was."""


def submitter(notice: Notice) -> Contact:
    """Return whom to write to. Raises `Undelivered` when nobody is left, or wants no news any more."""
    contact: Contact | None = getattr(notice.event.case, "contact", None)
    if contact is None or not contact.wants_news:
        raise Undelivered(NoticeState.DROPPED, "")
    return contact


def mobile(phone: str) -> str:
    """Return a number as a gateway takes it; empty when it is no Chinese mobile number."""
    digits = "".join(filter(str.isdigit, tracking.normalise(phone)))
    for code in COUNTRY:
        if digits.startswith(code):
            digits = digits.removeprefix(code)
            break
    return digits if MOBILE.fullmatch(digits) else ""
