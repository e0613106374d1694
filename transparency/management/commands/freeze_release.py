"""Freezes the figures of a run of months, and publishes them when told to."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.models import Hospital
from transparency import releases


class Command(BaseCommand):
    help = "Freeze the figures of a run of months: --from 2025-12 --through 2026-11."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the months; without them the last twelve whole months are taken."""
        parser.add_argument("--from", dest="first", metavar="YYYY-MM")
        parser.add_argument("--through", dest="last", metavar="YYYY-MM")
        parser.add_argument("--hospital", default="main", metavar="CODE")
        parser.add_argument("--publish", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Freeze, publish if wished, and say what was done."""
        hospital = Hospital.objects.filter(code=options["hospital"]).first()
        if hospital is None:
            raise CommandError(_("There is no hospital %(code)s.") % {"code": options["hospital"]})
        start, end = self._period(options["first"], options["last"])
        release = releases.freeze(hospital, start=start, end=end)
        if options["publish"]:
            releases.publish(release)
        self.stdout.write(f"{release} {release.start} – {release.end} {release.sha256}")

    def _period(self, first: str | None, last: str | None) -> tuple[date, date]:
        today = timezone.localdate()
        if not first and not last:
            return releases.last_twelve_months(today=today)
        try:
            months = [date.fromisoformat(f"{month}-01") for month in (first or last, last or first)]
            return releases.period(*months, today=today)
        except releases.NoSuchPeriod as wrong:
            raise CommandError(str(wrong)) from wrong
        except ValueError as wrong:
            raise CommandError(_("Write months like 2026-03.")) from wrong
