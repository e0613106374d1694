"""Which reports there are, in the order of the list, and the list itself."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.office.reports.backlog import BacklogReport
from feedback.office.reports.commendations import CommendationsReport
from feedback.office.reports.days import DaysReport
from feedback.office.reports.hcat import HcatReport
from feedback.office.reports.ko41a import Ko41aReport
from feedback.office.reports.links import LinksReport
from feedback.office.reports.month import MonthReport
from feedback.office.reports.quality import QualityReport
from feedback.office.reports.rated import OnTimeReport, ReopenedReport
from feedback.office.reports.repeats import RepeatsReport
from feedback.office.reports.room import ReportView, may_read
from feedback.office.reports.topics import TopicsReport
from feedback.office.reports.volume import VolumeReport
from feedback.office.reports.watch import WatchReport
from feedback.office.rooms import OfficeView, may_work

REPORTS: tuple[type[ReportView], ...] = (
    MonthReport,
    VolumeReport,
    QualityReport,
    OnTimeReport,
    DaysReport,
    ReopenedReport,
    BacklogReport,
    CommendationsReport,
    RepeatsReport,
    TopicsReport,
    WatchReport,
    LinksReport,
    HcatReport,
    Ko41aReport,
)
BY_SLUG = {report.slug: report for report in REPORTS}


def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Open the report of this name."""
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug].as_view()(request)


class ShelfView(OfficeView):
    """The list of reports, each with the question it answers."""

    template_name = "feedback/office/reports.html"
    http_method_names = ["get", "head"]
    header_icon = "doc-full-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in only those who may read reports."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Analysis")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), reverse("office:reports"))]

    def get_context_data(self, **kwargs: Any) -> Any:
        """Name each report with its address."""
        shelf = [
            (one.title, one.about, reverse("office:report", args=[one.slug])) for one in REPORTS
        ]
        codes = reverse("office:second_codings") if may_work(self.user) else ""
        return super().get_context_data(shelf=shelf, codes=codes, **kwargs)
