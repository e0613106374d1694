"""The rooms in which the public reads: overview and the list of summaries."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import PagePermissionTester

from feedback.vocabulary import Kind
from portal.models import PortalPage, User
from transparency.models.commendation import CommendationIndexPage, CommendationPage
from transparency.models.drawn import drawn, kept
from transparency.models.improvement import ImprovementIndexPage, ImprovementPage, judged
from transparency.models.report import ReportIndexPage
from transparency.models.shelf import newest_release
from transparency.models.statistics import StatisticsPage, read_out
from transparency.models.summary import CaseSummaryPage, Reviewed
from transparency.models.topic import TopicPage
from transparency.tables import category_names

SUMMARIES_A_PAGE = 12
# The newest topic of the month, and whether there are earlier ones.
TOPICS = 2
# What somebody may ask of the list of summaries.
CHOICES = {"year", "kind", "page"}


class TransparencyPage(PortalPage):
    """The way in to everything published: newest figures, newest summaries, how they are made."""

    subpage_types = [
        "transparency.StatisticsPage",
        "transparency.SummaryIndexPage",
        "transparency.ImprovementIndexPage",
        "transparency.ReportIndexPage",
        "transparency.CommendationIndexPage",
        "transparency.TopicPage",
    ]
    max_count_per_parent = 1
    template = "transparency/transparency_page.html"

    class Meta:
        verbose_name = _("transparency page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest figures, the topic of the month, and the newest of each kind."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        overview = kept("overview", self, request, lambda: self._overview(request))
        return {**context, "overview": overview}

    def _overview(self, request: HttpRequest) -> SafeString:
        summaries = CaseSummaryPage.objects.descendant_of(self).published()[:3]
        release = newest_release(request)
        found = {
            "release": release,
            "reading": read_out(release),
            "period": release and release.period,
            "reports_page": ReportIndexPage.objects.child_of(self).live().first(),
            "statistics_page": StatisticsPage.objects.child_of(self).live().first(),
            "topics": TopicPage.objects.child_of(self).newest()[:TOPICS],
            "summaries_page": SummaryIndexPage.objects.child_of(self).live().first(),
            "summaries": _named(summaries),
            "improvements_page": ImprovementIndexPage.objects.child_of(self).live().first(),
            "improvements": judged(ImprovementPage.objects.descendant_of(self).newest()[:3]),
            "commendations_page": CommendationIndexPage.objects.child_of(self).live().first(),
            "commendations": CommendationPage.objects.descendant_of(self).newest()[:3],
        }
        return drawn("overview", self, request, found)


class IndexPermissions(PagePermissionTester):
    """What an account may do with the list: nothing below it is published without review."""

    def can_publish_subpage(self) -> bool:
        """Offer no publish button for a new summary, nor for copies."""
        return False

    def can_submit_for_moderation(self) -> bool:
        """Offer the review for what stands below; the list itself is published like any page."""
        return False


class SummaryIndexPage(Reviewed, PortalPage):
    """The list of case summaries, by year and kind."""

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
            return {**context, **kept("summaries", self, request, lambda: self._shown(request))}
        return {**context, **self._shown(request)}

    def _shown(self, request: HttpRequest) -> dict[str, Any]:
        found = self._chosen(request)
        summaries = drawn("summaries", self, request, found)
        return {"list_page": found["list_page"], "summaries": summaries}

    def _chosen(self, request: HttpRequest) -> dict[str, Any]:
        """Return one page of summaries and what they can be chosen by."""
        published = CaseSummaryPage.objects.child_of(self).published()
        found, chosen = published, {"kind": "", "year": ""}
        years = dict.fromkeys(published.order_by("-month").values_list("month__year", flat=True))
        if request.GET.get("year", "") in map(str, years):
            chosen["year"] = request.GET["year"]
            found = found.filter(month__year=chosen["year"])
        if request.GET.get("kind") in Kind.values:
            found, chosen["kind"] = found.filter(kind=request.GET["kind"]), request.GET["kind"]
        list_page = Paginator(found, SUMMARIES_A_PAGE).get_page(request.GET.get("page"))
        list_page.object_list = _named(list_page.object_list)
        return {
            "list_page": list_page,
            "years": list(years),
            "kinds": Kind.choices,
            "chosen": chosen,
        }


def _named(summaries: Any) -> list[CaseSummaryPage]:
    """Return the approved ones, their category's name looked up once for all of them."""
    names = category_names()
    approved = [page for page in summaries if page.is_approved]
    for page in approved:
        page.category_name = names.get(page.category, page.category)
    return approved
