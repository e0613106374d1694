"""`manage.py demo_site`: the demo hospital's pages; a second run adds only what is missing."""

from typing import Any

from django.core.management.base import BaseCommand

from home.site import lay_site


class Command(BaseCommand):
    """Lay the demo hospital's site."""

    help = "Lays the demo hospital's pages in Chinese and English; keeps what is already there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the site and say where it stands."""
        home = lay_site()
        self.stdout.write(f"The site stands at {home.get_full_url()}")
