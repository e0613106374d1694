"""The processes of a house beside the test's own, which can be killed as a power cut would."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings

TICK = ("manage.py", "tick")
WORKER = (
    *("-m", "celery", "-A", "config.celery", "worker", "--loglevel", "error", "--concurrency", "1"),
    *("--without-gossip", "--without-mingle"),
)
# Long enough for a machine with much else to do.
PATIENCE = 60


class Processes:
    """Starts them with the same variables, each in a group of its own; ends what still runs."""

    def __init__(self, variables: Mapping[str, str], log: Path) -> None:
        self.variables, self.log = {**os.environ, **variables}, log
        self.running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *trouble: object) -> None:
        for process in self.running:
            kill(process)

    def start(self, *command: str, **other: str) -> subprocess.Popen[bytes]:
        """Start our own Python with these words; `other` variables hold for this process alone."""
        return self.run(sys.executable, *command, **other)

    def run(self, *command: str, **other: str) -> subprocess.Popen[bytes]:
        """Start any program."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own commands
                command,
                cwd=settings.BASE_DIR,
                env={**self.variables, **other},
                process_group=0,
                stdout=log,
                stderr=log,
            )
        self.running.append(process)
        return process


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(true: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
    """Wait for something that other processes bring about."""
    for _tenth in range(int(seconds * 10)):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("It did not come about.")
