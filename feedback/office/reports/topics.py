"""What people speak of, and what they speak of more than before: words of the stories, and categories."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback import words
from feedback.models import CaseTally, WordTally
from feedback.models.sight import DIRECTOR, OFFICE
from feedback.office.reports import names
from feedback.office.reports.exhibit import Door, Exhibit
from feedback.office.reports.period import first_of
from feedback.office.reports.room import ReportView
from feedback.vocabulary import Count, Dimension
from feedback.words import Rising
from portal.charts import Bars, Series

HOT = 40
DRAWN = 20
# Against so many months before the last one of the period it is judged what rises.
BEFORE = 12

Months = dict[date, dict[str, int]]


class TopicsReport(ReportView):
    slug = "topics"
    title = gettext_lazy("Hot words and rising topics")
    about = gettext_lazy("What do people speak of, and what do they speak of more than before?")

    def exhibits(self) -> Sequence[Exhibit]:
        """Show the words of the period, then what rises in its last month."""
        return [self._hot(), self._rising_words(), self._rising_categories()]

    def _hot(self) -> Exhibit:
        seen = self._narrowed(WordTally.objects.seen_by(self.user)).between(
            self.period.first, self.period.last
        )
        summed = dict(seen.order_by().values_list("word").annotate(sum=Sum("cases")))
        total = summed.pop(words.ALL, 0)
        found = words.hot(summed, total, limit=HOT)
        chart = Bars(
            [one.word for one in found[:DRAWN]],
            [Series(_("Cases"), [one.cases for one in found[:DRAWN]])],
            title=_("The words in most cases"),
        )
        return Exhibit(
            "words",
            _("Hot words"),
            [_("Word"), _("Cases"), _("Of all cases, %")],
            [[one.word, one.cases, _percent(one.share)] for one in found],
            note=_(
                "In how many cases a word stands. Kept are only words that at least five submitters "
                "used within a year; greetings, formulas and general words are left out."
            ),
            chart=chart if found else None,
            empty=_("No word was used by five submitters within a year."),
        )

    def _rising_words(self) -> Exhibit:
        seen = self._narrowed(WordTally.objects.seen_by(self.user)).between(*self._span)
        rows = seen.order_by().values_list("month", "word").annotate(sum=Sum("cases"))
        return self._rising("rising-words", _("Rising words"), _("Word"), _by_month(rows), str)

    def _rising_categories(self) -> Exhibit:
        seen = self._narrowed(CaseTally.objects.seen_by(self.user)).between(*self._span)
        rows = seen.filter(dimension=Dimension.CATEGORY, count=Count.RECEIVED)
        counted = _by_month(
            rows.order_by().values_list("month", "value").annotate(sum=Sum("number"))
        )
        for month in counted.values():
            month[words.ALL] = sum(month.values())
        return self._rising(
            "rising-categories", _("Rising categories"), _("Category"), counted, self._category()
        )

    def _category(self) -> Callable[[str], str]:
        """Return what names a category, and leads whoever may plan one to a measure against it."""
        name, begin = names.categories(), reverse("office:improvement_begin")
        if not (self.user.has_perm(OFFICE) or self.user.has_perm(DIRECTOR)):
            return name
        return lambda code: Door(name(code), f"{begin}?category={code}") if code else name(code)

    @property
    def _span(self) -> tuple[date, date]:
        return first_of(self.period.last, months_before=BEFORE), self.period.last

    def _narrowed(self, seen: Any) -> Any:
        return seen.filter(kind=self.period.kind) if self.period.kind else seen

    def _rising(
        self, key: str, title: str, what: str, counted: Months, name: Callable[[str], str]
    ) -> Exhibit:
        now = dict(counted.get(self.period.last, {}))
        before = [month for day, month in counted.items() if day != self.period.last]
        total = now.pop(words.ALL, 0)
        found = words.rising(now, total, before, [month.get(words.ALL, 0) for month in before])
        return Exhibit(
            key,
            title,
            [what, _("Cases this month"), _("In the 12 months before"), _("Times as often"),
             _("At least"), _("At most")],
            [_row(one, name) for one in found],
            note=_(
                "%(month)s against the 12 months before, by its share of all cases. Listed is what "
                "chance does not explain: of all listed, at most one in twenty is expected to be false."
            )
            % {"month": date_format(self.period.last, "YEAR_MONTH_FORMAT")},
            empty=_("Nothing rises beyond chance."),
            caveats=[_("The last month is not over yet.")] if self.period.is_running else [],
        )  # fmt: skip


def _by_month(rows: Iterable[tuple[date, str, int]]) -> Months:
    months: Months = defaultdict(dict)
    for month, name, number in rows:
        months[month][name] = number
    return months


def _row(one: Rising, name: Callable[[str], str]) -> list[object]:
    return [
        name(one.name),
        one.now,
        one.before,
        _times(one.ratio),
        _times(one.low),
        _times(one.high),
    ]


def _times(ratio: float) -> float | None:
    """Return a factor with one digit; what never was before has none."""
    return None if ratio == float("inf") else round(ratio, 1)


def _percent(share: float) -> float:
    return round(100 * share, 1)
