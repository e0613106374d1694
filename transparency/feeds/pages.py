"""Feeds of pages: case summaries, improvements, reports."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from feedback.vocabulary import Kind
from transparency.feeds.feed import ENTRIES, Asked, PublishedFeed, paragraphs, speakable
from transparency.models import CaseSummaryPage, CommendationPage, ImprovementPage, ReportPage


class PageFeed(PublishedFeed):
    """The newest pages of a kind, in one language."""

    def item_title(self, item: Any) -> str:
        """Return the page's title."""
        return speakable(item.title)

    def item_link(self, item: Any) -> str:
        """Return the page's address."""
        return str(item.full_url)

    def item_guid(self, item: Any) -> str:
        """Return an identity that no move, new title or new host name changes."""
        return f"urn:uuid:{uuid.uuid5(item.translation_key, item.locale.language_code)}"

    def item_pubdate(self, item: Any) -> datetime:
        """Return when the page first went out."""
        return item.first_published_at or timezone.now()

    def item_updateddate(self, item: Any) -> datetime:
        """Return when the present wording went out."""
        return item.last_published_at or timezone.now()


class SummaryFeed(PageFeed):
    """Case summaries: what is live and approved."""

    section = "summaries"
    label = gettext_lazy("Case summaries")
    by_category = True

    def named(self, words: dict[str, str], *, of_one: bool) -> str:
        """Return the title, of all or of one category."""
        if of_one:
            return _("Case summaries, %(category)s: %(site)s") % words
        return _("Case summaries: %(site)s") % words

    def subtitle(self, asked: Asked) -> str:
        """Say in one sentence what is in it."""
        return _("Closed matters, told without names: what was asked, found and done.")

    def items(self, asked: Asked) -> Iterable[CaseSummaryPage]:
        """Return what is live and approved, the newest first."""
        found = CaseSummaryPage.objects.published().filter(locale__language_code=get_language())
        if asked.code:
            found = found.filter(category=asked.code)
        newest = found.select_related("locale")[:ENTRIES]
        return [page for page in newest if page.is_approved]

    def item_description(self, item: Any) -> str:
        """Return what was asked and found."""
        return paragraphs(item.matter, item.finding)

    def item_categories(self, item: Any) -> list[str]:
        """Return the kind of the matter and the code of its category."""
        return [str(Kind(item.kind).label), item.category]


class ImprovementFeed(PageFeed):
    """Improvement notices: what patients told, what was changed, whether it worked."""

    section = "improvements"
    label = gettext_lazy("Improvements")
    by_category = True

    def named(self, words: dict[str, str], *, of_one: bool) -> str:
        """Return the title, of all or of one category."""
        if of_one:
            return _("Improvements, %(category)s: %(site)s") % words
        return _("Improvements: %(site)s") % words

    def subtitle(self, asked: Asked) -> str:
        """Say in one sentence what is in it."""
        return _("What patients told us, what we changed because of it, and whether it worked.")

    def items(self, asked: Asked) -> Iterable[ImprovementPage]:
        """Return what is live, the newest first."""
        found = ImprovementPage.objects.newest().filter(locale__language_code=get_language())
        if asked.code:
            found = found.filter(category=asked.code)
        return list(found.select_related("locale")[:ENTRIES])

    def item_description(self, item: Any) -> str:
        """Return what was said, what is changed, and what was seen of it."""
        return paragraphs(item.said, item.measure, item.evaluation)

    def item_categories(self, item: Any) -> list[str]:
        """Return how far it is and the code of its category."""
        return [str(item.get_progress_display()), item.category]


class CommendationFeed(PageFeed):
    """Commendations: what is live and has its consent."""

    section = "commendations"
    label = gettext_lazy("Commendations")

    def named(self, words: dict[str, str], *, of_one: bool) -> str:
        """Return the title."""
        return _("Commendations: %(site)s") % words

    def subtitle(self, asked: Asked) -> str:
        """Say in one sentence what is in it."""
        return _("What patients and families thank for, published with their consent.")

    def items(self, asked: Asked) -> Iterable[CommendationPage]:
        """Return what anybody may read, the newest first."""
        found = CommendationPage.objects.newest().filter(locale__language_code=get_language())
        return list(found.select_related("locale")[:ENTRIES])

    def item_description(self, item: Any) -> str:
        """Return the praise, without any names: a reader keeps what a department may take back."""
        return paragraphs(item.praise)

    def item_categories(self, item: Any) -> list[str]:
        """Return the department."""
        return [item.department]


class ReportFeed(PageFeed):
    """Periodic reports."""

    section = "reports"
    label = gettext_lazy("Reports")

    def named(self, words: dict[str, str], *, of_one: bool) -> str:
        """Return the title."""
        return _("Reports: %(site)s") % words

    def subtitle(self, asked: Asked) -> str:
        """Say in one sentence what is in it."""
        return _("The report of each period: its figures, and what stood out in them.")

    def items(self, asked: Asked) -> Iterable[ReportPage]:
        """Return what is live, the newest first."""
        found = ReportPage.objects.live().public().filter(locale__language_code=get_language())
        newest = found.order_by("-first_published_at", "-pk").select_related("locale")
        return list(newest[:ENTRIES])

    def item_description(self, item: Any) -> str:
        """Return its lead and the editor's opening words."""
        return paragraphs(item.lead, item.opening)
