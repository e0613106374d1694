"""The inbox: what waits for whom, the most pressing first. It decrypts nothing."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import CalendarDay, Case
from feedback.models.case import CaseQuerySet
from feedback.office import filters, table
from feedback.office.filters import InboxFilter
from feedback.office.rooms import OfficeView
from feedback.vocabulary import ENDED, OPEN, Stage
from feedback.workflow import ANSWERED

PER_PAGE = 50
# Nobody leafs through more; counting further costs a large hospital a second a page.
LIMIT = 1000
SHOWN = (
    "pk", "reference", "kind", "channel", "stage", "gist", "priority", "restricted", "dispute",
    "quarantined", "received_at", "date_known", "due_on", "due_provisional", "external_due_on",
    "answered_at", "answer_due_on", "lead_id", "about_id",
)  # fmt: skip
BY_DUE_DATE = (F("due_on").asc(nulls_last=True), F("pk").asc())
# Each part in its own order: what runs, what rests, what is to be closed, what has ended.
PARTS: tuple[tuple[frozenset[Stage], tuple[OrderBy, ...]], ...] = (
    (OPEN - {Stage.WAITING}, BY_DUE_DATE),
    (frozenset({Stage.WAITING}), BY_DUE_DATE),
    (frozenset(ANSWERED), (F("answered_at").asc(), F("pk").asc())),
    (ENDED, (F("received_at").desc(), F("pk").desc())),
)
SORTS: dict[str, tuple[OrderBy, ...]] = {
    "newest": (F("received_at").desc(), F("pk").desc()),
    "oldest": (F("received_at").asc(), F("pk").asc()),
    "reference": (F("reference").asc(),),
}


class Parts:
    """Several lists one after the other, each counted up to a limit; a paginator can cut it."""

    def __init__(self, parts: Iterable[CaseQuerySet]) -> None:
        self.parts = list(parts)

    @cached_property
    def sizes(self) -> list[int]:
        """Return how long each part is, as far as we count."""
        return [filters.capped(part, LIMIT) for part in self.parts]

    def count(self) -> int:
        """Return how many there are, at most the limit."""
        return min(sum(self.sizes), LIMIT)

    @property
    def is_cut(self) -> bool:
        """Say whether there are more than anybody leafs through."""
        return sum(self.sizes) > LIMIT

    def __getitem__(self, wanted: slice) -> list[Case]:
        rows: list[Case] = []
        start, stop = wanted.start, wanted.stop
        for part, size in zip(self.parts, self.sizes, strict=True):
            if start < size and stop > 0:
                rows += _rows(part, slice(max(start, 0), min(stop, size)))
            start, stop = start - size, stop - size
        return rows


def _rows(part: CaseQuerySet, wanted: slice) -> list[Case]:
    """Return some rows of a part: sorted by their numbers alone, so that no wide row is carried along."""
    numbers = list(part.values_list("pk", flat=True)[wanted])
    shown = Case.objects.only(*SHOWN).in_bulk(numbers)
    return [shown[number] for number in numbers if number in shown]


class InboxView(OfficeView):
    """The list with its filters. Words are searched by POST: a telephone number stands in no address."""

    template_name = "feedback/office/inbox.html"
    http_method_names = ["get", "post", "head"]

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Cases")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a page of the list."""
        return self.render_to_response(self.get_context_data(words=request.GET.get("q", "")))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what the words are found in."""
        words, telephone = request.POST.get("q", ""), filters.may_search_contacts(self.user)
        return self.render_to_response(self.get_context_data(words=words, telephone=telephone))

    def get_context_data(self, words: str = "", telephone: bool = False, **kwargs: Any) -> Any:
        """Collect the counts, the filters and one page of cases."""
        mine = Case.objects.visible_to(self.user)
        form = InboxFilter(self.request.GET)
        cases = form.narrow(filters.found(mine, words, telephone=telephone))
        listing = Parts(in_order(cases, form.chosen("sort")))
        page: Page[Case] = Paginator(listing, PER_PAGE).get_page(self.request.GET.get("page"))  # type: ignore[arg-type]
        calendar = CalendarDay.objects.around(timezone.localdate())
        return super().get_context_data(
            form=form,
            words=words,
            rows=table.body(list(page.object_list), calendar),
            headings=table.headings(),
            list_page=page,
            is_cut=listing.is_cut,
            limit=LIMIT,
            figures=filters.figures(mine, form.chosen("show")),
            may_register=self.user.has_perm("feedback.work_cases"),
            query=form.query(),
            **kwargs,
        )


def in_order(cases: CaseQuerySet, sort: str) -> list[CaseQuerySet]:
    """Return the parts of the list: overdue first, then by due date, ended last; or as asked."""
    if sort in SORTS:
        return [cases.order_by(*SORTS[sort])]
    return [cases.filter(stage__in=stages).order_by(*order) for stages, order in PARTS]
