"""One rate by month and by whom: answers by the day that was promised, and what was reopened after."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from feedback import rates
from feedback.office.reports import names, ratings
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.ratings import Made
from feedback.office.reports.room import ReportView
from feedback.vocabulary import Cohort, Count, Dimension, Kind

ALONG = (Dimension.DEPARTMENT, Dimension.CATEGORY, Dimension.CHANNEL)


class RateReport(ReportView):
    """One rate: by month, by kind, and along what tells where to look."""

    counts: tuple[str, ...]

    @property
    def made(self) -> Made:
        """Return how the rate is made of counts."""
        raise NotImplementedError

    def exhibits(self) -> Sequence[Exhibit]:
        """Show the months first, then where the rate is high or low."""
        found = self.by_value(ALONG, self.counts)
        parts = [
            ratings.along(self.made, names.of(one), found[one], key=one.value, title=str(one.label))
            for one in ALONG
        ]
        return [self._months(), *parts, self._kinds()]

    def _months(self) -> Exhibit:
        return ratings.by_month(self.made, self.period.months, self.by_month(*self.counts))

    def _kinds(self) -> Exhibit:
        found: dict[str, dict[str, int]] = {}
        tallies = self.tallies().along(Dimension.TOTAL, *self.counts)
        for kind, count, number in tallies.sums("kind", "count"):
            found.setdefault(str(kind), {})[str(count)] = int(number)
        return ratings.along(
            self.made, lambda kind: str(Kind(kind).label), found, key="kind", title=_("Kind")
        )


class OnTimeReport(RateReport):
    slug = "on-time"
    title = pgettext_lazy("rate", "On time")
    about = gettext_lazy(
        "Is the first answer there by the day that was promised, and where is it not?"
    )
    counts = (Count.DUE, Count.ON_TIME)

    @property
    def made(self) -> Made:
        """Return the rate of first answers by their due date."""
        return rates.on_time


class ReopenedReport(RateReport):
    slug = "reopened"
    title = pgettext_lazy("rate", "Reopened")
    about = gettext_lazy("How often does an answer not end the matter, and where?")
    counts = (Count.ANSWERED, Cohort.REOPENED)

    @property
    def made(self) -> Made:
        """Return the rate of answered matters that were taken up again."""
        return rates.reopened
