"""Before a public page goes: why? The editor says it once, for everybody, and only then it goes.

Wagtail asks its hooks before it takes down or deletes a page, or several at once. An act that brings no
reason is answered with a form that carries the act on. What is not public goes without being asked.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page

from portal import giveaways
from portal.models import PortalPage
from transparency import correcting
from transparency.models import Tombstone

FIELD = "withdrawn_because"
# What the request itself brings and the form brings anew.
NOT_CARRIED = {FIELD, "csrfmiddlewaretoken"}
SHORTEST_TITLE = 3


class ReasonForm(forms.Form):
    """Why a page is withdrawn, in words that repeat nothing of it."""

    withdrawn_because = forms.CharField(
        label=gettext_lazy("Why it is withdrawn, for everybody to read"),
        help_text=gettext_lazy(
            "One or two sentences in the language of the page. Write nothing of what the page gave away: no name, no word of the text, no title."
        ),
        min_length=6,
        max_length=Tombstone._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, pages: list[PortalPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = pages

    def clean_withdrawn_because(self) -> str:
        """Refuse a reason that gives away what the withdrawal is to take back."""
        reason = str(self.cleaned_data[FIELD])
        if kinds := giveaways.found(reason):
            raise forms.ValidationError(giveaways.sentence(kinds))
        titles = [page.title for page in self.pages if len(page.title) >= SHORTEST_TITLE]
        if any(title in reason for title in titles):
            raise forms.ValidationError(
                _("This repeats the title of the page. Everybody would read it at the old address.")
            )
        return reason


def before(request: HttpRequest, pages: Iterable[Page], *, below: bool) -> HttpResponse | None:
    """Let an act go on that takes nothing public down or says why; else ask."""
    public = correcting.public_among(pages, below=below)
    if not public or request.method != "POST":
        return None
    form = ReasonForm(request.POST if FIELD in request.POST else None, pages=public)
    if form.is_valid():
        correcting.because(form.cleaned_data[FIELD])
        told = _("At the old address stands now that the page was withdrawn, and why.")
        messages.info(request, told)
        return None
    carried = [(k, one) for k, of in request.POST.lists() if k not in NOT_CARRIED for one in of]
    context = {
        "form": form,
        "pages": public,
        "carried": carried,
        "here": request.get_full_path(),
        "back": public[0].get_parent().pk,
    }
    return TemplateResponse(request, "transparency/office/withdraw.html", context)


def refuse_to_lose(
    request: HttpRequest, pages: Iterable[Page], destination: Page
) -> HttpResponse | None:
    """Refuse to move a public page to where it has no address; anywhere else a redirect leads to it."""
    if correcting.has_addresses_below(destination):
        return None
    moved = list(pages)
    if not correcting.public_among(moved, below=True):
        return None
    messages.error(
        request,
        _(
            "There the page would have no address and vanish without a word. To withdraw it, unpublish it: you are asked for the reason that everybody reads."
        ),
    )
    return redirect("wagtailadmin_explore", moved[0].get_parent().pk)
