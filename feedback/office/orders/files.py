"""The report-back file: of one file of orders, or of all that came in a period. Each case is noted."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from feedback.models import Access, OrderBatch
from feedback.models.case import CaseQuerySet
from feedback.office import sheets
from feedback.office.orders import report
from feedback.office.orders.report import Wanted
from feedback.office.orders.shape import ADDED, Shape, labels, shape
from feedback.office.sheets import Table
from feedback.vocabulary import Reading
from portal.models import User

AT_MOST = 10_000
CHUNK = 200
# The name of the file says nothing: it stands in the list of downloads of whatever machine.
NAME = "orders"


class OneTable(Exception):
    """CSV has room for one list; the sentence says what to do."""


def of_batch(request: HttpRequest, batch: OrderBatch, wanted: Wanted) -> HttpResponseBase:
    """Return one file of orders in its own shape."""
    rows = _within(request, wanted.rows([batch.pk]))
    return _answer(request, [_table(shape(batch.header), rows, "1")], wanted.user, rows)


def of_period(
    request: HttpRequest, batches: Iterable[OrderBatch], loose: CaseQuerySet, wanted: Wanted
) -> HttpResponseBase:
    """Return what came in several files, a list for each shape, and what was registered by hand.

    Raises `OneTable` where that is more than CSV can hold.
    """
    shapes: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for batch in batches:
        shapes.setdefault(shape(batch.header).header, []).append(batch.pk)
    tables, noted = [], []
    for number, (header, numbers) in enumerate(shapes.items(), start=1):
        rows = _within(request, wanted.rows(numbers))
        noted += rows
        if rows:
            tables.append(_table(shape(header), rows, str(number)))
    by_hand = list(loose.values_list("pk", flat=True)[:AT_MOST])
    if by_hand:
        tables.append(Table(_("Registered by hand"), _loose_headings(), _loose(by_hand)))
        noted += [(0, pk) for pk in by_hand]
    if not tables:
        raise OneTable(_("There is nothing to report of this period."))
    if len(tables) > 1 and request.POST.get("format") != "xlsx":
        raise OneTable(
            _("The orders of this period came in different columns: take the workbook (XLSX).")
        )
    return _answer(request, tables, wanted.user, noted)


def _answer(
    request: HttpRequest, tables: list[Table], user: User, rows: Iterable[tuple[int, int]]
) -> HttpResponseBase:
    Access.objects.bulk_create(
        Access(case_id=case, by=user, reading=Reading.EXPORT)
        for case in dict.fromkeys(case for _row, case in rows)
    )
    if request.POST.get("format") == "xlsx":
        return sheets.as_workbook(tables, name=NAME)
    return sheets.as_csv(tables[0].headings, tables[0].rows, name=NAME)


def _table(of: Shape, rows: list[tuple[int, int]], title: str) -> Table:
    with override(report.language_of(of)):
        headings = of.headings()
    return Table(title, headings, report.filled([row for row, _case in rows], of))


def _within(request: HttpRequest, rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(rows) > AT_MOST:
        said = ngettext(
            "Only the first %(limit)d row is in the file.",
            "Only the first %(limit)d rows are in the file.",
            AT_MOST,
        )
        messages.warning(request, said % {"limit": AT_MOST})
    return rows[:AT_MOST]


def _loose_headings() -> list[str]:
    named = labels()
    own = (
        _("Work order number"),
        _("Passed on by"),
        pgettext("column", "Dispatched"),
        _("External deadline"),
    )
    return [*own, *(named[thing] for thing in ADDED)]


def _loose(numbers: list[int]) -> Iterator[list[Any]]:
    """Yield a row for each order that came in no file."""
    for _chunk, group in groupby(enumerate(numbers), key=lambda pair: pair[0] // CHUNK):
        chunk = [pk for _place, pk in group]
        ours, orders = report.said(chunk), report.orders(chunk)
        for pk in chunk:
            yield [*orders[pk], *(ours[pk].get(thing) for thing in ADDED)]
