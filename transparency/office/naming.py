"""The word of a department: whether its people's names may stand on a commendation. It can be taken back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from transparency import praising
from transparency.office.drafts import staff
from transparency.praising import Asked

SHOWN = 10


def index(request: HttpRequest) -> HttpResponse:
    """List the names somebody's departments are asked about, and those they agreed to; else nothing."""
    questions = praising.asked(staff(request))
    context = {
        "waiting": [one for one in questions if not one.is_agreed],
        "agreed": [one for one in questions if one.is_agreed],
    }
    return TemplateResponse(request, "transparency/office/names.html", context)


def look(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Show the text and the names, with what can be said about them."""
    context = {"question": _question(request, page_pk)}
    return TemplateResponse(request, "transparency/office/names_of.html", context)


@require_POST
def answer(request: HttpRequest, page_pk: int, word: str) -> HttpResponse:
    """Take the department's word: yes, or no; no also takes back an earlier yes."""
    question, names = _question(request, page_pk), request.POST.get("names", "")
    act, said = _words().get(word, (None, ""))
    if act is None:
        raise Http404
    try:
        act(question, names=names, by=staff(request))
    except praising.Changed:
        changed = _("The names were changed in the meantime. Read them again, then answer.")
        messages.error(request, changed)
        return redirect("transparency_office:names_of", page_pk)
    messages.success(request, said)
    return redirect("transparency_office:names")


def _words() -> dict[str, tuple[Any, str]]:
    return {
        "agree": (
            praising.agree,
            _("Your department agrees to these names. You can take it back here at any time."),
        ),
        "decline": (praising.decline, _("The names have been taken out, on the page as well.")),
    }


def _question(request: HttpRequest, page_pk: int) -> Asked:
    try:
        question = praising.asked_about(page_pk, by=staff(request))
    except OverflowError as too_large:  # SQLite holds no such number
        raise Http404 from too_large
    if question is None:
        raise Http404
    return question


class WaitingNames(Component):
    """A panel of the start page, for those who answer for a department; empty where nothing waits."""

    name = "waiting_names"
    template_name = "transparency/office/waiting_names.html"
    order = 60

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return the names nobody has answered for yet."""
        questions = praising.asked(parent_context["request"].user)
        waiting = [one for one in questions if not one.is_agreed]
        return {"waiting": waiting[:SHOWN], "has_agreed": len(waiting) < len(questions)}
