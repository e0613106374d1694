"""Say when an answer is due, counted as the house counts: `manage.py due 2026-02-13 5`."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from feedback import deadlines
from feedback.models import CalendarDay
from feedback.vocabulary import Unit

# Longer ahead no calendar reaches.
LONGEST = 150


class Command(BaseCommand):
    help = "Print the last day for an answer, counted from a day of receipt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day of receipt and the number of days."""
        parser.add_argument("day", help="the day of receipt, for example 2026-02-13")
        parser.add_argument("days", help="how many days, for example 5")
        parser.add_argument("--calendar-days", action="store_true", help="not working days")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the due date, and whether it is provisional."""
        day, days = _day(options["day"]), _number(options["days"])
        unit = Unit.CALENDAR if options["calendar_days"] else Unit.WORKING
        due = deadlines.due(day, days, unit, CalendarDay.objects.around(day))
        self.stdout.write(f"{due.on.isoformat()}{' provisional' if due.provisional else ''}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"Not a day: {text!r}. Write it like 2026-02-13.") from error


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= LONGEST):
        raise CommandError(f"Not a number of days from 0 to {LONGEST}: {text!r}.")
    return int(text)
