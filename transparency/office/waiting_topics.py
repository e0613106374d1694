"""What waits for an editor on the start page of the admin: topics drafted and not published, or why none."""

from typing import Any

from django.template import Context
from wagtail.admin.ui.components import Component

from transparency import topics
from transparency.models import TopicPage, TransparencyPage
from transparency.office.waiting import lists_of

SHOWN = 10


class WaitingTopics(Component):
    """A panel of the start page; empty for those who may not edit the overview."""

    name = "waiting_topics"
    template_name = "transparency/office/waiting_topics.html"
    order = 106

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return the drafts that never went out, and why the last month has no topic."""
        overviews = lists_of(TransparencyPage, parent_context["request"].user)
        if not overviews:
            return {"waiting": [], "missing": ""}
        drafts = TopicPage.objects.filter(live=False, first_published_at=None)
        newest = drafts.select_related("locale").order_by("-month", "path")[: SHOWN * 2]
        waiting = [page for page in newest if page.path.startswith(tuple(overviews))]
        return {"waiting": waiting[:SHOWN], "missing": topics.missing(overviews)}
