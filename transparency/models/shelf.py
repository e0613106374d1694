"""Which releases the public may read: of each period the last published version, if it is intact."""

from typing import NamedTuple

from django.http import HttpRequest

from portal import edition
from portal.models import SiteSettings
from transparency.models.release import Release
from transparency.periods import NoSuchPeriod, Period
from transparency.series import Months, compose


class Shelf(NamedTuple):
    """The published periods, the newest first, each with its release's key; and all their months."""

    releases: dict[Period, int]
    months: Months

    @property
    def newest(self) -> Period | None:
        """Return the period that ended last; of two the longer one, which holds the other."""
        return next(iter(self.releases), None)

    def take(self, period: Period | None) -> Release | None:
        """Return the release of a period, unless somebody altered it meanwhile."""
        if period not in self.releases:
            return None
        release = Release.objects.published().filter(pk=self.releases[period]).first()
        return release if release and release.intact else None


def shelf(request: HttpRequest) -> Shelf:
    """Return what stands on the shelf of the site's hospital; looked through once an edition."""
    hospital_id = SiteSettings.for_request(request).hospital_id
    return edition.kept(("shelf", hospital_id), lambda: look(hospital_id))


def newest_release(request: HttpRequest) -> Release | None:
    """Return the newest release of the site's hospital; one that was altered is not shown."""
    found = shelf(request)
    return found.take(found.newest)


def look(hospital_id: int | None) -> Shelf:
    """Look through the releases of a hospital; of all where the site names none."""
    releases, documents = dict[Period, int](), {}
    for release in Release.objects.published().of(hospital_id).current():
        try:
            period = release.period
        except NoSuchPeriod:  # of before there were fixed ones
            continue
        if release.intact and period not in releases:
            releases[period] = release.pk
            if release.complete:
                documents[period] = release.document
    return Shelf(releases, compose(documents))
