"""The ward's list of discharged patients brought in; the page accounts for every row, and repeats no cell."""

import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.imports import discharges as reader
from feedback.imports.discharges import Line
from feedback.imports.sheets import Unopened
from feedback.office.callbacks.forms import ListForm
from feedback.office.callbacks.room import CallRoom
from feedback.services import discharges
from feedback.vocabulary import RowFate
from portal.models import Hospital

LARGEST = 5 << 20


class Group(NamedTuple):
    """The rows to which the same thing happened, by their lines in the file."""

    reason: str
    lines: str
    number: int


class Brought(NamedTuple):
    """What became of a list."""

    rows: int
    fates: list[tuple[str, int]]
    rejected: list[Group]
    # How many of those taken in name a department the directory does not know.
    elsewhere: int


class BringView(CallRoom):
    """The form, and after it the account of the rows. The same list twice adds nobody."""

    template_name = "feedback/office/callback_list.html"
    http_method_names = ["get", "post", "head"]

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Bring a discharge list")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), reverse("office:callbacks_list"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(ListForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read the list and take it in."""
        form = ListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        hospital = Hospital.objects.order_by("pk")[0]
        try:
            lines = _read(form.cleaned_data["papers"], hospital)
        except Unopened as trouble:
            form.add_error("papers", str(trouble))
            return self.show(form)
        patients = [line.patient for line in lines if line.patient]
        fates = discharges.take_in(patients, by=self.user, hospital=hospital)
        return self.show(ListForm(), brought=account(lines, fates))

    def show(self, form: ListForm, **more: Any) -> HttpResponse:
        """Show the page."""
        back = reverse("office:callbacks_discharged")
        return self.render_to_response(self.get_context_data(form=form, back=back, **more))


def account(lines: list[Line], fates: list[RowFate]) -> Brought:
    """Say of each row what became of it."""
    left = iter(fates)
    unwanted = _("This number is on record as one that does not want to be called.")
    told = [(line, next(left) if line.patient else RowFate.REJECTED) for line in lines]
    numbers = Counter(fate for _line, fate in told)
    reasons: dict[str, list[int]] = {}
    for line, fate in told:
        if fate == RowFate.REJECTED:
            reasons.setdefault(line.reason or unwanted, []).append(line.number)
    shown = (RowFate.IMPORTED, RowFate.REPEATED, RowFate.REJECTED)
    return Brought(
        rows=len(lines),
        fates=[(str(fate.label), numbers[fate]) for fate in shown],
        rejected=[Group(why, _spans(where), len(where)) for why, where in reasons.items()],
        elsewhere=sum(line.elsewhere for line, fate in told if fate == RowFate.IMPORTED),
    )


def _read(file: "UploadedFile[bytes]", hospital: Hospital) -> list[Line]:
    if (file.size or 0) > LARGEST:
        raise Unopened(_("The file is larger than %(limit)d MB.") % {"limit": LARGEST >> 20})
    ending = Path(file.name or "").suffix.lower()
    if ending not in reader.ENDINGS:
        raise Unopened(str(reader.WRONG_ENDING))
    with tempfile.NamedTemporaryFile(suffix=ending) as kept:  # readable by this process alone
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        return reader.read(Path(kept.name), hospital=hospital)


def _spans(numbers: Iterable[int]) -> str:
    """Return lines as they are spoken of: 3, 5–8."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return _(", ").join(str(a) if a == b else f"{a}–{b}" for a, b in spans)
