"""Prepares reports and topics by hand: what `manage.py tick` does after each month, or a named period again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.models import Hospital
from transparency import bulletins, topics
from transparency.periods import NoSuchPeriod, Period


class Command(BaseCommand):
    help = "Freeze a period (2026-10, 2026-Q3, 2026) and draft the report and the topic about it; publish nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the periods; without them what ended with the last month is taken."""
        parser.add_argument("periods", nargs="*", metavar="PERIOD")
        parser.add_argument("--hospital", default="main", metavar="CODE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, and name each new draft."""
        hospital = Hospital.objects.filter(code=options["hospital"]).first()
        if hospital is None:
            raise CommandError(_("There is no hospital %(code)s.") % {"code": options["hospital"]})
        try:
            named = [Period.read(code) for code in options["periods"]]
            periods: list[Period | None] = [*named] or [None]
            drafts = [
                page
                for one in periods
                for prepare in (bulletins.prepare, topics.prepare)
                for page in prepare(hospital, one)
            ]
        except NoSuchPeriod as wrong:
            raise CommandError(str(wrong)) from wrong
        for page in drafts:
            self.stdout.write(f"{page.url_path} {page.title}")
        if not drafts:
            self.stdout.write(_("Nothing new: there is a report already, or no list of reports."))
