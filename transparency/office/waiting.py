"""What waits for an editor on the start page of the admin: drafts made from closed cases."""

from typing import Any

from django.template import Context
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from portal.models import User
from transparency.models import CaseSummaryPage, SummaryIndexPage

SHOWN = 10


def lists_of(kind: type[Page], user: User) -> list[str]:
    """Return the paths of the lists of a kind that this account may edit; who edits no page asks nothing."""
    if not page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"]):
        return []
    lists = kind.objects.all()
    return [index.path for index in lists if index.permissions_for_user(user).can_edit()]


class WaitingSummaries(Component):
    """A panel of the start page; empty for those who may not edit summaries."""

    name = "waiting_summaries"
    template_name = "transparency/office/waiting.html"
    order = 110

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return the drafts nobody has submitted yet."""
        user = parent_context["request"].user
        if not lists_of(SummaryIndexPage, user):
            return {"waiting": []}
        drafts = CaseSummaryPage.objects.filter(live=False, first_published_at=None)
        waiting = drafts.order_by("-latest_revision_created_at")[: SHOWN * 2]
        return {"waiting": [page for page in waiting if not page.workflow_in_progress][:SHOWN]}
