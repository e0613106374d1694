"""Hands out a file that somebody else sent us: under its true kind, fenced in, never run as ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Nothing is loaded and nothing runs, even where a browser is persuaded to show it as a page.
FENCE = "default-src 'none'; sandbox"


def fenced(data: bytes, *, content_type: str, name: str) -> HttpResponse:
    """Return the answer for a file; a picture may be looked at, anything else is for download only."""
    is_picture = content_type.startswith("image/")
    answer = HttpResponse(data, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(not is_picture, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = FENCE
    return answer
