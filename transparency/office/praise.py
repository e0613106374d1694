"""The button on a closed compliment, and what waits for the editors: commendations in draft."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import Context
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from transparency import praising
from transparency.models import CommendationIndexPage, CommendationPage, CommendationSource
from transparency.office.drafts import staff
from transparency.office.waiting import SHOWN, lists_of


@require_POST
def draft(request: HttpRequest, case_pk: int) -> HttpResponse:
    """Draft a commendation, or lead to the draft there already is."""
    try:
        page, is_new = praising.draft(case_pk, by=staff(request))
    except praising.NoSuchCase as missing:
        raise Http404 from missing
    except praising.NotPublishable as obstacle:
        context = {"sentence": str(obstacle), "heading": _("No commendation was drafted")}
        return TemplateResponse(request, "transparency/office/refused.html", context, status=409)
    if not is_new:
        messages.info(request, _("This case already has a commendation; here it is."))
    return redirect("transparency_office:commendation_drafted", page.pk)


def drafted(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Tell the officer what happens next with the draft."""
    try:
        page = get_object_or_404(CommendationPage, pk=page_pk)
    except OverflowError as too_large:  # SQLite holds no such number
        raise Http404 from too_large
    user = staff(request)
    may_edit = page.permissions_for_user(user).can_edit()
    if not may_edit and not user.has_perm("feedback.work_cases"):
        raise Http404
    context = {"page": page, "may_edit": may_edit, "steps": _steps()}
    return TemplateResponse(request, "transparency/office/commendation_drafted.html", context)


def _steps() -> list[tuple[str, str]]:
    return [
        (
            _("An editor writes the commendation"),
            _(
                "The draft holds the department, category, month and your publishable finding; nothing of what the submitter wrote. It waits on the editors' start page."
            ),
        ),
        (
            _("The department is asked about names"),
            _("Names stand on the page only when a contact or the head agreed to exactly these."),
        ),
        (
            _("It appears on the commendation wall"),
            _(
                "It stays there as long as the consent stands. When it is taken back, the page is gone at once."
            ),
        ),
    ]


class WaitingCommendations(Component):
    """A panel of the start page; empty for those who may not edit commendations."""

    name = "waiting_commendations"
    template_name = "transparency/office/waiting_commendations.html"
    order = 112

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return the drafts made from cases that never went out."""
        user = parent_context["request"].user
        if not lists_of(CommendationIndexPage, user):
            return {"waiting": []}
        drafts = CommendationPage.objects.filter(live=False, first_published_at=None)
        tied = drafts.filter(translation_key__in=CommendationSource.objects.values("key"))
        tied = tied.order_by("-latest_revision_created_at")
        return {"waiting": list(tied[:SHOWN])}
