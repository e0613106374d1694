"""The rooms in which the public reads: overview, statistics and the list of summaries.

What stands below a room's title is the same for everybody, so it is drawn once an edition. A release,
a page or an approval that comes or goes begins a new one.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import PagePermissionTester

from feedback.vocabulary import Kind
from portal import edition, navigation
from portal.models import PortalPage, SiteSettings, User
from transparency.models.improvement import ImprovementIndexPage, ImprovementPage
from transparency.models.release import Release
from transparency.models.summary import CaseSummaryPage, Reviewed
from transparency.tables import Reading, category_names

SUMMARIES_A_PAGE = 12
# What somebody may ask of the list of summaries.
CHOICES = {"month", "kind", "page"}
T = TypeVar("T")


def newest_release(request: HttpRequest) -> Release | None:
    """Return the release that the site's hospital published last; one that was altered is not shown."""
    hospital_id = SiteSettings.for_request(request).hospital_id
    release = Release.objects.published().of(hospital_id).first()
    return release if release and release.intact else None


def _drawn(part: str, page: PortalPage, request: HttpRequest, found: dict[str, Any]) -> SafeString:
    """Return a part of a page as HTML. The request is there for addresses only; no visitor is."""
    template = f"transparency/components/{part}.html"
    return render_to_string(template, {"page": page, "request": request, **found})


def _kept(part: str, page: PortalPage, request: HttpRequest, make: Callable[[], T]) -> T:
    """Return what was made of a page for this edition, site and language."""
    return edition.kept((part, page.url_path, *navigation.where(request)), make)


class TransparencyPage(PortalPage):
    """The way in to everything published: newest figures, newest summaries, how they are made."""

    subpage_types = [
        "transparency.StatisticsPage",
        "transparency.SummaryIndexPage",
        "transparency.ImprovementIndexPage",
    ]
    max_count_per_parent = 1
    template = "transparency/transparency_page.html"

    class Meta:
        verbose_name = _("transparency page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest release and the newest summaries."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        overview = _kept("overview", self, request, lambda: self._overview(request))
        return {**context, "overview": overview}

    def _overview(self, request: HttpRequest) -> SafeString:
        summaries = CaseSummaryPage.objects.descendant_of(self).published()[:3]
        found = {
            **_read_out(request),
            "statistics_page": StatisticsPage.objects.child_of(self).live().first(),
            "summaries_page": SummaryIndexPage.objects.child_of(self).live().first(),
            "summaries": _named(summaries),
            "improvements_page": ImprovementIndexPage.objects.child_of(self).live().first(),
            "improvements": ImprovementPage.objects.descendant_of(self).newest()[:3],
        }
        return _drawn("overview", self, request, found)


class StatisticsPage(PortalPage):
    """The newest published release, each figure with what it counts and what it leaves out."""

    parent_page_types = ["transparency.TransparencyPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "transparency/statistics_page.html"
    asks_back = True

    class Meta:
        verbose_name = _("statistics page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the release, read out in the page's language."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        figures = _kept("figures", self, request, lambda: self._figures(request))
        return {**context, "figures": figures}

    def _figures(self, request: HttpRequest) -> SafeString:
        return _drawn("figures", self, request, _read_out(request))


def _read_out(request: HttpRequest) -> dict[str, Any]:
    release = newest_release(request)
    reading = Reading(release.document, release.parameters) if release else None
    return {"release": release, "reading": reading}


class IndexPermissions(PagePermissionTester):
    """What an account may do with the list: nothing below it is published without review."""

    def can_publish_subpage(self) -> bool:
        """Offer no publish button for a new summary, nor for copies."""
        return False

    def can_submit_for_moderation(self) -> bool:
        """Offer the review for what stands below; the list itself is published like any page."""
        return False


class SummaryIndexPage(Reviewed, PortalPage):
    """The list of case summaries, by month and kind."""

    parent_page_types = ["transparency.TransparencyPage"]
    subpage_types = ["transparency.CaseSummaryPage"]
    max_count_per_parent = 1
    template = "transparency/summary_index_page.html"

    class Meta:
        verbose_name = _("list of case summaries")

    def permissions_for_user(self, user: User) -> IndexPermissions:
        """Return what this account may do; publishing below is not among it."""
        return IndexPermissions(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of summaries; what somebody chose from them is drawn for that one request."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if CHOICES.isdisjoint(request.GET):
            return {**context, **_kept("summaries", self, request, lambda: self._shown(request))}
        return {**context, **self._shown(request)}

    def _shown(self, request: HttpRequest) -> dict[str, Any]:
        found = self._chosen(request)
        summaries = _drawn("summaries", self, request, found)
        return {"list_page": found["list_page"], "summaries": summaries}

    def _chosen(self, request: HttpRequest) -> dict[str, Any]:
        """Return one page of summaries and what they can be chosen by."""
        published = CaseSummaryPage.objects.child_of(self).published()
        found, chosen = published, {"kind": "", "month": ""}
        month = parse_month(request.GET.get("month", ""))
        if month:
            found, chosen["month"] = found.filter(month=month), f"{month:%Y-%m}"
        if request.GET.get("kind") in Kind.values:
            found, chosen["kind"] = found.filter(kind=request.GET["kind"]), request.GET["kind"]
        list_page = Paginator(found, SUMMARIES_A_PAGE).get_page(request.GET.get("page"))
        list_page.object_list = _named(list_page.object_list)
        months = published.order_by("-month").values_list("month", flat=True).distinct()
        return {
            "list_page": list_page,
            "months": list(dict.fromkeys(months)),
            "kinds": Kind.choices,
            "chosen": chosen,
        }


def parse_month(text: str) -> Any:
    """Return the first day of a month written 2026-03, or None."""
    try:
        return parse_date(f"{text}-01")
    except ValueError:
        return None


def _named(summaries: Any) -> list[CaseSummaryPage]:
    """Return the approved ones, their category's name looked up once for all of them."""
    names = category_names()
    approved = [page for page in summaries if page.is_approved]
    for page in approved:
        page.category_name = names.get(page.category, page.category)
    return approved
