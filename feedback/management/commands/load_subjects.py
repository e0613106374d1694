"""Adds a hotline's tree of categories to the list: `manage.py load_subjects FILE --channel h12345`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from feedback.imports import subjects, uploads
from feedback.imports.sheets import Unopened
from feedback.vocabulary import TRANSFERS, Channel


class Command(BaseCommand):
    """Add what is not listed yet; what the office has said of a category is never touched."""

    help = "Add a hotline's tree of up to three levels (CSV or XLSX) to its list of categories."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--channel", default=Channel.H12345.value, choices=[one.value for one in TRANSFERS]
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Add them, and say how many."""
        try:
            with options["file"].open("rb") as file:
                sheets = [lines for lines in uploads.read(File(file)) if lines]
            paths = subjects.tree(sheets[0])
        except (OSError, Unopened) as trouble:
            raise CommandError(str(trouble)) from None
        added = subjects.load(paths, channel=options["channel"])
        said = _("Read %(read)d categories: %(added)d added, %(known)d known already.")
        self.stdout.write(said % {"read": len(paths), "added": added, "known": len(paths) - added})
