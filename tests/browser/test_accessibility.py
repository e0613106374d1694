"""What a tool can see of accessibility: axe finds nothing, at phone width, in both languages."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from wagtail.images.tests.utils import get_test_image_file

from home.models import HomePage
from portal.models import PortalImage
from tests.browser.conftest import PHONE
from tests.pages import english, write_news
from tests.transparency.measured import judged

pytestmark = pytest.mark.django_db(transaction=True)
ROOMS = [
    "/",
    "/how-to-complain/",
    "/privacy/",
    "/feedback/submit/",
    "/feedback/staff/",
    "/feedback/track/",
    "/transparency/",
    "/transparency/statistics/",
    "/transparency/summaries/",
    "/transparency/improvements/",
    "/transparency/improvements/{improvement}/",
    "/news/",
    "/news/{news}/",
    "/search/",
    "/search/?q=2026",
    "/search/?q=nothing-like-it",
    "/feedback/submit/?page={number}",
]
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


def drawn() -> PortalImage:
    """A picture of one colour."""
    return PortalImage.objects.create(title="desk", file=get_test_image_file(size=(1600, 900)))


@pytest.mark.parametrize("language", ["", "/en"])
def test_axe_finds_no_fault_on_the_public_pages(
    person: Callable[..., Page], site: HomePage, language: str
) -> None:
    home = english(site) if language else site
    improvement = judged(home, 20, 20, None, evaluation="2026")
    news = write_news(home, "News of 2026", picture=drawn(), picture_alt="A desk")
    names = {"improvement": improvement.slug, "news": news.slug, "number": news.pk}
    page, faults = person(PHONE), []
    for address in ROOMS:
        room = address.format(**names)
        page.goto(language + room)
        found = Axe().run(page, options=STANDARD).response["violations"]
        faults += [f"{language}{room}: {fault['id']}: {fault['help']}" for fault in found]
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{language}{room} is {wide} pixels wide"] * (wide > PHONE["width"])
    assert not faults, "\n".join(faults)
