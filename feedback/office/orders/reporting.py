"""What a hotline or authority still waits for: answered orders that nobody has reported back."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.deadlines import Calendar
from feedback.models import CalendarDay, Case, Department, OrderBatch
from feedback.models.case import CaseQuerySet
from feedback.office import due, naming, queues
from feedback.office.due import InWords
from feedback.office.fields import DayInput
from feedback.office.orders import files
from feedback.office.orders.files import OneTable
from feedback.office.orders.report import Wanted
from feedback.office.rooms import OfficeView, only_officers
from feedback.services import WrongStage, orders
from feedback.vocabulary import TRANSFERS

PER_PAGE = 50
AT_MOST = 200
# No number has more digits; Python refuses to read very many.
LONGEST = 18
FIRST_DUE = (F("external_due_on").asc(nulls_last=True), F("answered_at").asc(), F("pk").asc())
SHOWN = (
    "stage", "channel", "external_number", "external_due_on", "answered_at", "lead_id", *naming.READ,
)  # fmt: skip
CHANNELS = [(one.value, one.label) for one in TRANSFERS]


class Filter(forms.Form):
    """Which of them are shown; a value nobody offered is ignored."""

    channel = forms.ChoiceField(
        label=_("Passed on by"), choices=[("", _("any")), *CHANNELS], required=False
    )
    department = forms.ModelChoiceField(
        Department.objects.all(), label=_("Department"), required=False, empty_label=_("any")
    )
    due = forms.ChoiceField(
        label=_("External deadline"),
        choices=[
            ("", _("any")),
            ("overdue", pgettext_lazy("deadline", "passed")),
            ("soon", _("within three days")),
        ],
        required=False,
    )

    def narrow(self, cases: CaseQuerySet, *, today: date) -> CaseQuerySet:
        """Return those of these cases that were asked for."""
        self.is_valid()
        said = self.cleaned_data
        if channel := said.get("channel"):
            cases = cases.filter(channel=channel)
        if department := said.get("department"):
            cases = cases.filter(lead=department)
        if said.get("due") == "overdue":
            cases = cases.filter(external_due_on__lt=today)
        elif said.get("due") == "soon":
            cases = cases.filter(external_due_on__lte=today + timedelta(days=3))
        return cases


class PeriodForm(forms.Form):
    """Of which channel and which days the orders go into one file."""

    channel = forms.ChoiceField(label=_("Passed on by"), choices=CHANNELS)
    first = forms.DateField(label=_("Brought in from"), widget=DayInput())
    last = forms.DateField(label=_("until"), widget=DayInput())

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        said = self.cleaned_data
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", gettext("The period ends before it begins."))
        return said


class Row(NamedTuple):
    """An order to be reported back."""

    case: Case
    name: str
    due: InWords
    department: str


class ReportRoom(OfficeView):
    """The work list, the most pressing first, and the file for a period."""

    template_name = "feedback/office/orders_report.html"
    http_method_names = ["get", "post", "head"]
    dispatch = only_officers(OfficeView.dispatch)

    def get_page_title(self) -> str:
        """Name the room."""
        return gettext("To report back")

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the files."""
        return [
            (gettext("Work orders"), reverse("office:orders")),
            (self.get_page_title(), reverse("office:orders_report")),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list."""
        today = timezone.localdate()
        return self.show(PeriodForm(initial={"first": today, "last": today}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Note what was ticked as reported, or hand out the file of a period."""
        if "told" in request.POST:
            return self.note()
        form = PeriodForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            return self.hand_out(form.cleaned_data)
        except OneTable as trouble:
            form.add_error(None, str(trouble))
            return self.show(form)

    def hand_out(self, said: dict[str, Any]) -> HttpResponseBase:
        """Return the file of a period."""
        wanted = Wanted(self.user, answered=self.request.POST.get("which") != "all")
        days = (said["first"], said["last"])
        batches = OrderBatch.objects.filter(channel=said["channel"], at__date__range=days)
        loose = wanted.cases().filter(
            channel=said["channel"], order__isnull=False, received_at__date__range=days
        )
        return files.of_period(
            self.request, batches.order_by("pk"), loose.filter(order_rows=None), wanted
        )

    def note(self) -> HttpResponse:
        """Note each ticked order as reported in the words the submitter was told."""
        ticked = [one for one in self.request.POST.getlist("case") if _is_number(one)][:AT_MOST]
        cases = Case.objects.visible_to(self.user).select_related("order").in_bulk(ticked)
        done = sum(self.told(case) for case in cases.values())
        if done:
            said = ngettext(
                "%(number)d order is noted as reported back.",
                "%(number)d orders are noted as reported back.",
                done,
            )
            messages.success(self.request, said % {"number": done})
        elif not cases:
            messages.error(self.request, gettext("Tick at least one order."))
        return redirect(reverse("office:orders_report"))

    def told(self, case: Case) -> bool:
        """Note one; where it cannot be, say why."""
        try:
            services.report_back(case, by=self.user, text=orders.answer_of(case))
        except WrongStage as refusal:
            why = refusal.sentence
        except ValidationError as error:
            why = " ".join(error.messages)
        except PermissionDenied:
            why = gettext("You may not do this to this case.")
        else:
            return True
        messages.error(self.request, f"{case.reference}: {why}")
        return False

    def show(self, period: PeriodForm) -> HttpResponse:
        """Show the room."""
        today = timezone.localdate()
        asked = Filter(self.request.GET)
        cases = queues.to_report(Case.objects.visible_to(self.user))
        listed = asked.narrow(cases, today=today).only(*SHOWN).order_by(*FIRST_DUE)
        page = Paginator(listed, PER_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        context = self.get_context_data(
            asked=asked,
            period=period,
            rows=_rows(list(page.object_list), today, CalendarDay.objects.around(today)),
            list_page=page,
            query=query.urlencode(),
        )
        return self.render_to_response(context)


def _rows(cases: list[Case], today: date, calendar: Calendar) -> list[Row]:
    names, departments = naming.lines(cases), Department.objects.all().by_number()
    return [
        Row(
            case,
            names[case.pk],
            due.until_reported(case, today=today, calendar=calendar),
            departments[case.lead_id].label if case.lead_id in departments else "",
        )
        for case in cases
    ]


def _is_number(said: str) -> bool:
    return said.isdecimal() and len(said) <= LONGEST
