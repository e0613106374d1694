"""From one case to the next in the list one came from, without going back to the inbox."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from feedback import services
from feedback.models import Case, SphereTeam
from feedback.vocabulary import ENDED, Sphere, Stage
from feedback.workflow import UNENDED
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Page, Visitor


def due(days: int | None, **how: Any) -> Case:
    """Return a case that is due in so many days, or never."""
    case: Case = CaseFactory(**(how or {"accepted": True}))
    day = None if days is None else timezone.localdate() + timedelta(days=days)
    Case.objects.filter(pk=case.pk).update(due_on=day)
    return case


def beside(page: Page) -> tuple[str, str]:
    """Return where one gets from a case, back and on; nothing at the ends of the list."""
    ways = [page.soup.select_one(f".leafing [rel={way}]") for way in ("prev", "next")]
    before, after = ((way["href"] if way else "") for way in ways)
    return before, after


def room(case: Case) -> str:
    return f"/admin/cases/{case.pk}/"


def walked(visitor: Visitor, first: Case) -> list[str]:
    """Return the cases one comes by, leafing on to the end."""
    way = [room(first)]
    while (after := beside(visitor.get(way[-1]))[1]) and len(way) < 20:
        way.append(after)
    return way


def listed(visitor: Visitor, query: str = "") -> list[str]:
    links = visitor.get(f"/admin/cases/{query}").soup.select(".inbox__case a")
    return [link["href"] for link in links]


@pytest.fixture
def cases(db: None) -> list[Case]:
    """Cases in every part of the list: two due on one day, one without a day, waiting, answered, ended."""
    running = [due(3), due(1), due(3), due(None)]
    rest = [due(2, waiting=True), due(None, waiting=True), due(5, replied=True)]
    return [*running, *rest, CaseFactory(closed=True), CaseFactory(declined=True)]


@pytest.mark.parametrize(
    "query", ["", "?sort=newest", "?sort=oldest", "?sort=reference", "?stage=accepted"]
)
def test_one_leafs_through_the_list_as_the_inbox_shows_it(
    officer: User, cases: list[Case], query: str
) -> None:
    visitor = Visitor(officer)
    shown = listed(visitor, query)
    first = next(case for case in cases if room(case) == shown[0])
    assert walked(visitor, first) == shown
    back = [beside(visitor.get(one))[0] for one in shown]
    assert back == ["", *shown[:-1]]


def test_who_has_not_opened_the_inbox_leafs_through_the_own_cases(officer: User) -> None:
    first, second = due(1), due(2)
    due(3, anonymous=True)  # nobody's yet
    assert walked(Visitor(officer), first) == [room(first), room(second)]


def test_from_the_start_page_one_leafs_through_the_queue(officer: User) -> None:
    late, mine, later = due(-2), due(9), due(-1)
    visitor = Visitor(officer)
    page = visitor.get(f"{room(late)}?from=overdue")
    assert beside(page) == ("", room(later))
    assert page.soup.select_one(".leafing a[href='/admin/cases/?show=overdue']")
    assert beside(visitor.get(room(later)))[1] == ""
    assert room(mine) not in walked(visitor, late)


@pytest.mark.parametrize("queue", ["", "nonsense", "back&stage=closed", "%00"])
def test_a_queue_there_is_none_of_is_ignored(officer: User, queue: str) -> None:
    case = due(1)
    assert Visitor(officer).get(f"{room(case)}?from={queue}").status == 200


def test_what_somebody_may_not_see_is_no_neighbour(officer: User) -> None:
    first, hidden, last = due(1), due(2), due(3)
    Case.objects.filter(pk=hidden.pk).update(restricted=True, sphere=Sphere.INTEGRITY)
    other = UserFactory(username="second", groups=[roles.OFFICERS])
    SphereTeam.objects.create(sphere=Sphere.INTEGRITY).members.add(other)
    assert walked(Visitor(officer), first) == [room(first), room(last)]


def test_after_an_act_the_next_case_is_the_one_that_stood_behind_it(officer: User) -> None:
    first, second, third = due(1), due(2), due(3)
    visitor = Visitor(officer)
    listed(visitor)
    typed = {"version": second.version, "answer": "已处理。"}
    page = visitor.follow(visitor.post(f"{room(second)}reply/", typed))
    assert page.soup.select_one(f".messages .buttons a[href='{room(third)}']")
    assert room(first) in listed(visitor)


def test_after_the_last_case_one_is_led_back_to_the_list(officer: User) -> None:
    case, visitor = due(1), Visitor(officer)
    listed(visitor, "?stage=accepted")
    typed = {"version": case.version, "text": "记录。"}
    page = visitor.follow(visitor.post(f"{room(case)}note/", typed))
    assert page.soup.select_one(".messages .buttons a[href='/admin/cases/?stage=accepted']")


def test_in_the_middle_of_two_acts_nobody_is_led_away(officer: User) -> None:
    case, visitor = due(1), Visitor(officer)
    services.prioritise(case, by=officer, priority="important")
    form = visitor.get(f"{room(case)}classify/").form()
    choice = visitor.get(f"{room(case)}classify/").soup.select("#id_category_0 option")[1]
    typed = {**form, "category_0": choice["value"], "then": "1"}
    page = visitor.follow(visitor.post(f"{room(case)}classify/", typed))
    assert not page.soup.select(".messages .buttons")


def test_what_was_searched_for_is_not_kept(officer: User) -> None:
    visitor = Visitor(officer)
    listed(visitor, "?stage=accepted")
    visitor.post("/admin/cases/", {"q": "13800138000"})
    visitor.get("/admin/cases/?q=13800138000")
    assert visitor.client.session["list_of_cases"] == "stage=accepted"


@pytest.mark.parametrize("who", ["doctor", "director", "oversight"])
def test_everybody_who_reads_cases_leafs_through_the_own_list(officer: User, who: str) -> None:
    first, second = due(1, assigned=True), due(2, assigned=True)
    visitor = Visitor(UserFactory(**{who: True}))
    listed(visitor)
    assert walked(visitor, first) == [room(first), room(second)]


def test_the_keys_are_described(officer: User) -> None:
    page = Visitor(officer).get(room(due(1)))
    keys = page.soup.select_one("template#office-keys").decode_contents()
    assert "<kbd>j</kbd> <kbd>k</kbd>" in keys


def test_what_has_ended_is_all_that_has_not() -> None:
    assert {*Stage} - {*UNENDED} == ENDED
