"""Checks that what the public reads is what was frozen and approved, and gives nobody away.

Exit status 1 when it is not. Pages are named by their numbers, what stands in them is not repeated.
"""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from transparency import releases, watching
from transparency.models import CaseSummaryPage


class Command(BaseCommand):
    help = "Check frozen figures, live summaries and everything the gate would hold back."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each release and page that was changed past the rules."""
        if wrong := [*_figures(), *_wordings(), *_held()]:
            raise CommandError("\n".join(wrong))
        self.stdout.write(_("Everything published is what was frozen and approved."))


def _figures() -> Iterator[str]:
    for release in releases.altered():
        yield _("Release %(release)s is not what was frozen.") % {"release": release}


def _wordings() -> Iterator[str]:
    for page in CaseSummaryPage.objects.live().prefetch_related("approvals"):
        if not page.is_approved:
            yield _("Page %(number)s is live in a wording nobody approved; it is not shown.") % {
                "number": page.pk
            }


def _held() -> Iterator[str]:
    for held in watching.look().held:
        yield _("Page %(number)s is public and the gate would hold it back: %(kinds)s.") % {
            "number": held["page"],
            "kinds": ", ".join(held["kinds"]),
        }
