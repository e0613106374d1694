"""Say how the mails to submitters fare: `manage.py news`. It names no case and no person."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from django.utils import timezone

from feedback import notices
from feedback.models import Notice

LATELY = timedelta(days=30)


class Command(BaseCommand):
    help = "Count the mails of the last thirty days; fail when some have waited for too long."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each state and failure, then whether anybody must look."""
        lately = Notice.objects.filter(made_at__gt=timezone.now() - LATELY)
        for state, failure, number in (
            lately.values_list("state", "failure").annotate(number=Count("pk")).order_by("state")
        ):
            self.stdout.write(f"{number:>7}  {state}  {failure}".rstrip())
        if late := notices.late():
            raise CommandError(f"{late} have waited longer than ten minutes: does a worker run?")
