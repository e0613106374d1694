"""Visits and discharges are entered by those who answer for the figures, one month at a time."""

from datetime import date
from typing import Any

import pytest
import time_machine

from portal.models import Hospital, User
from tests.visitor import Visitor
from transparency import releases
from transparency.models import Activity
from transparency.periods import Period
from transparency.tables import Reading

ADDRESS = "/admin/activity/"
OCTOBER = Period(2026, 10, 10)

pytestmark = pytest.mark.usefixtures("_november")


@pytest.fixture
def _november(db: None) -> Any:
    with time_machine.travel("2026-11-20T10:00:00+08:00"):
        yield


@pytest.fixture
def lin(site: Any, editor: User) -> Visitor:
    """Editor Lin, who may publish figures."""
    return Visitor(editor)


def send(by: Visitor, month: str, address: str = f"{ADDRESS}new/", visits: int = 9000) -> Any:
    hospital = Hospital.objects.get(code="main")
    sent = {"hospital": hospital.pk, "month": month, "visits": visits, "discharges": 800}
    return by.post(address, sent)


def entered() -> list[tuple[date, int]]:
    return list(Activity.objects.values_list("month", "visits"))


@pytest.mark.parametrize("written", ["2026-10", "2026-10-31", "2026/10", "2026年10月"])
def test_a_month_is_kept_as_its_first_day(lin: Visitor, written: str) -> None:
    send(lin, written)
    assert entered() == [(date(2026, 10, 1), 9000)]


@pytest.mark.parametrize("written", ["2026-11", "2026-12", "2027-01", "October", ""])
def test_a_month_that_is_not_over_or_no_month_is_refused(lin: Visitor, written: str) -> None:
    assert send(lin, written).soup.select(".w-field__errors, .error-message")
    assert entered() == []


@pytest.mark.parametrize("visits", [0, -5])
def test_no_visits_at_all_are_refused(lin: Visitor, visits: int) -> None:
    send(lin, "2026-10", visits=visits)
    assert entered() == []


def test_the_same_month_twice_is_told(lin: Visitor) -> None:
    send(lin, "2026-10")
    assert "这个月已经录入" in send(lin, "2026-10-15").text
    assert entered() == [(date(2026, 10, 1), 9000)]


def test_a_month_can_be_put_right(lin: Visitor) -> None:
    send(lin, "2026-10")
    send(lin, "2026-10", f"{ADDRESS}edit/{Activity.objects.get().pk}/", visits=9100)
    assert entered() == [(date(2026, 10, 1), 9100)]


def test_the_form_shows_the_month_as_a_browser_wants_it(lin: Visitor) -> None:
    send(lin, "2026-10")
    page = lin.get(f"{ADDRESS}edit/{Activity.objects.get().pk}/")
    assert page.soup.select_one("input[name=month]")["value"] == "2026-10"


def test_the_list_is_in_the_menu_of_those_who_publish_figures(lin: Visitor) -> None:
    send(lin, "2026-10")
    assert "9,000" in lin.get(ADDRESS).text
    assert ADDRESS in lin.get("/admin/").response.content.decode()


@pytest.mark.parametrize("who", ["officer", "doctor", "reviewer", "director"])
def test_nobody_else_enters_anything(site: Any, request: Any, who: str) -> None:
    visitor = Visitor(request.getfixturevalue(who))
    assert send(visitor, "2026-10").to == "/admin/"
    assert entered() == []


def test_frozen_figures_keep_what_they_were_frozen_with(lin: Visitor) -> None:
    hospital = Hospital.objects.get(code="main")
    before = releases.freeze(hospital, OCTOBER)
    send(lin, "2026-10")
    before.refresh_from_db()
    assert not before.document["activity"]
    after = releases.freeze(hospital, Period(2026, 1, 10))
    assert not Reading(after.document, after.parameters).rates  # nine months are missing


def test_the_list_costs_a_few_queries(lin: Visitor, django_assert_max_num_queries: Any) -> None:
    hospital = Hospital.objects.get(code="main")
    for month in range(1, 11):
        day = date(2026, month, 1)
        Activity.objects.create(hospital=hospital, month=day, visits=9000, discharges=800)
    lin.get(ADDRESS)
    with django_assert_max_num_queries(9):
        lin.get(ADDRESS)
