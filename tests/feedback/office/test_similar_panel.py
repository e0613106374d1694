"""The panel of similar cases on the case page: what it says, and to whom it says nothing."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback.models import Case
from feedback.services import similar
from portal.models import User
from tests.factories import CaseFactory
from tests.feedback.test_similar import OTHER, STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(db: None) -> tuple[Case, Case]:
    """Two cases in Dr Zhao's ward, told in the same words from the same telephone."""
    pair = CaseFactory(story=STORY, assigned=True), CaseFactory(story=STORY, assigned=True)
    similar.sweep(10)
    return pair


def panel(client: Client, case: Case, user: User) -> BeautifulSoup | None:
    client.force_login(user)
    page = client.get(f"/admin/cases/{case.pk}/")
    heading = BeautifulSoup(page.content, "html.parser").find(id="similar")
    return heading and heading.find_parent("section")


def test_the_officer_sees_the_other_case_and_how_alike_it_is(
    client: Client, twins: tuple[Case, Case], officer: User
) -> None:
    shown = panel(client, twins[0], officer)
    assert shown.find("a", href=f"/admin/cases/{twins[1].pk}/").text == twins[1].reference
    assert "nearly the same text" in shown.text or "文字几乎相同" in shown.text


def test_the_same_telephone_is_told_to_the_officer_only(
    client: Client, twins: tuple[Case, Case], officer: User, doctor: User
) -> None:
    assert panel(client, twins[0], officer).find("strong")
    assert panel(client, twins[0], doctor).find("strong") is None


def test_the_panel_never_shows_a_story(
    client: Client, twins: tuple[Case, Case], officer: User
) -> None:
    assert STORY[:12] not in panel(client, twins[0], officer).text


def test_a_case_told_in_words_of_its_own_has_no_panel(client: Client, officer: User) -> None:
    one, _other = CaseFactory(story=STORY), CaseFactory(story=OTHER)
    similar.sweep(10)
    assert panel(client, one, officer) is None


def test_the_oversight_seat_has_no_panel(
    client: Client, twins: tuple[Case, Case], oversight: User
) -> None:
    assert panel(client, twins[0], oversight) is None


def test_who_is_barred_sees_nothing_of_the_other_case(
    client: Client, twins: tuple[Case, Case], officer: User
) -> None:
    twins[1].barred.add(officer)
    assert panel(client, twins[0], officer) is None


def test_the_way_to_the_desks_names_the_other_case_by_its_number(
    client: Client, twins: tuple[Case, Case], officer: User
) -> None:
    ways = panel(client, twins[0], officer).find_all("a", class_="button")
    assert [way["href"] for way in ways] == [
        f"/admin/cases/{twins[0].pk}/{act}/?with={twins[1].pk}" for act in ("merge", "link")
    ]


def test_a_department_is_offered_no_merging(
    client: Client, twins: tuple[Case, Case], doctor: User
) -> None:
    assert not panel(client, twins[0], doctor).find_all("a", class_="button")


def test_more_likenesses_cost_no_more_queries(
    client: Client, twins: tuple[Case, Case], officer: User
) -> None:
    client.force_login(officer)
    numbers = []
    for _round in range(3):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/admin/cases/{twins[0].pk}/")
        numbers.append(len(captured))
        CaseFactory(story=STORY, assigned=True)
        similar.sweep(10)
    assert numbers[1] == numbers[2]
