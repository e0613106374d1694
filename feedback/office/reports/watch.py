"""Where to look: departments, hours and groups of which more come than before, and when people come."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback import words
from feedback.models import CaseTally
from feedback.office.reports import names
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.period import first_of
from feedback.office.reports.room import ReportView
from feedback.vocabulary import Count, Dimension
from portal.charts import Heat

WATCHED = (
    Dimension.DEPARTMENT,
    Dimension.PROFESSION,
    Dimension.RELATIONSHIP,
    Dimension.AGE,
    Dimension.CHANNEL,
)
# The last so many months are compared with as many before as make a year with them.
NOW, BEFORE = 3, 12
# From here to there, in two hours each, the hours are drawn.
STEP = 2


class WatchReport(ReportView):
    slug = "watch"
    title = gettext_lazy("Watch list")
    about = gettext_lazy("Which departments, groups and hours need a closer look?")

    def exhibits(self) -> Sequence[Exhibit]:
        """Show what rises among departments and groups, then the hours of the week."""
        return [self._risen(), self._hours()]

    def _risen(self) -> Exhibit:
        last, start = self.period.last, first_of(self.period.last, months_before=NOW + BEFORE - 1)
        turn = first_of(last, months_before=NOW - 1)
        seen = CaseTally.objects.seen_by(self.user).between(start, last)
        seen = seen.filter(kind=self.period.kind) if self.period.kind else seen
        sums = seen.filter(dimension__in=WATCHED, count=Count.RECEIVED)
        now: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        before: dict[str, dict[date, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        for dimension, month, value, number in sums.sums("dimension", "month", "value"):  # type: ignore[attr-defined]
            if month >= turn:
                now[dimension][value] += number
            else:
                before[dimension][month][value] = number
        rows = []
        for dimension in WATCHED:
            earlier = list(before[dimension].values())
            found = words.rising(
                now[dimension], sum(now[dimension].values()), earlier,
                [sum(month.values()) for month in earlier],
            )  # fmt: skip
            name = names.of(dimension)
            rows += [
                [
                    str(dimension.label), name(one.name), one.now, one.before,
                    None if one.ratio == float("inf") else round(one.ratio, 1), round(one.low, 1),
                ]
                for one in found
            ]  # fmt: skip
        return Exhibit(
            "risen",
            _("More than before"),
            [_("Of"), _("Which"), _("Last 3 months"), _("In the 12 months before"),
             _("Times as often"), _("At least")],
            rows,
            note=_(
                "The three months until %(month)s against the 12 before, by the share of all that came "
                "in. It says where to look, not who is to blame: a department that treats more "
                "patients, or asks them to speak, hears more."
            )
            % {"month": date_format(last, "YEAR_MONTH_FORMAT")},
            empty=_("Nothing rises beyond chance."),
        )  # fmt: skip

    def _hours(self) -> Exhibit:
        counted: dict[tuple[int, int], int] = defaultdict(int)
        unknown = 0
        for value, number in self.tallies().along(Dimension.HOUR, Count.RECEIVED).sums("value"):
            day, bar, hour = str(value).partition("|")
            if bar:
                counted[int(day), int(hour) // STEP] += int(number)
            else:
                unknown += int(number)
        # 5 January 1970 was a Monday.
        days = [date_format(date(1970, 1, 4 + day), "D") for day in range(1, 8)]
        hours = [f"{hour:02}–{hour + STEP:02}" for hour in range(0, 24, STEP)]
        grid = [[counted[day, part] for part in range(24 // STEP)] for day in range(1, 8)]
        return Exhibit(
            "hours",
            _("Weekday and hour"),
            [_("Weekday"), *hours],
            [[day, *row] for day, row in zip(days, grid, strict=True)] if counted else [],
            note=_("When voices come in, in the hospital's time."),
            chart=Heat(days, hours, grid, title=_("Received by weekday and hour")),
            caveats=[
                _("%(number)d came without a known hour and are left out.") % {"number": unknown}
            ]
            if unknown
            else [],
        )
