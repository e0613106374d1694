"""Tracking codes: derived from a form's one-time key, kept only as a keyed hash.

The same form gives the same code again, so the receipt survives a lost answer without the code being
kept anywhere.
"""

import base64
import secrets

from django.conf import settings
from django.db.models import Q

from feedback import tracking
from feedback.models import Case
from portal.crypto import keyed_index

# A second collision in 63 bits is beyond belief; the bound only keeps a broken key from looping.
ROUNDS = 8


def _keys() -> list[bytes]:
    return [base64.urlsafe_b64decode(key) for key in settings.HUIYIN_CODE_KEYS]


def new_form_key() -> str:
    """Return the one-time key of a form about to be shown."""
    return secrets.token_urlsafe(24)


def form_index(form_key: str) -> str:
    """Return under what a case keeps the form it came from."""
    return keyed_index(form_key, purpose="form")


def issue(case: Case, form_key: str) -> str:
    """Give a case its code and return it; only the hash stays on the case (not yet saved)."""
    key = _keys()[0]
    for number in range(ROUNDS):
        code = tracking.derive(form_key, key=key, round=number)
        hashed = tracking.digest(code, key=key)
        if not Case.objects.filter(code_digest=hashed).exists():
            case.code_digest, case.code_key = hashed, tracking.key_id(key)
            return code
    raise RuntimeError("No free tracking code was found; is the code key set?")


def again(case: Case, form_key: str) -> str:
    """Return the code a form has already been given, or nothing when the form is another one."""
    for key in _keys():
        for number in range(ROUNDS):
            code = tracking.derive(form_key, key=key, round=number)
            if case.code_digest is not None and tracking.digest(code, key=key) == bytes(
                case.code_digest
            ):
                return code
    return ""


def find(code: str) -> Case | None:
    """Return the case that a well-formed code opens, or None."""
    hashes = [(tracking.key_id(key), tracking.digest(code, key=key)) for key in _keys()]
    same = Q()
    for key_id, hashed in hashes:
        same |= Q(code_key=key_id, code_digest=hashed)
    # Only what names it: a code opens the way to a case, it does not read it.
    return next(iter(Case.objects.filter(same).only("pk", "reference")[:1]), None)
