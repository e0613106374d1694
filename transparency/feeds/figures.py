"""The feed of new figures: each version of each period when it comes out. It names no figure itself."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.language import either
from portal.models import SiteSettings
from transparency.feeds.feed import ENTRIES, Asked, PublishedFeed, front, paragraphs
from transparency.models import Release
from transparency.periods import NoSuchPeriod


class FiguresFeed(PublishedFeed):
    """Published releases that still are what was frozen."""

    section = "data"
    label = gettext_lazy("New figures")

    def named(self, words: dict[str, str], *, of_one: bool) -> str:
        """Return the title."""
        return _("New figures: %(site)s") % words

    def subtitle(self, asked: Asked) -> str:
        """Say in one sentence what is in it."""
        return _(
            "Each release of figures and each correction, with its hash and where its files are."
        )

    def items(self, asked: Asked) -> Iterable[Any]:
        """Return the newest, each with the address of its period."""
        hospital_id = SiteSettings.for_request(asked.request).hospital_id
        newest = Release.objects.published().of(hospital_id).order_by("-published_at", "-pk")
        found = []
        for release in newest[:ENTRIES]:
            if release.intact and (code := _code(release)):
                address = reverse("transparency:data_period", args=[code])
                release.address = f"{front(asked.request)}{address}#v{release.version}"  # type: ignore[attr-defined]
                found.append(release)
        return found

    def item_title(self, item: Any) -> str:
        """Return the period, and the version where it is a correction."""
        if item.version == 1:
            return str(item.period.label)
        return _("%(period)s, corrected: version %(version)s") % {
            "period": item.period.label, "version": item.version,
        }  # fmt: skip

    def item_description(self, item: Any) -> str:
        """Return whose figures they are, why they were corrected, and the hash."""
        words = {"hospital": item.hospital.label, "hash": item.sha256}
        told = _("%(hospital)s. SHA-256 of release.json: %(hash)s") % words
        return paragraphs(either(item.reason, item.reason_en), told)

    def item_link(self, item: Any) -> str:
        """Return the address of the period, at the version."""
        return str(item.address)

    def item_guid(self, item: Any) -> str:
        """Return an identity made of the hash: a release never changes."""
        name = f"huiyin:release:{item.sha256}:{get_language()}"
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"

    def item_pubdate(self, item: Any) -> datetime:
        """Return when it was published."""
        return item.published_at  # type: ignore[no-any-return]

    def item_updateddate(self, item: Any) -> datetime:
        """Return the same: it is never edited."""
        return item.published_at  # type: ignore[no-any-return]


def _code(release: Release) -> str:
    try:
        return release.period.code
    except NoSuchPeriod:
        return ""
