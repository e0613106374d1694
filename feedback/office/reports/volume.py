"""How many voices came in, were answered and closed: by month, against the year before."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.models import CaseTally
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.period import first_of
from feedback.office.reports.room import ReportView
from feedback.vocabulary import Count, Dimension
from portal.charts import Line, Series

SHOWN = (Count.RECEIVED, Count.ANSWERED, Count.CLOSED, Count.REOPENED)


class VolumeReport(ReportView):
    slug = "volume"
    title = gettext_lazy("Volume and trend")
    about = gettext_lazy("How many voices come in, how many are answered, and is it the season?")

    def exhibits(self) -> Sequence[Exhibit]:
        """Show the months, each beside the same month of the year before."""
        counted = self._by_month()
        months = self.period.months
        labels = [date_format(month, "YEAR_MONTH_FORMAT") for month in months]
        received = [counted.get((month, Count.RECEIVED), 0) for month in months]
        before = [self._year_before.get(month, 0) for month in months]
        rows = [
            [label, *(counted.get((month, one), 0) for one in SHOWN), earlier]
            for label, month, earlier in zip(labels, months, before, strict=True)
        ]
        chart = Line(
            labels, [Series(_("Received"), received)], title=_("Received by month"), season=before
        )
        return [
            Exhibit(
                "months",
                _("Month by month"),
                [_("Month"), *(str(one.label) for one in SHOWN), _("Received a year before")],
                rows,
                note=_("Each is counted in the month of its own day."),
                chart=chart,
            )
        ]

    def _by_month(self) -> dict[tuple[object, ...], int]:
        tallies = self.tallies().along(Dimension.TOTAL, *SHOWN)
        sums = tallies.sums("month", "count")
        seen = CaseTally.objects.seen_by(self.user).between(*self.period.year_before)
        before = seen.along(Dimension.TOTAL, Count.RECEIVED)  # type: ignore[attr-defined]
        if self.period.kind:
            before = before.filter(kind=self.period.kind)
        self._year_before: dict[date, int] = {
            first_of(month, months_before=-12): number for month, number in before.sums("month")
        }
        return {(month, count): number for month, count, number in sums}
