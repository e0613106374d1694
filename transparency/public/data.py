"""Open data for people: what there is, the versions of a period, and what the columns mean."""

from itertools import groupby
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback import figures
from portal import edition, navigation
from portal.language import either
from portal.models import SiteSettings
from transparency import opendata
from transparency.feeds import FEEDS, front
from transparency.models import TransparencyPage
from transparency.opendata import Issue, Section
from transparency.public.files import feeds, read, stable


class Shown(NamedTuple):
    """A version of a period with its files, each by name and address."""

    issue: Issue
    files: list[tuple[str, str]]

    @property
    def left_out(self) -> list[str]:
        """Return the names of the tables that would have said too little."""
        return [opendata.table_label(code) for code in self.issue.left_out]


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every release with its files, the licence, the feeds, and how to check and to cite."""
    shown = _shelf(request)
    newest = next((one for one in shown if one.files and one.issue.is_current), None)
    years = groupby(shown, key=lambda one: one.issue.period.year)
    context = {
        **_around(request),
        "years": [(year, list(among)) for year, among in years],
        "newest": newest and newest.issue,
        "newest_file": newest and front(request) + dict(newest.files)["release.json"],
        "newest_page": newest and front(request) + _address(newest.issue),
        "feeds": feeds(),
        "feeds_of_categories": _feeds_of_categories(),
    }
    return render(request, "transparency/public/data.html", context)


@require_safe
def period(request: HttpRequest, period: str) -> HttpResponse:
    """Show the versions of one period, the newest first, and why each was superseded."""
    asked = read(period)
    found = [one for one in _shelf(request) if one.issue.period == asked]
    if not found:
        raise Http404
    context = {**_around(request, inner=True), "period": asked, "found": found}
    return render(request, "transparency/public/data_period.html", context)


@require_safe
def dictionary(request: HttpRequest) -> HttpResponse:
    """Show what every column, measure and code means, in the page's language."""
    hospital_id = SiteSettings.for_request(request).hospital_id
    key = ("opendata", "sections", hospital_id)
    sections = edition.kept(key, lambda: opendata.sections(hospital_id))
    tables = [(one.code, either(*one.title), _terms(one)) for one in sections if one.terms]
    context = {**_around(request, inner=True), "tables": tables}
    return render(request, "transparency/public/data_dictionary.html", context)


def _shelf(request: HttpRequest) -> list[Shown]:
    """Return all versions with their files; one that is not what was frozen has none."""
    issues = opendata.shelf(SiteSettings.for_request(request).hospital_id)
    return [
        Shown(one, [(name, stable(one, name)) for name in opendata.NAMES] if one.intact else [])
        for one in issues
    ]


def _address(issue: Issue) -> str:
    return reverse("transparency:data_period", args=[issue.period.code])


def _terms(section: Section) -> list[tuple[str, str, str]]:
    """Return code, name and meaning of each term in the page's language."""
    return [
        (term.code or _("(empty)"), either(*term.label), either(*term.meaning))
        for term in section.terms
    ]


def _feeds_of_categories() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return for each category its feeds, by name and address."""
    names = edition.kept("opendata categories", figures.category_names)
    kinds = [feed for feed in FEEDS if feed.by_category]
    return [
        (
            either(*both),
            [
                (str(feed.label), reverse(f"transparency:{feed.section}_feed_of", args=[code]))
                for feed in kinds
            ],
        )
        for code, both in names.items()
    ]


def _around(request: HttpRequest, *, inner: bool = False) -> dict[str, Any]:
    """Return what stands on all pages of open data: the way back, and the licence."""
    key = ("opendata above", *navigation.where(request))
    above = [navigation.home(), *edition.kept(key, lambda: _above(request))]
    if inner:
        above.append(navigation.Entry(_("Open data"), reverse("transparency:data")))
    return {"above": above, "licence": opendata.licence()}


def _above(request: HttpRequest) -> list[navigation.Entry]:
    root = navigation.roots(request).get(navigation.language())
    found = TransparencyPage.objects.live().filter(url_path__startswith=root) if root else []
    return [navigation.Entry(page.title, page.get_url(request) or "") for page in found[:1]]
