"""The house's charts: drawn on the server, from zero, each with the table of its very numbers."""

from portal.charts.bars import Bars
from portal.charts.chart import Chart, Series, Table
from portal.charts.columns import Columns
from portal.charts.heat import Heat
from portal.charts.intervals import Intervals
from portal.charts.line import Line

__all__ = ["Bars", "Chart", "Columns", "Heat", "Intervals", "Line", "Series", "Table"]
