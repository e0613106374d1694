"""Pages as editors write them, live at once: plain ones, news, improvement notices."""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from home.models import HomePage, NewsIndexPage, NewsPage, PlainPage
from transparency.models import ImprovementIndexPage, ImprovementPage
from transparency.site import lay_transparency

SLUGS = map("page-{}".format, count(1))
TEXT = "抽血窗口早晨排队时间较长，取号后约需五十分钟。"
NOTICE = {
    "title": "早晨增开抽血窗口",
    "lead": "抽血排队由五十分钟降到二十分钟左右。",
    "category": "PRO",
    "said": "早晨抽血要排很久的队，老人和孩子饿着肚子等。",
    "cause": "七点到八点来的人占全天一半，窗口只开三个。",
    "measure": "七点起开六个窗口。",
    "responsible": "检验科",
    "due": date(2026, 5, 1),
}


def english(site: HomePage) -> HomePage:
    """Return the English home page."""
    return HomePage.objects.get(locale__language_code="en")


def write_page(below: Page, title: str = "抽血须知", text: str = TEXT, **other: Any) -> PlainPage:
    """Put a plain page below another."""
    body = [("paragraph", f"<p>{text}</p>")]
    words = {"title": title, "slug": next(SLUGS), "locale": below.locale, "body": body}
    page = PlainPage(**{**words, **other})
    return below.add_child(instance=page)


def write_news(site: HomePage, title: str = "抽血窗口增加了", **other: Any) -> NewsPage:
    """Put a piece of news into the list of news, which is made when there is none."""
    index = NewsIndexPage.objects.child_of(site).first() or site.add_child(
        instance=NewsIndexPage(title="新闻公告", slug="news", locale=site.locale)
    )
    body = [("paragraph", f"<p>{TEXT}</p>")]
    words = {"title": title, "slug": next(SLUGS), "locale": site.locale, "body": body}
    page = NewsPage(**{**words, **other})
    return index.add_child(instance=page)


def write_improvement(site: HomePage, **other: Any) -> ImprovementPage:
    """Put an improvement notice into their list, which is made when there is none."""
    overview = lay_transparency(site)
    index = ImprovementIndexPage.objects.child_of(overview).first() or overview.add_child(
        instance=ImprovementIndexPage(title="改进措施", slug="improvements", locale=site.locale)
    )
    words = {"slug": next(SLUGS), "locale": site.locale, "first_published_at": timezone.now()}
    page = ImprovementPage(**{**NOTICE, **words, **other})
    return index.add_child(instance=page)
