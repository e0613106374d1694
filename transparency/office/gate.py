"""Letting pass what the gate holds back: one asks with a reason that everybody may read, another grants."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import Context
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from portal import gate
from portal.gate import Finding, Level
from portal.models import User
from transparency import gating
from transparency.models import Passed

SHOWN = 10


class WishForm(forms.Form):
    """Why this may go out all the same."""

    reason = forms.CharField(
        label=gettext_lazy("Why it may go out all the same"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Everybody reads it at the foot of the page, with how often the gate was overruled there. "
            "Repeat nothing of what was found."
        ),
    )

    def __init__(self, *args: Any, page: Any, found: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.found = page, found

    def clean_reason(self) -> str:
        """Refuse a reason that gives away what the page must not."""
        reason: str = self.cleaned_data["reason"]
        if not gating.may_be_read(reason, self.page, self.found):
            raise forms.ValidationError(
                _(
                    "Everybody will read this reason, and it holds what the gate holds back. Say why it may go out without repeating it."
                )
            )
        return reason


def wish(request: HttpRequest, page_pk: int, mark: str) -> HttpResponse:
    """Ask a colleague to let one finding pass."""
    page = _page(request, page_pk)
    found = _finding(page, mark)
    form = WishForm(request.POST or None, page=page, found=found)
    if request.method == "POST" and form.is_valid():
        gating.overrule(page, found, by=_staff(request), reason=form.cleaned_data["reason"])
        messages.success(
            request, _("Asked. Somebody else, who may overrule the gate, has to agree.")
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "finding": found, "form": form}
    return TemplateResponse(request, "transparency/office/wish.html", context)


@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to somebody else's wish."""
    user = _staff(request)
    if not user.has_perm("transparency.overrule_gate"):
        raise PermissionDenied
    wished = get_object_or_404(Passed, pk=pk, overruled=True)
    if gating.grant(wished, by=user):
        messages.success(request, _("It is let pass. The page can be published now."))
    else:
        messages.error(
            request, _("Nobody can agree to the own wish, and each is agreed to only once.")
        )
    return redirect("wagtailadmin_home")


class WaitingWishes(Component):
    """What colleagues wish to let pass, for those who may agree."""

    name = "waiting_wishes"
    template_name = "transparency/office/wishes.html"
    order = 105

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return the wishes of others."""
        user = parent_context["request"].user
        if not user.has_perm("transparency.overrule_gate"):
            return {"wishes": []}
        others = gating.waiting().exclude(asked_number=user.pk).select_related("page", "asked_by")
        return {"wishes": list(others[:SHOWN])}


def _page(request: HttpRequest, pk: int) -> Any:
    page = get_object_or_404(Page, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def _finding(page: Any, mark: str) -> Finding:
    for found in gate.findings(page):
        if found.mark == mark and found.level is Level.BLOCK and found.way:
            return found
    raise Http404


def _staff(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the admin lets nobody else in
    return request.user
