"""How many voices came in, were answered and closed: by month, by season, and against the year before."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.office.reports import names
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.period import first_of, months_between
from feedback.office.reports.room import ReportView
from feedback.rates import FEWEST
from feedback.vocabulary import Count, Dimension
from portal.charts import Columns, Line, Series

SHOWN = (Count.RECEIVED, Count.ANSWERED, Count.CLOSED, Count.REOPENED, Count.OPEN)
ALONG = (Dimension.CHANNEL, Dimension.DEPARTMENT, Dimension.CATEGORY)
YEAR = 12
# So many whole years show a season; one year shows only itself.
YEARS = 2


class VolumeReport(ReportView):
    slug = "volume"
    title = gettext_lazy("Volume and trend")
    about = gettext_lazy("How many voices come in, how many are answered, and is it the season?")

    def exhibits(self) -> Sequence[Exhibit]:
        """Show the months beside the year before, the season, then where it grew."""
        received = self._received()
        now = self.by_value(ALONG, [Count.RECEIVED])
        earlier = self.seen.between(*self.period.year_before)
        before = self.by_value(ALONG, [Count.RECEIVED], earlier)
        parts = [self._compared(one, now[one], before[one]) for one in ALONG]
        return [self._months(received), season(received), *parts]

    def _received(self) -> dict[date, int]:
        """Return what was received in every month there is, the running one left out of no sum."""
        sums = self.seen.along(Dimension.TOTAL, Count.RECEIVED).sums("month")
        return {month: int(number) for month, number in sums}

    def _months(self, received: Mapping[date, int]) -> Exhibit:
        counted = self.by_month(*SHOWN)
        months = self.period.months
        labels = [date_format(month, "YEAR_MONTH_FORMAT") for month in months]
        before = [received.get(first_of(month, months_before=YEAR)) for month in months]
        smooth = [_average(received, month) for month in months]
        rows = [
            [label, *(counted[month][one] for one in SHOWN), earlier, average]
            for label, month, earlier, average in zip(labels, months, before, smooth, strict=True)
        ]
        line = Series(_("Received"), [counted[month][Count.RECEIVED] for month in months])
        average = Series(_("Average of 12 months"), smooth)
        series = [line, average] if any(smooth) else [line]
        chart = Line(
            labels, series, title=_("Received by month"),
            season=before if any(before) else None,
            gap=_("no twelve whole months"),
        )  # fmt: skip
        return Exhibit(
            "months", _("Month by month"),
            [_("Month"), *(str(one.label) for one in SHOWN), _("Received a year before"),
             _("Average of 12 months")],
            rows if any(counted.values()) else [],
            note=_(
                "Each is counted in the month of its own day. The average is that of the month and the "
                "eleven before it, so it has no season."
            ),
            chart=chart,
        )  # fmt: skip

    def _compared(
        self, along: Dimension, now: Mapping[str, Counter[str]], before: Mapping[str, Counter[str]]
    ) -> Exhibit:
        """Show what came in along a dimension, beside the same months of the year before."""
        name = names.of(along)
        numbers = {
            value: (now.get(value, Counter())[Count.RECEIVED], before.get(value, Counter())[Count.RECEIVED])
            for value in {*now, *before}
        }  # fmt: skip
        order = sorted(numbers, key=lambda value: (-numbers[value][0], name(value)))
        rows = [[name(value), *numbers[value], _change(*numbers[value])] for value in order]
        headings = [str(along.label), _("Received"), _("A year before"), _("Change, percent")]
        caveat = _("Of fewer than %(number)d no percentage is said.") % {"number": FEWEST}
        return Exhibit(along.value, str(along.label), headings, rows, caveats=[caveat])


def season(received: Mapping[date, int]) -> Exhibit:
    """Show how far each month of the year lies above or below the average of its own year."""
    title = _("The season")
    last = first_of(timezone.localdate(), months_before=1)
    first = min(received, default=last)
    years = len(months_between(first, last)) // YEAR if first <= last else 0
    shares: dict[int, list[float]] = {}
    for back in range(years):
        block = [first_of(last, months_before=back * YEAR + one) for one in range(YEAR)]
        average = sum(received.get(month, 0) for month in block) / YEAR
        for month in block:
            if average:
                shares.setdefault(month.month, []).append(100 * received.get(month, 0) / average)
    if years < YEARS or not shares:
        empty = _("A season is shown from %(years)d whole years on.") % {"years": YEARS}
        return Exhibit("season", title, [], [], empty=empty)
    index = [round(sum(shares[month]) / len(shares[month])) for month in range(1, YEAR + 1)]
    labels = [str(MONTHS[month]) for month in range(1, YEAR + 1)]
    rows = [
        [label, number, *(round(one) for one in reversed(shares[month]))]
        for month, (label, number) in enumerate(zip(labels, index, strict=True), start=1)
    ]
    spans = [_year(last, back) for back in reversed(range(years))]
    note = _(
        "100 is an average month of the same twelve months. Above 100 more comes in than usual, below "
        "it less; the index is the mean of %(years)d years."
    ) % {"years": years}  # fmt: skip
    chart = Columns(labels, [Series(_("Index"), index)], title=title)
    return Exhibit("season", title, [_("Month"), _("Index"), *spans], rows, note=note, chart=chart)


def _year(last: date, back: int) -> str:
    """Name twelve months by their first and last."""
    end = first_of(last, months_before=back * YEAR)
    start = first_of(end, months_before=YEAR - 1)
    return f"{start:%Y-%m} – {end:%Y-%m}"


def _average(received: Mapping[date, int], month: date) -> float | None:
    """Return the average of a month and the eleven before it; nothing where not all are known."""
    last_whole = first_of(timezone.localdate(), months_before=1)
    if (
        not received
        or first_of(month, months_before=YEAR - 1) < min(received)
        or month > last_whole
    ):
        return None
    months = (first_of(month, months_before=back) for back in range(YEAR))
    return round(sum(received.get(one, 0) for one in months) / YEAR, 1)


def _change(now: int, before: int) -> float | None:
    return round(100 * (now - before) / before, 1) if before >= FEWEST else None
