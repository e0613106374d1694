"""One file of orders: looked at before it is taken in, and afterwards each row with what became of it."""

import time
from collections import Counter
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.imports.orders import IN_TURN, LAID_OUT, Batch, begin, earlier, take_for
from feedback.models import Case, OrderBatch, OrderRow
from feedback.office import queues
from feedback.office.orders import files
from feedback.office.orders.columns_form import ColumnsForm
from feedback.office.orders.report import Wanted
from feedback.office.rooms import OfficeView, only_officers
from feedback.vocabulary import RowFate
from portal import relay

PER_PAGE = 100
# So long the officer waits; what is left then is taken in by the relay.
SECONDS = 8.0
AT_ONCE = 50
LINES_NAMED = 12


class Problem(NamedTuple):
    """Why rows cannot be taken in, and which."""

    reason: str
    lines: str
    number: int


class Figure(NamedTuple):
    """How many rows have a fate, which is also the way to them."""

    fate: str
    label: str
    number: int
    is_chosen: bool


class Shown(NamedTuple):
    """A row of the file with its case, where this person may open it."""

    line: int
    fate: str
    reason: str
    case: Case | None
    is_hidden: bool


class BatchView(OfficeView):
    """The page of one file. What is only looked at yet is there for whoever sent it, and nobody else."""

    http_method_names = ["get", "post", "head"]
    header_icon = "doc-full"

    @only_officers
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch the file."""
        files_known = OrderBatch.objects.select_related("hospital", "by")
        self.batch = get_object_or_404(files_known, pk=kwargs["pk"])
        self.laid_out = self.batch.rows.filter(fate=LAID_OUT).exists()
        if self.laid_out and self.batch.by_id != request.user.pk:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Name the file by who sent it on and when it came."""
        came = timezone.localtime(self.batch.at)
        return _("Orders of %(day)s") % {"day": f"{came:%Y-%m-%d %H:%M}"}

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the files."""
        return [(_("Work orders"), reverse("office:orders")), (self.get_page_title(), self.address)]

    @property
    def address(self) -> str:
        """Return where this page is."""
        return reverse("office:order_batch", args=[self.batch.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what would become of the rows, or what became of them."""
        if self.laid_out:
            return self.look(ColumnsForm(batch=self.batch))
        return self.result()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Do what was asked for."""
        if not self.laid_out:
            return self.go_on() if "go_on" in request.POST else self.hand_out()
        if "discard" in request.POST:
            self.batch.delete()
            messages.success(request, _("Nothing was taken in, and nothing of the file is kept."))
            return redirect(reverse("office:orders"))
        form = ColumnsForm(request.POST, batch=self.batch)
        if not form.is_valid():
            return self.look(form)
        take_for(self.batch, form.chosen())
        if "take_in" not in request.POST or not Batch(self.batch).holds_story:
            return self.look(ColumnsForm(batch=self.batch))
        begin(self.batch)
        return self.go_on()

    def look(self, form: ColumnsForm) -> HttpResponse:
        """Show what would become of each row; nothing is written."""
        read = Batch(self.batch)
        counts: Counter[str] = Counter()
        reasons: dict[str, list[int]] = {}
        for row in read.tried() if read.holds_story else ():
            counts[row.fate] += 1
            if row.reason:
                reasons.setdefault(row.reason, []).append(row.line)
        self.template_name = "feedback/office/order_preview.html"
        context = self.get_context_data(
            form=form,
            batch=self.batch,
            total=self.batch.rows.count(),
            holds_story=read.holds_story,
            figures=[(fate.label, counts[fate]) for fate in RowFate],
            imported=counts[RowFate.IMPORTED],
            problems=[_problem(reason, lines) for reason, lines in reasons.items()],
            before=earlier(self.batch),
        )
        return self.render_to_response(context)

    def go_on(self) -> HttpResponse:
        """Take in rows for as long as somebody may be kept waiting; the relay does the others."""
        until, read = time.monotonic() + SECONDS, Batch(self.batch)
        while (done := read.go_on(AT_ONCE)) and time.monotonic() < until:
            pass
        if done:
            relay.wake()
        return redirect(self.address)

    def hand_out(self) -> HttpResponseBase:
        """Return the report-back file."""
        wanted = Wanted(self.user, answered=self.request.POST.get("which") != "all")
        return files.of_batch(self.request, self.batch, wanted)

    def result(self) -> HttpResponse:
        """Show what became of each row."""
        rows = self.batch.rows.defer("cells")
        chosen = self.request.GET.get("fate", "")
        counts = Counter(rows.values_list("fate", flat=True))
        page = Paginator(
            rows.filter(fate=chosen) if chosen in RowFate.values else rows, PER_PAGE
        ).get_page(self.request.GET.get("page"))
        visible = Case.objects.visible_to(self.user)
        with_case = rows.filter(case__isnull=False)
        self.template_name = "feedback/office/order_batch.html"
        context = self.get_context_data(
            batch=self.batch,
            total=sum(counts.values()),
            left=counts[IN_TURN],
            figures=[
                Figure(fate.value, str(fate.label), counts[fate], fate.value == chosen)
                for fate in RowFate
            ],
            chosen=chosen if chosen in RowFate.values else "",
            rows=shown(list(page.object_list), visible),
            list_page=page,
            to_report=queues.to_report(
                visible.filter(pk__in=with_case.order_by().values("case"))
            ).count(),
            hidden=_hidden(with_case.exclude(case__in=visible.values("pk")).count()),
        )
        return self.render_to_response(context)


def shown(rows: list[OrderRow], visible: Any) -> list[Shown]:
    """Return the rows with those of their cases that this person may open; one query for all."""
    cases = visible.only("pk", "reference", "gist", "stage").in_bulk(
        {row.case_id for row in rows if row.case_id}
    )
    return [
        Shown(
            row.line,
            _("to be taken in") if row.fate == IN_TURN else row.get_fate_display(),
            row.reason,
            cases.get(row.case_id),
            bool(row.case_id) and row.case_id not in cases,
        )
        for row in rows
    ]


def _problem(reason: str, lines: list[int]) -> Problem:
    named = ", ".join(map(str, lines[:LINES_NAMED]))
    return Problem(reason, named if len(lines) <= LINES_NAMED else f"{named} …", len(lines))


def _hidden(number: int) -> str:
    """Say of how many rows the case is not for this person; nothing where there are none."""
    if not number:
        return ""
    said = ngettext(
        "%(number)d row is not shown: its case is not open to you. It is not in the file either.",
        "%(number)d rows are not shown: their cases are not open to you. They are not in the file "
        "either.",
        number,
    )
    return said % {"number": number}
