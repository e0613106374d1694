"""The one-time key of a public form, signed with the time it was shown. Nobody can make one up.

The same key sent twice is the same case (`services.submit`); it stands in the form, never in a URL.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from feedback.services import codes

LASTS = timedelta(hours=24)
# Nobody reads the page, chooses a kind and writes a story in less; programs do.
FASTEST = timedelta(seconds=2)


@dataclass(frozen=True)
class FormKey:
    """A key that we gave out ourselves."""

    value: str
    is_stale: bool
    is_hasty: bool


def fresh() -> str:
    """Return a new key, signed, for a form about to be shown."""
    return _signer().sign(codes.new_form_key())


def read(signed: str) -> FormKey | None:
    """Return the key behind a signature, or None when it is not ours."""
    try:
        value = _signer().unsign(signed)
    except BadSignature:
        return None
    return FormKey(
        value,
        is_stale=not _is_younger(signed, LASTS),
        is_hasty=_is_younger(signed, FASTEST),
    )


def _is_younger(signed: str, age: timedelta) -> bool:
    try:
        _signer().unsign(signed, max_age=age)
    except SignatureExpired:
        return False
    return True


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="feedback.form")
