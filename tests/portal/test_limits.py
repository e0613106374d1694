"""How often is too often: counted exactly, for a network and for the site, also at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory

from portal import limits
from portal.models import Tally

NOON = datetime(2026, 3, 9, 12, 20, tzinfo=ZoneInfo("Asia/Shanghai"))


def network(**headers: str) -> str:
    return limits.network_of(RequestFactory().get("/", **headers))


@pytest.mark.django_db
def test_each_hit_counts_once() -> None:
    for _ in range(3):
        limits.hit("try", "here")
    assert limits.count("try", "here") == 3


@pytest.mark.django_db
def test_one_scope_and_one_subject_do_not_count_for_another() -> None:
    limits.hit("try", "here")
    assert (limits.count("try", "there"), limits.count("other", "here")) == (0, 0)


@pytest.mark.django_db
def test_the_next_hour_begins_anew() -> None:
    with time_machine.travel(NOON):
        limits.hit("try")
    with time_machine.travel(NOON + timedelta(hours=1)):
        assert limits.count("try") == 0


@pytest.mark.django_db
def test_one_knows_how_long_to_wait() -> None:
    with time_machine.travel(NOON, tick=False):
        assert limits.seconds_to_wait() == 40 * 60


@pytest.mark.django_db(transaction=True)
def test_hits_at_the_same_moment_are_all_counted() -> None:
    def hit_often(_: int) -> None:
        for _try in range(10):
            limits.hit("try", "here")
        connection.close()

    with ThreadPoolExecutor(8) as people:
        list(people.map(hit_often, range(8)))
    assert limits.count("try", "here") == 80
    assert Tally.objects.count() == 1


def test_an_address_is_kept_as_a_hash() -> None:
    assert "203.0.113.9" not in network(REMOTE_ADDR="203.0.113.9")


def test_two_addresses_are_two_networks() -> None:
    assert network(REMOTE_ADDR="203.0.113.9") != network(REMOTE_ADDR="203.0.113.10")


def test_one_ipv6_line_is_one_network() -> None:
    here = network(REMOTE_ADDR="2001:db8:1:2::1")
    assert here == network(REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert here != network(REMOTE_ADDR="2001:db8:1:3::1")


def test_without_a_proxy_of_ours_no_header_is_believed() -> None:
    forged = network(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert forged == network(REMOTE_ADDR="203.0.113.9")


@pytest.mark.parametrize("forged", ["198.51.100.1, ", "junk, 1.1.1.1, "])
def test_behind_our_proxy_only_its_own_word_counts(settings: object, forged: str) -> None:
    settings.TRUSTED_PROXIES = 1  # type: ignore[attr-defined]
    seen = network(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"{forged}203.0.113.9")
    assert seen == network(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9")


@pytest.mark.parametrize("address", ["", "unix:", "junk"])
def test_an_address_nobody_can_read_is_a_network_too(address: str) -> None:
    assert network(REMOTE_ADDR=address)


@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_the_same_moment_only_so_many_are_let_through() -> None:
    def attempt(_: int) -> bool:
        try:
            return limits.take("try", "here", most=10)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(40))) == 10


@pytest.mark.django_db
def test_what_is_given_back_can_be_taken_again() -> None:
    assert limits.take("try", "here", most=1)
    limits.give_back("try", "here")
    assert limits.take("try", "here", most=1)


def test_two_ipv4_visitors_of_a_dual_stack_socket_are_two_networks() -> None:
    first, second = (
        network(REMOTE_ADDR="::ffff:192.0.2.1"),
        network(REMOTE_ADDR="::ffff:198.51.100.9"),
    )
    assert first != second
    assert first == network(REMOTE_ADDR="192.0.2.1")


def test_a_port_behind_the_address_makes_no_new_network(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    seen = {network(HTTP_X_FORWARDED_FOR=f"192.0.2.1:{port}") for port in (1111, 2222)}
    assert seen == {network(HTTP_X_FORWARDED_FOR="192.0.2.1")}


@pytest.mark.django_db
def test_several_counts_are_one_question(django_assert_num_queries: Any) -> None:
    limits.hit("try", "here")
    with django_assert_num_queries(1):
        assert limits.counts("try", "here", "there") == [1, 0]
