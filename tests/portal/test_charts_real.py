"""What real numbers look like in a chart: from zero, in proportion, and never zero where withheld."""

import re

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils.translation import override

from portal.charts import Bars, Chart, Columns, Heat, Intervals, Line, Series
from portal.charts.drawing import NARROW, WIDE, Box, Drawing, Layout, room
from tests.portal.real_charts import HUGE, gallery

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])
MONTHS = [f"2026-{n:02}" for n in range(1, 7)]


def boxes(drawing: Drawing, kind: str) -> list[Box]:
    return [part for shape in drawing.shapes if shape.kind == kind for part in shape.parts]


def middle_of(index: int, drawing: Drawing) -> float:
    """Where a column stands, by its bar."""
    bar = boxes(drawing, "bar")[index]
    return bar.x + bar.width / 2


def of_kind(kind: type[Chart]) -> list[Chart]:
    return [chart for chart in gallery("en") if isinstance(chart, kind) and not chart.instead]


def text_of(chart: Chart) -> str:
    with override("en"):
        page = Template("{% load charts %}{% chart chart %}").render(Context({"chart": chart}))
    return BeautifulSoup(page, "html.parser").get_text(" ")


def one_series(kind: type[Chart], values: list[int | None]) -> Chart:
    if kind is Intervals:
        points = [None if v is None else (v / 2, v, min(v * 2, 100)) for v in values]
        return Intervals(MONTHS[: len(values)], points, title="V", gap="withheld")
    return kind(MONTHS[: len(values)], Series("Matters", values), title="V", gap="withheld")


# --- From zero, and in proportion ---
@SIZES
def test_every_bar_of_the_real_charts_begins_at_zero(size: Layout) -> None:
    for chart in of_kind(Bars):
        drawing = chart.draw(size)
        (axis,) = [shape for shape in drawing.shapes if shape.kind == "axis"]
        zero, bars = axis.parts[0].points[0][0], boxes(drawing, "bar")
        ends = {round(box.x + box.width, 2) for box in bars}
        for box in bars:
            assert abs(box.x - zero) < 0.01 or (chart.stacked and round(box.x, 2) in ends)


@SIZES
def test_bars_of_one_series_are_as_long_as_their_numbers_and_the_longest_is_inside(
    size: Layout,
) -> None:
    for chart in (one for one in of_kind(Bars) if len(one.series) == 1):
        drawn, known = boxes(chart.draw(size), "bar"), [v for v in chart.series[0].values if v]
        shares = [box.width / value for box, value in zip(drawn, known, strict=True)]
        assert max(shares) - min(shares) < 1e-6
        assert max(box.x + box.width for box in drawn) < size.width


@SIZES
def test_ten_beside_more_than_a_million_is_still_written(size: Layout) -> None:
    drawing = Bars(["a", "b"], Series("x", [HUGE, 10]), title="V").draw(size)
    assert [words.text for words in drawing.words] == ["a", "1,657,600", "b", "10"]
    assert len(boxes(drawing, "bar")) == 2


# --- Withheld ---
SOME = [None, 15, None, 40, 0, None]


@SIZES
@pytest.mark.parametrize("kind", [Columns, Bars, Line, Intervals])
@pytest.mark.parametrize(
    "values", [SOME, SOME[::-1], [None, 15], [15, None], [0, None, 0, 20]], ids=str
)
def test_what_is_withheld_has_a_mark_and_no_bar(
    kind: type[Chart], values: list[int | None], size: Layout
) -> None:
    chart = one_series(kind, values)
    drawing = chart.draw(size)
    assert len(boxes(drawing, "gap")) >= 1
    if kind in (Columns, Bars):
        assert len(boxes(drawing, "bar")) == sum(bool(value) for value in values)


@pytest.mark.parametrize("kind", [Columns, Bars, Line, Intervals])
def test_all_withheld_is_told_in_a_sentence_and_in_the_table(kind: type[Chart]) -> None:
    told = text_of(one_series(kind, [None] * 6))
    assert "Nothing can be drawn: every number is withheld." in told
    assert told.count("withheld") == 1 + 6 * (3 if kind is Intervals else 1) + 1


@pytest.mark.parametrize("kind", [Columns, Bars, Line, Intervals])
def test_the_description_counts_what_is_withheld(kind: type[Chart]) -> None:
    with override("en"):
        assert one_series(kind, SOME).description.endswith("3 numbers are not shown (withheld).")
        assert one_series(kind, [9, None, 8]).description.endswith(
            "1 number is not shown (withheld)."
        )


@pytest.mark.parametrize("kind", [Columns, Bars, Line])
def test_zeros_and_nothing_else_but_withheld_are_not_called_zero(kind: type[Chart]) -> None:
    with override("en"):
        assert one_series(kind, [0, None, 0]).instead == (
            "Nothing can be drawn: each number is zero, or not shown (withheld)."
        )


def test_a_stack_of_which_only_zeros_are_known_is_withheld_and_not_at_least_zero() -> None:
    series = [Series("x", [0, 5]), Series("y", [None, 5])]
    drawing = Bars(["a", "b"], series, title="V", stacked=True, gap="withheld").draw(WIDE)
    assert [words.text for words in drawing.words if words.kind == "value"] == ["withheld", "10"]


@SIZES
def test_the_last_number_that_is_known_stands_where_it_was_not_at_the_end(size: Layout) -> None:
    drawing = one_series(Line, [10, 20, None, None, None, None]).draw(size)
    (last,) = [words for words in drawing.words if words.kind == "value"]
    assert last.x + room(last.text) < size.width / 2


# --- Labels ---
@SIZES
def test_a_few_kinds_are_all_named_below_their_columns(size: Layout) -> None:
    names = ["Hotline of the town", "Complaints office counter", "Web"]
    drawing = Columns(names, Series("x", [3, 4, 5]), title="V").draw(size)
    below = [words for words in drawing.words if words.y > size.plot + 20]
    for n, name in enumerate(names):
        under = [w.text for w in below if abs(w.x - middle_of(n, drawing)) < 1]
        assert "".join(under).replace(" ", "") == name.replace(" ", "")


def test_heads_that_have_no_room_are_numbered_and_listed() -> None:
    grid = Heat(["a"], [f"Unknown{n}" for n in range(8)], [list(range(8))], title="V")
    said = [words.text for words in grid.draw(NARROW).words]
    assert {"1", "8", "1: Unknown0", "8: Unknown7"} <= set(said)


# --- What is read out ---
@LANGUAGES
def test_every_real_chart_is_named_told_and_has_its_table(language: str) -> None:
    for chart in gallery(language):
        with override(language):
            told = Template("{% load charts %}{% chart chart %}").render(Context({"chart": chart}))
            page = BeautifulSoup(told, "html.parser")
        for svg in page.select("svg[role=img]"):
            assert svg.title.get_text() == chart.title
            assert re.search(r"\d", svg.desc.get_text())
        assert len(page.select("tbody tr")) == len(chart.table.rows)


@LANGUAGES
def test_a_chart_that_withholds_says_so_in_its_description(language: str) -> None:
    withholding = [c for c in gallery(language) if c.gap and None in c.numbers]
    assert len(withholding) > 20
    with override(language):
        assert all(chart.gap in (chart.instead or chart.description) for chart in withholding)
