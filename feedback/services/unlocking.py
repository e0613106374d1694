"""A code opens its case. Guessing is counted, and waits; knowing is not."""

from django.conf import settings

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
    if limits.count(SCOPE) >= settings.WRONG_CODES_PER_SITE:
        raise TooManyTries
    # Taken before the look-up and given back for a right code: many tries at once cannot slip
    # through between the counting and the refusing.
    if not limits.take(SCOPE, network, most=settings.WRONG_CODES_PER_NETWORK):
        raise TooManyTries
    case = codes.find(code)
    if case is None:
        limits.hit(SCOPE)
    else:
        limits.give_back(SCOPE, network)
    return case
