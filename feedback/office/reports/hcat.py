"""How serious what is told is, by the domains of HCAT, and how far two coders agree on it.

The Healthcare Complaints Analysis Tool (Gillespie and Reader, BMJ Quality & Safety 2016, 25:937) codes
three domains in seven categories, severity from 0 to 3, the stage of care and harm from 0 to 5.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from feedback.agreement import Agreement, agreement, linear, nominal
from feedback.office.reports import names
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.room import ReportView
from feedback.services import coding
from feedback.services.coding import Coded
from feedback.vocabulary import CareStage, Count, Dimension, Harm, Kind, Severity
from portal.charts import Bars, Heat, Series

LETTERS = {
    "Q": pgettext_lazy("HCAT", "Quality of care"),
    "S": pgettext_lazy("HCAT", "Safety"),
    "E": pgettext_lazy("HCAT", "Environment"),
    "I": pgettext_lazy("HCAT", "Processes"),
    "L": pgettext_lazy("HCAT", "Listening"),
    "C": pgettext_lazy("HCAT", "Communication"),
    "R": pgettext_lazy("HCAT", "Respect and rights"),
    "": pgettext_lazy("HCAT", "Not in HCAT"),
}
DOMAINS = {"Q": "clinical", "S": "clinical", "E": "management", "I": "management"} | dict.fromkeys(
    "LCR", "relationships"
)
STRENGTH = {
    "almost_perfect": gettext_lazy("almost perfect"),
    "substantial": gettext_lazy("substantial"),
    "moderate": gettext_lazy("moderate"),
    "fair": gettext_lazy("fair"),
    "slight": gettext_lazy("slight"),
    "": "",
}
# Fewer pairs say next to nothing.
ENOUGH = 30


class HcatReport(ReportView):
    slug = "hcat"
    title = gettext_lazy("Severity and harm (HCAT)")
    about = gettext_lazy(
        "How serious is what is told, where does it happen, and is it coded alike?"
    )

    def exhibits(self) -> Sequence[Exhibit]:
        """Show domains, stages of care and harm of complaints, then the agreement."""
        return [self._domains(), *self._along(), self._agreement()]

    def complaints(self) -> Any:
        """Return what is counted: complaints, unless another kind is asked for."""
        return self.tallies().filter(kind=self.period.kind or Kind.COMPLAINT)

    def _domains(self) -> Exhibit:
        grid: dict[tuple[str, str], int] = defaultdict(int)
        for value, number in self.complaints().along(Dimension.HCAT, Count.RECEIVED).sums("value"):
            letters, _bar, severity = value.partition("|")
            grid[letters[:1] if letters[:1] in LETTERS else "", severity] += number
        columns = [*(str(one.value) for one in Severity), ""]
        headings = [*(str(one.label) for one in Severity), _("not coded")]
        rows = [[grid[letter, severity] for severity in columns] for letter in LETTERS]
        labels = [str(label) for label in LETTERS.values()]
        return Exhibit(
            "domains",
            _("Categories of HCAT by severity"),
            [_("Category"), *headings, _("Total")],
            [[label, *row, sum(row)] for label, row in zip(labels, rows, strict=True)]
            if any(map(any, rows))
            else [],
            note=_("Complaints received, by their primary category and its severity."),
            chart=Heat(labels, headings, rows, title=_("Complaints by category and severity")),
        )

    def _along(self) -> list[Exhibit]:
        wanted: dict[Dimension, Any] = {Dimension.CARE_STAGE: CareStage, Dimension.HARM: Harm}
        titles = {
            Dimension.CARE_STAGE: _("Where it happens: stage of care"),
            Dimension.HARM: _("Harm described"),
        }
        sums = self.complaints().filter(dimension__in=wanted, count=Count.RECEIVED)
        counted: dict[tuple[str, str], int] = {
            (dimension, value): number
            for dimension, value, number in sums.sums("dimension", "value")
        }
        shown = []
        for dimension, words in wanted.items():
            name = names.of(dimension)
            values = [*map(str, words.values), ""]
            rows: list[list[Any]] = [
                [name(value), counted.get((dimension, value), 0)] for value in values
            ]
            shown.append(
                Exhibit(
                    str(dimension.value).replace("_", "-"),
                    titles[dimension],
                    [str(dimension.label), _("Complaints")],
                    rows if any(row[1] for row in rows) else [],
                    chart=Bars(
                        [str(row[0]) for row in rows],
                        [Series(_("Complaints"), [row[1] for row in rows])],
                        title=titles[dimension],
                    ),
                )
            )
        return shown

    def _agreement(self) -> Exhibit:
        pairs = coding.pairs(self.user, self.period.first, self.period.last_day)
        codes = [(pair.first, pair.second) for pair in pairs]
        rows = [_said(label, found) for label, found in _judged(codes) if found]
        few = _(
            "Fewer than 30 cases were coded twice: the interval is wide, and the figure a hint."
        )
        return Exhibit(
            "agreement",
            _("Do two coders agree?"),
            [_("Coded"), _("Cases coded twice"), _("Alike, %"), _("By chance, %"), _("Kappa"),
             _("From"), _("Until"), _("In words"), "AC1"],
            rows,
            note=_(
                "A random tenth is coded again by somebody who does not see the first coding. Kappa is "
                "what is left of the agreement beyond chance (Cohen; severity and harm with linear "
                "weights), with its interval (sure to 95 in 100); AC1 (Gwet) holds where nearly all is of one code."
            ),
            empty=_("No case was coded twice in this period."),
            caveats=[few] if 0 < len(codes) < ENOUGH else [],
        )  # fmt: skip


def _judged(codes: Sequence[tuple[Coded, Coded]]) -> list[tuple[str, Agreement | None]]:
    """Return for each thing that is coded how far both codings agree."""
    area = [(one.category.partition("-")[0], two.category.partition("-")[0]) for one, two in codes]
    domain = [(DOMAINS.get(one.hcat[:1], ""), DOMAINS.get(two.hcat[:1], "")) for one, two in codes]
    severity = [
        (one.severity, two.severity) for one, two in codes
        if one.severity is not None and two.severity is not None
    ]  # fmt: skip
    harm = [
        (one.harm, two.harm) for one, two in codes
        if one.harm is not None and two.harm is not None
    ]  # fmt: skip
    stage = [(one.care_stage, two.care_stage) for one, two in codes if one.care_stage]
    return [
        (_("Category, first level"), agreement(area, nominal)),
        (_("Domain of HCAT"), agreement(domain, nominal)),
        (_("Severity"), agreement(severity, linear(max(Severity)))),
        (_("Stage of care"), agreement(stage, nominal)),
        (_("Harm"), agreement(harm, linear(max(Harm)))),
    ]


def _said(label: str, found: Agreement) -> list[Any]:
    figures = (found.kappa, found.low, found.high)
    return [
        label,
        found.pairs,
        round(100 * found.observed),
        round(100 * found.expected),
        *(None if figure is None else round(figure, 2) for figure in figures),
        str(STRENGTH[found.strength]),
        None if found.ac1 is None else round(found.ac1, 2),
    ]
