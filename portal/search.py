"""The public search: every word of the question must stand in the page, in the form `language.searchable`.

Chinese is found exactly, inside longer words too, because texts are compared as they stand instead
of being cut into words first. It finds what anybody may read in the page's language, the newest
first. What somebody asks for is kept nowhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import DateTimeField, Q, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal import highlights, navigation
from portal.language import searchable
from portal.models import PortalPage

LONGEST = 200  # characters of a question
MOST_WORDS = 10
MOST_HITS = 1000
HITS_A_PAGE = 10
# What stands between words, as people type it; full-width signs have become plain ones by now.
BETWEEN = re.compile(r"[\s,;!?。、《》〈〉()\[\]【】「」『』\"“”‘’]+")
# Pages that were laid without ever being published come last.
LONG_AGO = Value(datetime(1970, 1, 1, tzinfo=UTC), output_field=DateTimeField())


class Found(NamedTuple):
    """A hit not yet read: when it went out, its number, and which kind of page it is."""

    since: datetime
    pk: int
    kind: int


@dataclass(frozen=True)
class Hit:
    """A hit as it is shown, the words that were asked for marked."""

    title: SafeString
    excerpt: SafeString
    url: str
    kind: str
    day: date | None


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what the words of the question are found in."""
    asked = request.GET.get("q", "")
    words = words_of(asked)
    found = find(words, request) if words else []
    list_page = Paginator(found[:MOST_HITS], HITS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": " ".join(asked.replace("\x00", " ").split())[:LONGEST],
        "words": words,
        "list_page": list_page,
        "hits": [_hit(page, words, request) for page in read(list_page.object_list)],
        "too_many": len(found) > MOST_HITS,
    }
    response = render(request, "portal/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex, follow"
    return response


def words_of(asked: str) -> list[str]:
    """Return the words of a question, each once; signs alone ask for nothing."""
    plain = "".join(sign if sign.isprintable() else " " for sign in asked[:LONGEST])
    words = (word for word in BETWEEN.split(searchable([plain])) if any(map(str.isalnum, word)))
    return list(dict.fromkeys(words))[:MOST_WORDS]


def find(words: Sequence[str], request: HttpRequest) -> list[Found]:
    """Return the hits among all kinds of pages in one query, and one more than anybody is shown."""
    public = _public_here(request)
    first, *others = [
        kind.open_to_search()
        .filter(public, *(Q(search_text__contains=word) for word in words))
        .order_by()
        .annotate(since=Coalesce("first_published_at", LONG_AGO), number=Value(number))
        .values_list("since", "pk", "number")
        for number, kind in enumerate(kinds())
    ]
    found = first.union(*others, all=True).order_by("-since", "-pk")
    return [Found(*row) for row in found[: MOST_HITS + 1]]


def read(found: Iterable[Found]) -> list[Any]:
    """Return the pages behind the hits in their order; what may not be shown after all is left out."""
    numbers: dict[int, list[int]] = {}
    for hit in (found := list(found)):
        numbers.setdefault(hit.kind, []).append(hit.pk)
    pages: dict[int, Any] = {}
    for kind, pks in numbers.items():
        pages |= kinds()[kind].open_to_search().in_bulk(pks)
    return [page for hit in found if (page := pages.get(hit.pk)) and page.may_be_found]


@cache
def kinds() -> list[Any]:
    """Return every kind of public page there is."""
    kinds = [model for model in apps.get_models() if issubclass(model, PortalPage)]
    return sorted(kinds, key=attrgetter("_meta.label"))


def _public_here(request: HttpRequest) -> Q:
    """Say which pages anybody may read on this site in the page's language."""
    language = navigation.language()
    root = navigation.roots(request).get(language)
    here = Q(url_path__startswith=root) if root else Q(pk__in=[])
    closed: Q = Page.objects.all().private_q()
    return here & Q(locale__language_code=language) & ~closed


def _hit(page: Any, words: Sequence[str], request: HttpRequest) -> Hit:
    pieces = [piece for piece in page.words() if piece != page.title]
    return Hit(
        title=highlights.marked(page.title, words),
        excerpt=highlights.excerpt(pieces, words),
        url=page.get_url(request) or "",
        kind=str(page.kind_of_page),
        day=page.day_of_page,
    )
