"""Tells which edition of the public pages this is: every change of public content begins a new one.

What is kept for the present edition (a page's frame, the menu, a whole page) is good until the next.
The number stands in the database, so that all workers agree on it; each looks it up at most once a
second, so a change is seen everywhere within a second and costs a page nothing.

What changes rows by a bare UPDATE is not noticed here and must call `renew` itself.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db import models, transaction
from django.db.models import F
from wagtail.models import Page, PageViewRestriction, Site

from portal.models.marks import Edition

# Seconds a worker goes on without asking for the number again.
LOOKS_EVERY = 1.0
T = TypeVar("T")
_watched: set[type[models.Model]] = {Site, PageViewRestriction}
_kept: dict[Any, Any] = {}
_number, _looked_at = 0, float("-inf")


def watch(*kinds: type[models.Model]) -> None:
    """Begin a new edition whenever a row of these kinds is saved or deleted; pages always do."""
    _watched.update(kinds)


def current() -> int:
    """Return the number of the present edition."""
    global _number, _looked_at
    if time.monotonic() - _looked_at > LOOKS_EVERY:
        number = Edition.objects.values_list("number", flat=True).first() or 0
        if number != _number:
            _kept.clear()
        _number, _looked_at = number, time.monotonic()
    return _number


def kept(key: Any, make: Callable[[], T]) -> T:
    """Return what this process made under the key for the present edition, or make it now.

    Whoever gets it shares it with other requests, and must not change it.
    """
    edition = current()
    try:
        return cast(T, _kept[edition, key])
    except KeyError:
        made = _kept[edition, key] = make()
        return made


def renew() -> None:
    """Begin a new edition: here at once, for all other workers when the transaction stands."""
    forget()
    transaction.on_commit(_raise)


def forget() -> None:
    """Drop what this process keeps; the next page looks everything up again."""
    global _looked_at
    _looked_at = float("-inf")
    _kept.clear()


def notice(sender: type[models.Model], **kwargs: Any) -> None:
    """Hear of a saved or deleted row (connected to Django's signals) and renew when it is public."""
    if sender in _watched or issubclass(sender, Page):
        renew()


def _raise() -> None:
    if not Edition.objects.update(number=F("number") + 1):
        Edition.objects.create(number=int(time.time()))
    forget()
