"""For which of our fields each column of a file is taken; what is unclear the officer says."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from feedback.imports import kept
from feedback.imports.columns import KNOWN
from feedback.models import OrderBatch

# So much of the first cell is shown to whoever has just sent the file.
EXAMPLE = 30
NAMES: dict[str, Any] = {
    "external_number": _("Work order number"),
    "external_due_on": _("External deadline"),
    "passed_on_by": _("Passed on by"),
    "dispatched_at": pgettext_lazy("column", "Dispatched"),
    "story": _("Text of the matter (needed)"),
    "title": pgettext_lazy("of a matter", "Title"),
    "kind": _("Kind"),
    "received_at": pgettext_lazy("column", "Received"),
    "happened_on": _("When it happened"),
    "department": _("Department"),
    "their_category": _("Its category, all levels in one"),
    "category_1": _("Its category, first level"),
    "category_2": _("Its category, second level"),
    "category_3": _("Its category, third level"),
    "name": pgettext_lazy("of a person", "Name"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "relationship": _("Relationship to the patient"),
    "account": _("Account at the hotline"),
    "id": _("Number of the row, where there is no order number"),
    "gist": _("Gist"),
    "reply": pgettext_lazy("column", "Reply"),
    "replied_at": pgettext_lazy("column", "Replied"),
}
# The way the person spoke to the hotline is not ours.
FIELDS = [name for name in NAMES if name in KNOWN]


class Row(NamedTuple):
    """One column as it is shown: its name, what stands in the first row, and what it is taken for."""

    name: str
    example: str
    field: forms.BoundField


class ColumnsForm(forms.Form):
    """One choice for each column; no field is read from two."""

    def __init__(self, *args: Any, batch: OrderBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        choices = [("", _("not read")), *((name, NAMES[name]) for name in FIELDS)]
        for number, (name, field) in enumerate(batch.header):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=gettext("“%(column)s” is") % {"column": name or number + 1},
                choices=choices,
                initial=field,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a field that two columns are taken for."""
        taken: set[str] = set()
        for name in self.fields:
            field = self.cleaned_data.get(name)
            if field and field in taken:
                self.add_error(name, ValidationError(gettext("Another column is taken for this.")))
            taken.add(field or "")
        return self.cleaned_data

    def chosen(self) -> list[str]:
        """Return what each column is taken for, in the order of the file."""
        return [self.cleaned_data[f"column_{n}"] for n in range(len(self.batch.header))]

    def rows(self) -> list[Row]:
        """Return the columns with an example each."""
        first = self.batch.rows.order_by("line").first()
        cells = kept.unpacked(first.cells) if first else []
        return [
            Row(name, _example(cells, number), self[f"column_{number}"])
            for number, (name, _field) in enumerate(self.batch.header)
        ]


def _example(cells: list[Any], number: int) -> str:
    said = " ".join(str(cells[number]).split()) if number < len(cells) and cells[number] else ""
    return said if len(said) <= EXAMPLE else f"{said[:EXAMPLE]}…"
