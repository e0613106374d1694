"""Fills in the text by which pages are found, for those written before there was a search.

Run it once after the update; running it again changes nothing. What nobody approved is left out.
"""

from typing import Any

from django.core.management.base import BaseCommand

from portal.language import searchable
from portal.search import kinds


class Command(BaseCommand):
    help = "Fill in the search text of public pages that have none or an old one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all public pages of every kind."""
        filled = sum(self._fill(page) for kind in kinds() for page in kind.open_to_search())
        self.stdout.write(f"Search text filled in: {filled} pages")

    def _fill(self, page: Any) -> bool:
        text = searchable(page.words())
        if text == page.search_text or not page.may_be_found:
            return False
        type(page).objects.filter(pk=page.pk).update(search_text=text)
        return True
