"""Months as their figures tell of fields, and topics as editors write them."""

from datetime import date
from typing import Any

from tests.transparency.planted import document, plant, row
from transparency.models import Release, SummaryIndexPage, TopicPage, TransparencyPage
from transparency.periods import Period

OCTOBER = Period.read("2026-10")
WORDS = {
    "heard": "Several people drew a number and did not know how long it would take.",
    "doing": "A screen shows how many are before you. At night it is not staffed yet.",
    "advice": "Ask at the desk; it is not rude.",
}


def counted(**received: int | None) -> dict[str, Any]:
    """What a month's document says when so many matters of each field were received."""
    rows = [
        row(code, received=number, due=number, on_time=number) for code, number in received.items()
    ]
    return {**document(OCTOBER, received=100), "by_category": rows}


def october(**received: int | None) -> Release:
    return plant("2026-10", counted(**received))


def write_topic(
    index: SummaryIndexPage, month: date = date(2026, 10, 1), **other: Any
) -> TopicPage:
    """Put a topic out below the English overview."""
    overview = TransparencyPage.objects.get(locale__language_code="en")
    words = {"title": f"Waiting in {month:%B}", "slug": f"topic-{month:%Y-%m}", "category": "PRO"}
    page = TopicPage(**{**WORDS, **words, **other}, month=month, locale=overview.locale)
    overview.add_child(instance=page)
    page.save_revision().publish()
    return page
