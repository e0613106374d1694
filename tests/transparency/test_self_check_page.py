"""What the public reads of the self-check, and what editors and administrators are told of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.models import User
from tests.visitor import Visitor
from transparency.models import SelfCheck, SummaryIndexPage

pytestmark = pytest.mark.django_db
PAGE = "/transparency/self-check/"
QUERIES = 14
LEAK = [{"address": "/news/secret-place/", "fields": ["feedback.Case.story"]}]


def ran(days_ago: int = 1, **found: Any) -> SelfCheck:
    ended = timezone.now() - timedelta(days=days_ago)
    numbers = {"planted": 812, "fields": 143, "pages": 1234, "bytes": 11_400_000}
    return SelfCheck.objects.create(
        started_at=ended - timedelta(minutes=2), ended_at=ended, **numbers, **found
    )


def test_before_the_first_check_the_page_says_so(visitor: Visitor, site: Any) -> None:
    page = visitor.get(f"/en{PAGE}")
    assert "No check has been made yet" in page.text
    assert "<table" not in page.body.decode()


def test_a_clean_check_is_told_with_its_numbers(visitor: Visitor, site: Any) -> None:
    ran()
    page = visitor.get(f"/en{PAGE}")
    assert "read everything and found nothing private" in page.text
    assert all(number in page.text for number in ("1,234", "10.9", "812", "143"))


def test_a_leak_is_told_but_not_where_it_is(visitor: Visitor, site: Any) -> None:
    ran(leaks=LEAK)
    page = visitor.get(f"/en{PAGE}")
    assert "Something private was found" in page.text
    assert "secret-place" not in page.body.decode()
    assert "story" not in page.body.decode().partition("How the check is made")[0]


def test_a_check_that_could_not_read_everything_is_no_success(visitor: Visitor, site: Any) -> None:
    ran(unread=["/news/"])
    page = visitor.get(f"/en{PAGE}")
    assert "does not count as passed" in page.text
    assert "Not everything could be read" in page.text


def test_the_last_check_counts_and_those_before_stay(visitor: Visitor, site: Any) -> None:
    ran(days_ago=8, leaks=LEAK)
    ran(days_ago=1)
    page = visitor.get(f"/en{PAGE}")
    assert "read everything and found nothing private" in page.text
    assert "Something private was found" in page.text


def test_the_page_stands_in_chinese_too_and_the_method_leads_to_it(
    visitor: Visitor, site: Any
) -> None:
    assert PAGE in visitor.get("/transparency/method/").body.decode()
    assert visitor.get(PAGE).status == 200


def test_nobody_posts_to_it(visitor: Visitor, site: Any) -> None:
    assert visitor.client.post(PAGE).status_code == 405


def test_the_page_asks_few_questions(visitor: Visitor, site: Any) -> None:
    for days in range(5):
        ran(days_ago=days)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(PAGE)
    assert len(asked) <= QUERIES


# --- The start page of the admin ------------------------------------------------------------------
def start_page(client: Any, user: User) -> str:
    client.force_login(user)
    return client.get("/admin/").content.decode()


@pytest.mark.parametrize("found", [{"leaks": LEAK}, {"unread": ["/news/secret-place/"]}])
def test_an_editor_is_told_where_something_was_found(
    client: Any, editor: User, index: SummaryIndexPage, found: dict[str, Any]
) -> None:
    ran(**found)
    assert "/news/secret-place/" in start_page(client, editor)


def test_an_administrator_is_told_too(client: Any, superuser: User, site: Any) -> None:
    ran(leaks=LEAK)
    assert "/news/secret-place/" in start_page(client, superuser)


def test_an_officer_is_not_bothered(client: Any, officer: User, index: SummaryIndexPage) -> None:
    ran(leaks=LEAK)
    assert "secret-place" not in start_page(client, officer)


def test_a_clean_check_is_not_worth_a_word(
    client: Any, editor: User, index: SummaryIndexPage
) -> None:
    ran()
    assert "last-self-check" not in start_page(client, editor)


@pytest.mark.parametrize(("days_ago", "said"), [(13, False), (15, True)])
def test_two_weeks_without_a_check_are_told(
    client: Any, editor: User, index: SummaryIndexPage, days_ago: int, said: bool
) -> None:
    ran(days_ago=days_ago)
    assert ("last-self-check" in start_page(client, editor)) is said


@pytest.mark.parametrize(("days", "said"), [(7, True), (0, False)])
def test_a_house_that_never_looked_is_told_unless_it_will_not(
    client: Any, editor: User, index: SummaryIndexPage, settings: Any, days: int, said: bool
) -> None:
    settings.SELF_CHECK_DAYS = days
    assert ("last-self-check" in start_page(client, editor)) is said
