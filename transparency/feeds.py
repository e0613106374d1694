"""The Atom feed of case summaries in one language. It carries what was published and nothing else."""

import re
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from feedback.vocabulary import Kind
from portal.models import SiteSettings
from transparency.models import CaseSummaryPage

ENTRIES = 30
UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML has no way to write these


class SummaryFeed(Feed):  # type: ignore[type-arg]
    """The newest summaries of the language in which the feed is asked for."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpRequest:
        """Keep the request: titles and addresses depend on the site that is asked."""
        return request

    def title(self, request: HttpRequest) -> str:
        """Name the feed after the portal."""
        name = SiteSettings.for_request(request).title
        return _("Case summaries: %(site)s") % {"site": name}

    def subtitle(self, request: HttpRequest) -> str:
        """Say in one sentence what is in it."""
        return _("Closed matters, told without names: what was asked, found and done.")

    def link(self, request: HttpRequest) -> str:
        """Lead to the list on the site."""
        return request.path.removesuffix(".atom") + "/"

    def feed_url(self, request: HttpRequest) -> str:
        """Return the feed's own address."""
        return request.path

    def feed_guid(self, request: HttpRequest) -> str:
        """Identify the feed by its language, on whatever address it is served."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'huiyin:summaries:{get_language()}')}"

    def items(self, request: HttpRequest) -> Iterable[CaseSummaryPage]:
        """Return what is live and approved, the newest first."""
        found = CaseSummaryPage.objects.published().filter(locale__language_code=get_language())
        return [page for page in found[:ENTRIES] if page.is_approved]

    def item_title(self, item: Any) -> str:
        """Return the page's title."""
        return UNSPEAKABLE.sub("", item.title)

    def item_description(self, item: Any) -> str:
        """Return what was asked and found, as the HTML that readers take it for."""
        text = f"{item.matter}\n\n{item.finding}"
        return str(linebreaks(UNSPEAKABLE.sub("", text), autoescape=True))

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

    def item_categories(self, item: Any) -> list[str]:
        """Return the kind of the matter and the code of its category."""
        return [str(Kind(item.kind).label), item.category]
