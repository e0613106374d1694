"""The statistics page costs the same however many cases its figures are of."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings

from benchmarks import freezing, inside, seed
from benchmarks.operations import BY_NAME
from feedback.models import Case
from home.models import HomePage
from portal.models import Hospital
from tests.factories import CaseFactory
from transparency import releases
from transparency.periods import Period

NAMES = ("statistics-first", "statistics", "statistics-cached")


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
def publish(site: HomePage) -> Callable[[int], dict[str, int]]:
    """Publish figures of so many cases; return the statements of each way to open the page."""
    with time_machine.travel("2026-03-10 10:00+08:00"):
        CaseFactory.create_batch(12)
    hospital = Hospital.objects.get(code="main")

    @override_settings(ROOT_URLCONF="benchmarks.addresses")
    def published(cases: int) -> dict[str, int]:
        seed.count(cases)
        release = releases.freeze(hospital, Period(2026, 3, 3), reason=("更多", "More"))
        releases.publish(release)
        asked = inside.asking(WSGIHandler())
        return {name: len(inside.queries(BY_NAME[name], {}, asked)) for name in NAMES}

    with time_machine.travel("2026-05-20 10:00+08:00"):
        yield published


def test_a_million_cases_ask_the_database_no_more_than_a_dozen(
    publish: Callable[[int], dict[str, int]],
) -> None:
    few = publish(0)
    assert publish(1_000_000) == few
    assert few["statistics-first"] > few["statistics"] >= few["statistics-cached"]


def test_figures_of_a_million_are_those_of_each_case_so_many_times(
    publish: Callable[[int], dict[str, Any]],
) -> None:
    publish(120_000)
    shown = Hospital.objects.get(code="main").releases.get().document["total"]["received"]
    assert (Case.objects.count(), shown) == (12, 120_000)


def test_freezing_for_the_bench_leaves_nothing_behind(publish: Callable[[int], Any]) -> None:
    publish(500)
    kept = Hospital.objects.get(code="main").releases.values_list("pk", "sha256")
    before = list(kept)
    assert freezing.frozen(Period(2026, 3, 3))["queries"] > 5
    assert list(kept.all()) == before
