"""Rates on a page: by month and along a dimension, each with of how many it is said, and its interval."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from feedback.office.reports.exhibit import Exhibit
from feedback.rates import FEWEST, Counts, Rate
from portal.charts import Intervals, Line, Series

Made = Callable[[Counts], Rate]
# So many rows a drawing holds and is still read; the table holds all.
DRAWN = 15


def headings(first: str) -> list[str]:
    """Return what stands over the columns of a rate."""
    return [first, _("Of these"), pgettext("rate", "Of"), _("Percent"), _("At least"), _("At most")]


def cells(rate: Rate) -> list[Any]:
    """Return a rate as cells; of few only so many of so many."""
    counted: list[Any] = [rate.numerator, rate.denominator, rate.percent]
    if rate.percent is None or rate.interval is None:
        return [*counted, None, None]
    return [*counted, *(round(100 * end, 1) for end in rate.interval)]


def few() -> str:
    """Say why a percentage is missing."""
    return _("Of fewer than %(number)d no percentage is said.") % {"number": FEWEST}


def by_month(
    made: Made, months: Sequence[date], counted: Mapping[date, Counts], *, key: str = "months"
) -> Exhibit:
    """Show a rate month by month."""
    rates = [made(counted.get(month, {})) for month in months]
    labels = [date_format(month, "YEAR_MONTH_FORMAT") for month in months]
    empty = made({})
    name = str(empty.name)
    rows = [[label, *cells(rate)] for label, rate in zip(labels, rates, strict=True)]
    known = [rate.percent for rate in rates]
    title = _("%(rate)s, by month") % {"rate": name}
    gap = _("fewer than %(number)d") % {"number": FEWEST}
    chart = Line(labels, [Series(name, known)], title=title, unit="%", gap=gap)
    return Exhibit(
        key, title, headings(_("Month")), rows,
        note=str(empty.formula), caveats=[few()],
        chart=chart if any(one is not None for one in known) else None,
    )  # fmt: skip


def along(
    made: Made, name: Callable[[str], str], values: Mapping[str, Counts], *, key: str, title: str
) -> Exhibit:
    """Show a rate for each value of a dimension, those of most cases first."""
    known = {value: made(counts) for value, counts in values.items()}
    rates = sorted(
        ((name(value), rate) for value, rate in known.items() if rate.denominator),
        key=lambda pair: (-pair[1].denominator, pair[0]),
    )
    all_together = made(_summed(values))
    return Exhibit(
        key, title, headings(title), [[label, *cells(rate)] for label, rate in rates],
        caveats=[few()], chart=intervals(rates, title=title, reference=all_together.percent),
    )  # fmt: skip


def intervals(
    rates: Sequence[tuple[str, Rate]], *, title: str, reference: float | None = None
) -> Intervals | None:
    """Draw the rates that may be said as a percentage, the first of them."""
    said = [(label, rate) for label, rate in rates if rate.percent is not None][:DRAWN]
    if not said:
        return None
    return Intervals(
        [_("%(label)s (%(number)d)") % {"label": label, "number": rate.denominator}
         for label, rate in said],
        [_point(rate) for _label, rate in said],
        title=title, reference=reference, reference_name=_("All together"),
    )  # fmt: skip


def _point(rate: Rate) -> tuple[float, float, float] | None:
    if rate.interval is None or rate.percent is None:
        return None
    return 100 * rate.interval.low, rate.percent, 100 * rate.interval.high


def _summed(values: Mapping[str, Counts]) -> Counts:
    found: dict[str, int] = {}
    for counts in values.values():
        for count, number in counts.items():
            found[count] = found.get(count, 0) + number
    return found
