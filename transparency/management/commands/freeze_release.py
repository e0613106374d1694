"""Freezes the figures of a month, a quarter or a year so far, and publishes them when told to."""

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import figures
from portal.models import Hospital
from transparency import judging, releases
from transparency.periods import Period


class Command(BaseCommand):
    help = "Freeze the figures of a period: 2026-10, 2026-Q3, 2026-to-10 or 2026."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the periods; without them the last month and its year so far are taken."""
        parser.add_argument("periods", nargs="*", metavar="PERIOD")
        parser.add_argument("--hospital", default="main", metavar="CODE")
        parser.add_argument("--reason", default="", help="why a version is corrected")
        parser.add_argument("--reason-en", default="", help="the same in English")
        parser.add_argument(
            "--anew", action="store_true", help="count the cases themselves, not the roll-ups"
        )
        parser.add_argument("--publish", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Freeze, publish if wished, and say what was done."""
        hospital = Hospital.objects.filter(code=options["hospital"]).first()
        if hospital is None:
            raise CommandError(_("There is no hospital %(code)s.") % {"code": options["hospital"]})
        try:
            for period in self._periods(options["periods"]):
                self._freeze(hospital, period, options)
            judging.sweep()
        except (releases.NoSuchPeriod, releases.TooLittleChanged) as wrong:
            raise CommandError(str(wrong)) from wrong
        except figures.StillCounting as busy:
            raise CommandError(_("Somebody else is counting just now. Try again later.")) from busy

    def _freeze(self, hospital: Hospital, period: Period, options: dict[str, Any]) -> None:
        reason = options["reason"], options["reason_en"]
        release = releases.freeze(hospital, period, reason=reason, anew=options["anew"])
        if options["publish"]:
            releases.publish(release)
        self.stdout.write(f"{period.code} v{release.version} {release.sha256}")

    def _periods(self, codes: list[str]) -> list[Period]:
        end: date = timezone.localdate().replace(day=1) - timedelta(days=1)
        so_far = [Period(end.year, end.month, end.month), Period(end.year, 1, end.month)]
        return [Period.read(code) for code in codes] or list(dict.fromkeys(so_far))
