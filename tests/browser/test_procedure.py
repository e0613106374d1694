"""Every act is done once on its own page, in a real browser, by each role that may do it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from feedback.office.desks import DESKS
from feedback.public.acts import ROOMS
from feedback.vocabulary import Act, Actor
from feedback.workflow import WHO, Role
from portal import roles
from tests.browser.conftest import Regulars
from tests.browser.procedure import ROLES, SUBMITTER, WAYS, Way
from tests.browser.walk import Walk, signed_in
from tests.factories import UserFactory

PERSONS = frozenset(ROLES.values())
# Not at desks of their own: the contact is shown on the case page, a merge joins the other case.
ELSEWHERE = {Act.REVEAL, Act.JOIN}
# The submitter's files come with an answer or a message.
WITH_WORDS = {(Act.ATTACH, Role.SUBMITTER)}
WALKED = {(step.act, ROLES[step.who]) for way in WAYS for step in way.steps}


@pytest.fixture
def cast(transactional_db: None) -> None:
    """Who works on cases, and a deputy."""
    for role in ("officer", "doctor", "director"):
        UserFactory(**{role: True})
    UserFactory(username="colleague", groups=[roles.OFFICERS])


@pytest.fixture
def seat(
    cast: None, regulars: Regulars, live_server: LiveServer
) -> Iterator[Callable[[str], Page]]:
    """Seat somebody of the cast, signed in; the submitter needs no account."""
    regulars.faults.clear()

    def at(name: str) -> Page:
        page = regulars.seat(name)
        return page if name == SUBMITTER else signed_in(page, name, live_server.url)

    yield at
    regulars.leave()
    assert not regulars.faults, "\n".join(regulars.faults)


def test_every_act_is_walked_by_each_role_that_may_do_it() -> None:
    allowed = {(act, role) for act, who in WHO.items() for role in who & PERSONS}
    assert {(act, role) for act, role in allowed if act not in ELSEWHERE} - WITH_WORDS == WALKED


def test_every_desk_and_every_room_of_the_submitter_is_walked() -> None:
    staff = {act for act, role in WALKED if role is not Role.SUBMITTER}
    assert staff == set(DESKS)
    assert {act for act, role in WALKED if role is Role.SUBMITTER} == set(ROOMS)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_each_person_does_each_act_on_its_page(way: Way, seat: Callable[[str], Page]) -> None:
    walk = Walk(way.came_in(), seat)
    for step in way.steps:
        entry = walk.take(step)
        if step.who == SUBMITTER:
            assert entry.actor == Actor.SUBMITTER, step
        else:
            assert entry.by.username == step.who, step
