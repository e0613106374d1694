"""What a visitor finds on the first pages, in both languages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.models import PrivacyNotice
from tests.visitor import Visitor

PAGES = ["/", "/how-to-complain/", "/privacy/", "/accessibility/", "/contact/"]
WAYS = ["/feedback/submit/", "/feedback/track/", "/transparency/"]

pytestmark = pytest.mark.usefixtures("site")


@pytest.mark.parametrize("path", [*PAGES, *(f"/en{path}" for path in PAGES)])
def test_every_first_page_opens_in_both_languages(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status == 200


@pytest.mark.parametrize(
    ("path", "headline"), [("/", "您说的每一句"), ("/en/", "Whatever you tell us")]
)
def test_each_language_greets_in_its_own_words(visitor: Visitor, path: str, headline: str) -> None:
    assert headline in visitor.get(path).soup.h1.get_text()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_home_page_leads_to_the_three_rooms(visitor: Visitor, prefix: str) -> None:
    ways = visitor.get(f"{prefix}/").soup.select(".way__main")
    assert [way["href"] for way in ways] == [f"{prefix}{path}" for path in WAYS]


def test_the_home_page_lets_you_say_at_once_what_it_is(visitor: Visitor) -> None:
    links = [link["href"] for link in visitor.get("/").soup.select(".way__link")]
    assert links == [
        f"/feedback/submit/?kind={kind}"
        for kind in ("complaint", "suggestion", "compliment", "enquiry")
    ]


def test_the_home_page_says_whom_to_call_in_danger(visitor: Visitor) -> None:
    assert "120" in visitor.get("/").soup.select_one(".notice--warning").get_text()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_hides_the_telephone(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).soup.select("a[href='tel:010-55550123']")


def test_the_guide_promises_five_and_ten_working_days(visitor: Visitor) -> None:
    counts = visitor.get("/how-to-complain/").soup.select(".promises__count")
    assert [count.get_text() for count in counts] == ["当场", "5", "10"]


def test_the_privacy_page_shows_the_version_in_force(visitor: Visitor) -> None:
    page = visitor.get("/privacy/")
    assert "2026-1" in page.text
    assert "三十六个月" in page.text


def test_a_new_privacy_notice_leaves_the_old_one_readable(visitor: Visitor) -> None:
    PrivacyNotice.objects.create(
        version="2026-2", body="<p>新的</p>", body_en="<p>new</p>", in_force_from=date(2026, 2, 1)
    )
    page = visitor.get("/en/privacy/")
    assert "new" in page.soup.select_one(".prose").get_text()
    assert "2026-1" in page.soup.select_one(".question__summary").get_text()


def test_a_notice_of_next_century_is_not_in_force_yet(visitor: Visitor) -> None:
    PrivacyNotice.objects.create(
        version="2126-1", body="<p>后来</p>", body_en="<p>later</p>", in_force_from=date(2126, 1, 1)
    )
    assert "2126-1" not in visitor.get("/privacy/").text


def test_without_a_notice_the_privacy_page_says_so(visitor: Visitor) -> None:
    PrivacyNotice.objects.all().delete()
    assert visitor.get("/en/privacy/").soup.select(".notice--warning")


def test_search_engines_learn_of_both_languages(visitor: Visitor) -> None:
    body = visitor.get("/sitemap.xml").body.decode()
    for path in PAGES:
        assert f"{path}</loc>" in body
        assert f"/en{path}</loc>" in body


@pytest.mark.parametrize(
    ("path", "queries"),
    [("/", 9), ("/how-to-complain/", 10), ("/privacy/", 11), ("/contact/", 10), ("/en/", 10)],
)
def test_a_page_asks_the_database_few_questions(visitor: Visitor, path: str, queries: int) -> None:
    visitor.get(path)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(path)
    assert len(asked) <= queries, "\n".join(query["sql"][:150] for query in asked)


def test_a_visitor_without_cookies_is_given_none(visitor: Visitor) -> None:
    assert not visitor.get("/").response.cookies
