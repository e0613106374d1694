"""The inbox: what waits for whom, the most pressing first. It decrypts nothing."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from feedback.models import CalendarDay, Case
from feedback.models.case import CaseQuerySet
from feedback.office import at_once, filters, inbox_order, saved, table
from feedback.office.export import may_export
from feedback.office.filters import InboxFilter
from feedback.office.rooms import OfficeView, may_read_names, may_work

PER_PAGE = 50
# Nobody leafs through more; counting further costs a large hospital a second a page.
LIMIT = 1000
SHOWN = (
    "pk", "reference", "kind", "channel", "stage", "gist", "priority", "restricted", "dispute",
    "quarantined", "received_at", "date_known", "due_on", "due_provisional", "external_due_on",
    "answered_at", "answer_due_on", "lead_id", "about_id", "came_back_at", "officer__username",
    "officer__first_name", "officer__last_name",
)  # fmt: skip


class Parts:
    """Several lists one after the other, each counted as far as we count; a paginator can cut it."""

    def __init__(self, parts: Sequence[CaseQuerySet], sizes: Sequence[int]) -> None:
        self.parts, self.sizes = parts, sizes

    def count(self) -> int:
        """Return how many there are, at most the limit."""
        return min(sum(self.sizes), LIMIT)

    @property
    def is_cut(self) -> bool:
        """Say whether there are more than anybody leafs through."""
        return sum(self.sizes) > LIMIT

    def __getitem__(self, wanted: slice) -> list[Case]:
        """Return some rows: sorted by their numbers alone, so that no wide row is carried along."""
        numbers: list[int] = []
        start, stop = wanted.start, wanted.stop
        for part, size in zip(self.parts, self.sizes, strict=True):
            if start < size and stop > 0:
                numbers += part.values_list("pk", flat=True)[max(start, 0) : min(stop, size)]
            start, stop = start - size, stop - size
        shown = Case.objects.order_by().select_related("officer").only(*SHOWN).in_bulk(numbers)
        return [shown[number] for number in numbers if number in shown]


class InboxView(OfficeView):
    """The list with its filters. Words are searched by POST: a telephone number stands in no address."""

    template_name = "feedback/office/inbox.html"
    http_method_names = ["get", "post", "head"]

    @cached_property
    def form(self) -> InboxFilter:
        """Return by what the list is narrowed down."""
        return InboxFilter(self.request.GET, user=self.user)

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
        user, form = self.user, self.form
        visible = Case.objects.visible_to(user)
        cases = form.narrow(filters.found(visible, words, telephone=telephone))
        parts = inbox_order.in_order(cases, form.chosen("sort"))
        queued = filters.queued(visible, user)
        numbers = at_once.counted([*parts, *queued.values()], LIMIT)
        listing = Parts(parts, numbers[: len(parts)])
        page: Page[Case] = Paginator(listing, PER_PAGE).get_page(self.request.GET.get("page"))  # type: ignore[arg-type]
        calendar = CalendarDay.objects.around(timezone.localdate())
        works = may_work(user)
        return super().get_context_data(
            form=form,
            words=words,
            rows=table.body(
                list(page.object_list), calendar, ticks=works, named=may_read_names(user)
            ),
            headings=table.headings(),
            list_page=page,
            is_cut=listing.is_cut,
            limit=LIMIT,
            figures=filters.figures(
                dict(zip(queued, numbers[len(parts) :], strict=True)), form.chosen("show")
            ),
            saved=saved.links(user, form.query()),
            removed=self.request.session.get(saved.REMOVED),
            may_work=works,
            may_export=may_export(user),
            query=form.query(),
            **kwargs,
        )
