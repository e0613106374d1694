"""What every public template may use: the site's names and numbers, and nothing about a person."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal import lifeline
from portal.models import SiteSettings


def house(request: HttpRequest) -> dict[str, Any]:
    """Offer the site settings, read only when a template asks for them."""
    return {"site": SimpleLazyObject(lambda: _site(request))}


def _site(request: HttpRequest) -> SiteSettings:
    return lifeline.remember(request.get_host(), SiteSettings.for_request(request))
