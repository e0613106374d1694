"""Which categories come together in one case more often than chance would have it."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.office.reports import names
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.room import ReportView
from feedback.vocabulary import Count, Dimension
from portal.charts import Bars, Series

# Fewer cases with both are no link.
LEAST = 5
SHOWN, DRAWN = 50, 15


class LinksReport(ReportView):
    slug = "links"
    title = gettext_lazy("Links between categories")
    about = gettext_lazy("Which problems come together in one case?")

    def exhibits(self) -> Sequence[Exhibit]:
        """Show the pairs, those first that meet most often beyond chance."""
        both: dict[tuple[str, str], int] = {}
        alone: dict[str, int] = {}
        for value, number in self.tallies().along(Dimension.PAIR, Count.RECEIVED).sums("value"):
            one, _bar, other = str(value).partition("|")
            if one == other:
                alone[one] = int(number)
            else:
                both[one, other] = int(number)
        name = names.categories()
        classified = self._classified()
        rows: list[list[Any]] = [
            [name(one), name(other), number, round(_expected(alone, one, other, classified), 1),
             round(number / _expected(alone, one, other, classified), 1)]
            for (one, other), number in both.items()
            if number >= LEAST
        ]  # fmt: skip
        rows.sort(key=lambda row: (-row[2], row[0], row[1]))
        top = list(islice(rows, DRAWN))
        return [
            Exhibit(
                "pairs",
                _("Categories of one case"),
                [_("Category"), _("Together with"), _("Cases"), _("By chance"), _("Times chance")],
                rows[:SHOWN],
                note=_(
                    "Cases that name both, from five on. By chance: were the two independent, so many "
                    "of the classified cases would name both."
                ),
                chart=Bars(
                    [f"{row[0]} + {row[1]}" for row in top],
                    [Series(_("Cases"), [row[2] for row in top])],
                    title=_("Most frequent pairs"),
                )
                if top
                else None,
                empty=_("No two categories met in five cases of this period."),
            )
        ]

    def _classified(self) -> int:
        tallies = self.tallies().along(Dimension.CATEGORY, Count.RECEIVED).exclude(value="")
        return sum(int(number) for _month, number in tallies.sums("month"))


def _expected(alone: dict[str, int], one: str, other: str, cases: int) -> float:
    return alone[one] * alone[other] / cases if cases else float("nan")
