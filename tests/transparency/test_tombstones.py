"""What stands where a public page was withdrawn, and that no route in the admin gets round it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from home.models import HomePage
from portal.models import User
from portal.publishing import publish_due
from tests.pages import write_improvement, write_news, write_page
from tests.visitor import Page as Answer
from tests.visitor import Visitor
from transparency.models import CaseSummaryPage, ImprovementPage, Tombstone

WHY = "数据有误，更正后另行公布。"
TITLE = "早晨增开抽血窗口"
SLUG = "blood"
AT = f"/transparency/improvements/{SLUG}/"
BECAUSE = {"withdrawn_because": WHY}
GIVING_AWAY = [
    ("", "required"),
    ("错了", "6"),
    (f"《{TITLE}》写错了，先撤下来。", "title"),
    ("请打电话 13800138000 问王女士。", "number"),
    ("x" * 301, "300"),
]


@pytest.fixture
def improvement(site: HomePage) -> ImprovementPage:
    """A public improvement notice."""
    return write_improvement(site, slug=SLUG)


@pytest.fixture
def lin(editor: User) -> Visitor:
    """Editor Lin at the desk."""
    return Visitor(editor)


def act(page: Page, what: str = "unpublish") -> str:
    return f"/admin/pages/{page.pk}/{what}/"


def bulk(what: str, *pages: Page) -> str:
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return f"/admin/bulk/wagtailcore/page/{what}/?{chosen}&next=/admin/"


def said(path: str) -> Answer:
    return Visitor().get(path)


ROUTES = {
    "unpublish": lambda page: act(page),
    "delete": lambda page: act(page, "delete"),
    "bulk unpublish": lambda page: bulk("unpublish", page),
    "bulk delete": lambda page: bulk("delete", page),
}


# The editor is asked


@pytest.mark.parametrize("route", ROUTES)
def test_no_page_goes_without_a_reason(
    improvement: ImprovementPage, lin: Visitor, route: str
) -> None:
    asked = lin.post(ROUTES[route](improvement))
    assert (asked.status, bool(asked.soup.select("[name=withdrawn_because]"))) == (200, True)
    assert said(AT).status == 200


@pytest.mark.parametrize("route", ROUTES)
def test_with_a_reason_the_page_goes_and_the_address_says_why(
    improvement: ImprovementPage, lin: Visitor, route: str
) -> None:
    asked = lin.post(ROUTES[route](improvement))
    answer = lin.post(ROUTES[route](improvement), {**asked.form(), **BECAUSE})
    assert answer.status == 302
    assert (said(AT).status, WHY in said(AT).text) == (410, True)


@pytest.mark.parametrize(("reason", "told"), GIVING_AWAY)
def test_a_reason_that_gives_something_away_is_refused(
    improvement: ImprovementPage, lin: Visitor, reason: str, told: str
) -> None:
    asked = lin.post(act(improvement), {"withdrawn_because": reason})
    assert asked.soup.select(".w-field__errors, .error-message")
    assert said(AT).status == 200


def test_what_was_ticked_before_is_carried_on(improvement: ImprovementPage, lin: Visitor) -> None:
    index = improvement.get_parent()
    asked = lin.post(act(index), {"include_descendants": "on", "next": "/admin/"})
    lin.post(act(index), {**asked.form(), **BECAUSE})
    assert {said(path).status for path in (AT, "/transparency/improvements/")} == {410}


def test_what_stands_below_a_deleted_page_goes_with_its_reason(
    improvement: ImprovementPage, superuser: User
) -> None:
    Visitor(superuser).post(act(improvement.get_parent(), "delete"), BECAUSE)
    assert WHY in said(AT).text


def test_of_an_unpublished_list_what_stays_stays(
    improvement: ImprovementPage, lin: Visitor
) -> None:
    lin.post(act(improvement.get_parent()), BECAUSE)
    assert (said(AT).status, said("/transparency/improvements/").status) == (200, 410)


@pytest.mark.parametrize("what", ["unpublish", "delete"])
def test_several_at_once_get_one_reason(site: HomePage, lin: Visitor, what: str) -> None:
    pages = [write_improvement(site), write_news(site), write_page(site)]
    addresses = [page.url for page in pages]
    lin.post(bulk(what, *pages), BECAUSE)
    assert {(said(path).status, WHY in said(path).text) for path in addresses} == {(410, True)}


def test_a_draft_goes_without_a_question(improvement: ImprovementPage, lin: Visitor) -> None:
    lin.post(act(improvement), BECAUSE)
    Tombstone.objects.all().delete()
    assert lin.post(act(improvement, "delete")).status == 302
    assert said(AT).status == 404


def test_a_page_that_few_may_read_leaves_no_trace(
    improvement: ImprovementPage, lin: Visitor
) -> None:
    PageViewRestriction.objects.create(page=improvement, restriction_type=PageViewRestriction.LOGIN)
    assert lin.post(act(improvement)).status == 302
    assert said(AT).status == 404


def test_the_history_keeps_who_said_what(
    improvement: ImprovementPage, lin: Visitor, editor: User
) -> None:
    lin.post(act(improvement, "delete"), BECAUSE)
    entry = PageLogEntry.objects.get(action="transparency.withdraw")
    assert (entry.user, entry.data["reason"], entry.data["path"]) == (editor, WHY, AT)
    assert Tombstone.objects.get().withdrawn_by == editor


def test_a_summary_is_withdrawn_like_any_page(published: CaseSummaryPage, lin: Visitor) -> None:
    address = published.url
    lin.post(act(published), BECAUSE)
    assert said(address).status == 410


# Ways round it


@pytest.mark.parametrize("what", ["delete", "unpublish", "move"])
def test_a_program_is_refused(improvement: ImprovementPage, superuser: User, what: str) -> None:
    address = f"/admin/api/main/pages/{improvement.pk}/action/{what}/"
    root = Page.get_first_root_node().pk
    answer = Visitor(superuser).post(address, {"destination_page_id": root})
    assert (answer.status, said(AT).status) == (403, 200)


def test_a_call_in_the_code_leaves_a_stone_too(improvement: ImprovementPage) -> None:
    improvement.delete()
    assert "没有写明" in said(AT).text or "No reason" in said(AT).text


@pytest.mark.parametrize("bulky", [False, True])
def test_no_public_page_is_moved_out_of_sight(
    improvement: ImprovementPage, superuser: User, bulky: bool
) -> None:
    overview, root = improvement.get_parent().get_parent(), Page.get_first_root_node()
    one = f"/admin/pages/{overview.pk}/move/{root.pk}/confirm/"
    address = bulk("move", overview) if bulky else one
    Visitor(superuser).post(address, {"chooser": root.pk})
    assert said(AT).status == 200


def test_a_moved_page_leads_on_and_nothing_is_asked(site: HomePage, lin: Visitor) -> None:
    page, below = write_page(site, slug="old"), write_page(site, slug="new")
    answer = lin.post(f"/admin/pages/{page.pk}/move/{below.pk}/confirm/")
    assert answer.status == 302
    assert said("/old/").to == "/new/old/"


def test_what_expires_says_so(improvement: ImprovementPage) -> None:
    improvement.expire_at = timezone.now() + timedelta(hours=1)
    improvement.save_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_due()
    assert (said(AT).status, Tombstone.objects.get().reason) == (410, "~expired")


# What the street reads


def stone(path: str = AT, **other: Any) -> Tombstone:
    facts = {"kind": "transparency.improvementpage", "reason": WHY}
    return Tombstone.objects.create(path=path, withdrawn_at=timezone.now(), **{**facts, **other})


def test_nothing_of_the_page_is_told(improvement: ImprovementPage, lin: Visitor) -> None:
    lin.post(act(improvement), BECAUSE)
    words = [improvement.title, improvement.said, improvement.measure, improvement.lead]
    assert not [word for word in words if word in said(AT).text]


def test_the_address_leads_to_the_list_and_to_the_log(
    improvement: ImprovementPage, lin: Visitor
) -> None:
    lin.post(act(improvement), BECAUSE)
    links = [link["href"] for link in said(AT).soup.select("main a")]
    assert {"/transparency/improvements/", "/transparency/corrections/"} <= {*links}


def test_nobody_is_to_find_or_keep_it(site: HomePage) -> None:
    stone()
    headers = said(AT).response.headers
    assert (headers["X-Robots-Tag"], headers["Cache-Control"]) == ("noindex", "no-cache")
    assert said(AT).soup.select("meta[name=robots][content=noindex]")


@pytest.mark.parametrize("path", ["/sitemap.xml", "/search/?q=抽血", "/transparency/improvements/"])
def test_it_is_listed_nowhere(improvement: ImprovementPage, lin: Visitor, path: str) -> None:
    assert AT in said(path).body.decode()
    lin.post(act(improvement), BECAUSE)
    assert AT not in said(path).body.decode()


def test_the_feed_forgets_it(published: CaseSummaryPage, lin: Visitor) -> None:
    assert published.title in said("/transparency/summaries.atom").body.decode()
    lin.post(act(published), BECAUSE)
    assert published.title not in said("/transparency/summaries.atom").body.decode()


def test_the_english_address_answers_in_english(site: HomePage) -> None:
    stone(f"/en{AT}", reason="~unsaid")
    assert "No reason was written down." in said(f"/en{AT}").text


def test_what_is_published_again_is_there_again(improvement: ImprovementPage, lin: Visitor) -> None:
    lin.post(act(improvement), BECAUSE)
    improvement.refresh_from_db()
    improvement.save_revision().publish()
    assert (said(AT).status, Tombstone.objects.count()) == (200, 0)


def test_a_redirect_goes_before_a_stone(site: HomePage) -> None:
    stone()
    Redirect.objects.create(old_path=AT.rstrip("/"), redirect_link="/contact/")
    assert said(AT).to == "/contact/"


def test_where_nothing_ever_was_nothing_is(site: HomePage) -> None:
    stone()
    assert said(f"{AT}other/").status == 404


def queries(path: str) -> list[str]:
    said(path)
    with CaptureQueriesContext(connection) as asked:
        said(path)
    return [query["sql"] for query in asked if "tombstone" in query["sql"]]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/contact/", 0),
        ("/nothing/", 1),
        ("/media/images/no.png", 0),
    ],
)
def test_only_a_wrong_address_costs_a_query(site: HomePage, path: str, asked: int) -> None:
    assert len(queries(path)) == asked
