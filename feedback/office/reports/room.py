"""What every report has in common: who may read it, its period, its exhibits, and each as a file."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from feedback.models import CaseTally, TallyMark
from feedback.models.analysis import CaseTallyQuerySet
from feedback.office import sheets
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.period import Period, PeriodForm, usual
from feedback.office.rooms import OfficeView
from feedback.vocabulary import Dimension
from portal.models import Hospital

READERS = ("feedback.work_cases", "feedback.approve_cases", "feedback.oversee_cases")
# The roll-up that all reports but the words' are read from.
CASES = "cases"


def may_read(user: Any) -> bool:
    """Say whether this person may read the reports: the office, the management, the oversight seat."""
    return any(user.has_perm(permission) for permission in READERS)


class ReportView(OfficeView):
    """A report: its period, and what it shows. A report inherits and says `exhibits`."""

    template_name = "feedback/office/report.html"
    http_method_names = ["get", "head"]
    header_icon = "doc-full-inverse"
    slug: ClassVar[str]
    title: ClassVar[str | Promise]
    # One sentence that says which question it answers.
    about: ClassVar[str | Promise]
    form: type[PeriodForm] = PeriodForm
    # Counted at this moment, not from roll-ups.
    live: ClassVar[bool] = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in only those who may read reports."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Name the report."""
        return str(self.title)

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the list of reports."""
        return [(_("Analysis"), reverse("office:reports")), (str(self.title), self.address)]

    @property
    def address(self) -> str:
        """Return where the report stands."""
        return reverse("office:report", args=[self.slug])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the report, or hand out one of its exhibits as a file."""
        self.asked = self.form(usual(request.GET))
        self.period = Period(self.asked)
        wanted = request.GET.get("exhibit", "")
        if not wanted:
            return super().get(request, *args, **kwargs)
        for exhibit in self.exhibits():
            if exhibit.key == wanted:
                made = sheets.as_xlsx if request.GET.get("format") == "xlsx" else sheets.as_csv
                return made(exhibit.headings, exhibit.rows, name=f"{self.slug}-{exhibit.key}")  # type: ignore[return-value]
        raise Http404

    def get_context_data(self, **kwargs: Any) -> Any:
        """Put the exhibits on the page, and say how fresh they are."""
        mark = TallyMark.objects.filter(name=CASES).first()
        asked = self.request.GET.copy()
        for name in ("exhibit", "format"):
            asked.pop(name, None)
        return super().get_context_data(
            form=self.asked,
            period=self.period,
            about=self.about,
            live=self.live,
            exhibits=self.exhibits(),
            counted_at=mark.at if mark else None,
            asked=asked.urlencode(),
            **kwargs,
        )

    @cached_property
    def seen(self) -> CaseTallyQuerySet:
        """Return all that this person may count, of the kind that is asked about."""
        # The index begins with the hospital: without it every row would be looked at.
        ours = CaseTally.objects.filter(hospital__in=Hospital.objects.order_by().values("pk"))
        seen = ours.seen_by(self.user)
        return seen.filter(kind=self.period.kind) if self.period.kind else seen  # type: ignore[return-value]

    def tallies(self) -> CaseTallyQuerySet:
        """Return what this person may count of the period and kind."""
        return self.seen.between(self.period.first, self.period.last)  # type: ignore[return-value]

    def by_month(self, *counts: str) -> dict[date, Counter[str]]:
        """Return what was counted in each month of the period, in one query."""
        found: dict[date, Counter[str]] = defaultdict(Counter)
        for month, count, number in (
            self.tallies().along(Dimension.TOTAL, *counts).sums("month", "count")
        ):
            found[month][count] = number
        return found

    def by_value(
        self, dimensions: Sequence[str], counts: Sequence[str], tallies: Any = None
    ) -> dict[str, dict[str, Counter[str]]]:
        """Return what was counted along several dimensions, each by its values, in one query."""
        found: dict[str, dict[str, Counter[str]]] = {
            one: defaultdict(Counter) for one in dimensions
        }
        rows = self.tallies() if tallies is None else tallies
        rows = rows.filter(dimension__in=dimensions, count__in=counts)
        for dimension, value, count, number in rows.sums("dimension", "value", "count"):
            found[dimension][value][count] = number
        return found

    def exhibits(self) -> Sequence[Exhibit]:
        """Return what the report shows; in all it may ask the database ten times."""
        raise NotImplementedError
