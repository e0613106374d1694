"""Each list the office keeps, as a file for a spreadsheet in which no cell can act as a formula."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpResponseBase
from wagtail.admin.views.generic import IndexView

from feedback.office import sheets
from portal.models import User


def columns(model: type[models.Model]) -> list[str]:
    """Return what of a list goes into the file: all its own columns, but neither numbers nor persons."""
    return [
        field.name
        for field in model._meta.local_concrete_fields
        if not field.primary_key and field.related_model is not User
    ]


class ExportingIndex(IndexView):
    """A list with the two buttons of Wagtail, and our own files behind them."""

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponseBase:
        """Return the rows the filters leave, with texts that stay texts."""
        headings = [self.get_heading(queryset, name) for name in self.list_export]
        write = sheets.as_csv if spreadsheet_format == self.FORMAT_CSV else sheets.as_xlsx
        return write(headings, self._cells(queryset), name=self.model._meta.model_name)

    def _cells(self, queryset: Any) -> Iterator[list[Any]]:
        for row in queryset:
            yield [_said(row, name) for name in self.list_export]


def _said(row: models.Model, name: str) -> Any:
    """Return a value as people read it: the label of a code, the name of what is pointed at."""
    told = getattr(row, f"get_{name}_display", None)
    value = told() if told else getattr(row, name)
    return str(value) if isinstance(value, models.Model) else value
