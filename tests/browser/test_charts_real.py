"""Real numbers in real charts on a public page: whole, legible, and told apart without colour."""

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils.translation import override
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Locator, Page

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as house
from home.models import HomePage
from tests.portal.real_charts import gallery

__all__ = ["handler400", "handler403", "handler404", "handler500"]

WIDTHS = (320, 360, 768, 1280)
# A sheet of A4 within the browser's margins, in pixels of the stylesheet.
SHEET = {"width": 718, "height": 1047}
PLAIN = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
LOOKS = [
    PLAIN,
    {**PLAIN, "color_scheme": "dark"},
    {**PLAIN, "forced_colors": "active"},
    {**PLAIN, "forced_colors": "active", "color_scheme": "dark"},
    {**PLAIN, "media": "print"},
]
PAGE = engines["django"].from_string(
    """{% extends "portal/base.html" %}{% load charts static %}
{% block title %}Charts{% endblock %}
{% block head %}<link rel="stylesheet" href="{% static 'portal/css/charts.css' %}">{% endblock %}
{% block main %}<h1>Charts</h1>{% for one in charts %}{% chart one %}{% endfor %}{% endblock %}"""
)
# Each chart with the drawing of it that is shown.
SHOWN = """[...document.querySelectorAll(".chart")].map((chart) => [chart,
  [...chart.querySelectorAll(".chart__drawing")].find((svg) => svg.checkVisibility())]).filter(([, svg]) => svg)"""
MISPLACED = f"""() => {SHOWN}.flatMap(([chart, svg]) => {{
  const shown = svg.getBoundingClientRect(), box = svg.viewBox.baseVal, faults = [];
  for (const part of svg.querySelectorAll("path, text")) {{
    const b = part.getBBox();
    if (b.x < -1 || b.y < -1 || b.x + b.width > box.width + 1 || b.y + b.height > box.height + 1)
      faults.push(`beyond the edge: ${{part.className.baseVal}} ${{part.textContent}}`);
  }}
  const words = [...svg.querySelectorAll("text")].map((part) => [part, part.getBBox()]);
  words.forEach(([one, a], n) => words.slice(n + 1).forEach(([other, b]) => {{
    if (a.x < b.x + b.width && b.x < a.x + a.width && a.y + 3 < b.y + b.height - 3 && b.y + 3 < a.y + a.height - 3)
      faults.push(`touching: ${{one.textContent}} | ${{other.textContent}}`);
  }}));
  for (const [one] of words) {{
    const size = parseFloat(getComputedStyle(one).fontSize) * shown.width / box.width;
    if (size < 12) faults.push(`${{size}} pixels high: ${{one.textContent}}`);
  }}
  if (shown.right > innerWidth || shown.height > {SHEET["height"]} && matchMedia("print").matches)
    faults.push("larger than its page");
  for (const one of chart.querySelectorAll(".chart__title, .chart__keys li, .chart__note"))
    if (one.scrollWidth > one.clientWidth + 1) faults.push(`too wide: ${{one.textContent}}`);
  const title = chart.querySelector("figcaption").textContent;
  return faults.map((fault) => `${{innerWidth}} ${{title}}: ${{fault}}`);
}})"""
CUT = f"""() => {SHOWN}.flatMap(([chart, svg]) => {{
  const whole = [...chart.querySelectorAll("th")].map((cell) => cell.textContent.trim());
  return [...svg.querySelectorAll("text")].map((one) => one.textContent).filter((text) =>
    text.endsWith("…") && !whole.some((one) => one.includes(text.slice(0, -1))));
}})"""
# The contrast of all that is drawn with the ground it stands on, as a screen would mix them.
FAINT = f"""(least) => {{
  const pen = document.createElement("canvas").getContext("2d", {{willReadFrequently: true}});
  const light = (...colours) => {{
    pen.globalAlpha = 1;
    for (const [colour, alpha] of colours) {{
      pen.globalAlpha = alpha; pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
    }}
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }};
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const ground = getComputedStyle(document.body).backgroundColor, found = {{}};
  const paper = [["white", 1], [ground, 1]];
  for (const [, svg] of {SHOWN}) {{
    const shades = [...svg.querySelectorAll("[class*=shade]")];
    for (const part of svg.querySelectorAll("text, .chart__line, .chart__season, .chart__gap, .chart__reference, .chart__whisker, .chart__dot, .chart__ink, .chart__bar, .chart__axis")) {{
      const style = getComputedStyle(part), kind = part.classList[0], words = part.tagName === "text";
      if (kind === "chart__light" || kind === "chart__cell") continue;
      const colour = words || ["chart__dot", "chart__ink"].includes(kind) ? style.fill : style.stroke;
      found[kind] = [contrast(light(...paper, [colour, 1]), light(...paper)), words ? 4.5 : least];
    }}
    for (const words of svg.querySelectorAll(".chart__light, .chart__cell")) {{
      const b = words.getBBox(), spot = svg.createSVGPoint();
      [spot.x, spot.y] = [b.x + b.width / 2, b.y + b.height / 2];
      const under = shades.find((one) => one.isPointInFill(spot) && getComputedStyle(one).fill !== "none");
      const below = under ? [...paper, [getComputedStyle(under).fill, parseFloat(getComputedStyle(under).fillOpacity)]] : paper;
      const kind = `${{words.classList[0]}} on ${{under ? under.classList[0] : "nothing"}}`;
      found[kind] = [contrast(light(...below, [getComputedStyle(words).fill, 1]), light(...below)), 4.5];
    }}
  }}
  if (Object.keys(found).length < 10) return ["too little was looked at"];
  return Object.entries(found).filter(([, [had, wanted]]) => had < wanted).map(([kind, [had]]) => `${{kind}}: ${{had.toFixed(2)}}`);
}}"""


