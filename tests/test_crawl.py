"""The whole public site, every link of every page in both languages, walked through once.

The demo hospital's pages stand there: what is wrong with one of them is wrong for every reader.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Site

from home.demo.newsroom import lay_news
from home.site import lay_site
from portal import edition
from portal.models import Hospital
from tests import markup
from tests.crawler import Crawl
from tests.factories import UserFactory
from tests.transparency.conftest import hide_among, put_out, write_summary
from tests.visitor import Page, faults
from transparency import releases
from transparency.management.improvements import publish_improvements
from transparency.models import SummaryIndexPage
from transparency.periods import Period

pytestmark = (
    pytest.mark.django_db
)  # the walk asks the database; what is asked of it afterwards does not
CLICKS = 3
QUERIES = 25  # of a page on an average, the first time it is drawn


def furnish(today: date) -> None:
    """Lay the demo hospital's site with figures, news, improvements and a summary in each language."""
    lay_site()
    lay_news(today=today)
    publish_improvements(today=today)
    hide_among("PRO-01")
    end = today.replace(day=1) - timedelta(days=1)
    so_far = Period(end.year, 1, end.month)
    releases.publish(releases.freeze(Hospital.objects.get(code="main"), so_far))
    editor, reviewer = UserFactory(editor=True), UserFactory(reviewer=True)
    twin = None
    for index in SummaryIndexPage.objects.order_by("path"):
        key = {"translation_key": twin.translation_key} if twin else {}
        title = f"{index.title} 1"
        twin = put_out(write_summary(index, by=editor, title=title, **key), by=reviewer)


@pytest.fixture(scope="module")
def crawl(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Crawl]:
    """Walk through once for all tests here; what was laid for it is taken away again."""
    client, own = Client(), {"http://testserver"}
    with django_db_blocker.unblock(), transaction.atomic(), translation.override(None):
        cache.clear()
        edition.forget()
        furnish(timezone.localdate())
        own.add(Site.objects.get(is_default_site=True).root_url)
        with CaptureQueriesContext(connection) as asked:
            found = Crawl(lambda path: Page(client.get(path), path), frozenset(own)).walk()
        found.queries = len(asked)
        transaction.set_rollback(True)
    edition.forget()
    cache.clear()
    return found


def test_no_link_is_dead(crawl: Crawl) -> None:
    dead = {visit.address: visit.page.status for visit in crawl.visits.values()}
    assert {path: status for path, status in dead.items() if status not in {200, 303}} == {}


def test_everything_a_page_loads_is_there(crawl: Crawl) -> None:
    missing = {path for path, page in crawl.loaded.items() if page.status != 200}
    assert missing == set()


def test_no_page_asks_or_leads_to_another_house(crawl: Crawl) -> None:
    assert crawl.foreign == set()


def test_every_link_to_a_place_on_a_page_finds_the_place(crawl: Crawl) -> None:
    lost = [
        link
        for visit in crawl.pages
        for link in visit.links
        if link.fragment and link.fragment not in crawl.visits[link.target.partition("?")[0]].ids
    ]
    assert lost == []


def test_a_browser_has_nothing_to_mend(crawl: Crawl) -> None:
    mended = {visit.address: visit.read[1] for visit in crawl.pages}
    assert {path: found for path, found in mended.items() if found} == {}


def test_everything_stands_where_it_may(crawl: Crawl) -> None:
    wrong = {visit.address: sorted({*markup.misplaced(visit.tree)}) for visit in crawl.pages}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_every_page_passes_the_visitors_inspection(crawl: Crawl) -> None:
    seen = [visit for visit in crawl.visits.values() if "?" not in visit.address]
    wrong = {visit.address: [*faults(visit.page)] for visit in seen}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_no_two_pages_of_a_language_have_one_title(crawl: Crawl) -> None:
    titles = [(visit.language, visit.title) for visit in crawl.found.values()]
    assert {title for title in titles if titles.count(title) > 1} == set()


def test_the_sitemap_lists_what_can_be_reached_and_nothing_else(crawl: Crawl) -> None:
    assert crawl.listed == set(crawl.found)


def test_nothing_is_further_than_three_clicks_away(crawl: Crawl) -> None:
    far = {path: visit.clicks for path, visit in crawl.found.items() if visit.clicks > CLICKS}
    assert far == {}


def test_every_page_has_its_twin_and_the_twin_points_back(crawl: Crawl) -> None:
    for path, visit in crawl.found.items():
        assert {*visit.twins} == {"zh-Hans", "en", "x-default"}, path
        assert visit.twins[visit.language] == path
        other = visit.twins["en" if visit.language == "zh-Hans" else "zh-Hans"]
        assert crawl.found[other].twins == visit.twins


def test_every_page_says_in_a_sentence_what_it_is_about(crawl: Crawl) -> None:
    silent = [
        path
        for path, visit in crawl.found.items()
        if not any(one.get("name") == "description" for one in visit.tree.iter("meta"))
    ]
    assert silent == []


def test_the_walk_meets_every_kind_of_page(crawl: Crawl) -> None:
    assert len(crawl.found) >= 40
    assert len(crawl.loaded) >= 5


def test_a_page_asks_the_database_few_questions(crawl: Crawl) -> None:
    assert crawl.queries / len(crawl.visits) < QUERIES
