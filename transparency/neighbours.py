"""Public pages that tell of something like what somebody is about to send.

It is compared with what anybody may read, and with nothing else. What was typed is kept nowhere. The
pages are looked through once an edition, so that a request asks the database nothing.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from portal import edition
from portal.buttons import Link
from transparency.likeness import Library
from transparency.models import CaseSummaryPage, ImprovementPage, TopicPage
from transparency.models.improvement import judged
from transparency.offering import Versions, link, versions

MOST = 5
# Of each kind the newest so many are compared with.
PAGES = 300
# Where a page tells what people told: a story is compared with that, not with what was found.
TOLD = {
    CaseSummaryPage: ("title", "matter"),
    ImprovementPage: ("title", "lead", "said"),
    TopicPage: ("title", "lead", "heard"),
}


class Shelf(NamedTuple):
    """The pages of an edition, by what they are translations of, and their words."""

    pages: dict[UUID, Versions]
    library: Library[UUID]


def pages(text: str, language: str) -> list[Link]:
    """Return the pages most like a text, the most alike first; none where none is."""
    shelf = edition.kept("neighbours", _shelf)
    return [link(shelf.pages[near.key], language) for near in shelf.library.near(text, most=MOST)]


def _shelf() -> Shelf:
    found = versions(_newest())
    texts = [
        (key, " ".join(str(getattr(one.page, name)) for name in TOLD[type(one.page)]))
        for key, twins in found.items()
        for one in twins.values()
    ]
    return Shelf(found, Library(texts))


def _newest() -> Iterator[Any]:
    yield from CaseSummaryPage.objects.published()[:PAGES]
    yield from judged(ImprovementPage.objects.newest()[:PAGES])
    yield from TopicPage.objects.newest()[:PAGES]
