"""Fills the public pages of the demonstration: figures, summaries of two accounts, improvements, a report, topics, thanks.

Run it as often as you like: it adds only what is missing.
"""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import Site

from portal.models import Hospital
from transparency import judging, releases
from transparency.management.improvements import publish_improvements
from transparency.management.reporting import publish_report
from transparency.management.summaries import publish_summaries
from transparency.management.thanks import publish_thanks
from transparency.management.topics import publish_topics
from transparency.models import Release
from transparency.periods import Period
from transparency.site import lay_transparency


class Command(BaseCommand):
    help = "Lay the transparency pages; publish demonstration figures, summaries and improvements."

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the pages, freeze two years, publish summaries, improvements, a report, topics and thanks."""
        home = Site.objects.get(is_default_site=True).root_page.specific
        english = home.get_translations().filter(locale__language_code="en").first()
        lay_transparency(home, english)
        hospital = Hospital.objects.get(code="main")
        self._publish_figures(hospital)
        publish_summaries()
        publish_improvements(today=timezone.localdate())
        judging.sweep()
        publish_report(hospital, today=timezone.localdate())
        publish_topics(hospital, today=timezone.localdate())
        publish_thanks(today=timezone.localdate())

    def _publish_figures(self, hospital: Hospital) -> None:
        """Publish each month of this year and the last, and both years so far."""
        if Release.objects.published().of(hospital.pk).exists():
            return
        end = timezone.localdate().replace(day=1) - timedelta(days=1)
        for year, last in ((end.year - 1, 12), (end.year, end.month)):
            so_far = Period(year, 1, last)
            for period in dict.fromkeys([*so_far.months, so_far]):
                releases.publish(releases.freeze(hospital, period))
