"""A page to try the clocks on: received then, due when. It shows how the days were counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback.deadlines import Calendar
from feedback.models import CalendarDay, Case
from feedback.office.fields import DayInput
from feedback.office.rooms import OfficeView, only_officers
from feedback.services import clock
from feedback.services.timing import FURTHEST
from feedback.vocabulary import Channel, Clock, Complexity, Kind, Unit
from portal.models import Hospital


class TryForm(forms.Form):
    """A voice that might come in. Nothing of it is kept."""

    received = forms.DateField(label=gettext_lazy("Received on"), widget=DayInput())
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    channel = forms.ChoiceField(label=gettext_lazy("Received through"), choices=Channel.choices)
    complexity = forms.ChoiceField(
        label=gettext_lazy("Complexity"),
        choices=Complexity.choices,
        initial=Complexity.STANDARD,
    )

    def clean_received(self) -> date:
        """Refuse a day no calendar could ever reach."""
        day: date = self.cleaned_data["received"]
        if abs(day - timezone.localdate()) > FURTHEST:
            raise forms.ValidationError(_("Choose a day within ten years."))
        return day


@dataclass(frozen=True)
class Line:
    """One clock: by which rule, until when, and which days on the way did not count."""

    clock: str
    rule: str
    on: date | None
    provisional: bool
    skipped: list[str]


class TryView(OfficeView):
    """Answers by GET, so that a colleague can be sent the link; there is no person in it."""

    template_name = "feedback/office/tryout.html"
    http_method_names = ["get", "head"]
    dispatch = only_officers(OfficeView.dispatch)

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Received then, due when")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), reverse("office:tryout"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, and once something is asked the dates."""
        asked = request.GET or {
            "received": timezone.localdate().isoformat(),
            "kind": Kind.COMPLAINT,
            "channel": Channel.WEB,
            "complexity": Complexity.STANDARD,
        }
        form = TryForm(asked)
        lines = reckoned(**form.cleaned_data) if form.is_valid() else []
        return self.render_to_response(self.get_context_data(form=form, lines=lines))


def reckoned(*, received: date, kind: str, channel: str, complexity: str) -> list[Line]:
    """Return each clock of a voice that comes in on a day."""
    calendar = CalendarDay.objects.around(received)
    hospital = Hospital.objects.order_by("pk")[0]
    case = Case(hospital=hospital, kind=kind, channel=channel, complexity=complexity)
    return [_line(case, one, received, calendar) for one in Clock]


def _line(case: Case, one: Clock, received: date, calendar: Calendar) -> Line:
    promise = clock.promise(case, one, since=received, calendar=calendar)
    if promise is None:
        return Line(str(one.label), _("no deadline set"), None, False, [])
    between = (promise.due.on - received).days
    days = [received + timedelta(days=number) for number in range(1, between + 1)]
    skipped = [day for day in days if not calendar.is_workday(day)]
    made_up = [day for day in days if day in calendar.makeup_days]
    words = [_("%(day)s: day off") % {"day": _spoken(day)} for day in skipped]
    words += [_("%(day)s: make-up working day") % {"day": _spoken(day)} for day in made_up]
    return Line(
        str(one.label),
        _rule(promise.days, promise.unit),
        promise.due.on,
        promise.due.provisional,
        words,
    )


def _rule(days: int, unit: str) -> str:
    if days == 0:
        return _("at once, on the same day")
    if unit == Unit.CALENDAR:
        return ngettext("%(days)s calendar day", "%(days)s calendar days", days) % {"days": days}
    return ngettext("%(days)s working day", "%(days)s working days", days) % {"days": days}


def _spoken(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
