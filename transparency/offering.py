"""A public page as it is offered beside something else: which of its languages, and what it is in a few words."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from portal.buttons import Link
from portal.navigation import HTML_LANGUAGES
from transparency.models import (
    CaseSummaryPage,
    CommendationPage,
    ImprovementPage,
    TopicPage,
    Verdict,
)

ABOUT = {
    CaseSummaryPage: gettext_lazy("Case summary: what was asked, found and done"),
    CommendationPage: gettext_lazy("On the commendation wall"),
    TopicPage: gettext_lazy("Topic of the month: what we heard and what we do about it"),
}


class Public(NamedTuple):
    """A page anybody may read, with what a link to it needs."""

    page: Any
    url: str
    language: str


# The same page in its languages.
Versions = Mapping[str, Public]


def versions(pages: Iterable[Any]) -> dict[UUID, Versions]:
    """Return public pages by what they are translations of, then by language."""
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    found: dict[UUID, dict[str, Public]] = {}
    for page in pages:
        if page.may_be_found and (url := page.get_url()):
            language = languages[page.locale_id]
            # An alias shows the same again; the page itself counts.
            twins = found.setdefault(page.translation_key, {})
            twins.setdefault(language, Public(page, url, language))
    return dict(found)


def link(twins: Versions, language: str) -> Link:
    """Return a link to the page in the reader's language, or else in the one there is."""
    shown = twins.get(language) or next(iter(twins.values()))
    other = "" if shown.language == language else HTML_LANGUAGES.get(shown.language, "")
    return Link(shown.page.title, shown.url, about(shown.page), other)


def about(page: Any) -> str:
    """Say what a page is; of a measure how far it is, or what the figures say of it."""
    if not isinstance(page, ImprovementPage):
        return str(ABOUT[type(page)])
    look = getattr(page, "last_look", None)
    if look:
        return _("Improvement notice: done. What the figures say: %(verdict)s.") % {
            "verdict": Verdict(look.verdict).label
        }
    if page.is_overdue:
        return _("Improvement notice: promised, and overdue.")
    return _("Improvement notice: %(progress)s.") % {"progress": page.get_progress_display()}
