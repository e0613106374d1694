"""Charts as a real browser draws them: within the page, within themselves, legible, and faultless to axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path
from playwright.sync_api import Page

from portal.charts import Bars, Columns, Heat, Intervals, Line, Series
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_accessibility import STANDARD

YEARS = [f"{2008 + n // 12}年{n % 12 + 1}月" for n in range(5, 225)]
LONG = (
    "患者对住院期间医护人员沟通解释不充分、未及时告知检查结果及治疗方案变更的投诉（含互联网医院）"
)
MANY = [n * n % 97 or None for n in range(220)]
CHARTS = [
    Columns(YEARS, Series("来信", MANY), title="220 months", unit="件", provisional_from=218),
    Columns(
        YEARS[-12:],
        [Series(name, MANY[n : n + 12]) for n, name in enumerate(["上城区", "拱墅区", "西湖区"])],
        title="Three series",
    ),
    Columns(
        ["2025", "2026"],
        [Series("a", [98_765_432_109, 1]), Series("b", [None, 5])],
        title="Large",
        stacked=True,
    ),
    Bars(
        [LONG, "其他", "WM" * 30], Series("来信", [1234, None, 98_765_432_109]), title="Long names"
    ),
    Bars(["甲", "乙"], [Series(c, [3, 4]) for c in "abcdef"], title="Six parts", stacked=True),
    Line(
        YEARS[-24:],
        [Series(f"Department {n}", MANY[n * 24 : n * 24 + 24]) for n in range(4)],
        title="Four lines",
        season=MANY[:24],
        reference=40,
    ),
    Line(
        list("abcdef"), Series("Rate", [91, 92.5, None, 96, 97, 95]), title="Cut", from_zero=False
    ),
    Intervals([LONG, "乙", "丙"], [(40, 55, 70), None, (90, 99, 100)], title="Rates", reference=80),
    Intervals(YEARS, [(n % 50, 50, 90) for n in range(220)], title="Rates by month", in_time=True),
    Heat(
        [f"星期{day}" for day in "一二三四五六日"],
        [f"{hour}" for hour in range(24)],
        [[day * hour if hour else None for hour in range(24)] for day in range(7)],
        title="Hours",
    ),
    Bars(["a"], Series("Voices", [0]), title="Nothing"),
]
PAGE = """{% load charts static %}<!doctype html><html lang="en"><head><title>Charts</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="{% static 'portal/css/charts.css' %}"></head>
<body><main><h1>Charts</h1>{% for one in charts %}{% chart one unfolded=True %}{% endfor %}</main></body></html>"""
# What stands beyond the edge of its drawing, words that touch, and words of less than 12 pixels.
MISPLACED = """() => [...document.querySelectorAll(".chart__drawing")].flatMap((svg) => {
  const shown = svg.getBoundingClientRect(), box = svg.viewBox.baseVal;
  if (!shown.width) return [];
  const beyond = [...svg.querySelectorAll("path, text")].filter((part) => {
    const b = part.getBBox();
    return b.x < -1.5 || b.y < -1.5 || b.x + b.width > box.width + 1.5 || b.y + b.height > box.height + 1.5;
  }).map((part) => `beyond the edge: ${part.className.baseVal} ${part.textContent}`);
  const words = [...svg.querySelectorAll("text")].map((part) => [part.textContent, part.getBBox()]);
  const touch = words.flatMap(([one, a], n) => words.slice(n + 1).filter(([, b]) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y + 3 < b.y + b.height - 3 && b.y + 3 < a.y + a.height - 3
  ).map(([other]) => `touching: ${one} | ${other}`));
  const small = 13 * shown.width / box.width < 12 ? ["small words"] : [];
  return [...beyond, ...touch, ...small].map((fault) => `${svg.querySelector("title").textContent}: ${fault}`);
})"""


def show(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Template(PAGE).render(Context({"charts": CHARTS})))


urlpatterns = [path("charts/", show)]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def charts(person: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """A page of nothing but charts, under the public pages' policy."""
    page = person(request.param)
    assert page.goto("/charts/").ok
    return page


@pytest.mark.parametrize("charts", [PHONE, DESK], ids=["phone", "desk"], indirect=True)
def test_each_chart_keeps_within_its_page_and_its_edges(charts: Page) -> None:
    assert charts.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert charts.evaluate(MISPLACED) == []


@pytest.mark.parametrize("charts", [PHONE, DESK], ids=["phone", "desk"], indirect=True)
def test_one_of_the_two_drawings_is_shown_and_axe_finds_no_fault(charts: Page) -> None:
    shown = charts.evaluate(
        "[...document.querySelectorAll('.chart__drawing')].filter((svg) => svg.checkVisibility()).length"
    )
    assert shown == sum(bool(chart.svg.drawings) for chart in CHARTS)
    found = Axe().run(charts, options=STANDARD).response["violations"]
    assert [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found] == []


@pytest.mark.parametrize("charts", [DESK], ids=["desk"], indirect=True)
def test_on_paper_a_folded_table_is_unfolded(charts: Page) -> None:
    charts.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false })")
    table = charts.locator(".chart__scroll table").first
    assert not table.is_visible()
    charts.emulate_media(media="print")
    assert table.is_visible()
