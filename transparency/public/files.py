"""Open data for machines: each file at an address of its own, which never gets other content."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import downloads, edition, navigation
from portal.models import SiteSettings
from transparency import opendata
from transparency.feeds import FEEDS, front
from transparency.opendata import JSON, File, Issue
from transparency.periods import Period

# The canonical bytes never change. In the tables no number does; a name may be worded better.
FOR_EVER = f"public, max-age={365 * 24 * 3600}, immutable"
FOR_A_WEEK = f"public, max-age={7 * 24 * 3600}"
ASK_AGAIN = "public, max-age=0, must-revalidate"
GONE = 410


@require_safe
def release_file(request: HttpRequest, period: str, version: int, name: str) -> HttpResponse:
    """Serve one file of one version of one period; of an altered release say that it is kept back."""
    asked, hospital_id = read(period), SiteSettings.for_request(request).hospital_id
    key = ("opendata", hospital_id, asked, version, name)
    file: File | None = edition.kept(key, lambda: _file(hospital_id, asked, version, name))
    if file is None:
        response = render(request, "transparency/public/data_gone.html", status=GONE)
        response.headers["Cache-Control"] = "no-store"
        return response
    return _answer(request, file, FOR_EVER if name == "release.json" else FOR_A_WEEK)


@require_safe
def descriptor(request: HttpRequest) -> HttpResponse:
    """Serve the catalogue as a Data Package in the language of the address."""
    key = ("opendata", "catalogue", *navigation.where(request))
    return _answer(request, edition.kept(key, lambda: _descriptor(request)), ASK_AGAIN)


@require_safe
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """Serve the columns of a sort of table as a Table Schema."""
    try:
        content = opendata.schema(name)
    except KeyError:
        raise Http404 from None
    return _answer(request, _json(content, f"{name}.schema.json"), ASK_AGAIN)


@require_safe
def dictionary(request: HttpRequest, kind: str) -> HttpResponse:
    """Serve the dictionary, in both languages, as one table or as JSON."""
    if kind not in opendata.FORMATS:
        raise Http404
    hospital_id = SiteSettings.for_request(request).hospital_id
    key = ("opendata", "dictionary", hospital_id, kind)
    file = edition.kept(key, lambda: opendata.dictionary_file(hospital_id, kind))
    return _answer(request, file, ASK_AGAIN)


def read(code: str) -> Period:
    """Return the period of an address; each is written in one way only. Raises `Http404`."""
    try:
        found = Period.read(code)
        known = found.code == code and found.start <= found.end
    except ValueError:  # no such period, or a year before there were any
        known = False
    if not known:
        raise Http404
    return found


def stable(issue: Issue, name: str) -> str:
    """Return the one address of a file, the same in all languages."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("transparency:data_file", args=[issue.period.code, issue.version, name])


def feeds() -> list[tuple[str, str]]:
    """Return name and address of the feed of each section, in the page's language."""
    return [
        (str(feed.label), reverse(f"transparency:{feed.section}_feed")) for feed in FEEDS
    ]  # fmt: skip


def _file(hospital_id: int | None, period: Period, version: int, name: str) -> File | None:
    release = opendata.issue(hospital_id, period, version)
    if release is None or name not in opendata.NAMES:
        raise Http404
    return opendata.file(release, name) if release.intact else None


def _descriptor(request: HttpRequest) -> File:
    site, settings_ = front(request), SiteSettings.for_request(request)
    title = _("%(hospital)s: what patients told us, in figures") % {
        "hospital": settings_.hospital_name or settings_.title
    }
    content = opendata.descriptor(
        opendata.shelf(settings_.hospital_id),
        title=title,
        homepage=site + reverse("transparency:data"),
        feeds=[(name, site + address) for name, address in feeds()],
    )
    return _json(content, "catalogue.json")


def _json(content: Any, name: str) -> File:
    return File(json.dumps(content, ensure_ascii=False, indent=1).encode(), JSON, name)


def _answer(request: HttpRequest, file: File, control: str) -> HttpResponse:
    """Return a file: for any page of any house to read, saved under its name, sent once."""
    response = downloads.fenced(file.body, content_type=file.kind, name=file.name)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = control
    response.headers["Content-Length"] = str(len(file.body))
    response.headers["ETag"] = tag = f'"{hashlib.sha256(file.body).hexdigest()}"'
    kept = get_conditional_response(request, etag=tag, response=response)
    return kept if isinstance(kept, HttpResponse) else response
