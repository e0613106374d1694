"""`manage.py demo_news`: the demo hospital's news and notices; a second run adds only what is missing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.demo.newsroom import lay_news
from home.models import NewsPage


class Command(BaseCommand):
    """Lay the demo hospital's news."""

    help = "Lays the demo hospital's news, notices and pictures; keeps what is already there."

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the news and say how much there is."""
        lay_news(today=timezone.localdate())
        self.stdout.write(f"{NewsPage.objects.count()} pieces of news")
