"""The fences every answer gets: what may be kept, by whom, and what a page may load."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from portal.sitemap import ROOMS

# Wagtail's sign-in and our own case pages run under the public, strict policy.
STRICT_ADMIN = ("/admin/login/", "/admin/cases/")
SEEN = "seen"
# Seconds within which a session in use is written once.
WRITES_EVERY = 60
POLICY, UNFRAMED = "Content-Security-Policy", "frame-ancestors 'none'"


class HeadersMiddleware:
    """Mark what concerns a case or a member of staff as nobody's to keep or to index."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        path = request.path.removeprefix("/en")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        if path.startswith(("/feedback/", "/admin/")):
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store, private"
            if path not in ROOMS:
                response.headers["X-Robots-Tag"] = "noindex, nofollow"
        elif response.status_code == 301:  # a page may move back, and browsers would go in circles
            response.headers.setdefault("Cache-Control", "no-cache")
        return response


class IdleMiddleware:
    """Let a session end by idleness, not by the hour it began, and write it at most every WRITES_EVERY."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 503:  # nothing can be written now, and trying takes seconds
            return response
        if getattr(response, "unattended", False):  # a page asked by itself, nobody need sit there
            return response
        # Asking an unopened session whether it is empty would read it: leave those alone.
        if request.session.accessed and not request.session.is_empty():
            turn = int(time.time() // WRITES_EVERY)
            if request.session.get(SEEN) != turn:
                request.session[SEEN] = turn
        return response


class AdminPolicyMiddleware:
    """Loosen the content policy on those pages of Wagtail's admin that still need it, and only there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/") and not request.path.startswith(STRICT_ADMIN):
            response._csp_replace = settings.ADMIN_POLICY  # type: ignore[attr-defined]
            # A preview comes with the policy of a public page; but the editor frames it.
            if policy := response.headers.get(POLICY):
                response.headers[POLICY] = policy.replace(UNFRAMED, "frame-ancestors 'self'")
        return response
