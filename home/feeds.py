"""The Atom feed of news and notices, made and kept like those of transparency."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from home.models import NewsPage
from transparency.feeds import Asked, PageFeed, paragraphs

ENTRIES = 30


class NewsFeed(PageFeed):
    """News and notices of one language, the newest first."""

    section = "news"
    label = gettext_lazy("News and notices")

    def named(self, words: dict[str, str], *, of_one: bool) -> str:
        """Return the title."""
        return _("News and notices: %(site)s") % words

    def subtitle(self, asked: Asked) -> str:
        """Say in one sentence what is in it."""
        return _("What the hospital tells its patients.")

    def items(self, asked: Asked) -> Iterable[NewsPage]:
        """Return what is live, the newest first."""
        found = NewsPage.objects.newest().filter(locale__language_code=get_language())
        return list(found.select_related("locale")[:ENTRIES])

    def item_description(self, item: Any) -> str:
        """Return the lead; the text stands on the page."""
        return paragraphs(item.lead)

    def item_categories(self, item: Any) -> list[str]:
        """Return whether people should know it or might like to."""
        return [str(item.get_section_display())]
