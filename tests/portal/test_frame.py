"""Masthead and footer are drawn once, and still belong to the page they stand on."""

import pytest
from django.test import RequestFactory

from home.models import HomePage
from portal import edition, frame
from portal.models import SiteSettings
from tests.visitor import Visitor


def test_each_page_leads_to_its_own_twin(site: HomePage, visitor: Visitor) -> None:
    paths = ["/contact/", "/privacy/", "/contact/"]
    links = [visitor.get(path).soup.select_one(".masthead__language")["href"] for path in paths]
    assert links == ["/en/contact/", "/en/privacy/", "/en/contact/"]


def test_each_place_is_marked_on_its_own_pages_only(site: HomePage, visitor: Visitor) -> None:
    def marked(path: str) -> list[str]:
        current = visitor.get(path).soup.select(".masthead__link[aria-current]")
        return [link["href"] for link in current]

    paths = ["/contact/", "/feedback/track/", "/feedback/submit/", "/"]
    assert [marked(path) for path in paths] == [*([path] for path in paths[:3]), []]


def test_what_is_typed_into_an_address_comes_back_escaped(
    site: HomePage, rf: RequestFactory
) -> None:
    request = rf.get('/feedback/submit/?"><script>=1')
    drawn = frame.masthead(request, SiteSettings.objects.get(), None)
    assert "<script" not in drawn


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_a_new_telephone_number_stands_above_and_below_at_once(
    site: HomePage, visitor: Visitor, path: str
) -> None:
    visitor.get(path)
    settings = SiteSettings.objects.get()
    settings.telephone = "010-5555 9999"
    settings.save()
    soup = visitor.get(path).soup
    assert all("010-5555 9999" in soup.select_one(part).get_text() for part in ("header", "footer"))


def test_for_a_new_edition_all_is_drawn_anew(site: HomePage, rf: RequestFactory) -> None:
    kept = frame.footer(rf.get("/"), SiteSettings(telephone="1"))
    assert frame.footer(rf.get("/"), SiteSettings(telephone="2")) == kept
    edition.forget()
    assert frame.footer(rf.get("/"), SiteSettings(telephone="2")) != kept
