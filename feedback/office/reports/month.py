"""A month on one page: volume, timeliness, what was solved and by whose word, what rises, what waits.

Rates are never polished: each says of how many; the three words about "resolved" stand apart, and
silence is a row of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count as Number
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from feedback import rates
from feedback.improvement import Move
from feedback.models import Case, Category, Department, ImprovementEvent, WordTally
from feedback.office.reports.exhibit import Exhibit
from feedback.office.reports.period import MonthField, PeriodForm, first_of
from feedback.office.reports.room import ReportView
from feedback.rates import Rate
from feedback.services import improving
from feedback.vocabulary import Count, Dimension, Effect, Kind, Phase, Stage
from feedback.words import hot, rising
from portal import edition

TOPICS, RISEN, WORDS, THANKED = 6, 3, 8, 3
# So many titles, and so much of each, so that the month stays one page.
TITLES, TITLE = 2, 26
# What is still to be carried out.
CARRIED_OUT = (Phase.PLAN, Phase.DO)
# Against so many months before is judged what is rising.
SEASON = 12
VOLUME = (Count.RECEIVED, Count.ANSWERED, Count.CLOSED, Count.REOPENED, Count.OPEN)
RATES: tuple[Callable[[Mapping[str, int]], Rate], ...] = (
    rates.on_time,
    rates.resolved_by_hospital,
    rates.resolved_on_call,
    rates.resolved_by_submitter,
    rates.satisfied_on_call,
    rates.satisfied_by_submitter,
    rates.silent,
)
# How long what is open has been here, in days.
AGES = (7, 30, 90)
Months = tuple[date, date, date]


class MonthForm(PeriodForm):
    """Which month; the last whole one unless another is asked for."""

    month = MonthField(label=gettext_lazy("Month"))

    def __init__(self, asked: Any, **kwargs: Any) -> None:
        last_whole = first_of(timezone.localdate(), months_before=1)
        super().__init__({"month": asked.get("month") or f"{last_whole:%Y-%m}"}, **kwargs)
        for name in ("first", "last", "kind"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask about one month."""
        month = self.cleaned_data.get("month")
        return {"first": month, "last": month}


