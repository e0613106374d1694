"""Two colleagues on one case see each other, and are told when their page is out of date."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from feedback import services
from feedback.models import Access, Case, Presence
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, UserFactory
from tests.visitor import Visitor

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def second(db: None) -> User:
    """Another officer of the complaint office."""
    return UserFactory(username="second", last_name="Second", groups=[roles.OFFICERS])


@pytest.fixture
def case(db: None) -> Case:
    """A case with Dr Zhao's ward."""
    return CaseFactory(assigned=True)


def told(who: User, case: Case, room: str = "") -> str:
    page = Visitor(who).get(f"/admin/cases/{case.pk}/{room}", headers=ENGLISH)
    return page.soup.select_one(".presence__who").get_text()


def polled(who: User, case: Case, query: str = "") -> Any:
    return Visitor(who).get(f"/admin/cases/{case.pk}/presence/{query}").response.json()


def test_who_opens_a_case_reads_who_else_has_it_open(
    officer: User, second: User, case: Case
) -> None:
    assert told(officer, case) == ""
    assert officer.get_full_name() in told(second, case)
    assert "Second" in told(officer, case)


def test_who_writes_is_said_to_write(officer: User, second: User, case: Case) -> None:
    told(officer, case, "note/")
    sentence = Presence.objects.get(user=officer)
    assert sentence.writing
    assert told(second, case) != told_as_reader(officer, second, case)


def told_as_reader(officer: User, second: User, case: Case) -> str:
    told(officer, case)
    return told(second, case)


def test_who_has_not_been_heard_of_has_gone(officer: User, second: User, case: Case) -> None:
    told(officer, case)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=91))
    assert told(second, case) == ""


def test_an_open_page_asks_who_is_there(officer: User, doctor: User, case: Case) -> None:
    told(doctor, case, "note/")
    answer = polled(officer, case, f"?version={case.version}")
    assert doctor.get_full_name() in answer["present"][0]
    assert answer["newer"] is False


def test_an_open_page_is_told_that_something_happened(officer: User, case: Case) -> None:
    shown = case.version
    services.note(case, by=officer, text="已电话联系。")
    assert polled(officer, case, f"?version={shown}")["newer"] is True


@pytest.mark.parametrize("query", ["", "?version=", "?version=x", "?version=-1", "?version=²"])
def test_a_page_that_does_not_say_what_it_shows_is_not_out_of_date(
    officer: User, case: Case, query: str
) -> None:
    assert polled(officer, case, query)["newer"] is False


def test_asking_is_no_opening_of_the_case(officer: User, case: Case) -> None:
    polled(officer, case)
    assert not Access.objects.exists()


def test_asking_keeps_no_session_alive(officer: User, case: Case) -> None:
    visitor = Visitor(officer)
    ends = Session.objects.get().expire_date
    visitor.get(f"/admin/cases/{case.pk}/presence/")
    assert Session.objects.get().expire_date == ends
    visitor.get(f"/admin/cases/{case.pk}/")
    assert Session.objects.get().expire_date > ends


@pytest.mark.parametrize("who", ["chen", "editor"])
def test_a_stranger_to_the_case_learns_nothing(officer: User, case: Case, who: str) -> None:
    told(officer, case)
    page = Visitor(UserFactory(**{who: True})).get(f"/admin/cases/{case.pk}/presence/")
    assert page.status == 404
    assert not Presence.objects.exclude(user=officer).exists()


def test_the_oversight_seat_is_told_no_names(officer: User, oversight: User, case: Case) -> None:
    told(officer, case)
    assert told(oversight, case) == ""
    assert polled(oversight, case)["present"] == []


def test_each_has_one_row_however_often_they_look(officer: User, case: Case) -> None:
    told(officer, case), told(officer, case, "note/"), polled(officer, case)
    assert [(row.user, row.writing) for row in Presence.objects.all()] == [(officer, False)]
