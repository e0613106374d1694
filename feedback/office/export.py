"""The inbox as a file: what is filtered now, without persons and texts. Each exported case is noted."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from feedback.models import Access, Case, CaseCategory, Department
from feedback.office import filters, inbox_order, sheets
from feedback.office.filters import InboxFilter
from feedback.office.rooms import OfficeView
from feedback.vocabulary import (
    Channel,
    Complexity,
    Kind,
    Outcome,
    Priority,
    Reading,
    Resolution,
    Satisfaction,
    Stage,
)
from portal.models import User

AT_MOST = 10_000
# So many cases are read at a time.
CHUNK = 500
# The name of the file says nothing: it stands in the list of downloads of whatever machine.
NAME = "cases"
READ = (
    "pk", "reference", "kind", "channel", "stage", "gist", "priority", "complexity", "restricted",
    "dispute", "received_at", "date_known", "due_on", "external_due_on", "answered_at",
    "answer_due_on", "called_back_at", "closed_at", "outcome", "resolution", "satisfaction",
    "lead_id", "about_id", "officer__username", "officer__first_name", "officer__last_name",
)  # fmt: skip


def may_export(user: User) -> bool:
    """Say whether this person may take the list out of the house: the office and the management."""
    return user.has_perm("feedback.work_cases") or user.has_perm("feedback.approve_cases")


def cut() -> str:
    """Say that not all cases of the list are in the file."""
    return _(
        "Only the first %(limit)d cases of the list are in the file. Narrow the list down to get the "
        "others."
    ) % {"limit": AT_MOST}


class ExportView(OfficeView):
    """Hands out the cases that the inbox would list, as CSV or XLSX.

    By POST, since it writes into the record of readings, and since what was searched for may be a
    telephone number.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Note each case, then hand out the file."""
        if not may_export(self.user):
            raise PermissionDenied
        numbers = self.wanted()
        if len(numbers) > AT_MOST:
            numbers = numbers[:AT_MOST]
            messages.warning(request, cut())
        Access.objects.bulk_create(
            Access(case_id=number, by=self.user, reading=Reading.EXPORT) for number in numbers
        )
        made = sheets.as_xlsx if request.POST.get("format") == "xlsx" else sheets.as_csv
        return made(COLUMNS.headings(), rows(numbers), name=NAME)

    def wanted(self) -> list[int]:
        """Return the numbers of the cases, in the order of the inbox."""
        form = InboxFilter(self.request.GET, user=self.user)
        words, telephone = self.request.POST.get("q", ""), filters.may_search_contacts(self.user)
        visible = Case.objects.visible_to(self.user)
        cases = form.narrow(filters.found(visible, words, telephone=telephone))
        numbers: list[int] = []
        for part in inbox_order.in_order(cases, form.chosen("sort")):
            left = AT_MOST + 1 - len(numbers)  # one more tells that there are more
            numbers += part.values_list("pk", flat=True)[:left] if left else []
        return numbers


def rows(numbers: list[int]) -> Iterator[list[Any]]:
    """Yield a row for each case; what is read is read in chunks, in the language of who asked."""
    language = get_language()
    subjects = Prefetch(
        "categories", CaseCategory.objects.select_related("category__parent"), to_attr="subjects"
    )
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        with override(language):
            shown = Case.objects.select_related("officer").only(*READ)
            known = shown.prefetch_related(subjects).in_bulk(chunk)
            made = [COLUMNS.row(known[number]) for number in chunk if number in known]
        yield from made


class Column(NamedTuple):
    """One column: its heading and what it says of a case."""

    heading: str | Promise
    cell: Any


class Columns(tuple[Column, ...]):
    """All of them. None names who submitted a case or repeats what was told."""

    def headings(self) -> list[str]:
        """Return the headings in the language of the page."""
        return [str(column.heading) for column in self]

    def row(self, case: Case) -> list[Any]:
        """Return what the columns say of one case."""
        return [column.cell(case) for column in self]


@cache
def _label(choices: Any, value: Any, language: str) -> str:
    """Return the name of a choice, translated once for all rows of all exports."""
    return str(choices(value).label)


def _choice(name: str, choices: Any) -> Callable[[Case], str]:
    """Return what says the name of a choice of a case; nothing where none was made."""

    def cell(case: Case) -> str:
        value = getattr(case, name)
        return _label(choices, value, get_language()) if value else ""

    return cell


def _received(case: Case) -> datetime | None:
    return case.received_at if case.date_known else None


def _department(number: int | None) -> str:
    department = Department.objects.all().by_number().get(number or 0)
    return department.label if department else ""


def _officer(case: Case) -> str:
    return (case.officer.get_full_name() or case.officer.get_username()) if case.officer else ""


def _primary(case: Case) -> str:
    return next((_named(row) for row in case.subjects if row.primary), "")  # type: ignore[attr-defined]


def _others(case: Case) -> str:
    others = [_named(row) for row in case.subjects if not row.primary]  # type: ignore[attr-defined]
    return "; ".join(others)


def _named(row: CaseCategory) -> str:
    return f"{row.category.code} {row.category.path}"


def _on_time(case: Case) -> str:
    on_time = case.is_answered_on_time()
    return "" if on_time is None else (_("yes") if on_time else _("no"))


def _flags(case: Case) -> str:
    said = [(_("restricted"), case.restricted), (_("medical dispute"), case.dispute)]
    return "; ".join(word for word, holds in said if holds)


def _earlier(case: Case) -> date | None:
    return min(filter(None, (case.due_on, case.external_due_on)), default=None)


COLUMNS = Columns(
    (
        Column(lazy("Reference"), lambda case: case.reference),
        Column(lazy("Kind"), _choice("kind", Kind)),
        Column(lazy("Received through"), _choice("channel", Channel)),
        Column(lazy("Stage"), _choice("stage", Stage)),
        Column(lazy("Gist"), lambda case: case.gist),
        Column(lazy("Primary category"), _primary),
        Column(lazy("Other categories"), _others),
        Column(lazy("Priority"), _choice("priority", Priority)),
        Column(lazy("Complexity"), _choice("complexity", Complexity)),
        Column(lazy("Protection"), _flags),
        Column(lazy("Responsible department"), lambda case: _department(case.lead_id)),
        Column(lazy("Department named by the submitter"), lambda case: _department(case.about_id)),
        Column(lazy("Officer in charge"), _officer),
        Column(lazy("Received on"), _received),
        Column(lazy("Due on"), lambda case: case.due_on),
        Column(lazy("External deadline"), lambda case: case.external_due_on),
        Column(lazy("The earlier of both"), _earlier),
        Column(lazy("First answered"), lambda case: case.answered_at),
        Column(lazy("Answered on time"), _on_time),
        Column(lazy("Called back"), lambda case: case.called_back_at),
        Column(lazy("Closed on"), lambda case: case.closed_at),
        Column(lazy("Outcome"), _choice("outcome", Outcome)),
        Column(lazy("Resolution"), _choice("resolution", Resolution)),
        Column(lazy("Satisfaction"), _choice("satisfaction", Satisfaction)),
    )
)
