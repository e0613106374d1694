"""The button on an improvement measure: draft a public notice. Nobody needs a page permission for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from feedback import casebook
from portal.models import User
from transparency import noticing
from transparency.models import ImprovementPage


@require_POST
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Draft a notice, or lead to the one there already is."""
    try:
        page, is_new = noticing.draft(number, by=_staff(request))
    except (noticing.NoSuchMeasure, OverflowError) as missing:  # SQLite holds no such number
        raise Http404 from missing
    except noticing.NoPlace as obstacle:
        context = {"sentence": str(obstacle)}
        return TemplateResponse(
            request, "transparency/office/notice_refused.html", context, status=409
        )
    if not is_new:
        messages.info(request, _("This measure already has a notice; here it is."))
    return redirect("transparency_office:notice_drafted", page.pk)


def drafted(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Tell who pressed the button what happens next with the draft."""
    try:
        page = get_object_or_404(ImprovementPage, pk=page_pk)
    except OverflowError as too_large:
        raise Http404 from too_large
    user = _staff(request)
    may_edit = page.permissions_for_user(user).can_edit()
    if not may_edit and not casebook.may_tell(user):
        raise Http404
    context = {"page": page, "may_edit": may_edit, "steps": _steps()}
    return TemplateResponse(request, "transparency/office/notice_drafted.html", context)


def _steps() -> list[tuple[str, str]]:
    return [
        (
            _("An editor puts it into plain words"),
            _(
                "The draft holds the problem, cause, measure, category, department and due month of the measure; no case and no owner. It waits on the editors' start page."
            ),
        ),
        (
            _("The notice follows the measure"),
            _(
                "Due month, progress and the month it was done in come from here from now on. Once public, it says so when the measure is overdue."
            ),
        ),
        (
            _("The figures judge it"),
            _(
                "One, three and six months after, the system compares the published figures and prints the verdict itself."
            ),
        ),
    ]


def _staff(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the admin lets nobody else in
    return request.user
