"""Reads a text from standard input and says what would hold it back from the public.

One JSON object a line: `kind`, `match`, `level` (block or soft), `start`, `end`. Exit status 1 when
something blocks.
"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from transparency import gate
from transparency.gate import Level


class Command(BaseCommand):
    help = "Check a text for what gives people away: manage.py check_text < draft.txt"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings; exit with 1 when one of them blocks."""
        findings = gate.of_text(sys.stdin.read())
        for found in findings:
            line = {
                "kind": found.kind, "match": found.match, "level": found.level.value,
                "start": found.start, "end": found.end,
            }  # fmt: skip
            self.stdout.write(json.dumps(line, ensure_ascii=False))
        if any(found.level is Level.BLOCK for found in findings):
            sys.exit(1)
