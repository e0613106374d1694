"""When the house last looked for its own leaks, how much it read, and what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import date, filesizeformat
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from transparency.models import SelfCheck

SHOWN = 20


@require_safe
def self_check(request: HttpRequest) -> HttpResponse:
    """Show the last runs, and what they prove."""
    runs = list(SelfCheck.objects.all()[:SHOWN])
    table = {
        "caption": _("The last checks, the newest first"),
        "headings": [
            _("Day"),
            _("Result"),
            _("Addresses read"),
            _("Size"),
            _("Strings planted"),
            _("Private fields"),
        ],
        "rows": [_row(run) for run in runs],
    }
    context = {"last": runs[0] if runs else None, "table": table}
    return render(request, "transparency/self_check.html", context)


def _row(run: SelfCheck) -> list[str | int]:
    day = date(localtime(run.ended_at), "DATE_FORMAT")
    size = filesizeformat(run.bytes)
    return [day, _result(run), run.pages, size, run.planted, run.fields]


def _result(run: SelfCheck) -> str:
    """Say in two words what came of a run; where something was found is told when it is mended."""
    if run.leaks:
        return _("Something private was found")
    return _("Not everything could be read") if run.unread else _("Nothing private was found")
