"""The two servers that are compared: how each is furnished, lent, opened and cleared away."""

import hashlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.client import HOST, ask
from benchmarks.dialogue import get

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / "var" / "bench"
PORTS = range(8300, 8400)
WORKERS, THREADS = 2, 2
KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
# No limit may refuse what the bench sends, and no work after the request may count as the request's.
ENVIRONMENT = {
    "DEBUG": "0",
    "HTTPS": "0",
    "ALLOWED_HOSTS": HOST,
    "SECRET_KEY": "the-bench-needs-a-long-key-that-protects-nothing-0123456789",
    "HUIYIN_INDEX_KEY": KEY,
    "HUIYIN_CODE_KEYS": KEY,
    "HUIYIN_FIELD_KEYS": KEY,
    "WRONG_CODES_PER_NETWORK": "1000000000",
    "WRONG_CODES_PER_SITE": "1000000000",
    "RELAY": "off",
    "LOG_LEVEL": "ERROR",
}
# The rest of the product's variables keep their defaults, whatever the shell says.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")


@dataclass(frozen=True)
class House:
    """One of the two projects."""

    name: str
    settings: str
    wsgi: str
    seed: str
    first_page: str
    # What is seeded depends on these files; when one of them changes, it is seeded anew.
    made_of: tuple[str, ...]


FLOOR = House(
    "floor",
    "benchmarks.floor.settings",
    "benchmarks.floor.wsgi:application",
    "benchmarks.floor.seed",
    "/constant/",
    ("benchmarks/floor/*.py",),
)
OURS = House(
    "ours",
    "benchmarks.product",
    "config.wsgi:application",
    "benchmarks.seed",
    "/",
    ("benchmarks/seed.py", "*/migrations/*.py", "*/site.py", "*/demo/*", "*/management/*.py"),
)


@dataclass(frozen=True)
class Seeded:
    """How many cases a house has, and of how many its figures are, where that is more."""

    cases: int
    counted: int = 0

    @property
    def size(self) -> int:
        """Return of how many cases the figures are."""
        return max(self.cases, self.counted)


@dataclass(frozen=True)
class Running:
    """A house that is open, and what its visitors know."""

    house: House
    home: Path
    pid: int
    port: int
    plan: dict[str, Any]


def environment(house: House, home: Path, **more: str) -> dict[str, str]:
    """Return the variables under which a house runs."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    own = {"HUIYIN_HOME": str(home), "DJANGO_SETTINGS_MODULE": house.settings}
    return {**kept, **ENVIRONMENT, **own, **more}


def python(house: House, home: Path, *words: str, **more: str) -> bytes:
    """Run a module in the environment of a house and return what it says."""
    command = [sys.executable, "-m", *words]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment(house, home, **more), check=True, stdout=subprocess.PIPE
    )
    return done.stdout


@contextmanager
def lent(house: House, seeded: Seeded, *, keep: bool) -> Iterator[Path]:
    """Lend a furnished house with its plan, to be thrown away after use.

    With `keep` the original stays for the next time, as long as nothing has changed in it.
    """
    original = STATE / f"{house.name}-{seeded.size}-{_fingerprint(house)}"
    if not original.exists():
        _furnish(house, seeded, original)
    copy = _own_folder(house)
    shutil.copytree(original, copy)
    try:
        yield copy
    finally:
        shutil.rmtree(copy)
        if not keep:
            shutil.rmtree(original, ignore_errors=True)


@contextmanager
def opened(house: House, home: Path) -> Iterator[Running]:
    """Serve a house until the caller is done with it."""
    port = _free_port()
    options = f"--interface wsgi --no-ws --host {HOST} --port {port} --workers {WORKERS}"
    command = [sys.executable, "-m", "granian", *options.split()]
    command += ["--blocking-threads", str(THREADS), "--log-level", "warning", house.wsgi]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(house, home))  # noqa: S603
    try:
        _wait(server, port, house.first_page)
        yield Running(house, home, server.pid, port, json.loads((home / "plan.json").read_text()))
    finally:
        server.terminate()
        server.wait(timeout=30)


def _furnish(house: House, seeded: Seeded, original: Path) -> None:
    """Seed a house, and put it in its place only when it is complete."""
    for old in STATE.glob(f"{house.name}-{seeded.size}-*"):
        shutil.rmtree(old)
    building = _own_folder(house)
    building.mkdir(parents=True)
    try:
        words = ("benchmarks.furnish", house.seed, str(building / "plan.json"), str(seeded.cases))
        python(house, building, *words, SQLITE_SYNCHRONOUS="OFF", COUNTED=str(seeded.counted))
        building.rename(original)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _own_folder(house: House) -> Path:
    return STATE / f"run-{os.getpid()}-{house.name}"


def _free_port() -> int:
    for port in PORTS:
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((HOST, port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"No port from {PORTS.start} to {PORTS.stop - 1} is free.")


def _wait(server: subprocess.Popen[bytes], port: int, path: str) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        line = http.client.HTTPConnection(HOST, port, timeout=60)
        try:
            ask(line, get(path)).expect(200)
        except OSError:
            time.sleep(0.25)
        else:
            return
        finally:
            line.close()
    raise RuntimeError("The server did not answer.")


def _fingerprint(house: House) -> str:
    digest = hashlib.sha256()
    for pattern in house.made_of:
        for path in filter(Path.is_file, sorted(ROOT.glob(pattern))):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
