"""The nightly look of the gate at every public page, for what came past its row.

A bare UPDATE, a base `Page` or `save(clean=False)` of another programme never asked; and a name can come
into the record after the page went out. Each page is read as it would be judged now: what was ticked off
or overruled is let pass. It takes nothing down. Rows and log name pages by number, never a word of them.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from portal import gate
from transparency.models import GateWatch

logger = logging.getLogger(__name__)

# Whoever starts the periodic work anew does not have everything read anew.
AGAIN_AFTER = timedelta(hours=20)
# A look that is older says that the periodic work stands still.
OVERDUE = timedelta(days=2)
# So many pages are held in memory at once.
BATCH = 50
# So many pages are read again for the start page.
READ_AGAIN = 10
# The periodic work has so long to put out what is due.
GRACE = timedelta(minutes=5)
# In place of a kind of finding, where the page could not be read at all.
UNREAD = "unread"


@dataclass(frozen=True)
class Held:
    """A public page that would be held back now, and what was found in it."""

    page: Page
    findings: tuple[gate.Finding, ...]


def sweep() -> GateWatch | None:
    """Look once a night."""
    last = newest()
    return None if last and last.at > timezone.now() - AGAIN_AFTER else look()


def look() -> GateWatch:
    """Read every public page, and write down which of them would be held back."""
    pages, held = 0, []
    for page in _public():
        pages += 1
        if kinds := _kinds(page):
            held.append({"page": page.pk, "kinds": kinds})
            logger.warning("Page %d would be held back: %s", page.pk, ", ".join(kinds))
    return GateWatch.objects.create(pages=pages, held=held)


def newest() -> GateWatch | None:
    """Return the last look."""
    return GateWatch.objects.first()


def is_overdue(last: GateWatch | None) -> bool:
    """Say whether nobody has looked for so long that the periodic work must stand still."""
    return last is not None and last.at < timezone.now() - OVERDUE


def still_held(last: GateWatch) -> list[Held]:
    """Return what the last look found and what still stands there: what was mended since is gone."""
    numbers = [one["page"] for one in last.held]
    live = list(Page.objects.live().filter(pk__in=numbers).specific()[:READ_AGAIN])
    held = (Held(page, tuple(gate.findings(page))) for page in live)
    return [one for one in held if one.findings]


def not_gone_out() -> list[Page]:
    """Return the pages whose hour has come and that did not go out: something holds them back."""
    late = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now() - GRACE)
    numbers = {int(number) for number in late.values_list("object_id", flat=True)[:READ_AGAIN]}
    return list(Page.objects.filter(pk__in=numbers).order_by("pk"))


def _public() -> Iterator[Any]:
    """Yield every public page as its own kind, some at a time."""
    numbers = list(Page.objects.live().exclude(depth=1).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        yield from Page.objects.filter(pk__in=numbers[start : start + BATCH]).specific()


def _kinds(page: Any) -> list[str]:
    try:
        return sorted({found.kind for found in gate.findings(page)})
    except Exception as trouble:  # noqa: BLE001 - the other pages must be read all the same
        logger.warning("Page %d could not be read: %s", page.pk, type(trouble).__name__)
        return [UNREAD]
