"""Tells search engines which addresses there are, in which languages, and which of several is the one.

What has no row here is nobody's to find: cases, receipts, errors, results of a search, drafts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from portal import edition, search
from portal.models import PortalPage
from portal.navigation import HTML_LANGUAGES, language, roots, where

# Rooms without a page of the tree that anybody may find; all others below /feedback/ are private.
ROOMS = (
    "/feedback/submit/",
    "/feedback/track/",
    "/transparency/method/",
    "/transparency/self-check/",
    "/transparency/corrections/",
    "/transparency/data/",
    "/transparency/data/dictionary/",
)
# A further page of a list; the first one is the list's own address.
FURTHER = re.compile(r"[2-9]|[1-9][0-9]{1,3}")
DESCRIPTION = 160  # characters; search engines and WeChat show no more


@dataclass(frozen=True)
class Address:
    """Where something stands in one language, and since when it reads as it does."""

    language: str
    location: str
    changed: datetime | None = None


@dataclass(frozen=True)
class Whereabouts:
    """The address of a page that counts, and all of them by language where there are several."""

    canonical: str
    alternates: list[dict[str, str]]


def whereabouts(request: HttpRequest, page: Any) -> Whereabouts | None:
    """Return where the page being built stands, or None for what nobody is to find."""
    found, number = list[Address](), ""
    if request.method in ("GET", "HEAD") and request.resolver_match:
        if request.resolver_match.url_name == "wagtail_serve" and isinstance(page, PortalPage):
            found = edition.kept(("addresses", page.translation_key), lambda: _of_page(page))
            found = [replace(one, location=one.location + page.further) for one in found]
            number = request.GET.get("page", "")
        elif (room := request.path.removeprefix(f"/{language()}")) in ROOMS:
            found = _of_room(request, room)
    here = next((one.location for one in found if one.language == language()), "")
    if here and FURTHER.fullmatch(number):  # what stands on it need not stand on the twin's
        return Whereabouts(f"{here}?page={number}", [])
    return Whereabouts(here, _with_default(found)) if here else None


def description(page: PortalPage) -> str:
    """Return one sentence for those who see only a link to the page."""
    words = page.search_description or page.lead
    if not words:
        words = next((piece for piece in page.words() if piece and piece != page.title), "")
    return Truncator(" ".join(words.split())).chars(DESCRIPTION)


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page and room of this site with its twin in the other language.

    With a made-up query it is not in the page cache, and with many pages it is dear to make: so it is
    kept here as well.
    """
    listed = edition.kept(("sitemap", *where(request)), lambda: _listed(request))
    return HttpResponse(listed, content_type="application/xml")


def _listed(request: HttpRequest) -> str:
    groups = [*_all_pages(request), *(_of_room(request, room) for room in ROOMS)]
    urls = [
        {
            "location": one.location,
            "lastmod": one.changed,
            "alternates": _with_default(group),
        }
        for group in groups
        for one in group
    ]
    return render_to_string("sitemap.xml", {"urlset": urls})


def _of_page(page: PortalPage) -> list[Address]:
    kin = type(page).open_to_search().public().filter(translation_key=page.translation_key)
    return _addresses(kin.select_related("locale"))


def _of_room(request: HttpRequest, room: str) -> list[Address]:
    site = Site.find_for_request(request)
    front = site.root_url if site else ""
    return [
        Address(code, f"{front}{room if code == settings.LANGUAGE_CODE else f'/{code}{room}'}")
        for code, _name in settings.LANGUAGES
    ]


def _all_pages(request: HttpRequest) -> list[list[Address]]:
    """Return the addresses of every public page of this site, those of one page together."""
    here = Q(pk__in=[])
    for root in roots(request).values():
        here |= Q(url_path__startswith=root)
    public = here & ~Page.objects.all().private_q()
    kin: defaultdict[UUID, list[Page]] = defaultdict(list)
    for kind in search.kinds():
        pages = kind.open_to_search().filter(public).select_related("locale")
        for page in pages.order_by("path").defer_streamfields():
            kin[page.translation_key].append(page)
    found = [
        [replace(one, location=f"{one.location}{part}") for one in _addresses(pages)]
        for pages in kin.values()
        for part in ("", *pages[0].parts_below(request))
    ]
    return sorted(filter(None, found), key=lambda group: group[0].location)


def _addresses(pages: Iterable[Page]) -> list[Address]:
    """Return where these pages stand, the default language first."""
    found = [
        Address(page.locale.language_code, page.full_url, page.last_published_at)
        for page in pages
        if page.may_be_found and page.full_url
    ]
    return sorted(found, key=lambda one: one.language != settings.LANGUAGE_CODE)


def _with_default(found: list[Address]) -> list[dict[str, str]]:
    """Return what stands in for each language, and for whoever reads none of them."""
    if len(found) < 2:
        return []
    marked = [(HTML_LANGUAGES.get(one.language, one.language), one.location) for one in found]
    marked.append(("x-default", found[0].location))
    return [{"lang_code": code, "location": location} for code, location in marked]
