"""Plants private strings in a copy of the house, reads all that is public, and publishes what came of it.

Exit status 1 when something leaked, could not be read, or the run did not come to an end.
"""

import dataclasses
import json
import os
from argparse import SUPPRESS, ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from home.selfcheck import run, shadows, twin
from transparency.models import SelfCheck


class Command(BaseCommand):
    help = "Look for leaks: plant private strings in a copy, read all that is public, publish the result."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take nothing; `--inside` is for the process in the copy."""
        parser.add_argument("--inside", action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, inside: bool, **options: Any) -> None:
        """Do the run, keep its row, and name what leaked."""
        if inside:
            self._inside()
            return
        try:
            found = twin.run()
        except twin.Broken as broken:
            words = _("The self-check did not come to an end: %(error)s.") % {"error": broken}
            raise CommandError(words) from None
        missing = found.pop("missing")
        check = SelfCheck.objects.create(**found)
        self._tell(check, missing)
        if not check.passed:
            raise CommandError(
                _("The self-check found something; the editors read it on their start page.")
            )

    def _inside(self) -> None:
        if not twin.is_twin():
            raise CommandError(_("This works in a copy of the house only."))
        os.nice(10)  # visitors go first
        with shadows.over_small_tables():
            result = run.run()
        self.stdout.write(json.dumps(dataclasses.asdict(result), cls=DjangoJSONEncoder))

    def _tell(self, check: SelfCheck, missing: list[str]) -> None:
        seconds = (check.ended_at - check.started_at).total_seconds()
        self.stdout.write(
            _(
                "%(pages)d addresses, %(bytes)d bytes read in %(seconds)d seconds for %(planted)d strings "
                "of %(fields)d private fields."
            )
            % {
                "pages": check.pages,
                "bytes": check.bytes,
                "seconds": seconds,
                "planted": check.planted,
                "fields": check.fields,
            }
        )
        for leak in check.leaks:
            self.stdout.write(f"! {leak['address']}: {', '.join(leak['fields'])}")
        for address in check.unread:
            self.stdout.write(f"? {address}")
        if missing:
            self.stdout.write(
                _("Could not be published for the run: %(names)s.") % {"names": ", ".join(missing)}
            )
