"""The button on a closed case: draft a public summary. The officer needs no page permission for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from portal.models import User
from transparency import drafting
from transparency.models import CaseSummaryPage
from transparency.models.consented import consent_of


@require_POST
def draft(request: HttpRequest, case_pk: int) -> HttpResponse:
    """Draft a summary, or lead to the draft there already is."""
    try:
        page, is_new = drafting.draft(case_pk, by=staff(request))
    except drafting.NoSuchCase as missing:
        raise Http404 from missing
    except drafting.NotPublishable as obstacle:
        context = {"sentence": str(obstacle)}
        return TemplateResponse(request, "transparency/office/refused.html", context, status=409)
    if not is_new:
        messages.info(request, _("This case already has a summary; here it is."))
    return redirect("transparency_office:drafted", page.pk)


def drafted(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Tell the officer what happens next with the draft."""
    try:
        page = get_object_or_404(CaseSummaryPage, pk=page_pk)
    except OverflowError as too_large:  # SQLite holds no such number
        raise Http404 from too_large
    user = staff(request)
    may_edit = page.permissions_for_user(user).can_edit()
    if not may_edit and not user.has_perm("feedback.work_cases"):
        raise Http404
    context = {
        "page": page,
        "may_edit": may_edit,
        "steps": _steps(),
        "consent": consent_of(page),
    }
    return TemplateResponse(request, "transparency/office/drafted.html", context)


def _steps() -> list[tuple[str, str]]:
    return [
        (
            _("An editor writes the summary"),
            _(
                "The draft holds the kind, month, category, outcome, measures and your publishable finding, nothing else. It waits on the editors' start page."
            ),
        ),
        (
            _("A reviewer checks that nobody can be recognised"),
            _("The reviewer is never the author. What is not approved cannot go out."),
        ),
        (
            _("The summary appears on the public list"),
            _(
                "The case itself stays closed to the public; its reference stands nowhere on the page."
            ),
        ),
    ]


def staff(request: HttpRequest) -> User:
    """Return who is signed in."""
    assert isinstance(request.user, User)  # noqa: S101 - the admin lets nobody else in
    return request.user
