"""How the verdict on a measure is read out: a sentence for each look, a table, and what comes next. Pure.

Rates and intervals are made of what was written down when it was looked; nothing is counted here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil, floor
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from transparency import windows
from transparency.effect import Span, Verdict
from transparency.models.evaluation import Baseline, Evaluation
from transparency.periods import Period
from transparency.readout import per
from transparency.tables import Table, month_label, written

# Rates are told for so many days, or so many visits.
DAYS, VISITS = 30, 10_000
# A baseline that was fixed so many months after the measure had figures of the time after it beside it.
LATE = 2


@dataclass(frozen=True)
class Told:
    """What the public reads of whether a measure worked."""

    baseline: Baseline
    evaluations: Sequence[Evaluation]

    @property
    def newest(self) -> Evaluation | None:
        """Return the last look there was."""
        return self.evaluations[-1] if self.evaluations else None

    @property
    def sentence(self) -> str:
        """Say in words what the last look found; nothing before the first."""
        return said(self.newest) if self.newest else ""

    @property
    def compared(self) -> str:
        """Say what it is compared with, and since when that is fixed."""
        before = self.baseline.before
        facts = {
            "first": month_label(before["first"]),
            "last": month_label(before["last"]),
            "number": before["shown"] and written(before["shown"]),
            "months": before["months"],
        }
        if before["months"] == 1:
            return _("It is compared with the month before it, %(last)s.") % facts
        return (
            _("It is compared with the %(months)s months before it, %(first)s to %(last)s.") % facts
        )

    @property
    def fixed(self) -> date:
        """Return the day since which this cannot be changed."""
        return localdate(self.baseline.fixed_at)

    @property
    def is_late(self) -> bool:
        """Say whether it was fixed when figures of the time after the measure could be known."""
        return self.fixed >= windows.later(self._done, LATE).start

    @property
    def next_look(self) -> str:
        """Say when it is looked next; nothing after the last time."""
        looked = {one.months for one in self.evaluations}
        span = next((one for one in Span if one not in looked), None)
        if span is None:
            return ""
        month = windows.later(self._done, span)
        return _(
            "The next look, after %(span)s, follows when the figures of %(month)s are public."
        ) % {
            "span": span.label,
            "month": month_label(month.code),
        }

    @cached_property
    def table(self) -> Table:
        """Return the looks as a table; None is withheld."""
        by_visits = all(one.exposure["by"] == "visits" for one in self.evaluations)
        of = _("for every 10,000 visits") if by_visits else _("for every 30 days")
        headings = [
            pgettext("of a look", "Months after"),
            _("Verdict"),
            _("After, compared with before"),
            _("Received before"),
            _("Received after"),
            _("Before, %(of)s") % {"of": of},
            _("After, %(of)s") % {"of": of},
        ]
        rows = [_row(one, by_visits=by_visits) for one in self.evaluations]
        note = _(
            "All numbers are the published ones: rounded to five, small ones withheld. The change is an exact 95 per cent interval for rare events, widened by all that the rounding may hide."
        )
        return Table(_("Before and after"), headings, rows, note)

    @property
    def periods(self) -> list[str]:
        """Return the codes of the periods whose figures were read, the earliest first."""
        sources = [self.baseline.before["releases"], *(one.releases for one in self.evaluations)]
        codes = {one["period"] for among in sources for one in among}
        return sorted(codes, key=lambda code: (Period.read(code).end, Period.read(code).start))

    @property
    def _done(self) -> Period:
        return Period.of(self.baseline.done, self.baseline.done)


def said(one: Evaluation) -> str:
    """Say in a sentence what was found, and how sure it is."""
    facts = {"span": Span(one.months).label, "between": between(one)}
    if one.verdict in (Verdict.FEWER, Verdict.MORE):
        told = _(
            "In the %(span)s after it, %(between)s came in. Chance and rounding alone do not explain that."
        )
    elif one.verdict == Verdict.CAME_BACK:
        told = _(
            "At first there were fewer. In the newest months there are more than then, and no longer clearly fewer than before the measure. Over all %(span)s together: %(between)s."
        )
    elif one.verdict == Verdict.UNCLEAR:
        told = _(
            "In the %(span)s after it, the change lies somewhere from %(between)s. Chance and rounding can explain that."
        )
    else:
        told = _(
            "In the %(span)s after it so few matters came, or so many numbers are withheld, that even half as many could not be told from chance."
        )
    return told % facts


def between(one: Evaluation) -> str:
    """Return in words between what the change lies, rounded outwards; nothing where it is not known."""
    if one.ratio_low is None or (one.ratio_low == 0 and one.ratio_high is None):
        return ""
    low = floor(100 * one.ratio_low) - 100
    if one.ratio_high is None:
        return _("at least %(low)s") % {"low": _change(low)}
    high = ceil(100 * one.ratio_high) - 100
    if high < 0:
        return _("%(least)s%% to %(most)s%% fewer") % {"least": -high, "most": -low}
    if low > 0:
        return _("%(least)s%% to %(most)s%% more") % {"least": low, "most": high}
    return _("%(low)s to %(high)s") % {"low": _change(low), "high": _change(high)}


def _change(percent: int) -> str:
    if percent < 0:
        return _("%(percent)s%% fewer") % {"percent": -percent}
    return _("%(percent)s%% more") % {"percent": percent} if percent else _("as many")


def _row(one: Evaluation, *, by_visits: bool) -> list[Any]:
    each, unit = (VISITS, "visits") if by_visits else (DAYS, "days")
    before, after = one.exposure[unit]
    return [
        str(one.months),
        Verdict(one.verdict).label,
        between(one) or "–",
        one.before,
        one.after,
        per(one.before, before, each),
        per(one.after, after, each),
    ]
