"""A code opens its case. Guessing is counted, and waits; knowing is not."""

from django.conf import settings
from django.db import transaction

from feedback import tracking
from feedback.models import Case
from feedback.services import codes
from portal import limits

SCOPE = "wrong_code"


class TooManyTries(Exception):
    """So many wrong codes came from this network, or from everywhere, that look-ups wait."""


def unlock(typed: str, *, network: str) -> Case | None:
    """Return the case a typed code opens, or None for a code that opens nothing.

    Raises `tracking.Malformed` or `tracking.Typo` before anything is looked up, and `TooManyTries`.
    Unknown and revoked codes take the same way and get the same answer.
    """
    code = tracking.parse(typed)
    site, near = limits.counts(SCOPE, limits.SITE, network)
    if site >= settings.WRONG_CODES_PER_SITE or near >= settings.WRONG_CODES_PER_NETWORK:
        raise TooManyTries
    case = codes.find(code)
    if case is None:
        _count_wrong(network)
    return case


@transaction.atomic
def _count_wrong(network: str) -> None:
    """Count a wrong code. Of many at once, those beyond the limit are not told that they were wrong."""
    if not limits.take(SCOPE, network, most=settings.WRONG_CODES_PER_NETWORK):
        raise TooManyTries
    limits.hit(SCOPE)
