"""The two servers that are compared: how each is furnished, started and ended."""

import hashlib
import http.client
import json
import os
import shutil
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
KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
WORKERS, THREADS = 2, 2
# No limit may refuse what the bench sends, nor may work after the request count as the request's.
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
UNSET = ("DATABASE_URL", "CACHE_URL", "CELERY_BROKER_URL", "SQLITE_SYNCHRONOUS", "TRUSTED_PROXIES")


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
    "config.settings",
    "config.wsgi:application",
    "benchmarks.seed",
    "/",
    ("benchmarks/seed.py", "*/migrations/*.py", "home/site.py", "*/site.py", "feedback/demo/*"),
)


@dataclass(frozen=True)
class Running:
    """A house that is open, and what its visitors know."""

    house: House
    pid: int
    port: int
    plan: dict[str, Any]


def environment(house: House, home: Path, **more: str) -> dict[str, str]:
    """Return the variables under which a house runs, whatever the shell's say."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    own = {"HUIYIN_HOME": str(home), "DJANGO_SETTINGS_MODULE": house.settings}
    return {**kept, **ENVIRONMENT, **own, **more}


def furnished(house: House, cases: int) -> Path:
    """Return a folder with the house's state and plan; made once for one state of the migrations."""
    home = STATE / f"{house.name}-{cases}-{_fingerprint(house)}"
    if not (home / "plan.json").exists():
        for old in STATE.glob(f"{house.name}-{cases}-*"):
            shutil.rmtree(old)
        home.mkdir(parents=True)
        command = [sys.executable, "-m", house.seed, str(home / "plan.json"), str(cases)]
        quick = environment(house, home, SQLITE_SYNCHRONOUS="OFF")
        subprocess.run(command, cwd=ROOT, env=quick, check=True)  # noqa: S603
    return home


def plan_of(home: Path) -> dict[str, Any]:
    """Return what the visitors of a furnished house know."""
    plan: dict[str, Any] = json.loads((home / "plan.json").read_text())
    return plan


@contextmanager
def copied(home: Path) -> Iterator[Path]:
    """Lend a copy of a furnished house, to be thrown away."""
    copy = STATE / f"run-{os.getpid()}-{home.name}"
    shutil.copytree(home, copy)
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


@contextmanager
def opened(house: House, home: Path, port: int) -> Iterator[Running]:
    """Serve a house until the caller is done with it."""
    options = f"--interface wsgi --no-ws --host {HOST} --port {port} --workers {WORKERS}"
    command = [sys.executable, "-m", "granian", *options.split()]
    command += ["--blocking-threads", str(THREADS), "--log-level", "warning", house.wsgi]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(house, home))  # noqa: S603
    try:
        _wait(server, port, house.first_page)
        yield Running(house, server.pid, port, plan_of(home))
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(server: subprocess.Popen[bytes], port: int, path: str) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        line = http.client.HTTPConnection(HOST, port, timeout=20)
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
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