def show(request: HttpRequest, language: str) -> HttpResponse:
    with override(language):
        return HttpResponse(PAGE.render({"charts": gallery(language)}, request))


urlpatterns = [path("charts/<str:language>/", show), *house]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["zh-hans", "en"])
def page(person: Callable[..., Page], site: HomePage, request: pytest.FixtureRequest) -> Page:
    """A page of real charts in the public frame, in each language."""
    opened = person()
    assert opened.goto(f"/charts/{request.param}/").ok
    return opened


def grey(part: Locator) -> Image.Image:
    """What somebody sees of a part who sees no colours."""
    return Image.open(io.BytesIO(part.screenshot())).convert("L")


def test_charts_keep_within_the_page_and_their_words_apart_at_every_width(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(MISPLACED) == []


def test_a_label_that_is_cut_stands_whole_in_the_table_beside(page: Page) -> None:
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert page.evaluate(CUT) == []


def test_all_that_is_drawn_stands_out_from_its_ground(page: Page) -> None:
    for look in LOOKS:
        page.emulate_media(**look)
        assert page.evaluate(FAINT, 3) == []


def test_neighbouring_series_are_told_apart_without_colour(page: Page) -> None:
    several = 0
    for keys in page.locator(".chart__keys").all():
        pictures = [grey(key) for key in keys.locator(".chart__swatch").all()]
        several += len(pictures) > 2
        for one, other in pairwise(pictures):
            differs = ImageChops.difference(one, other.resize(one.size))
            assert ImageStat.Stat(differs).mean[0] > 3
    assert several > 5


def test_on_paper_no_drawing_is_cut_and_every_table_is_unfolded(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    assert page.evaluate(MISPLACED) == []
    drawings = "[...document.querySelectorAll('.chart__drawing')]"
    assert page.evaluate(
        f"{drawings}.every((one) => getComputedStyle(one).breakInside === 'avoid')"
    )
    tables = page.locator(".chart table").all()
    assert tables
    assert all(table.is_visible() for table in tables)
