"""Finds the site and the page of a request with what is kept of the present edition.

Wagtail asks five questions and more for each level of the tree; here a page that was found once costs
one: its own row. What is found is the same, but that a tree that is not live is not walked.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from portal import edition
from portal.models import SiteSettings
from portal.navigation import language


class RoutingMiddleware:
    """Tell Wagtail what it would look up: the site, its settings, the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Lazily: what needs no site, such as the sign of life, must not wait for the database.
        request._wagtail_site = SimpleLazyObject(lambda: _site(request))  # type: ignore[attr-defined]
        name = SiteSettings.get_cache_attr_name()
        setattr(request, name, SimpleLazyObject(lambda: _settings(request)))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Find the page where a page is to be served."""
        match = request.resolver_match
        if match and match.url_name == "wagtail_serve":
            request._wagtail_route_for_request = route(request, args[0])  # type: ignore[attr-defined]


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the live page at a path of the request's site and language, or None."""
    site = Site.find_for_request(request)
    home = edition.kept("homes", _homes).get((site.pk, language())) if site else None
    if home is None:
        return None
    page, below = _page_or_above(home + path)
    try:
        return page and page.route(request, below)
    except Http404:
        return None


def _site(request: HttpRequest) -> Site | None:
    """Return the site of the request's host, by the rules of `Site.find_for_request`."""
    host = split_domain_port(request._get_raw_host())[0]  # type: ignore[attr-defined]
    sites = edition.kept("sites", lambda: list(Site.objects.select_related("root_page")))
    named = [site for site in sites if site.hostname == host]
    default = [site for site in sites if site.is_default_site]
    exact = [site for site in named if str(site.port) == request.get_port()]
    chosen = exact or [site for site in named if site.is_default_site]
    return next(iter(chosen or (named if len(named) == 1 else default)), None)


def _settings(request: HttpRequest) -> SiteSettings:
    site = _site(request)
    number = site.pk if site else None
    found: SiteSettings = edition.kept(("settings", number), lambda: SiteSettings.for_site(site))
    return found


def _homes() -> dict[tuple[int, str], str]:
    """Return where the tree of each site begins in each language; the site's own where one is missing."""
    homes = {}
    for site in Site.objects.select_related("root_page"):
        live = (
            site.root_page.get_translations()
            .live()
            .values_list("locale__language_code", "url_path")
        )
        begins = dict(live)
        for code, _name in settings.LANGUAGES:
            homes[site.pk, code] = begins.get(code, site.root_page.url_path)
    return homes


def _page_or_above(url_path: str) -> tuple[Page | None, list[str]]:
    """Return the page of an address; or the one above, where it answers below, and what is asked there."""
    above, _slash, last = url_path.rstrip("/").rpartition("/")
    answering: set[str] = edition.kept("answering", set)
    if f"{above}/" not in answering:
        page = _page(url_path)
        if page is not None:
            return page, []
    page = _page(f"{above}/")
    if not getattr(page, "answers_below", False):
        return None, []
    answering.add(f"{above}/")
    return page, [last]


def _page(url_path: str) -> Page | None:
    """Return the page of an address, as its own kind."""
    places: dict[str, tuple[int, int]] = edition.kept("places", dict)
    place = places.get(url_path)
    if place is None:
        rows = Page.objects.filter(url_path=url_path).values_list("pk", "content_type")
        place = rows.first()
        if place is None:
            return None
        places[url_path] = place
    model = ContentType.objects.get_for_id(place[1]).model_class()
    return model._default_manager.filter(pk=place[0]).first() if model else None
