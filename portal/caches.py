"""Redis as a cache that may be away: the house then does its work without it, only slower."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)
# Seconds for which nobody asks again after it did not answer: waiting costs more than making.
RESTS = 5.0
PATIENCE = 0.5


class ForgivingClient(RedisCacheClient):
    """Say "not kept" where Redis says nothing at all."""

    # Of the process, not of the thread: what one thread has waited for no other need wait for.
    asks_again_at = float("-inf")

    def _tried(self, ask: Callable[[], Any], otherwise: Any) -> Any:
        if time.monotonic() < self.asks_again_at:
            return otherwise
        try:
            return ask()
        except RedisError as error:
            ForgivingClient.asks_again_at = time.monotonic() + RESTS
            logger.warning("The cache does not answer (%s)", type(error).__name__)
            return otherwise

    def get(self, key: Any, default: Any) -> Any:
        """Return what is kept, or the default."""
        return self._tried(lambda: super(ForgivingClient, self).get(key, default), default)

    def get_many(self, keys: Any) -> Any:
        """Return what is kept of these."""
        return self._tried(lambda: super(ForgivingClient, self).get_many(keys), {})

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        """Keep a value."""
        self._tried(lambda: super(ForgivingClient, self).set(key, value, timeout), None)

    def set_many(self, data: Any, timeout: Any) -> None:
        """Keep several values."""
        self._tried(lambda: super(ForgivingClient, self).set_many(data, timeout), None)

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        """Keep a value where there is none yet, and say whether it was kept."""
        return bool(
            self._tried(lambda: super(ForgivingClient, self).add(key, value, timeout), False)
        )

    def delete(self, key: Any) -> bool:
        """Forget a value."""
        return bool(self._tried(lambda: super(ForgivingClient, self).delete(key), False))

    def delete_many(self, keys: Any) -> None:
        """Forget several values."""
        self._tried(lambda: super(ForgivingClient, self).delete_many(keys), None)


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, asked by the forgiving client."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
        self._options = {
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            "retry": Retry(NoBackoff(), 0),
            **params.get("OPTIONS", {}),
        }
