"""What somebody is told when it did not work: whose fault it is, what became of their words, whom to call.

Nothing that was typed is lost: whatever could be read of it stands on the page, to be sent again.
"""

import contextlib
import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language_from_path, override

from portal import lifeline

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# The database does not answer, is locked, or was cut off: it will be back.
AWAY = (OperationalError, InterfaceError)
SECONDS_AWAY = 60
# Bytes read at once, and how often, of what is refused anyhow: 64 MB.
PART, PARTS_HEARD = 65536, 1024
# These pages may be made where no middleware is left to lay a fence around them.
FENCES = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}
# Where browsers say a request comes from, when it is not from a page of this house.
ELSEWHERE = ("cross-site", "same-site")
Typed = list[tuple[str, str]]


# --- Pages of the house: menu, telephone, ways on -------------------------------------------------
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Help somebody whose address leads nowhere."""
    return render(request, "portal/errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell somebody that this page is not for them."""
    return render(request, "portal/errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a form that came back too late or without our cookie, and give its texts back."""
    return render(request, "portal/errors/csrf.html", {"kept": _words(_typed(request))}, status=403)


class WordsMiddleware:
    """Put words on the one refusal that Django leaves empty: this address takes no such request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            response.content = render_to_string("portal/errors/405.html", request=request)
        return response


# --- Pages that ask nobody: no database, no session, no script -------------------------------------
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request we cannot read; its host name may be the very thing that is wrong."""
    if isinstance(exception, TOO_MUCH):
        _hear_out(request)
        return _plain(request, "portal/errors/413.html", status=413)
    return _plain(request, "portal/errors/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Help when something of ours broke; a database that does not answer will be back."""
    if isinstance(sys.exception(), AWAY):
        return unavailable(request, "portal/errors/503.html", seconds=SECONDS_AWAY)
    return _plain(request, "portal/errors/500.html", status=500, **_kept(request))


def unavailable(
    request: HttpRequest, template: str, *, seconds: int, **words: object
) -> HttpResponse:
    """Say that the site is away for a while, and give back what was about to be sent."""
    response = _plain(request, template, status=503, **_kept(request), **words)
    response.headers["Retry-After"] = str(seconds)
    return response


def _plain(request: HttpRequest, template: str, *, status: int, **words: object) -> HttpResponse:
    context = {"lifeline": lifeline.recall(request.headers.get("host", "")), **words}
    with override(get_language_from_path(request.path_info) or "zh-hans"):
        body = render_to_string(template, context)
    return HttpResponse(body, status=status, headers=FENCES)


def _hear_out(request: HttpRequest) -> None:
    """Take in, and forget, what is still being sent: a browser reads no answer before it is done."""
    with contextlib.suppress(Exception):  # it may hang up in the middle
        for _part in range(PARTS_HEARD):
            if not request.read(PART):
                return


# --- What was typed --------------------------------------------------------------------------------
def _typed(request: HttpRequest) -> Typed:
    """Return what our own form brought, as far as it can still be read.

    What a page of another house sends is nobody's words, and must not stand on a page of ours.
    """
    if request.headers.get("Sec-Fetch-Site", "") in ELSEWHERE:
        _hear_out(request)
        return []
    try:
        fields = request.POST.lists()
    except Exception:  # noqa: BLE001  the connection, the form or its size may be what is broken
        _hear_out(request)
        return []
    return [(name, str(value)) for name, values in fields for value in values]


def _kept(request: HttpRequest) -> dict[str, object]:
    """Return what a plain page shows of a form, and what would send it once more.

    Only a text is worth it: codes and choices are quickly given again and better not repeated here.
    """
    typed = _typed(request)
    words = _words(typed)
    again = typed if words and not request.path.startswith("/admin/") else []
    return {
        "kept": words,
        "again": again,
        "had_files": bool(again and request.FILES),
        "is_post": request.method == "POST",
        "here": escape_leading_slashes(request.path),
    }


def _words(typed: Typed) -> str:
    """Return the texts among what was typed."""
    return "\n\n".join(
        value for name, value in typed if "password" not in name and _is_prose(value)
    )


def _is_prose(value: str) -> bool:
    """Tell what somebody wrote from keys, codes and choices."""
    spoken = any(sign.isspace() or not sign.isascii() for sign in value)
    return spoken and any(sign.isalpha() for sign in value)
