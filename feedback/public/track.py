"""Tracking: a code, sent by POST, opens its case. It is kept nowhere and never sent back."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from feedback import services, tracking
from feedback.models import Case
from feedback.public import blank, unlocked
from portal import limits
from portal.forms import PortalFormHelper

REFERENCE = re.compile(r"[A-Za-z]{2}\d{10}")  # without its hyphens

TYPO = _("This looks like a typing error: please compare each group of four digits with your note.")
MALFORMED = _(
    "A tracking code has twenty digits in five groups of four. Please check what you typed."
)
NO_REFERENCE = _(
    "This looks like the reference. To open your case you need the tracking code of twenty digits, which also stands on your receipt."
)
UNKNOWN = _(
    "No case opens with this code. Please compare it with your note; if it is right, the complaint office can help you by telephone or at the counter."
)


class TrackForm(forms.Form):
    """One question: the code."""

    code = forms.CharField(
        label=_("Tracking code"),
        help_text=_("Twenty digits, with or without spaces."),
        error_messages={"required": _("Please type your tracking code.")},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        ),
    )

    @property
    def helper(self) -> PortalFormHelper:
        helper = PortalFormHelper()
        helper.form_tag = False
        helper.disable_csrf = True  # the token is the visitor's, the question is everybody's
        return helper


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and open its case."""
    if request.GET:  # somebody may have put a code into the address: let it go no further
        return unlocked.see_other("track")
    if request.method != "POST":
        return render(request, "feedback/public/track.html", {"drawn": blank_form()})
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        case = _look_up(request, form)
    except services.TooManyTries:
        return _wait(request)
    if case is None:
        return _page(request, form)
    unlocked.unlock(request, case)
    return unlocked.see_other("case")


def _look_up(request: HttpRequest, form: TrackForm) -> Case | None:
    """Return the case, or tell the form why there is none."""
    typed = form.cleaned_data["code"]
    try:
        case = services.unlock(typed, network=limits.network_of(request))
    except tracking.Typo:
        form.add_error("code", TYPO)
        return None
    except tracking.Malformed:
        meant = REFERENCE.fullmatch(tracking.normalise(typed[: tracking.LONGEST_TYPED]))
        form.add_error("code", NO_REFERENCE if meant else MALFORMED)
        return None
    if case is None:
        form.add_error("code", ValidationError(UNKNOWN, code="unknown"))
        # A code that could be somebody's does not go back into the page.
        form.data = {}
    return case


def blank_form() -> SafeString:
    """Return the question with nothing typed, as HTML."""
    return blank.drawn("track", TrackForm)


def _page(request: HttpRequest, form: TrackForm) -> HttpResponse:
    context: dict[str, object] = {"form": form}
    if form.has_error("code", "unknown"):  # no words of the visitor's: the same for everybody
        context["drawn"] = blank.drawn("unknown", lambda: form)
    return render(request, "feedback/public/track.html", context)


def _wait(request: HttpRequest) -> HttpResponse:
    seconds = limits.seconds_to_wait()
    answer = render(
        request, "feedback/public/wait.html", {"minutes": -(-seconds // 60)}, status=429
    )
    answer["Retry-After"] = str(seconds)
    return answer
