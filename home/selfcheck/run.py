"""One run inside the copy: plant, let owner and officer look, then read everything, then undo it all."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Site

from home.selfcheck import doors
from home.selfcheck.plants import House, plant
from home.selfcheck.walk import Browser, Walk, front_of
from portal import edition
from portal.canaries import Canaries

# What a signed-in person opens before anybody else: nothing of it may be kept for the others.
OWN = ("/feedback/case/", "/", "/en/", "/transparency/method/", "/feedback/submit/", "/search/?q=x")


class Void(Exception):
    """The run says nothing: the reader did not find the strings even where they do stand."""


@dataclass(frozen=True)
class Result:
    """What came of a run, to be kept and published; addresses and names of fields, never a string."""

    started_at: datetime
    ended_at: datetime
    planted: int
    fields: int
    pages: int
    bytes: int
    leaks: list[dict[str, Any]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    # What could not be published just now, and so was not read.
    missing: list[str] = field(default_factory=list)


def run() -> Result:
    """Do one run and leave nothing behind: it all happens in a transaction that is rolled back."""
    started = timezone.now()
    _forget()
    try:
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            house = plant(Canaries())
            walk = _walked(house)
            transaction.set_rollback(True)
    finally:
        _forget()
    canaries = house.canaries
    return Result(
        started_at=started,
        ended_at=timezone.now(),
        planted=len(canaries.planted),
        fields=len(canaries.fields),
        pages=len(walk.seen),
        bytes=walk.size,
        leaks=[{"address": at, "fields": sorted(of)} for at, of in sorted(walk.leaks.items())],
        unread=sorted(set(walk.unread)),
        missing=house.missing,
    )


def _walked(house: House) -> Walk:
    fronts = [front_of(site.root_url) for site in Site.objects.order_by("-is_default_site", "pk")]
    walk = Walk(house.canaries, list(dict.fromkeys(fronts)))
    _prove(house, walk.fronts[0])
    walk.everywhere(doors.doors(house))
    doors.ask_apart(walk)
    return walk


def _prove(house: House, front: str) -> None:
    """Let the owner open the own case and the officer the office, and find the strings there.

    It proves that the reader finds what stands on a page, and it fills the caches of the house with
    whatever a page for one person would wrongly leave in them.
    """
    # Undone at once: sessions and counts of tries would be waited for by others.
    with transaction.atomic():
        owner = Browser(front)
        owner.post("/feedback/track/", {"code": house.planted.code})
        officer = Browser(front)
        officer.force_login(house.planted.officer)
        own = [owner.get(path) for path in OWN]
        for path in (f"/admin/cases/{house.planted.closed[0]}/", *OWN[1:]):
            officer.get(path)
        read = own[0].content.decode(errors="ignore")
        transaction.set_rollback(True)
    if "feedback.Case.story" not in house.canaries.in_text(read):
        raise Void


def _forget() -> None:
    """Empty what this process keeps, before and after: neither may a page of before hide a leak."""
    cache.clear()
    edition.forget()
    Site.clear_site_root_paths_cache()
