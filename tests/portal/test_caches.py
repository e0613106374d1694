"""A cache that is away makes the house slower, and nothing else."""

import pytest

from portal.caches import ForgivingClient, ForgivingRedisCache

# Nobody listens on this port.
NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> ForgivingRedisCache:
    """A cache whose Redis does not answer."""
    monkeypatch.setattr(ForgivingClient, "asks_again_at", float("-inf"))
    return ForgivingRedisCache(NOWHERE, {})


def test_what_was_to_be_kept_is_simply_not_there(away: ForgivingRedisCache) -> None:
    away.set("page", "words")
    assert away.get("page", "nothing") == "nothing"
    assert away.get_many(["page"]) == {}


def test_whoever_must_be_first_is_told_no(away: ForgivingRedisCache) -> None:
    assert away.add("page", "words") is False
    assert away.delete("page") is False


def test_nobody_asks_again_for_a_while(
    away: ForgivingRedisCache, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        away.set_many({"page": "words"})
    assert len(caplog.records) == 1


def test_after_a_while_it_is_asked_again(
    away: ForgivingRedisCache, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    away.get("page")
    monkeypatch.setattr(ForgivingClient, "asks_again_at", float("-inf"))
    away.delete_many(["page"])
    assert len(caplog.records) == 2
