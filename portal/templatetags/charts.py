"""The tag that shows a chart: its drawing, its legend and, folded below, its table."""

from typing import Any

from django import template

from portal.charts import Chart

register = template.Library()


@register.inclusion_tag("portal/components/charts/chart.html")
def chart(
    chart: Chart, name: str = "", *, table: bool = True, unfolded: bool = False
) -> dict[str, Any]:
    """Show a chart. Without its table only where the page itself has one with these numbers.

    `name` tells apart two charts of the very same numbers on one page.
    """
    uid = f"{chart.svg.uid}-{name}" if name else chart.svg.uid
    shown = chart.table if table and chart.table.rows else None
    return {"chart": chart, "svg": chart.svg, "uid": uid, "table": shown, "unfolded": unfolded}
