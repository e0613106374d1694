"""Tells at the address of a withdrawn page that something stood there, and why it is gone.

Asked only where a public page was looked for and neither it nor a redirect was found, so whatever is
served costs nothing here, and an address where nothing ever was costs one query.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from portal.routing import route
from transparency.models import Tombstone

# What the admin's programming interface would do without asking anybody for a reason.
UNASKED = {"delete", "move", "unpublish"}


class GoneMiddleware:
    """Turn "not found" into "gone" where a tombstone stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code != 404 or match is None or match.url_name != "wagtail_serve":
            return response
        stone = Tombstone.objects.filter(path=request.path).first()
        return gone(request, stone) if stone else response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Refuse to take pages down by program: the editor's rooms ask for the reason."""
        match = request.resolver_match
        is_act = match and match.url_name == "action" and "wagtailadmin_api" in match.namespaces
        if is_act and kwargs.get("action_name") in UNASKED:
            raise PermissionDenied


def gone(request: HttpRequest, stone: Tombstone) -> HttpResponse:
    """Answer for a withdrawn page; nothing of the page is in it, and nobody keeps the answer."""
    context = {"stone": stone, "list_page": _list_above(request)}
    response = render(request, "transparency/gone.html", context, status=410)
    # Browsers may keep a 410 for ever; but a page may be published again.
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _list_above(request: HttpRequest) -> Page | None:
    """Return the page below which it stood, where that one still is public."""
    match = request.resolver_match
    above, _slash, _slug = match.args[0].strip("/").rpartition("/") if match else ("", "", "")
    found = route(request, f"{above}/") if above else None
    page = found.page if found else None
    return page if page and not page.get_view_restrictions().exists() else None
