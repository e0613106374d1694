"""Which periods can be frozen, and how far each is: what a publisher sees at one glance."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from portal.models import Hospital
from transparency.models import Release
from transparency.periods import NoSuchPeriod, Period

MONTHS_SHOWN = 24
QUARTERS = range(1, 5)


class Place(NamedTuple):
    """One period of one hospital, and its newest version where there is one."""

    period: Period
    release: Release | None = None
    # The version the public reads.
    public: Release | None = None

    @property
    def state(self) -> str:
        """Say in a word how far it is."""
        if self.release is None:
            return "missing"
        return "public" if self.release == self.public else "frozen"


class Row(NamedTuple):
    """A quarter on the shelf: its months, itself, and the year until then; None is not over yet."""

    quarter: int
    months: list[Place | None]
    whole: Place | None
    so_far: Place | None


class Year(NamedTuple):
    """A year on the shelf of a hospital."""

    year: int
    rows: list[Row]
    missing: list[Period]


def over(year: int, *, today: date) -> list[Period]:
    """Return the periods of a year that are over: months, then quarters, then the year so far.

    Releases are protected with the earlier ones of their year; in this order the short periods, which
    people ask for most, are withheld least.
    """
    last = last_month(today)
    until = 12 if year < last.year else last.month if year == last.year else 0
    months = [Period(year, month, month) for month in range(1, until + 1)]
    quarters = [Period(year, 3 * n - 2, 3 * n) for n in QUARTERS if 3 * n <= until]
    so_far = [Period(year, 1, until)] if until else []
    return list(dict.fromkeys([*months, *quarters, *so_far]))


def last_month(today: date) -> date:
    """Return a day of the last month that is over."""
    return today.replace(day=1) - timedelta(days=1)


def years(today: date) -> list[int]:
    """Return the years of the last two dozen months, the newest first."""
    last = last_month(today)
    first = (last.year * 12 + last.month - MONTHS_SHOWN) // 12
    return list(range(last.year, first - 1, -1))


def choices(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a form offers to freeze, by year."""
    return [
        (str(year), [(one.code, str(one.label)) for one in reversed(over(year, today=today))])
        for year in years(today)
    ]


def shelf(hospital: Hospital, found: Iterable[Release], *, today: date) -> list[Year]:
    """Return the periods of the last two dozen months, with the releases there are."""
    places = _places(release for release in found if release.hospital_id == hospital.pk)
    return [_year(year, places, today) for year in years(today)]


def missing(hospital: Hospital, year: int, *, today: date) -> list[Period]:
    """Return the periods of a year that are over and were never frozen, in the order of freezing."""
    frozen = _places(Release.objects.of(hospital.pk).filter(start__year=year).defer("document"))
    return [period for period in over(year, today=today) if period not in frozen]


def waiting(found: Iterable[Release]) -> list[Release]:
    """Return the newest versions that are frozen and not public, in the order of publishing."""
    by_hospital: dict[int, list[Release]] = {}
    for release in found:
        by_hospital.setdefault(release.hospital_id, []).append(release)
    places = [place for of in by_hospital.values() for place in _places(of).values()]
    frozen = [one for one in places if one.release and one.state == "frozen"]
    in_order = sorted(frozen, key=lambda one: (one.period.year, one.period.length, one.period))
    return [one.release for one in in_order if one.release]


def _places(found: Iterable[Release]) -> dict[Period, Place]:
    places: dict[Period, Place] = {}
    for release in sorted(found, key=lambda one: one.version):
        try:
            period = release.period
        except NoSuchPeriod:  # of before periods were months, quarters and years so far
            continue
        public = places[period].public if period in places else None
        places[period] = Place(period, release, release if release.published_at else public)
    return places


def _year(year: int, places: dict[Period, Place], today: date) -> Year:
    known = over(year, today=today)
    rows = []
    for quarter in QUARTERS:
        months = [Period(year, month, month) for month in range(3 * quarter - 2, 3 * quarter + 1)]
        if months[0] not in known:
            break
        whole = Period(year, months[0].first, months[2].last)
        # The newest year so far of those that end within the quarter.
        ends = [Period(year, 1, month.last) for month in reversed(months)]
        so_far = next((one for one in ends if one in known or one in places), None)
        if so_far in (whole, months[0]):
            so_far = None
        at = [places.get(one, Place(one)) if one in known else None for one in (*months, whole)]
        last = places.get(so_far, Place(so_far)) if so_far else None
        rows.append(Row(quarter, at[:3], at[3], last))
    return Year(year, rows, [one for one in known if one not in places])
