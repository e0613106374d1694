"""What waits for an editor on the start page of the admin: reports that were prepared and not published."""

from typing import Any

from django.template import Context
from wagtail.admin.ui.components import Component

from transparency.models import ReportIndexPage, ReportPage
from transparency.office.waiting import lists_of

SHOWN = 10


class WaitingReports(Component):
    """A panel of the start page; empty for those who may not edit reports."""

    name = "waiting_reports"
    template_name = "transparency/office/waiting_reports.html"
    order = 105

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return the drafts that never went out, below the lists this account may edit."""
        user = parent_context["request"].user
        lists = lists_of(ReportIndexPage, user)
        if not lists:
            return {"waiting": []}
        drafts = ReportPage.objects.filter(live=False, first_published_at=None)
        newest = drafts.select_related("release__hospital", "locale").order_by(
            "-release__end", "path"
        )
        waiting = [page for page in newest[: SHOWN * 2] if page.path.startswith(tuple(lists))]
        may_publish = user.has_perm("transparency.publish_release")
        return {"waiting": waiting[:SHOWN], "may_publish": may_publish}
