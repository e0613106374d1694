"""What stands below a room's title is the same for everybody, so it is drawn once an edition.

A release, a page or an approval that comes or goes begins a new one.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal import edition, navigation
from portal.models import PortalPage

T = TypeVar("T")


def drawn(part: str, page: PortalPage, request: HttpRequest, found: dict[str, Any]) -> SafeString:
    """Return a part of a page as HTML. The request is there for addresses only; no visitor is."""
    template = f"transparency/components/{part}.html"
    return render_to_string(template, {"page": page, "request": request, **found})


def kept(part: str, page: PortalPage, request: HttpRequest, make: Callable[[], T]) -> T:
    """Return what was made of a page for this edition, site and language."""
    return edition.kept((part, page.url_path, *navigation.where(request)), make)
