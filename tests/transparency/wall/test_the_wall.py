"""The wall as the public reads it."""

import re
from datetime import date
from typing import Any

import pytest

from feedback.models import Consent
from feedback.vocabulary import Stage
from portal import search
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.transparency.praise import (
    NAMES,
    PRAISE,
    WALL,
    titles,
    write_thanks,
)
from tests.visitor import Visitor
from transparency import praising
from transparency.management.thanks import THANKS as THANKS_LAID
from transparency.management.thanks import publish_thanks
from transparency.models import CommendationPage


# --- The wall -------------------------------------------------------------------------------------
def test_an_empty_wall_says_so(visitor: Visitor) -> None:
    assert visitor.get(WALL).soup.select("main .notice")


def test_the_wall_can_be_narrowed_to_a_department(visitor: Visitor) -> None:
    write_thanks(title="心", department="心内科")
    write_thanks(title="儿", department="儿科")
    assert titles(visitor) == ["儿", "心"]
    assert titles(visitor, f"{WALL}?department=心内科") == ["心"]


@pytest.mark.parametrize("asked", ["", "x", "%00", "儿", "'"])
def test_an_unknown_department_shows_all(visitor: Visitor, asked: str) -> None:
    write_thanks(department="儿科")
    assert len(titles(visitor, f"{WALL}?department={asked}")) == 1


def test_a_long_wall_has_pages(visitor: Visitor) -> None:
    for number in range(13):
        write_thanks(title=f"第{number}面")
    assert titles(visitor, f"{WALL}?page=2") == ["第0面"]


@pytest.mark.parametrize(
    ("precision", "told"),
    [("month", "2026年3月"), ("quarter", "2026年第一季度"), ("year", "2026年")],
)
def test_the_time_is_told_as_exactly_as_was_chosen(
    visitor: Visitor, precision: str, told: str
) -> None:
    page = write_thanks(precision=precision)
    assert page.when.label in visitor.get(page.url).text
    assert ("3月" in visitor.get(page.url).soup.select_one(".record").get_text()) is (
        precision == "month"
    )


def test_the_feed_tells_what_is_praised(public: CommendationPage, visitor: Visitor) -> None:
    feed = visitor.get("/transparency/commendations.atom").body.decode()
    assert PRAISE in feed
    assert "心内科" in feed


def test_the_overview_leads_to_the_wall(visitor: Visitor) -> None:
    for front in ("", "/en"):
        assert visitor.get(f"{front}/transparency/").soup.select(f"main a[href='{front}{WALL}']")


@pytest.mark.parametrize(("rows", "queries"), [(1, 30), (12, 30)])
def test_the_wall_costs_the_same_for_many(
    visitor: Visitor, rows: int, queries: int, django_assert_max_num_queries: Any
) -> None:
    for _number in range(rows):
        write_thanks()
    visitor.get("/")
    with django_assert_max_num_queries(queries):
        visitor.get(WALL)


def test_the_demonstration_hangs_its_thanks_once_and_asks_for_one_name(
    doctor: User, editor: User, visitor: Visitor
) -> None:
    DepartmentFactory(ward=True)
    for _again in range(2):
        publish_thanks(today=date(2026, 11, 22))
    assert len(titles(visitor)) == len(titles(visitor, f"/en{WALL}")) == len(THANKS_LAID)
    assert [one.is_agreed for one in praising.asked(doctor)] == [False]
    assert not visitor.get(WALL).soup.find(string=re.compile(NAMES))


def test_a_commendation_is_open_to_search_by_kind() -> None:
    assert CommendationPage in search.kinds()


def test_a_case_that_was_withdrawn_has_no_consent(db: None) -> None:
    case = CaseFactory(stage=Stage.WITHDRAWN)
    Consent.objects.create(
        case=case, purpose=Consent.Purpose.PUBLISH, channel="web", given_at=case.received_at
    )
    assert not praising.casebook.agreed([case.reference])
