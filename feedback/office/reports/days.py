"""How many working days pass until the first answer, what is still open among them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.office.reports import names
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.room import ReportView
from feedback.rates import FEWEST, days_until, still_open, within
from feedback.vocabulary import Count, Dimension
from portal.charts import Bars, Columns, Line, Series

EDGES = ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 10), (11, 20), (21, 60), (61, None))
MOST = 0.9
DRAWN = 15


class DaysReport(ReportView):
    slug = "days"
    title = gettext_lazy("Days until the answer")
    about = gettext_lazy("How long does it take until somebody has an answer?")

    def exhibits(self) -> Sequence[Exhibit]:
        """Show the days, then half and nine tenths by month and by department."""
        months: dict[date, Counter[str]] = defaultdict(Counter)
        tallies = self.tallies().along(Dimension.DAYS, Count.RECEIVED)
        for month, days, number in tallies.sums("month", "value"):
            months[month][str(days)] += int(number)
        together: Counter[str] = sum(months.values(), Counter())
        return [self._days(together), self._months(months), self._departments()]

    def _days(self, days: Mapping[str, int]) -> Exhibit:
        labels = [_label(first, last) for first, last in EDGES]
        numbers = [within(days, first, last) for first, last in EDGES]
        rows: list[list[Any]] = [list(row) for row in zip(labels, numbers, strict=True)]
        rows += [
            [_("Still open"), still_open(days)],
            [_("Without a known date, or ended without an answer"), days.get("", 0)],
        ]
        chart = Columns(
            labels, [Series(_("Answered"), numbers)], title=_("Answered after so many working days")
        )
        return Exhibit(
            "days", _("Working days until the first answer"), [_("Working days"), _("Cases")],
            rows if days else [], note=_("Of what was received in these months."),
            chart=chart if any(numbers) else None,
        )  # fmt: skip

    def _months(self, months: Mapping[date, Mapping[str, int]]) -> Exhibit:
        found = [months.get(month, {}) for month in self.period.months]
        labels = [date_format(month, "YEAR_MONTH_FORMAT") for month in self.period.months]
        halves = [_said(days, 0.5) for days in found]
        chart = Line(labels, [Series(_("Half answered after"), halves)],
                     title=_("Half answered after so many working days"), unit=_("days"),
                     gap=_("few, or too many still open"))  # fmt: skip
        return Exhibit(
            "months", _("By month of receipt"), [_("Month"), *_headings()],
            [[label, *_cells(days)] for label, days in zip(labels, found, strict=True)],
            note=_how(), caveats=_caveats(),
            chart=chart if any(half is not None for half in halves) else None,
        )  # fmt: skip

    def _departments(self) -> Exhibit:
        name = names.of(Dimension.DEPARTMENT)
        found: dict[str, Counter[str]] = defaultdict(Counter)
        tallies = self.tallies().along(Dimension.DEPARTMENT_DAYS, Count.RECEIVED)
        for value, number in tallies.sums("value"):
            department, _bar, days = str(value).partition("|")
            found[department][days] += int(number)
        order = sorted(found, key=lambda one: (-_known(found[one]), name(one)))
        drawn = [one for one in order if _said(found[one], 0.5) is not None][:DRAWN]
        chart = Bars(
            [name(one) for one in drawn],
            [Series(_("Half answered after"), [_said(found[one], 0.5) for one in drawn])],
            title=_("Half answered after so many working days"), unit=_("days"),
        ) if drawn else None  # fmt: skip
        return Exhibit(
            "departments", _("By department"), [_("Department"), *_headings()],
            [[name(one), *_cells(found[one])] for one in order if _known(found[one])],
            note=_how(), chart=chart, caveats=_caveats(),
        )  # fmt: skip


def _headings() -> list[str]:
    return [_("Cases"), _("Still open"), _("Half after"), _("Nine tenths after")]


def _cells(days: Mapping[str, int]) -> list[int | None]:
    return [_known(days), still_open(days), _said(days, 0.5), _said(days, MOST)]


def _known(days: Mapping[str, int]) -> int:
    return sum(number for day, number in days.items() if day)


def _said(days: Mapping[str, int], share: float) -> int | None:
    """Return after how many days a share was answered; nothing of few."""
    return days_until(days, share) if _known(days) >= FEWEST else None


def _how() -> str:
    return _(
        "After so many working days half, and nine tenths, of what was received had a first answer. "
        "What is still open counts as not answered so far, so leaving it open makes nothing faster."
    )


def _caveats() -> list[str]:
    return [
        _("Nothing is said of fewer than %(number)d cases, or while too much is still open.")
        % {"number": FEWEST}
    ]


def _label(first: int, last: int | None) -> str:
    if last is None:
        return f"> {first - 1}"
    return str(first) if first == last else f"{first}–{last}"
