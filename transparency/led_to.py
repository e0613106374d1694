"""Which public pages a voice led to: told of its case, on the wall, and notices of measures tied to it.

The ties are looked through once an edition. Only pages that anybody may read are among them.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple
from uuid import UUID

from portal import edition
from portal.buttons import Link
from transparency.models import (
    CaseSummaryPage,
    CommendationPage,
    CommendationSource,
    ImprovementPage,
    SummarySource,
)
from transparency.models.improvement import judged
from transparency.offering import Versions, link, versions


class Ties(NamedTuple):
    """Public pages by the reference of their case, and by the number of their measure."""

    told: dict[str, Versions]
    praised: dict[str, Versions]
    measures: dict[int, Versions]


def pages(references: Collection[str], measures: Collection[int], language: str) -> list[Link]:
    """Return what a voice led to, as links; of a merged case also what the leading one led to."""
    ties = edition.kept("led to", _ties)
    found = [
        *_of(ties.told, references),
        *_praise(ties.praised, references),
        *(ties.measures[number] for number in measures if number in ties.measures),
    ]
    return [link(twins, language) for twins in found]


def _praise(praised: dict[str, Versions], references: Collection[str]) -> Iterator[Versions]:
    """Yield the praise; of cases handled together no quotation, for that is one person's own."""
    for twins in _of(praised, references):
        if len(references) == 1 or not any(one.page.is_quote for one in twins.values()):
            yield twins


def _of(pages: dict[str, Versions], references: Collection[str]) -> Iterator[Versions]:
    yield from (pages[reference] for reference in references if reference in pages)


def _ties() -> Ties:
    summaries = versions(CaseSummaryPage.objects.published())
    praise = versions(CommendationPage.objects.newest())
    tied = ImprovementPage.objects.newest().exclude(measure_number=None)
    numbers = dict(tied.values_list("translation_key", "measure_number"))
    notices = ImprovementPage.objects.newest().filter(translation_key__in=numbers)
    return Ties(
        told=_by_case(SummarySource, summaries),
        praised=_by_case(CommendationSource, praise),
        measures={numbers[key]: twins for key, twins in versions(judged(notices)).items()},
    )


def _by_case(
    source: type[SummarySource | CommendationSource], found: dict[UUID, Versions]
) -> dict[str, Versions]:
    key = "key" if source is CommendationSource else "page__translation_key"
    ties = source.objects.values_list("reference", key)
    return {reference: found[key] for reference, key in ties if key in found}
