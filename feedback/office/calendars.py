"""The working calendar and the deadline policies: each change counts what is open anew, visibly."""

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import CreateView, EditView

from feedback import deadlines
from feedback.models import CalendarDay
from feedback.office.fields import LongText
from feedback.office.rooms import OfficeView, may_work, only_officers
from feedback.services import recount
from feedback.vocabulary import DayKind

A_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def count_anew(request: HttpRequest) -> None:
    """Move the due dates of open cases that fall differently now, and say how many did."""
    moved = recount.sweep()
    if moved:
        said = ngettext(
            "The due date of %(count)s open case has moved; its submitter sees why.",
            "The due dates of %(count)s open cases have moved; their submitters see why.",
            moved,
        )
        messages.info(request, said % {"count": moved})


class OfficersItem(MenuItem):
    """A way for the complaint office."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to nobody else."""
        return may_work(request.user)


def menu_items(*, start: int) -> list[MenuItem]:
    """Return the ways to what belongs to the clocks, to stand behind the lists."""
    rooms = (
        (gettext_lazy("Enter a year"), "office:calendar_year", "calendar-alt"),
        (gettext_lazy("Received then, due when"), "office:tryout", "time"),
    )
    return [
        OfficersItem(label, reverse_lazy(url), icon_name=icon, order=start + number)
        for number, (label, url, icon) in enumerate(rooms, start=1)
    ]


class Counting:
    """Counts anew once a day has been saved."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, then count."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        count_anew(self.request)
        return answer


class AddDay(Counting, CreateView):
    """Adds a day."""


class EditDay(Counting, EditView):
    """Changes a day."""


class YearForm(forms.Form):
    """The days of a whole year as its notice lists them; anything but dates between them is ignored."""

    off = LongText(
        label=gettext_lazy("Days off on what would be working days"),
        help_text=gettext_lazy("Dates like 2027-01-01, with anything between them."),
        rows=5,
    )
    work = LongText(label=gettext_lazy("Weekend days that are worked"), rows=3, required=False)
    source = forms.CharField(
        label=gettext_lazy("Notice"),
        max_length=120,
        help_text=gettext_lazy("The notice that says so, or the hospital's own rule."),
    )

    def clean_off(self) -> list[date]:
        """Read the days off."""
        return _days(self.cleaned_data["off"])

    def clean_work(self) -> list[date]:
        """Read the worked weekend days, which must be weekend days."""
        days = _days(self.cleaned_data["work"]) if self.cleaned_data["work"] else []
        if wrong := [day for day in days if day.weekday() < deadlines.SATURDAY]:
            raise forms.ValidationError(
                _("%(day)s is no weekend day.") % {"day": wrong[0].isoformat()}
            )
        return days

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is said to be both."""
        said = self.cleaned_data
        if both := set(said.get("off", [])) & set(said.get("work", [])):
            raise forms.ValidationError(
                _("%(day)s stands in both lists.") % {"day": min(both).isoformat()}
            )
        return said


class YearView(OfficeView):
    """Enters the calendar of a year at once; days that are known already are changed."""

    template_name = "feedback/office/year.html"
    http_method_names = ["get", "post", "head"]
    dispatch = only_officers(OfficeView.dispatch)

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Enter the working calendar of a year")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), reverse("office:calendar_year"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.render_to_response(self.get_context_data(form=YearForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Enter the days and count anew, or show the form again."""
        form = YearForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        said = form.cleaned_data
        with transaction.atomic():
            for kind, days in ((DayKind.OFF, said["off"]), (DayKind.WORK, said["work"])):
                for day in days:
                    CalendarDay.objects.update_or_create(
                        date=day, defaults={"kind": kind, "source": said["source"]}
                    )
        messages.success(request, _("The calendar has been entered."))
        count_anew(request)
        return redirect(reverse("working-calendar:index"))


def _days(text: str) -> list[date]:
    """Read all dates in a text. Raises `ValidationError` for none, and for one that does not exist."""
    found = []
    for written in A_DAY.findall(text):
        year, month, day = map(int, written.split("-"))
        try:
            found.append(date(year, month, day))
        except ValueError:
            raise forms.ValidationError(
                _("There is no such day: %(day)s.") % {"day": written}
            ) from None
    if not found:
        raise forms.ValidationError(_("Write dates like 2027-01-01."))
    return sorted(set(found))
