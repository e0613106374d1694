"""Whom people thank: compliments by department, by month and by year, and what they are for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.models import Category, Department
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.period import PeriodForm, first_of
from feedback.office.reports.room import ReportView
from feedback.vocabulary import Count, Dimension, Kind
from portal.charts import Bars, Line, Series

# So many departments are drawn, and have a column of their own; the tables name all.
DRAWN, COLUMNS = 15, 8
Sums = Mapping[tuple[str, date], int]


class CommendationForm(PeriodForm):
    """The months; the kind is always the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class CommendationsReport(ReportView):
    slug = "commendations"
    title = gettext_lazy("Commendations")
    about = gettext_lazy("Which departments are thanked, when, and for what?")
    form = CommendationForm

    def exhibits(self) -> Sequence[Exhibit]:
        """Show the departments, the months, both together, the years and the categories."""
        self._names = Department.objects.all().by_number()
        sums = self._sums(Dimension.DEPARTMENT)
        first, last = self.period.first, self.period.last
        within = {key: number for key, number in sums.items() if first <= key[1] <= last}
        return [
            self._departments(within, sums),
            self._months(within, sums),
            self._each_month(within),
            self._years(within),
            self._categories(),
        ]

    def _sums(self, dimension: str) -> dict[tuple[str, date], int]:
        """Return the compliments by value and month, from a year before the period on."""
        since, _last = self.period.year_before
        tallies = self.seen.between(since, self.period.last).along(dimension, Count.RECEIVED)  # type: ignore[attr-defined]
        tallies = tallies.filter(kind=Kind.COMPLIMENT)
        return {(value, month): number for value, month, number in tallies.sums("value", "month")}

    def _departments(self, within: Sums, sums: Sums) -> Exhibit:
        first, last = self.period.year_before
        before = _by_value({key: n for key, n in sums.items() if first <= key[1] <= last})
        ranked = _by_value(within).most_common()
        chart = Bars(
            [self._name(value) for value, _number in ranked[:DRAWN]],
            [Series(_("Commendations"), [number for _value, number in ranked[:DRAWN]])],
            title=_("Commendations by department"),
            heading=_("Department"),
        )
        return Exhibit(
            "departments",
            _("By department"),
            [_("Department"), _("Commendations"), _("The same months a year before")],
            [[self._name(value), number, before.get(value, 0)] for value, number in ranked],
            note=_("The department that has the matter, else the one that was named."),
            chart=chart if ranked else None,
        )

    def _months(self, within: Sums, sums: Sums) -> Exhibit:
        months = self.period.months
        now, ever = _by_month(within), _by_month(sums)
        received = [now.get(month, 0) for month in months]
        before = [ever.get(first_of(month, months_before=12), 0) for month in months]
        labels = [date_format(month, "YEAR_MONTH_FORMAT") for month in months]
        rows = [list(row) for row in zip(labels, received, before, strict=True)]
        series = [Series(_("Commendations"), received)]
        return Exhibit(
            "months",
            _("Month by month"),
            [_("Month"), _("Commendations"), _("A year before")],
            rows if any(received) else [],
            chart=Line(labels, series, title=_("Commendations by month"), season=before)
            if any(received)
            else None,
        )

    def _each_month(self, within: Sums) -> Exhibit:
        """Show the most commended departments month by month, the others together."""
        top = [value for value, _number in _by_value(within).most_common(COLUMNS)]
        rows = []
        for month in reversed(self.period.months):
            each = {value: number for (value, on), number in within.items() if on == month}
            others = sum(number for value, number in each.items() if value not in top)
            label = date_format(month, "YEAR_MONTH_FORMAT")
            rows.append([label, *(each.get(value, 0) for value in top), others])
        return Exhibit(
            "department-months",
            _("Departments month by month"),
            [_("Month"), *(self._name(value) for value in top), _("All others")],
            rows if within else [],
        )

    def _years(self, within: Sums) -> Exhibit:
        years = sorted({month.year for month in self.period.months})
        by_year: Counter[tuple[str, int]] = Counter()
        for (value, month), number in within.items():
            by_year[value, month.year] += number
        rows = [
            [self._name(value), *(by_year[value, year] for year in years), total]
            for value, total in _by_value(within).most_common()
        ]
        return Exhibit(
            "years",
            _("Departments year by year"),
            [_("Department"), *map(str, years), _("Total")],
            rows,
            note=_("Only the months that were asked for are counted in their year."),
        )

    def _categories(self) -> Exhibit:
        tallies = self.tallies().along(Dimension.CATEGORY, Count.RECEIVED)
        sums = tallies.filter(kind=Kind.COMPLIMENT).sums("value")
        ranked = Counter({str(value): int(str(number)) for value, number in sums}).most_common()
        codes = [code for code, _number in ranked]
        known = {one.code: one for one in Category.objects.filter(code__in=codes)}
        named = [known[code].label if code in known else _("not classified") for code in codes]
        numbers = [number for _code, number in ranked]
        chart = Bars(
            named[:DRAWN],
            [Series(_("Commendations"), numbers[:DRAWN])],
            title=_("What is commended"),
            heading=_("Category"),
        )
        return Exhibit(
            "categories",
            _("What is commended"),
            [_("Category"), _("Commendations")],
            [list(row) for row in zip(named, numbers, strict=True)],
            chart=chart if ranked else None,
        )

    def _name(self, value: str) -> str:
        one = self._names.get(int(value)) if value else None
        return one.label if one else _("no department named")


def _by_value(sums: Sums) -> Counter[str]:
    found: Counter[str] = Counter()
    for (value, _month), number in sums.items():
        found[value] += number
    return found


def _by_month(sums: Sums) -> Counter[date]:
    found: Counter[date] = Counter()
    for (_value, month), number in sums.items():
        found[month] += number
    return found
