"""The bench measures what it says: each of its conversations holds with the product as it stands."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings

from benchmarks import inside, seed
from benchmarks.client import hold
from benchmarks.dialogue import Unexpected, get
from benchmarks.operations import BY_NAME
from feedback import services
from feedback.models import Case
from home.models import HomePage
from portal.models import User
from tests.factories import CaseFactory


@pytest.fixture(autouse=True)
def _connection_stays(db: None) -> Iterator[None]:
    """Keep the handler from closing the connection in which the test's transaction runs."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def plan(site: HomePage, officer: User) -> dict[str, Any]:
    """What the bench's visitors know of a small house."""
    CaseFactory(closed=True)
    return seed.knowledge(officer, list(seed.multiply(3)), visits=4)


@pytest.mark.parametrize("name", BY_NAME)
@override_settings(ROOT_URLCONF="benchmarks.addresses")
def test_every_conversation_of_the_bench_comes_to_its_end(name: str, plan: dict[str, Any]) -> None:
    hold(BY_NAME[name].ours(plan), inside.asking(WSGIHandler()))


def test_a_measured_submission_is_a_case(plan: dict[str, Any]) -> None:
    before = Case.objects.count()
    hold(BY_NAME["submit"].ours(plan), inside.asking(WSGIHandler()))
    assert Case.objects.count() == before + 1


def test_an_answer_that_was_not_meant_is_not_measured(site: HomePage) -> None:
    answer = inside.asking(WSGIHandler())(get("/nowhere/"))
    with pytest.raises(Unexpected):
        answer.expect(200)


def test_a_copied_case_opens_with_its_own_code(officer: User) -> None:
    original = CaseFactory(closed=True)
    (code,) = seed.multiply(2)
    copy = services.unlock(code, network="")
    assert copy is not None
    assert copy.pk != original.pk


def test_a_copied_case_has_the_whole_past_of_the_first(officer: User) -> None:
    original = CaseFactory(closed=True)
    list(seed.multiply(2))
    copy = Case.objects.exclude(pk=original.pk).get()
    acts = [list(case.diary.values_list("seq", "act")) for case in (original, copy)]
    assert acts[0] == acts[1]
    assert copy.contact.name == original.contact.name


def test_the_statements_of_a_look_up_are_listed(plan: dict[str, Any]) -> None:
    seen = inside.queries(BY_NAME["lookup"], plan, inside.asking(WSGIHandler()))
    assert any("code_digest" in sql for sql, _ms in seen)
