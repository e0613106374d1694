"""Draws what stands above and below every page: once an edition for each site, language and place.

Only what a page alone knows, its address in the other language, is put in each time.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from portal import edition, navigation

# Stands for the address that is put in; nobody can type it, since it is no character.
ELSEWHERE = "\ufdd0"
ACTS = ("/feedback/submit/", "/feedback/track/")


def masthead(request: HttpRequest, site: Any, page: Page | None) -> SafeString:
    """Return whose site this is, the telephone, the other language and the menu."""
    menu = navigation.menu(request)
    other = navigation.in_other_language(request, page)
    path = request.path if request.path in map(navigation.address, ACTS) else ""
    place = (path, other is None, tuple(entry.is_current for entry in menu))
    drawn = _drawn(
        "masthead",
        request,
        {"site": site, "path": path, "menu": menu, "other": other and other.at(ELSEWHERE)},
        place,
    )
    return mark_safe(drawn.replace(ELSEWHERE, escape(other.url)) if other else drawn)  # noqa: S308


def footer(request: HttpRequest, site: Any) -> SafeString:
    """Return how the office is reached, who supervises it, and the filing numbers."""
    return _drawn("footer", request, {"site": site})


def contact_box(request: HttpRequest, site: Any) -> SafeString:
    """Return telephone, hours and counter; it stands on many pages, so it is kept like their frame."""
    return _drawn("contact_box", request, {"site": site})


def _drawn(
    part: str, request: HttpRequest, context: Mapping[str, Any], place: tuple[Any, ...] = ()
) -> SafeString:
    key = (part, *navigation.where(request), *place)
    template = f"portal/components/{part}.html"
    return edition.kept(key, lambda: render_to_string(template, context))
