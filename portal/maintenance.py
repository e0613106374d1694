"""The sign on the door: while its file lies in `HUIYIN_HOME`, every page says when we are back.

The file may be empty, or hold the moment at which the work is to end. The work goes on in all
processes of this machine at once, without a restart.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from portal import errors

SIGN = "maintenance"
# What still answers: the health of the process, and what the page itself needs.
OPEN = ("/healthz", "/readyz", "/assets/")
# Seconds after which to come back where no end is known, and at the earliest.
A_WHILE, SOON = 600, 60


def sign() -> Path:
    """Return the file that closes the site."""
    return Path(settings.HUIYIN_HOME) / SIGN


def close(until: datetime | None) -> None:
    """Close the site, until a moment or until further notice."""
    sign().write_text(until.isoformat() if until else "", encoding="utf-8")


def reopen() -> bool:
    """Open the site again, and say whether it was closed."""
    was_closed = sign().exists()
    sign().unlink(missing_ok=True)
    return was_closed


class MaintenanceMiddleware:
    """Answer everybody with the sign while it hangs there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        written = _written()
        if written is None or request.path.startswith(OPEN):
            return self.get_response(request)
        until = _moment(written)
        left = int((until - timezone.now()).total_seconds()) if until else A_WHILE
        words = {"until": until if left > 0 else None}
        template = "portal/errors/maintenance.html"
        return errors.unavailable(request, template, seconds=max(left, SOON), **words)


def _written() -> str | None:
    """Return what stands on the sign, or None where none hangs; one we may not read hangs all the same."""
    try:
        return sign().read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None
    except OSError:  # another account's, most likely the administrator's
        return ""


def _moment(written: str) -> datetime | None:
    """Read what stands on the sign; what cannot be read is no moment."""
    try:
        moment = parse_datetime(written.strip())
    except ValueError:
        return None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment
