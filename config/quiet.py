"""The hours of the night in which nobody is written to, as the environment names them."""

import re
from datetime import time

from django.core.exceptions import ImproperlyConfigured

SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def quiet_hours(said: str) -> tuple[time, time] | None:
    """Return from when until when it is quiet; None for an empty word: never."""
    if not said.strip():
        return None
    found = SPAN.fullmatch(said.strip())
    if found is None:
        raise ImproperlyConfigured(
            "QUIET_HOURS is written like 21:00-08:00; empty, it is never quiet."
        )
    start_hour, start_minute, end_hour, end_minute = map(int, found.groups())
    start, end = time(start_hour, start_minute), time(end_hour, end_minute)
    return None if start == end else (start, end)
