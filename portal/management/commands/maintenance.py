"""Closes the site for maintenance, opens it again, or says which of the two it is."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime, parse_time

from portal import maintenance


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", nargs="?", choices=["on", "off"])
        parser.add_argument("--until", default="", help="18:30, or 2026-11-21 18:30")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "on":
            maintenance.close(_moment(options["until"]) if options["until"] else None)
        elif options["act"] == "off" and not maintenance.reopen():
            self.stdout.write("The site was not closed.")
        closed = maintenance.sign().exists()
        self.stdout.write("The site is closed for maintenance." if closed else "The site is open.")


def _moment(text: str) -> datetime:
    """Read a moment, or a time of day, which is the next one with that time."""
    try:
        clock, moment = parse_time(text), parse_datetime(text)
    except ValueError:
        clock = moment = None
    if moment:
        return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
    if clock is None:
        raise CommandError(f"{text!r} is no moment. Write 18:30 or 2026-11-21 18:30.")
    return _next(clock)


def _next(clock: time) -> datetime:
    now = timezone.localtime()
    today = timezone.make_aware(datetime.combine(now.date(), clock))
    return today if today > now else today + timedelta(days=1)
