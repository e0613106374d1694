"""What charts promise: nothing beyond the edge, bars from zero, gaps that are seen, a table that agrees."""

import csv
import json
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.charts import Bars, Chart, Columns, Heat, Intervals, Line, Series
from portal.charts.chart import written
from portal.charts.drawing import NARROW, WIDE, Drawing, Shape, room, wrapped
from portal.charts.frame import Frame
from portal.charts.scales import Scale, marks
from tests.feedback.ledgers import shared

counts = st.integers(0, 10**12)
rates = st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 2))
labels = st.text(min_size=1, max_size=40) | st.sampled_from(["2026-06", "2026年6月", "服务态度"])
SIZES = [NARROW, WIDE]


@st.composite
def tables(draw: st.DrawFn, least: int = 1, most: int = 3) -> tuple[list[str], list[Series]]:
    """Labels, and series of counts or of rates that may have gaps."""
    names = draw(st.lists(labels, min_size=least, max_size=230))
    number = st.none() | draw(st.sampled_from([counts, rates]))
    row = st.lists(number, min_size=len(names), max_size=len(names))
    rows = draw(st.lists(row, min_size=1, max_size=most))
    return names, [Series(f"Series {n}", values) for n, values in enumerate(rows)]


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart of any kind, with anything in it."""
    names, series = draw(tables())
    flag, how = (
        draw(st.booleans()),
        {"title": "Voices", "unit": draw(st.sampled_from(["%", "件", "件" * 60]))},
    )
    if draw(st.booleans()):
        return Line(names, series, from_zero=flag, reference=draw(st.none() | rates), **how)
    values = series[0].values
    points = [v if v is None else (v * 0.5, v, v * 1.5) for v in values]
    return draw(
        st.sampled_from(
            [
                Columns(names, series, stacked=flag, provisional_from=len(names) // 2, **how),
                Bars(names, series, stacked=flag, **how),
                Intervals(names, points, in_time=flag, reference=50, **how),
                Heat(names[:24], ["a", "b"], [[n, None] for n in range(len(names[:24]))], **how),
            ]
        )
    )


def shapes(drawing: Drawing, kind: str) -> list[Shape]:
    return [shape for shape in drawing.shapes if shape.kind == kind]


def shown(chart: Chart, source: str = "{% chart chart %}") -> BeautifulSoup:
    with override("en"):
        page = Template("{% load charts %}" + source).render(Context({"chart": chart}))
    return BeautifulSoup(page, "html.parser")


# --- Geometry ---
@given(charts())
def test_nothing_is_drawn_beyond_the_edge(chart: Chart) -> None:
    for drawing in chart.svg.drawings:
        points = [point for part in (*drawing.shapes, *drawing.words) for point in part.points]
        assert all(-0.01 <= x <= drawing.width + 0.01 for x, _y in points)
        assert all(-0.01 <= y <= drawing.height + 0.01 for _x, y in points)


@given(tables(), st.booleans(), st.sampled_from(SIZES))
def test_columns_stand_on_the_line_of_zero(table: tuple, stacked: bool, size: object) -> None:
    names, series = table
    chart = Columns(names, series[:1], title="Voices", stacked=stacked)
    drawing = chart.draw(size)
    (axis,) = [run.points[0][1] for run in shapes(drawing, "axis")[-1].parts]
    boxes = [box for shape in shapes(drawing, "bar") for box in shape.parts]
    assert all(abs(box.y + box.height - axis) < 0.01 for box in boxes)


@given(tables(), st.sampled_from(SIZES))
def test_columns_are_as_high_as_their_numbers(table: tuple, size: object) -> None:
    names, (series, *_others) = table
    (bars,) = shapes(Columns(names, series, title="Voices").draw(size), "bar") or [Shape("bar", [])]
    known = [value for value in series.values if value]
    share = {round(box.height / value, 6) for box, value in zip(bars.parts, known, strict=True)}
    highest, height = max(known, default=1), max((box.height for box in bars.parts), default=0)
    assert all(abs(one - height / highest) < 1e-5 for one in share)


@given(tables())
def test_the_table_says_what_the_series_say(table: tuple) -> None:
    names, series = table
    for kind in (Columns, Bars, Line):
        rows = kind(names, series, title="Voices").table.rows
        assert [row[0] for row in rows] == names
        assert [tuple(row[1:]) for row in rows] == list(
            zip(*(one.values for one in series), strict=True)
        )


@given(st.lists(counts | rates, min_size=1))
def test_ticks_are_round_and_hold_every_number(values: list[float]) -> None:
    scale = Scale.over(values)
    assert scale.ticks[0] <= 0
    assert scale.ticks[-1] >= max(values) * (1 - 1e-9)
    assert 2 <= len(scale.ticks) <= 7
    assert f"{scale.step:e}"[0] in "125"


@given(st.lists(counts, min_size=1))
def test_counts_have_whole_ticks(values: list[int]) -> None:
    assert all(tick.is_integer() for tick in Scale.over(values).ticks)


def months(first: int, count: int) -> list[str]:
    """Consecutive months from January 2000 and so many more."""
    return [f"{2000 + n // 12}年{n % 12 + 1}月" for n in range(first, first + count)]


@given(
    st.lists(labels, min_size=1, max_size=230)
    | st.builds(months, st.integers(0, 200), st.integers(1, 12) | st.integers(13, 400)),
    st.floats(60, 700),
)
def test_labels_along_an_axis_do_not_touch(names: list[str], width: float) -> None:
    slot = width / len(names)
    places = [(mark.place * slot, room(mark.text)) for mark in marks(names, width)]
    pairs = pairwise(places)
    assert all(left + wide / 2 <= right - more / 2 for (left, wide), (right, more) in pairs)


@given(labels, st.floats(30, 300))
def test_broken_words_lose_nothing_but_what_is_cut_openly(text: str, width: float) -> None:
    joined = "".join(wrapped(text, width, lines=3))
    assert all(room(line) <= width for line in wrapped(text, width, lines=3)) or width < 13
    assert "…" in joined or re.sub(r"\s", "", joined) == re.sub(r"\s", "", text)


# --- Axes that do not lie ---
def test_a_line_begins_at_zero() -> None:
    line = Line(["a", "b"], [Series("Rate", [91, 97])], title="Rate")
    assert not shapes(line.draw(WIDE), "break")
    assert Frame(WIDE, Scale.over([91, 97]), ["a", "b"], "%").scale.low == 0


def test_a_cut_axis_is_jagged_and_said() -> None:
    line = Line(["a", "b"], [Series("Rate", [91, 97])], title="Rate", from_zero=False)
    assert shapes(line.draw(WIDE), "break")
    assert "The axis does not begin at zero." in shown(line).get_text()


def test_many_months_are_labelled_by_their_years() -> None:
    names = months(101, 217)
    chosen = marks(names, 260)
    assert [mark.text for mark in chosen] == ["2010", "2015", "2020", "2025"]
    assert [names[mark.place] for mark in chosen] == [f"{mark.text}年1月" for mark in chosen]


def test_a_year_with_its_last_month_only_gives_way_to_the_next() -> None:
    chosen = [mark.text for mark in marks(months(11, 60), 260)]
    assert chosen == ["2001", "2002", "2003", "2004", "2005"]


# --- Gaps ---
@pytest.mark.parametrize("kind", [Columns, Bars, Line])
def test_a_withheld_number_is_a_gap_and_not_zero(kind: type[Chart]) -> None:
    page = shown(kind(["a", "b", "c"], Series("Voices", [3, None, 5]), title="V", gap="withheld"))
    assert page.select("svg.chart__drawing .chart__gap")
    assert page.select_one(".chart__keys").get_text(strip=True) == "withheld"
    assert [td.get_text() for td in page.select("td")] == ["3", "–withheld", "5"]


def test_a_line_is_broken_where_a_number_is_missing() -> None:
    line = Line(list("abcde"), Series("Voices", [1, 2, None, 3, 4]), title="Voices")
    assert len(shapes(line.draw(WIDE), "line")[0].parts) == 2


def test_a_stack_with_a_gap_says_that_there_is_more() -> None:
    bars = Bars(["a", "b"], [Series("x", [4, 2]), Series("y", [None, 3])], title="V", stacked=True)
    assert [w.text for w in bars.draw(WIDE).words if w.kind == "value"] == ["≥ 4", "5"]


def test_a_quotient_without_divisor_is_a_gap() -> None:
    assert Series("Rate", [float("nan"), float("inf"), 5]).values == (None, None, 5)


# --- Nothing to see ---
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "There are no numbers to draw yet."),
        ([None, None], "Nothing can be drawn: every number is withheld."),
        ([0, 0], "Every number is zero."),
        ([7], "Voices: 7 (June)."),
    ],
)
def test_a_sentence_stands_for_an_empty_drawing(values: list[int | None], sentence: str) -> None:
    names = ["June", "July"][: len(values)]
    for kind in (Columns, Bars, Line):
        page = shown(kind(names, Series("Voices", values), title="V", gap="withheld"))
        assert page.select_one(".chart__instead").get_text() == sentence
        assert page.svg is None


def test_a_single_rate_is_told_with_its_interval() -> None:
    chart = Intervals(["June"], [(45.3, 77.8, 93.7)], title="On time")
    with override("en"):
        assert chart.instead == "June: 77.8%, between 45.3% and 93.7%."


# --- What is read out ---
def test_the_drawing_is_named_and_told_in_words() -> None:
    page = shown(Columns(list("abcdef"), Series("Voices", [1, 2, 3, 7, 9, 8]), title="By month"))
    for svg in page.select("svg[role=img]"):
        told = [page.find(id=one).get_text() for one in svg["aria-labelledby"].split()]
        assert told[0] == "By month"
        assert told[1] == (
            "Voices: highest 9 (e), lowest 1 (a), last 8 (f). On the whole they rise."
        )


def test_a_chart_holds_no_style_and_no_repeated_id() -> None:
    chart = Bars(["a", "b"], [Series("x", [4, 2]), Series("y", [1, 3])], title="V")
    page = shown(chart, '{% chart chart %}{% chart chart name="again" %}')
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not page.select("[style], style, script")
    assert set(re.findall(r"url\(#([^)]+)\)", str(page))) <= set(ids)


def test_labels_are_never_markup() -> None:
    page = shown(Bars(["<b>a</b>", "<i>"], Series("<u>", [1, 2]), title="<s>"))
    assert not page.select("b, i, u, s")


def test_a_page_with_its_own_table_shows_no_second_one() -> None:
    chart = Bars(["a", "b"], Series("x", [4, 2]), title="V")
    assert not shown(chart, "{% chart chart table=False %}").select("table")


def test_provisional_columns_look_and_read_so() -> None:
    page = shown(Columns(list("abc"), Series("x", [4, 2, 3]), title="V", provisional_from=2))
    assert len(page.select("svg.chart__drawing .chart__faint")) == 2
    assert page.select("tbody th")[-1].get_text() == "c (provisional)"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(1234567, "", "1,234,567"), (96.06, "%", "96.1%"), (0.35, "", "0.35"), (12.0, "件", "12"),
     (-0.001, "", "0")],
)  # fmt: skip
def test_numbers_are_written_as_people_read_them(value: float, unit: str, text: str) -> None:
    assert written(value, unit) == text


def test_series_that_do_not_fit_their_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="one value"):
        Columns(["a"], Series("x", [1, 2]), title="V")
    with pytest.raises(ValueError, match="stacked"):
        Bars(["a"], Series("x", [-1]), title="V", stacked=True)
    with pytest.raises(ValueError, match="each cell"):
        Heat(["a"], ["b"], [[1, 2]], title="V")


# --- Real numbers ---
def test_eighteen_years_of_months_are_drawn_within_a_small_page() -> None:
    told = json.loads(shared("zh_messageboard_2026/aggregates_hangzhou.json").read_text("utf-8"))
    by_month = told["byMonth"]
    chart = Columns(list(by_month), Series("来信", list(by_month.values())), title="每月来信")
    page = shown(chart)
    assert sum(int(td.get_text().replace(",", "")) for td in page.select("td")) == sum(
        by_month.values()
    )
    assert all(len(str(svg)) < 10_000 for svg in page.select("svg"))


def test_the_sites_of_a_trust_are_drawn_with_their_long_names() -> None:
    with shared("nhs_ko41a/ko41a_2024_25_RDY_sites.csv").open(encoding="utf-8") as file:
        sites = list(csv.DictReader(file))
    ends = ("Upheld", "Partially_Upheld", "Not_Upheld")
    series = [Series(end, [int(s[f"Complaints_Number_{end}"]) for s in sites]) for end in ends]
    drawing = Bars([s["Site_Name"] for s in sites], series, title="Found", stacked=True).draw(
        NARROW
    )
    assert not [words.text for words in drawing.words if words.text.endswith("…")]
