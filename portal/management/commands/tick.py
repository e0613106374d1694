"""All periodic work of a small house in one supervised loop; no failing chore stops the others.

A large house runs Celery's workers and beat instead. Running beside them does no harm: what leaves
the house is claimed before it is carried, so nothing goes out twice.
"""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portal import chores

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do all periodic work until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do every chore once and stop.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            for chore in chores.all_of_them():
                do(chore.name, chore.work)
            return
        stop = threading.Event()
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, lambda *_: stop.set())
        tick(stop)


def tick(stop: threading.Event) -> None:
    """Go round the chores until asked to stop; the one under way is finished first."""
    due = dict.fromkeys(chores.all_of_them(), 0.0)
    while not stop.is_set():
        for chore in due:
            if due[chore] <= time.monotonic() and not stop.is_set():
                do(chore.name, chore.work)
                due[chore] = time.monotonic() + chore.seconds
        stop.wait(1)


def do(name: str, chore: Callable[[], Any]) -> None:
    """Do one chore, with fresh connections; what goes wrong is logged and tried again next time."""
    close_old_connections()
    try:
        chore()
    except Exception:  # whatever it is, the other chores must go on
        logger.exception("Could not %s", name)
    finally:
        close_old_connections()
