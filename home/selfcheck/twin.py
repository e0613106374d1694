"""A copy of the house for the self-check, and a process that lives in it; the visitors notice neither.

SQLite has one writer: a transaction as long as the walk would make every visitor wait. So its file is
copied, which blocks nobody. PostgreSQL has many: there the process works in the database itself, in a
transaction that is rolled back, and on copies of all tables it would change a row of. Files lie in a
folder of their own below HUIYIN_HOME, as private as what they are copied from, and are removed.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

PREFIX, MARK = "self-check-", "self-check.mark"
# Seconds after which a run is given up, and after which a folder is one that a killed run has left.
LONGEST = 4 * 3600
# What the copy must not have: a way out of the house, or the house's own cache.
SHUT = {
    "RELAY": "off",
    "CACHE_URL": "locmemcache://?max_entries=100000",
    "CELERY_BROKER_URL": "memory://",
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    "EMAIL_HOST": "",
    "SMS_BACKEND": "",
    "SMS_KEY_ID": "",
    "SMS_KEY_SECRET": "",
    "LOG_LEVEL": "CRITICAL",
}


class Broken(Exception):
    """The run did not come to an end; it says which error ended it, and nothing of what was read."""


def is_twin() -> bool:
    """Say whether this process lives in the copy."""
    return (Path(settings.HUIYIN_HOME) / MARK).exists()


def run() -> dict[str, Any]:
    """Have one run done in a copy, and return what came of it. Raises `Broken`."""
    with _folder() as home:
        _furnish(home)
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "self_check", "--inside"],
            env={**os.environ, **SHUT, "HUIYIN_HOME": str(home), "DATABASE_URL": _database(home)},
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    if done.returncode:
        raise Broken(_last_error(done.stderr))
    found: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    for name in ("started_at", "ended_at"):
        found[name] = datetime.fromisoformat(found[name])
    return found


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield an empty folder that nobody else may open; what killed runs have left goes first."""
    below = Path(settings.HUIYIN_HOME)
    for old in below.glob(f"{PREFIX}*"):
        if old.is_dir() and old.stat().st_mtime < time.time() - LONGEST:
            shutil.rmtree(old, ignore_errors=True)
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=below))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _furnish(home: Path) -> None:
    """Give the copy its keys, static files, pictures and, of SQLite, the database."""
    (home / MARK).touch()
    if settings.KEYS_FILE.exists():
        (home / settings.KEYS_FILE.name).symlink_to(settings.KEYS_FILE)
    if Path(settings.STATIC_ROOT).exists():
        (home / "static").symlink_to(settings.STATIC_ROOT)
    media = Path(settings.MEDIA_ROOT)
    if media.exists():
        shutil.copytree(media, home / "media", copy_function=_linked)
    if connection.vendor == "sqlite":
        _copy(str(connection.settings_dict["NAME"]), str(home / "huiyin.sqlite3"))


def _linked(file: str, to: str) -> str:
    """Have the same file under a second name; storages never write into a file that is there."""
    try:
        os.link(file, to)
    except OSError:  # another disk
        shutil.copy2(file, to)
    return to


def _copy(file: str, to: str) -> None:
    """Copy a SQLite database as it is at this moment; in its WAL mode writers go on meanwhile."""
    with (
        closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(to)) as copy,
    ):
        source.backup(copy)


def _database(home: Path) -> str:
    """Return the address of the database the copy works with."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{home / 'huiyin.sqlite3'}"
    before, slash, _name = os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")
    return f"{before}{slash}{connection.settings_dict['NAME']}"


def _last_error(said: bytes) -> str:
    """Return the kind of the error, without its words."""
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1].partition(":")[0] if lines else "?"
