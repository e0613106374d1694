"""Builds the demo hospital's departments, accounts and cases: `manage.py demo_cases`, once."""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.demo import starters
from feedback.demo.build import build
from feedback.demo.house import furnish
from feedback.models import Case

ONLY_MINE = 0o600


class Command(BaseCommand):
    """Build everything in one transaction, or nothing; real cases are never mixed with invented ones."""

    help = "Fill an empty house with the cases of the demo hospital."

    def handle(self, *args: Any, **options: Any) -> None:
        written: Path = settings.HUIYIN_HOME / "demo.json"
        if Case.objects.exists():
            if written.exists():
                return
            raise CommandError(_("There are cases already; the demo is for an empty house only."))
        with transaction.atomic():
            house = furnish()
            starters.lay()
            code = build(house, now=timezone.now())
            _write(written, {"accounts": house.accounts, "tracking_code": code})
        self.stdout.write(_("%(number)d cases made.") % {"number": Case.objects.count()})


def _write(path: Path, content: dict[str, Any]) -> None:
    """Write a file that only the own account may read, from its first byte on."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_MINE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
