"""Builds the demonstration: tables, static files and believable content; keeps what was entered.

Refuses a database that it did not begin itself: invented cases have no place among real ones.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal import keycheck

# Each builds on its first run only, and upon the one before it.
CONTENT = ("demo_site", "demo_news", "demo_cases", "demo_transparency")


class Command(BaseCommand):
    help = "Build the demonstration; a second run changes nothing."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self._claim()
        self._migrate()
        self._verify()
        self._collect()
        for name in CONTENT:
            self.stdout.write(f"Content: {name}")
            call_command(name)

    def _claim(self) -> None:
        mark = settings.HUIYIN_HOME / "demo.mark"
        if mark.exists():
            return
        if Path(settings.DATABASES["default"]["NAME"]).exists():
            raise CommandError(
                f"{settings.HUIYIN_HOME} holds a database that is no demonstration. "
                "Choose another HUIYIN_HOME."
            )
        mark.touch()

    def _migrate(self) -> None:
        """Bring the tables up to date; when they are, ask only that, which is quicker."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)

    def _verify(self) -> None:
        try:
            keycheck.verify()
        except ImproperlyConfigured as wrong:
            raise CommandError(f"{wrong} Or start over with `make demo-reset`.") from wrong

    def _collect(self) -> None:
        """Collect the static files again only when one of them, or a library, has changed."""
        stamp = settings.STATIC_ROOT / ".fingerprint"
        found = _fingerprint()
        if stamp.exists() and stamp.read_text() == found:
            return
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(found)


def _fingerprint() -> str:
    files = [settings.BASE_DIR / "requirements.txt", *settings.BASE_DIR.glob("*/static/**/*.*")]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
