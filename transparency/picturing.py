"""The charts of a release: drawn from the very numbers that stand in its tables."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.charts import Bars, Chart, Intervals, Line, Series
from transparency.definitions import CAPTIONS, FIRST
from transparency.readout import Share
from transparency.series import Trend
from transparency.tables import Reading

Point = tuple[float, float, float]


def rows(reading: Reading, table: str) -> Bars:
    """Return how many matters were received in each row of a table."""
    found = reading.shown_rows(table)
    labels = [reading.row_name(table, row["code"]) for row in found]
    received = [Series(_received(), [row["counts"]["received"] for row in found])]
    return Bars(
        labels, received, title=str(CAPTIONS[table]), gap=_("withheld"), heading=str(FIRST[table])
    )


def days(reading: Reading) -> Bars:
    """Return how many matters had their first answer within how many days."""
    table = reading.days
    labels, numbers = [row[0] for row in table.rows], [row[1] for row in table.rows]
    return Bars(
        labels,
        [Series(table.headings[1], numbers)],
        title=table.caption,
        gap=_("withheld"),
        heading=table.headings[0],
    )


def shares(reading: Reading) -> Intervals:
    """Return the shares of the period, each with the range it may lie in."""
    return Intervals(
        [fact.label for fact in reading.shares],
        [_point(fact.share) for fact in reading.shares],
        title=_("Shares, and the range in which the true share may lie"),
        gap=_("withheld, or too few"),
        heading=_("Figure"),
    )


def trend(trend: Trend) -> list[Chart]:
    """Return the charts of the months; where most months are too small for a share, one only."""
    if not trend.periods:
        return []
    shares = trend.shares("on_time")
    known = len(shares) - shares.count(None)
    return [received(trend), on_time(trend)] if 2 * known > len(shares) else [received(trend)]


def received(trend: Trend) -> Line:
    """Return the matters of each month, over those of the same month of the year before."""
    return Line(
        _months(trend),
        [Series(_received(), trend.values("received"))],
        title=_("Matters received, month by month"),
        gap=_gap(trend, _("withheld"), _("withheld, or not published")),
        heading=pgettext("column", "Month"),
        season=trend.season("received"),
        season_name=_("A year earlier"),
    )


def on_time(trend: Trend) -> Intervals:
    """Return the share answered on time, month by month."""
    return Intervals(
        _months(trend),
        [_point(share) for share in trend.shares("on_time")],
        title=_("Answered on time, month by month"),
        gap=_gap(trend, _("withheld, or too few"), _("withheld, too few, or not published")),
        heading=pgettext("column", "Month"),
        in_time=True,
    )


def _months(trend: Trend) -> list[str]:
    """Name the months shortly: the axis of a small screen has little room."""
    form = pgettext("format of a month in a chart", "M Y")
    return [date_format(month.start, form) for month in trend.periods]


def _received() -> str:
    return pgettext("figures", "Received")


def _gap(trend: Trend, whole: str, holed: str) -> str:
    season = trend.season("received")
    unknown = trend.has_holes or (season is not None and None in season)
    return holed if unknown else whole


def _point(share: Share | None) -> Point | None:
    return share and (share.low, share.percent, share.high)
