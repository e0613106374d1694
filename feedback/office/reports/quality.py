"""What came of the answers: every rate with its numerator, denominator, coverage and who wrote it down."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback import rates
from feedback.office.reports import names, ratings
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.period import PeriodForm
from feedback.office.reports.room import ReportView
from feedback.rates import RATES
from feedback.vocabulary import Cohort, Count, Dimension

ALL = (*Count.values, *Cohort.values)


class RateForm(PeriodForm):
    """Which rate is shown by month and by department, beside which months."""

    rate = forms.ChoiceField(
        label=gettext_lazy("Rate"),
        required=False,
        choices=[(key, made({}).name) for key, made in RATES.items()],
    )


class QualityReport(ReportView):
    slug = "rates"
    title = gettext_lazy("Rates")
    about = gettext_lazy("What came of the answers, who says so, and of how many is it known?")
    form = RateForm

    def exhibits(self) -> Sequence[Exhibit]:
        """Show all rates, the three words on “resolved”, what is left out, then one rate in detail."""
        by_month = self.by_month(*ALL)
        together: Counter[str] = sum(by_month.values(), Counter())
        chosen = self.asked.cleaned_data.get("rate") if self.asked.is_valid() else ""
        made = RATES[chosen or next(iter(RATES))]
        departments = self.by_value([Dimension.DEPARTMENT], ALL)[Dimension.DEPARTMENT]
        return [
            self._rates(together),
            self._resolved(together),
            self._left_out(together),
            ratings.by_month(made, self.period.months, by_month),
            ratings.along(
                made,
                names.of(Dimension.DEPARTMENT),
                departments,
                key="departments",
                title=_("%(rate)s, by department") % {"rate": made({}).name},
            ),
            self._formulas(),
        ]

    def _rates(self, together: Counter[str]) -> Exhibit:
        found = rates.all_of(together)
        rows = [
            [str(one.name), *ratings.cells(one), _percent(one.coverage), str(one.by.label)]
            for one in found
        ]
        headings = [*ratings.headings(_("Rate")), _("Covers, percent"), _("Written down by")]
        return Exhibit(
            "rates", _("All rates"), headings, rows if together else [],
            note=_(
                "A high rate of few says little: what it covers stands beside it. What is said on the "
                "telephone was written down by whoever called, not by the submitter."
            ),
            caveats=[ratings.few()],
            chart=ratings.intervals([(str(one.name), one) for one in found], title=_("All rates")),
        )  # fmt: skip

    def _resolved(self, together: Counter[str]) -> Exhibit:
        """Show the three words on the same question apart, and how far two of them differ."""
        three = (rates.resolved_by_hospital, rates.resolved_on_call, rates.resolved_by_submitter)
        rows: list[list[Any]] = [
            [str(one.by.label), *ratings.cells(one)] for one in (made(together) for made in three)
        ]
        gap = rates.gap(together)
        told = {"points": gap.points, "number": gap.both}
        note = _(
            "Too few cases were judged both by the hospital and by their submitters to compare the two."
        )
        if gap.points is not None:
            note = _(
                "Of the %(number)d cases both have judged, the hospital calls more of them resolved than "
                "their submitters do, by %(points).1f percentage points."
            ) % told  # fmt: skip
        if gap.points is not None and gap.points < 0:
            note = _(
                "Of the %(number)d cases both have judged, the hospital calls fewer of them resolved "
                "than their submitters do, by %(points).1f percentage points."
            ) % {**told, "points": -gap.points}  # fmt: skip
        return Exhibit(
            "resolved", _("“Resolved”: three answers to one question"),
            ratings.headings(_("Who says so")), rows if together else [], note=note,
            caveats=[_("They speak of different cases and are never added up; silence counts for none of them.")],
        )  # fmt: skip

    def _left_out(self, together: Counter[str]) -> Exhibit:
        rows = [
            [str(one.name), str(reason), number]
            for one in rates.all_of(together)
            for reason, number in one.excluded.items()
            if number
        ]
        headings = [_("Rate"), _("Why"), _("Cases")]
        return Exhibit("left-out", _("What a rate does not speak of"), headings, rows)

    def _formulas(self) -> Exhibit:
        rows = [[str(one.name), str(one.formula)] for one in rates.all_of({})]
        note = _(
            "The interval is Wilson's, at 95 percent: so far the true rate may lie from the one counted."
        )
        return Exhibit(
            "formulas", _("How they are counted"), [_("Rate"), _("Formula")], rows, note=note
        )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
