"""The feed of the topics of the month."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from transparency.feeds.feed import ENTRIES, Asked, paragraphs
from transparency.feeds.pages import PageFeed
from transparency.models import TopicPage


class TopicFeed(PageFeed):
    """Topics of the month: what is live."""

    section = "topics"
    label = gettext_lazy("Topics of the month")

    def named(self, words: dict[str, str], *, of_one: bool) -> str:
        """Return the title."""
        return _("Topics of the month: %(site)s") % words

    def subtitle(self, asked: Asked) -> str:
        """Say in one sentence what is in it."""
        return _("What stood out in a month, what we do about it, and what you can do.")

    def link(self, asked: Asked) -> str:
        """Lead to the overview: topics have no list of their own."""
        return super().link(asked).removesuffix(f"{self.section}/")

    def items(self, asked: Asked) -> Iterable[TopicPage]:
        """Return what is live, that of the last month first."""
        found = TopicPage.objects.newest().filter(locale__language_code=get_language())
        return list(found.select_related("locale")[:ENTRIES])

    def item_description(self, item: Any) -> str:
        """Return its lead, what was heard and what is done."""
        return paragraphs(item.lead, item.heard, item.doing)

    def item_categories(self, item: Any) -> list[str]:
        """Return the code of its category."""
        return [item.category]
