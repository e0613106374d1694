"""Bring the roll-ups of the reports up to date: `manage.py tally`, or `--all` to count everything anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from feedback.services import tallies


class Command(BaseCommand):
    help = "Count anew the months in which something changed since the last counting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether every month is counted."""
        parser.add_argument("--all", action="store_true", help="count every month anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and say how many months."""
        months = tallies.count_all() if options["all"] else tallies.sweep()
        told = ngettext("%(months)d month counted.", "%(months)d months counted.", months)
        self.stdout.write(told % {"months": months})