class MonthReport(ReportView):
    slug = "month"
    title = gettext_lazy("A month on one page")
    about = gettext_lazy("How was the month, what rises, and what waits for whom?")
    form = MonthForm
    template_name = "feedback/office/report_month.html"

    def get_context_data(self, **kwargs: Any) -> Any:
        """Head the page with its month."""
        heading = date_format(self.months[0], "YEAR_MONTH_FORMAT")
        return super().get_context_data(heading=heading, **kwargs)

    @property
    def months(self) -> Months:
        """Return the month, the one before, and the same month of the year before."""
        month: date = self.period.last
        return month, first_of(month, months_before=1), first_of(month, months_before=12)

    def exhibits(self) -> Sequence[Exhibit]:
        """Show each part as a small table of its own."""
        self._headings = [date_format(one, "YEAR_MONTH_FORMAT") for one in self.months]
        self._read()
        parts = [self._figures(), self._topics(), self._now(), self._thanks()]
        return [part for part in (*parts, self._words(), self._measures()) if part]

    def _read(self) -> None:
        """Read all that is counted in one query: totals, categories with their past, compliments."""
        three = Q(month__in=self.months)
        thanks = Q(dimension=Dimension.DEPARTMENT, kind=Kind.COMPLIMENT, count=Count.RECEIVED)
        tallies = self.seen.between(self.months[2], self.months[0]).filter(
            Q(three, dimension=Dimension.TOTAL)
            | Q(dimension=Dimension.CATEGORY, count=Count.RECEIVED)
            | Q(three, thanks)
        )
        # By dimension and month the numbers of each count, or of each value.
        self._counted: dict[tuple[str, date], Counter[str]] = defaultdict(Counter)
        rows = tallies.sums("dimension", "month", "value", "count")  # type: ignore[attr-defined]
        for dimension, month, value, count, number in rows:
            name = count if dimension == Dimension.TOTAL else value
            self._counted[dimension, month][name] = number

    def _three(self, dimension: str) -> list[Counter[str]]:
        return [self._counted[dimension, month] for month in self.months]

    def _figures(self) -> Exhibit:
        by_month = self._three(Dimension.TOTAL)
        rows: list[list[Any]] = [
            [str(one.label), *(month[one] for month in by_month)] for one in VOLUME
        ]
        for rate in RATES:
            told = [rate(month) for month in by_month]
            rows.append([str(told[0].name), *(_said(one) for one in told)])
        title = pgettext("of a month", "Figures")
        return Exhibit("figures", title, [pgettext("count", "Figure"), *self._headings], rows)

    def _topics(self) -> Exhibit:
        """Show the most frequent categories and those that rise beyond chance."""
        by_month = [_classified(one) for one in self._three(Dimension.CATEGORY)]
        now, earlier = by_month[0], range(1, SEASON + 1)
        past = [
            _classified(
                self._counted[Dimension.CATEGORY, first_of(self.months[0], months_before=n)]
            )
            for n in earlier
        ]
        risen = rising(now, now.total(), past, [one.total() for one in past])
        factor = {one.name: one.ratio for one in risen}
        most = sorted(now, key=lambda code: (-now[code], code))[:TOPICS]
        known = edition.kept("categories by code", _by_code)
        rows = [
            [
                known[code].label if code in known else code,
                *(month[code] for month in by_month),
                _times(factor[code]) if code in factor else "",
            ]
            for code in (*most, *(one.name for one in risen[:RISEN] if one.name not in most))
        ]
        headings = [_("Category"), *self._headings, _("Rising")]
        note = _("Rising: more often than chance explains, against the twelve months before.")
        return Exhibit("topics", _("Hot topics"), headings, rows, caveats=[note] if risen else [])

    def _words(self) -> Exhibit | None:
        month, before, _year = self.months
        seen = WordTally.objects.seen_by(self.user).filter(month__in=(month, before))
        sums = seen.order_by().values_list("month", "word").annotate(number=Sum("cases"))
        counted: dict[date, dict[str, int]] = {month: {}, before: {}}
        for on, word, number in sums:
            counted[on][word] = number
        total = self._counted[Dimension.TOTAL, month][Count.RECEIVED]
        most = hot(counted[month], total, limit=WORDS)
        rows = [[one.word, one.cases, counted[before].get(one.word, 0)] for one in most]
        headings = [_("Word"), *self._headings[:2]]
        note = _("In how many cases it stands; in brackets the month before.")
        return Exhibit("words", _("Hot words"), headings, rows, caveats=[note]) if rows else None

    def _now(self) -> Exhibit:
        """Count what is open today, how old it is, and what is overdue."""
        today, now = timezone.localdate(), timezone.now()
        late = Q(first_due_on__lt=today) & ~Q(stage=Stage.WAITING)
        edges = [now - timedelta(days=days) for days in AGES]
        counted = (
            Case.objects.visible_to(self.user)
            .open()
            .filter(quarantined=False)
            .aggregate(
                total=Number("pk"),
                late=Number("pk", filter=late),
                fresh=Number("pk", filter=Q(received_at__gte=edges[0])),
                weeks=Number("pk", filter=Q(received_at__lt=edges[0], received_at__gte=edges[1])),
                months=Number("pk", filter=Q(received_at__lt=edges[1], received_at__gte=edges[2])),
                old=Number("pk", filter=Q(received_at__lt=edges[2])),
            )
        )
        week, month, quarter = AGES
        rows = [
            [_("Overdue"), counted["late"]],
            [pgettext("cases", "Open"), counted["total"]],
            [_("of these up to %(days)d days here") % {"days": week}, counted["fresh"]],
            [_("%(first)d to %(last)d days") % {"first": week + 1, "last": month}, counted["weeks"]],
            [_("%(first)d to %(last)d days") % {"first": month + 1, "last": quarter}, counted["months"]],
            [_("longer than %(days)d days") % {"days": quarter}, counted["old"]],
        ]  # fmt: skip
        title = _("What waits on %(day)s") % {"day": date_format(today, "DATE_FORMAT")}
        return Exhibit("now", title, [_("Cases"), pgettext("count", "Number")], rows)

    def _measures(self) -> Exhibit:
        """Show what was to be carried out, what is overdue, and what the evaluated ones did."""
        today, visible = timezone.localdate(), improving.visible_to(self.user)
        month_end = first_of(today, months_before=-1) - timedelta(days=1)
        open_ = list(visible.unfinished().only("pk", "title", "phase", "due_on"))
        late = [one.title for one in open_ if one.is_overdue(on=today)]
        due = [
            one.title
            for one in open_
            if one.phase in CARRIED_OUT and today <= one.due_on <= month_end
        ]
        rows = [
            [_("Overdue now"), len(late), _titles(late)],
            [_("Due by %(day)s") % {"day": date_format(month_end, "MONTH_DAY_FORMAT")},
             len(due), _titles(due)],
        ]  # fmt: skip
        judged = self._judged(visible)
        for effect in Effect:
            if titles := judged.get(effect, []):
                label = _("Evaluated: %(effect)s") % {"effect": effect.label}
                rows.append([label, len(titles), _titles(titles)])
        headings = [_("Measures"), pgettext("count", "Number"), pgettext("measures", "Which")]
        return Exhibit("measures", _("Improvement measures"), headings, rows)

    def _judged(self, visible: Any) -> dict[str, list[str]]:
        events = ImprovementEvent.objects.filter(
            act=Move.EVALUATE,
            improvement__in=visible.order_by().values("pk"),
            at__date__range=(self.period.first, self.period.last_day),
        ).select_related("improvement")
        found: dict[str, list[str]] = {}
        for event in events.order_by("at"):
            found.setdefault(event.facts.get("effect", ""), []).append(event.improvement.title)
        return found

    def _thanks(self) -> Exhibit:
        by_month, names = self._three(Dimension.DEPARTMENT), Department.objects.all().by_number()
        rows: list[list[Any]] = [[_("All"), *(month.total() for month in by_month)]]
        now = by_month[0]
        for value in [one for one in sorted(now, key=lambda one: (-now[one], one)) if one][
            :THANKED
        ]:
            unit = names.get(int(value))
            rows.append([unit.label if unit else "–", *(month[value] for month in by_month)])
        return Exhibit("thanks", _("Commendations"), [_("Department"), *self._headings], rows)


def _by_code() -> dict[str, Category]:
    return {one.code: one for one in Category.objects.all()}


def _classified(counted: Counter[str]) -> Counter[str]:
    return Counter({code: number for code, number in counted.items() if code})


def _said(rate: Rate) -> str | None:
    """Return a rate with of how many; of few only so many of so many; None of nothing."""
    if not rate.denominator:
        return None
    told = {"part": rate.numerator, "whole": rate.denominator}
    if rate.percent is None:
        return _("%(part)d of %(whole)d") % told
    return _("%(percent).1f%% (%(part)d of %(whole)d)") % {"percent": rate.percent, **told}


def _times(factor: float) -> str:
    return "▲" if factor == float("inf") else f"▲ ×{factor:.1f}"


def _titles(titles: Sequence[str]) -> str:
    """Return the first few titles, and how many more there are."""
    told = _("; ").join(Truncator(title).chars(TITLE) for title in titles[:TITLES])
    more = len(titles) - TITLES
    if more <= 0:
        return told
    sentence = ngettext("%(told)s and %(more)d more", "%(told)s and %(more)d more", more)
    return sentence % {"told": told, "more": more}
