"""Fills the public pages of the demonstration: figures, summaries that two accounts made, improvements.

Run it as often as you like: it adds only what is missing.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import Site

from portal.models import Hospital
from transparency import releases
from transparency.management.improvements import publish_improvements
from transparency.management.summaries import publish_summaries
from transparency.models import Release
from transparency.site import lay_transparency


class Command(BaseCommand):
    help = "Lay the transparency pages; publish demonstration figures, summaries and improvements."

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the pages, freeze the last twelve months, publish summaries and improvements."""
        home = Site.objects.get(is_default_site=True).root_page.specific
        english = home.get_translations().filter(locale__language_code="en").first()
        lay_transparency(home, english)
        self._publish_figures()
        publish_summaries()
        publish_improvements(today=timezone.localdate())

    def _publish_figures(self) -> None:
        hospital = Hospital.objects.get(code="main")
        start, end = releases.last_twelve_months(today=timezone.localdate())
        if Release.objects.published().of(hospital.pk).exists():
            return
        releases.publish(releases.freeze(hospital, start=start, end=end))
