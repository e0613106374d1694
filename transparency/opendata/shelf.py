"""Which releases stand at which address: each published version of each period, the old ones too.

An address never gets other content. Where the site names no hospital and several publish, whoever
was first at an address keeps it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from portal import edition
from portal.language import either
from portal.models import Hospital
from transparency.models.release import Release, canonical
from transparency.periods import NoSuchPeriod, Period


@dataclass(frozen=True)
class Issue:
    """One published version of the figures of one period, without the figures."""

    period: Period
    version: int
    hospital: Hospital
    sha256: str
    size: int
    frozen_at: datetime
    published_at: datetime
    intact: bool
    reasons: tuple[str, str]
    # Tables that would have said too little.
    left_out: tuple[str, ...]
    # The version that took its place, where there is one.
    later: "Issue | None" = None

    @property
    def is_current(self) -> bool:
        """Say whether it is the last word on its period."""
        return self.later is None

    @property
    def short_hash(self) -> str:
        """Return as much of the hash as people compare by eye."""
        return self.sha256[:12]

    @property
    def reason(self) -> str:
        """Return why it corrects an earlier version, in the page's language."""
        return either(*self.reasons)

    @property
    def why_superseded(self) -> str:
        """Return why a later version took its place, in the page's language."""
        return self.later.reason if self.later else ""


def shelf(hospital_id: int | None) -> list[Issue]:
    """Return all that is published, the newest period first and of each the newest version first.

    Versions that no longer are what was frozen are among them, marked; their files are not served.
    """
    return edition.kept(("opendata", "shelf", hospital_id), lambda: _shelf(hospital_id))


def issue(hospital_id: int | None, period: Period, version: int) -> Release | None:
    """Return the release at an address, or None; whoever serves it asks whether it is intact."""
    found = Release.objects.published().of(hospital_id).over(period).filter(version=version)
    return found.order_by("published_at", "pk").first()


def month_before(release: Release) -> Release | None:
    """Return the release of the month before, in the version that stood when this one came out.

    A later correction of that month changes nothing here: files keep their content.
    """
    end = release.start - timedelta(days=1)
    found = (
        Release.objects.published()
        .of(release.hospital_id)
        .filter(start=end.replace(day=1), end=end, published_at__lte=release.published_at)
    )
    before = found.order_by("-version").first()
    return before if before and before.intact else None


def addressed(release: Release) -> Period | None:
    """Return the period of a release; None for one of before periods were whole months."""
    try:
        period = release.period
    except NoSuchPeriod:
        return None
    return period if (period.start, period.end) == (release.start, release.end) else None


def _shelf(hospital_id: int | None) -> list[Issue]:
    published = Release.objects.published().of(hospital_id).order_by("published_at", "pk")
    first: dict[tuple[Period, int], Issue] = {}
    for release in published.iterator(chunk_size=50):
        period = addressed(release)
        if period and (period, release.version) not in first:
            first[period, release.version] = _issue(release, period)
    return _with_later(first.values())


def _issue(release: Release, period: Period) -> Issue:
    assert release.published_at  # noqa: S101 - only published ones come here
    return Issue(
        period=period,
        version=release.version,
        hospital=release.hospital,
        sha256=release.sha256,
        size=len(canonical(release)),
        frozen_at=release.frozen_at,
        published_at=release.published_at,
        intact=release.intact,
        reasons=(release.reason, release.reason_en),
        left_out=tuple(release.document.get("left_out", ())),
    )


def _with_later(issues: Iterable[Issue]) -> list[Issue]:
    """Return them in their order, each superseded one with the version that follows it."""
    newest_first = sorted(
        issues, key=lambda one: (one.period.end, one.period.length, one.version), reverse=True
    )
    found: list[Issue] = []
    for one in newest_first:
        above = found[-1] if found and found[-1].period == one.period else None
        found.append(replace(one, later=above))
    return found
