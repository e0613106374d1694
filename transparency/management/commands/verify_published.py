"""Checks that what the public reads is what was frozen and approved; exit status 1 when it is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from transparency import releases
from transparency.models import CaseSummaryPage


class Command(BaseCommand):
    help = "Check frozen figures and live summaries against their fingerprints."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each release and page that was changed past the rules."""
        wrong = [
            _("Release %(release)s is not what was frozen.") % {"release": release}
            for release in releases.altered()
        ]
        live = CaseSummaryPage.objects.live().prefetch_related("approvals")
        wrong += [
            _("Page %(number)s is live in a wording nobody approved; it is not shown.")
            % {"number": page.pk}
            for page in live
            if not page.is_approved
        ]
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(_("Everything published is what was frozen and approved."))
