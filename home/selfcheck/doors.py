"""Where the walk begins, and what has to be asked apart: errors, forms, searches, closed addresses."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from home.selfcheck.plants import House
from home.selfcheck.twin import is_twin
from home.selfcheck.walk import Browser, Walk
from portal import errors, maintenance
from transparency.models import Tombstone

FIRST = ("/", "/en/", "/sitemap.xml", "/robots.txt", "/favicon.ico", "/healthz", "/readyz")
# The ordinary words of what was planted; what is found by them may not bring the rest along.
PHRASES = (
    "门诊等了两个多小时",
    "检查单开错了",
    "欧阳",
    "检查单复核",
    "内部培训",
    "内部草稿",
    "139",
    "example.org",
)
WRONG_CODE = "0000 0000 0000 0000 0000"
NOWHERE = "/this-address-leads-nowhere/"


def doors(house: House) -> list[str]:
    """Return all addresses the walk begins with."""
    found = [*FIRST, NOWHERE, f"/en{NOWHERE}", *_rooms(get_resolver()), *_files()]
    found += Tombstone.objects.values_list("path", flat=True)
    found += [
        f"{prefix}/search/?{urlencode({'q': one})}" for prefix in ("", "/en") for one in PHRASES
    ]
    found += [f"/feedback/attachment/{key}/" for key in house.planted.attachments]
    found += [f"/admin/cases/{number}/" for number in house.planted.closed]
    return list(dict.fromkeys([*found, *filter(None, house.closed)]))


def _rooms(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Yield every address of the house that takes no argument, the office's among them."""
    for one in resolver.url_patterns:
        path = before + str(one.pattern).replace("\\", "").strip("^$?")
        if any(sign in path for sign in "<>()[]*+"):
            continue
        if isinstance(one, URLPattern):
            yield path
            if not path.startswith("/admin/"):
                yield f"/en{path}"
        else:
            yield from _rooms(one, path)


def _files() -> Iterator[str]:
    """Yield each file of the pictures and papers as if it could be asked for; most cannot."""
    root = Path(settings.MEDIA_ROOT)
    for file in sorted(root.rglob("*")):
        if file.is_file():
            yield settings.MEDIA_URL + quote(str(file.relative_to(root)))


def ask_apart(walk: Walk) -> None:
    """Read what no link leads to: refusals, errors, forms sent with something missing."""
    for name, ask in APART.items():
        for front in walk.fronts:
            for prefix in ("", "/en"):
                with transaction.atomic():
                    walk.seen.add(f"{front}{prefix}/{name}")
                    walk.read(f"{front}{prefix}/ ({name})", ask(walk.browser(front), prefix))
                    # A wrong code is counted, and somebody from the street waits for that count.
                    transaction.set_rollback(True)


def _form(client: Browser, prefix: str) -> HttpResponseBase:
    said = {"story": PHRASES[0], "name": "", "kind": ""}
    return client.post(f"{prefix}/feedback/submit/", said)


def _code(client: Browser, prefix: str) -> HttpResponseBase:
    return client.post(f"{prefix}/feedback/track/", {"code": WRONG_CODE})


def _no_case(client: Browser, prefix: str) -> HttpResponseBase:
    return client.post(f"{prefix}/feedback/case/message/", {"text": PHRASES[0]})


def _no_token(client: Browser, prefix: str) -> HttpResponseBase:
    strict = Browser(client.front, enforce_csrf_checks=True)
    return strict.post(f"{prefix}/feedback/submit/", {"story": PHRASES[0]})


def _not_so(client: Browser, prefix: str) -> HttpResponseBase:
    return client.post(f"{prefix}/transparency/method/")


def _elsewhere(client: Browser, prefix: str) -> HttpResponseBase:
    return client.get(f"{prefix}/", HTTP_HOST="nowhere.invalid")


def _too_much(client: Browser, prefix: str) -> HttpResponseBase:
    return errors.bad_request(_request(client, prefix), RequestDataTooBig())


def _broken(client: Browser, prefix: str) -> HttpResponseBase:
    return errors.server_error(_request(client, prefix))


def _away(client: Browser, prefix: str) -> HttpResponseBase:
    try:
        raise OperationalError
    except OperationalError:
        return errors.server_error(_request(client, prefix))


def _shut(client: Browser, prefix: str) -> HttpResponseBase:
    """Hang the sign on the door of the copy; where this is no copy, only draw what it would say."""
    if not is_twin():
        return errors.unavailable(
            _request(client, prefix), "portal/errors/maintenance.html", seconds=60, until=None
        )
    maintenance.close(None)
    try:
        return client.get(f"{prefix}/")
    finally:
        maintenance.reopen()


def _request(client: Browser, prefix: str) -> HttpRequest:
    return RequestFactory().get(f"{prefix}/", secure=client.is_secure, **client.asks)


APART: dict[str, Callable[[Browser, str], HttpResponseBase]] = {
    "form": _form,
    "code": _code,
    "case": _no_case,
    "403": _no_token,
    "405": _not_so,
    "400": _elsewhere,
    "413": _too_much,
    "500": _broken,
    "503": _away,
    "maintenance": _shut,
}
