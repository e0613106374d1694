"""Keeps whole public pages, packed, for everybody who has no session; nothing private, ever.

It is made and given only where a request brings no session and no waiting message, and kept only
when it sets no cookie: a page with a form of ours sets one. It is kept under the edition, the scheme,
the host, the path (which is the language) and the permitted part of the query, so after a change of
what the public reads no kept page is found at all.
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.cache import get_conditional_response, patch_vary_headers

from portal import edition

# Below these nothing is kept, whatever an answer says of itself.
CLOSED = (
    "/healthz", "/readyz", "/feedback/", "/admin/", "/search/", "/documents/", "/media/", "/static/", "/assets/",
)  # fmt: skip
# What may stand behind the question mark; with anything else a page is made for the one who asks.
ASKED = {
    "page": re.compile(r"[1-9]\d{0,2}"),
    "month": re.compile(r"20\d\d-(0[1-9]|1[0-2])|"),
    "kind": re.compile(r"[a-z]{0,12}"),
    "progress": re.compile(r"[a-z]{0,12}"),
}
LONGEST_QUERY = 100
# Pages with a query that one process keeps in one edition: nobody fills the cache by counting up.
QUERIES_KEPT = 200
TEXTS = ("text/html", "application/xml", "application/atom+xml")
REVALIDATE = "public, max-age=0, must-revalidate"


class Kept(NamedTuple):
    """A page as it is kept: everything that goes over the wire but the packing."""

    headers: tuple[tuple[str, str], ...]
    packed: bytes


class PageCacheMiddleware:
    """Answer with a kept page, or make the page and keep it where it is everybody's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request) if settings.PAGE_CACHE_SECONDS else ""
        if not key:
            return self.get_response(request)
        kept: Kept | None = cache.get(key)
        if kept is None:
            response = self.get_response(request)
            if not _is_everybodys(response) or not _has_room(request, key):
                return response
            kept = _pack(response)
            cache.set(key, kept, settings.PAGE_CACHE_SECONDS)
        return _answer(request, kept)


def _key(request: HttpRequest) -> str:
    """Return under what the page is kept, or nothing when it must be made for this request."""
    private = {settings.SESSION_COOKIE_NAME, "messages"}
    if request.method not in ("GET", "HEAD") or not private.isdisjoint(request.COOKIES):
        return ""
    path = request.path
    if path.removeprefix("/en").startswith(CLOSED) or "Authorization" in request.headers:
        return ""
    query, host = _query(request), _host(request)
    if query is None or not host:
        return ""
    parts = (str(edition.current()), request.scheme or "", host, path, query)
    return "page:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _query(request: HttpRequest) -> str | None:
    """Return the query in one order, or None when something else than the permitted is asked."""
    text = request.META.get("QUERY_STRING", "")
    if not text or len(text) > LONGEST_QUERY:
        return None if text else ""
    asked = sorted(request.GET.lists())
    if any(len(values) > 1 or not _is_permitted(name, values[0]) for name, values in asked):
        return None
    return "&".join(f"{name}={values[0]}" for name, values in asked)


def _is_permitted(name: str, value: str) -> bool:
    return name in ASKED and ASKED[name].fullmatch(value) is not None


def _host(request: HttpRequest) -> str:
    """Return the host when it is one of ours by its whole name: a wildcard would let keys be made up."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return ""
    domain, port = split_domain_port(host)
    ours = domain in settings.ALLOWED_HOSTS
    # In capitals or with a dot behind it, it is the same host, and would be a key of its own.
    plain = host == (f"{domain}:{port}" if port else domain)
    known = ours and plain and port in ("", "80", "443", request.META.get("SERVER_PORT"))
    return host if known else ""


def _is_everybodys(response: HttpResponse) -> bool:
    """Say whether an answer may be given to others: a whole page that nothing marks as somebody's."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    control = response.headers.get("Cache-Control", "")
    marked = any(word in control for word in ("private", "no-store", "no-cache"))
    encoded = response.has_header("Content-Encoding")
    return kind in TEXTS and not marked and not encoded


def _has_room(request: HttpRequest, key: str) -> bool:
    if not request.META.get("QUERY_STRING"):
        return True
    asked: set[str] = edition.kept("pagecache", set)
    if len(asked) < QUERIES_KEPT:
        asked.add(key)
    return key in asked


def _pack(response: HttpResponse) -> Kept:
    """Return an answer as it is kept. Packing is safe here: such a page holds no secret to guess."""
    body = response.content
    response.headers.setdefault("Cache-Control", REVALIDATE)
    response.headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    response.headers.pop("Content-Length", None)
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return Kept(tuple(response.items()), gzip.compress(body, compresslevel=9, mtime=0))


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    body = kept.packed if packed else gzip.decompress(kept.packed)
    response = HttpResponse(body, headers=dict(kept.headers))
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(body))
    tag = response.headers["ETag"]
    return get_conditional_response(request, etag=tag, response=response) or response
