"""Refuses to open a house whose keys are not those its rooms were locked with.

The first start notes the name of every key in use; a later start that misses one of them says so
before a visitor meets a page that cannot be read, a code that opens nothing or a number not found.
"""

import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from portal import crypto
from portal.models import KeyMark

SETTING = {
    "field": "HUIYIN_FIELD_KEYS",
    "code": "HUIYIN_CODE_KEYS",
    "index": "HUIYIN_INDEX_KEY",
}


def verify() -> None:
    """Compare the keys at hand with those used before, and note new ones.

    Raises `ImproperlyConfigured` that names the setting and the missing key's short name.
    """
    crypto.known_key_ids()  # a malformed key is told as such, and not noted as one to come back with
    crypto.keyed_index("", purpose="check")
    at_hand = list(_marks())
    try:
        noted = set(KeyMark.objects.values_list("key_id", flat=True))
    except DatabaseError:  # not migrated yet, or out of reach: /readyz tells that better
        return
    missing = sorted(noted.difference(at_hand))
    if missing:
        raise ImproperlyConfigured(
            "; ".join(
                f"{SETTING[mark.partition(':')[0]]} lacks the key {mark.partition(':')[2]} that this "
                "database was written with"
                for mark in missing
            )
            + ". Put it back, behind the new one where several are allowed."
        )
    KeyMark.objects.bulk_create(
        (KeyMark(key_id=mark) for mark in at_hand if mark not in noted), ignore_conflicts=True
    )


def _marks() -> Iterator[str]:
    for kind, setting in SETTING.items():
        value = getattr(settings, setting)
        for key in [value] if isinstance(value, str) else value:
            name = hashlib.sha256(f"huiyin/{kind}\0{key.strip()}".encode()).hexdigest()[:8]
            yield f"{kind}:{name}"
