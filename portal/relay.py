"""Wakes the worker that carries what must leave the house, after commit and never in the request.

The storeys above register their work here; this module knows none of it. With `RELAY=thread` one
daemon thread a process does the work, so that neither a mail server nor a large photo keeps a
visitor waiting; with `RELAY=off` only `manage.py tick` works.
"""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, transaction

logger = logging.getLogger(__name__)
_work: list[Callable[[], int]] = []
_watched: dict[str, Callable[[], int]] = {}
_wanted = threading.Event()
_start = threading.Lock()
_thread: threading.Thread | None = None


def register(work: Callable[[], int]) -> None:
    """Add work to be done at each wake-up: a callable that returns how much it carried."""
    if work not in _work:
        _work.append(work)


def watch(name: str, late: Callable[[], int]) -> None:
    """Add something to watch over: a callable that returns how much of it has waited too long."""
    _watched[name] = late


def late() -> dict[str, int]:
    """Return how much of each thing that is watched over has waited too long."""
    return {name: count() for name, count in _watched.items()}


def wake() -> None:
    """Ask for one round of work once the present transaction stands."""
    if settings.RELAY != "off":
        transaction.on_commit(_ring)


def run_once() -> int:
    """Do one round of all registered work in this thread and return how much was carried."""
    return sum(work() for work in _work)


def _ring() -> None:
    global _thread
    with _start:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_serve, name="relay", daemon=True)
            _thread.start()
    _wanted.set()


def _serve() -> None:
    while True:
        _wanted.wait()
        _wanted.clear()
        close_old_connections()
        try:
            run_once()
        except Exception:  # the thread must outlive any one failure; `tick` sweeps what is left
            logger.exception("The relay could not finish its round")
        finally:
            close_old_connections()
