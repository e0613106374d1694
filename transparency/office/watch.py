"""What of the public pages nobody may leave as it is: what the gate would hold back, what it did, what
somebody takes back.
"""

from typing import Any

from django.template import Context
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from feedback import casebook
from portal.models import User
from transparency import watching
from transparency.models import CaseSummaryPage


class HeldPages(Component):
    """A panel of the start page: what the nightly look found, as far as it still stands there."""

    name = "held_pages"
    template_name = "transparency/office/held_pages.html"
    order = 90

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return the pages, their findings in one sentence each, and whether the looks stand still."""
        user = parent_context["request"].user
        last = watching.newest() if _answers(user) else None
        if last is None:
            return {}
        return {
            "look": last,
            "overdue": watching.is_overdue(last) and _oversees(user),
            "held": [
                {"page": one.page, "may_edit": _may_edit(one.page, user), "found": _said(one)}
                for one in watching.still_held(last)
                if _oversees(user) or _may_edit(one.page, user)
            ],
        }


class LatePages(Component):
    """A panel of the start page: what was to go out by now and did not."""

    name = "late_pages"
    template_name = "transparency/office/late_pages.html"
    order = 91

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return those this account may edit."""
        user = parent_context["request"].user
        if not _answers(user):
            return {}
        return {"late": [page for page in watching.not_gone_out() if _may_edit(page, user)]}


class TakenBack(Component):
    """A panel of the start page: public summaries whose submitter does not agree to them any more."""

    name = "taken_back"
    template_name = "transparency/office/taken_back.html"
    order = 89

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return them for those who answer for what is public."""
        user, live = parent_context["request"].user, CaseSummaryPage.objects.live()
        if not _answers(user):
            return {}
        sources = dict(live.values_list("source__reference", "pk"))
        numbers = [sources[reference] for reference in casebook.taken_back(filter(None, sources))]
        return {
            "pages": [
                {"page": page, "may_edit": _may_edit(page, user)}
                for page in live.filter(pk__in=numbers)
                if _oversees(user) or _may_edit(page, user)
            ]
        }


def _answers(user: User) -> bool:
    """Say whether any of this concerns somebody; officers' start pages ask nothing for it."""
    return _oversees(user) or page_permission_policy.user_has_any_permission(
        user, ["change", "publish"]
    )


def _oversees(user: User) -> bool:
    """Say whether somebody reads of all such pages, because they judge what may go out."""
    return user.has_perm("transparency.overrule_gate")


def _may_edit(page: Page, user: User) -> bool:
    return bool(page.permissions_for_user(user).can_edit())


def _said(held: watching.Held) -> list[str]:
    """Say field by field why, each once; the words themselves stand in the editor only."""
    said = (
        _("%(field)s: %(reason)s") % {"field": one.label, "reason": one.reason}
        for one in held.findings
    )
    return list(dict.fromkeys(said))
