"""The files of work orders: a new one is sent here, and what became of the others is found here."""

from collections import defaultdict
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.imports import uploads
from feedback.imports.orders import IN_TURN, Batch, earlier, laid_out, lay_out
from feedback.imports.sheets import Unopened
from feedback.imports.uploads import Line
from feedback.models import OrderBatch, OrderRow
from feedback.office.rooms import OfficeView, only_officers
from feedback.vocabulary import TRANSFERS, RowFate
from portal.models import Hospital, User

PER_PAGE = 30


class UploadForm(forms.Form):
    """A sheet of orders and by whom they were passed on."""

    channel = forms.ChoiceField(
        label=_("Passed on by"), choices=[(one.value, one.label) for one in TRANSFERS]
    )
    hospital = forms.ModelChoiceField(
        Hospital.objects.all(), label=_("Hospital"), empty_label=None, required=False
    )
    file = forms.FileField(
        label=_("Sheet of orders"),
        help_text=_(
            "XLSX or CSV, at most %(limit)d MB. You see what would become of each row before "
            "anything is taken in. The file itself is not kept; its cells are, encrypted."
        )
        % {"limit": uploads.BYTES // uploads.MEGABYTE},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets: list[list[Line]] = []
        if Hospital.objects.count() == 1:
            del self.fields["hospital"]

    def clean_file(self) -> Any:
        """Read the sheet, or say in a sentence why it cannot be."""
        file = self.cleaned_data["file"]
        try:
            self.sheets = uploads.read(file)
        except Unopened as trouble:
            raise forms.ValidationError(str(trouble)) from None
        return file

    def lay_out(self, by: User) -> OrderBatch | None:
        """Lay the rows out to be looked at; None where that cannot be, with the reason at the file."""
        hospital = self.cleaned_data.get("hospital") or Hospital.objects.order_by("pk")[0]
        try:
            return lay_out(
                self.sheets, by=by, hospital=hospital, channel=self.cleaned_data["channel"]
            )
        except Unopened as trouble:
            self.add_error("file", str(trouble))
            return None


class Counted(NamedTuple):
    """A file and what became of its rows."""

    batch: OrderBatch
    total: int
    imported: int
    repeated: int
    changed: int
    rejected: int
    waiting: int


class OrdersRoom(OfficeView):
    """Where a day's orders are sent; the same file again adds nothing and is told so."""

    template_name = "feedback/office/orders.html"
    http_method_names = ["get", "post", "head"]
    dispatch = only_officers(OfficeView.dispatch)

    def get_page_title(self) -> str:
        """Name the room."""
        return gettext("Work orders")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), reverse("office:orders"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form and the files."""
        return self.show(UploadForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lay the rows out, or say why not."""
        form = UploadForm(request.POST, request.FILES)
        batch = form.lay_out(self.user) if form.is_valid() else None
        if batch is None:
            return self.show(form)
        before = earlier(batch)
        if before and not any(row.fate is RowFate.IMPORTED for row in Batch(batch).tried()):
            batch.delete()
            messages.info(
                request,
                gettext("This very file was brought in before. Nothing was added; here is what became of it."),
            )  # fmt: skip
            batch = before
        return redirect(reverse("office:order_batch", args=[batch.pk]))

    def show(self, form: UploadForm) -> HttpResponse:
        """Show the room."""
        looked_at = laid_out()
        own = OrderBatch.objects.filter(by=self.user, pk__in=looked_at)
        known = OrderBatch.objects.exclude(pk__in=looked_at).select_related("by")
        page = Paginator(known, PER_PAGE).get_page(self.request.GET.get("page"))
        context = self.get_context_data(
            form=form, laid_out=own, batches=counted(list(page.object_list)), list_page=page
        )
        return self.render_to_response(context)


def counted(batches: list[OrderBatch]) -> list[Counted]:
    """Count the rows of some files by their fate, in one query."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = OrderRow.objects.filter(batch__in=batches).order_by()
    for batch, fate, number in rows.values_list("batch", "fate").annotate(number=Count("pk")):
        found[batch][fate] = number
    return [
        Counted(
            batch,
            sum(found[batch.pk].values()),
            *(found[batch.pk].get(fate, 0) for fate in (*RowFate.values, IN_TURN)),
        )
        for batch in batches
    ]
