"""The figures of each published period, at an address of its own; the newest at the page's."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.models import PortalPage
from transparency import picturing, telling
from transparency.models.drawn import drawn, kept
from transparency.models.release import Release
from transparency.models.shelf import Shelf, shelf
from transparency.periods import NoSuchPeriod, Period
from transparency.series import Trend, same_a_year_before
from transparency.tables import Reading


class StatisticsPage(PortalPage):
    """The published figures, each with what it counts and what it leaves out."""

    parent_page_types = ["transparency.TransparencyPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "transparency/statistics_page.html"
    asks_back = True
    answers_below = True

    class Meta:
        verbose_name = _("statistics page")

    def parts_below(self, request: HttpRequest) -> list[str]:
        """Return the published periods."""
        return [f"{period.code}/" for period in shelf(request).releases]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Take one further part of the address for a period."""
        if self.live and len(path_components) == 1:
            return RouteResult(self, kwargs={"code": path_components[0]})
        return Page.route(self, request, path_components)

    def serve(self, request: HttpRequest, *args: Any, code: str = "", **kwargs: Any) -> Any:
        """Show the newest figures, or those of a period; each has one address."""
        if not code:
            return super().serve(request)
        try:
            period = Period.read(code)
        except NoSuchPeriod as unreadable:
            raise Http404 from unreadable
        if period.code != code:
            return redirect(f"{self.get_url(request)}{period.code}/")
        if period not in shelf(request).releases:
            return self._not_published(request, period)
        self.further = f"{code}/"
        return super().serve(request, period=period)

    def get_context(
        self, request: HttpRequest, *args: Any, period: Period | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Add the release, read out in the page's language."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        figures = kept(
            f"figures {period and period.code}",
            self,
            request,
            lambda: self._figures(request, period),
        )
        return {**context, "period": period, "figures": figures}

    def _not_published(self, request: HttpRequest, period: Period) -> HttpResponse:
        found = {"sought": period, **self._periods(request, shelf(request))}
        return render(request, "transparency/no_such_period.html", found, status=404)

    def _figures(self, request: HttpRequest, period: Period | None) -> SafeString:
        found = shelf(request)
        release = found.take(period or found.newest)
        told = _told(release, found) if release else {}
        return drawn("figures", self, request, {**told, **self._periods(request, found)})

    def _periods(self, request: HttpRequest, found: Shelf) -> dict[str, Any]:
        """Return the published periods by their years, and where their pages begin."""
        ordered = sorted(found.releases, key=lambda one: (-one.year, -one.length, -one.last))
        years = [(year, list(among)) for year, among in groupby(ordered, lambda one: one.year)]
        form = pgettext("format of a month below its year", "M")
        return {"years": years, "month_format": form, "address": self.get_url(request)}


def read_out(release: Release | None) -> Reading | None:
    """Return a release as it is read out to the public."""
    return Reading(release.document, release.parameters) if release else None


def _told(release: Release, found: Shelf) -> dict[str, Any]:
    """Return all that the templates of a release need."""
    period, reading = release.period, Reading(release.document, release.parameters)
    trend = Trend(found.months, period.months[-1])
    return {
        "release": release,
        "reading": reading,
        "period": period,
        "sentences": telling.sentences(reading),
        "shares": picturing.shares(reading),
        "days_definition": reading.defined("days"),
        "days": picturing.days(reading) if reading.days.rows else None,
        "trend": picturing.trend(trend),
        "tables": [
            (heading, table, None if code == "by_month" else picturing.rows(reading, code))
            for code, heading, table in reading.tables
        ],
        **_compared(reading, period, found),
    }


def _compared(reading: Reading, period: Period, found: Shelf) -> dict[str, Any]:
    before = same_a_year_before(period)
    earlier = read_out(found.take(before))
    if earlier is None:
        return {}
    changes = telling.changes(reading, earlier)
    return {
        "before": before,
        "changes": telling.told(changes),
        "comparison": telling.comparison(changes),
    }
