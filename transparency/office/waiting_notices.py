"""What waits for an editor on the start page of the admin: notices drafted from measures of the office."""

from typing import Any

from django.template import Context
from wagtail.admin.ui.components import Component

from transparency.models import ImprovementIndexPage, ImprovementPage
from transparency.office.waiting import lists_of

SHOWN = 10


class WaitingNotices(Component):
    """A panel of the start page; empty for those who may not edit notices."""

    name = "waiting_notices"
    template_name = "transparency/office/waiting_notices.html"
    order = 112

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return the drafts from measures that never went out."""
        lists = lists_of(ImprovementIndexPage, parent_context["request"].user)
        if not lists:
            return {"waiting": []}
        drafts = ImprovementPage.objects.filter(live=False, first_published_at=None)
        newest = drafts.exclude(measure_number=None).order_by("-pk")[: SHOWN * 2]
        return {"waiting": [page for page in newest if page.path.startswith(tuple(lists))][:SHOWN]}
