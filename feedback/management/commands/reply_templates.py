"""Adds reply templates to begin with: `manage.py reply_templates`, once, before the office has its own."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from feedback.demo import starters


class Command(BaseCommand):
    """Add them to an empty list only: what the office has written is never touched."""

    help = "Add reply templates in Chinese and English to a list that is still empty."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add them, and say how many."""
        number = starters.lay()
        said = ngettext(
            "%(number)d reply template added.", "%(number)d reply templates added.", number
        )
        self.stdout.write(said % {"number": number})
