"""Freezing and publishing figures. Counts come in raw, are protected all at once, and go out frozen.

Only this module reads `feedback.figures` for the public; what it writes down is protected, together
with every number that earlier releases of the same year have shown or withheld.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum as SumOf
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import figures
from feedback.figures import Figures
from feedback.vocabulary import PUBLIC_KINDS, Channel, Kind
from portal import edition
from portal.models import Hospital, User
from transparency import cells, joint, said
from transparency.cells import Rows
from transparency.models.activity import Activity
from transparency.models.release import Altered, Release, digest
from transparency.models.said import Said
from transparency.periods import NoSuchPeriod, Period
from transparency.suppression import MODE_A
from transparency.tables import DEFINITIONS

__all__ = ["NoSuchPeriod", "TooLittleChanged", "altered", "freeze", "publish"]
# The layout of a document.
FORMAT = 2
# Groups of departments with fewer matters in a year are not told apart.
LEAST_A_YEAR = 50


class TooLittleChanged(ValueError):
    """A new version would differ from the last by so few cases that both together tell of each."""


@transaction.atomic
def freeze(
    hospital: Hospital,
    period: Period,
    *,
    by: User | None = None,
    reason: tuple[str, str] = ("", ""),
    anew: bool = False,
) -> Release:
    """Count a period, protect every number together with all of its year, and keep the result.

    `reason`, in Chinese and English, says of a later version what was wrong with the earlier. `anew`
    counts the cases themselves instead of trusting the diary to have told of every change; with a
    million of them that takes minutes. Raises `NoSuchPeriod` or `TooLittleChanged`.
    """
    if period.end >= timezone.localdate():
        raise NoSuchPeriod(_("The last month is not over yet."))
    if anew:
        figures.recount(start=period.start, end=period.end)
    earlier = _current(hospital, period)
    last = Release.objects.of(hospital.pk).over(period).first()
    months = _months(hospital, period, earlier)
    document = _document(hospital, period, months, earlier)
    if last is not None:
        _refuse_a_small_change(last, document)
    release = Release(
        hospital=hospital,
        start=period.start,
        end=period.end,
        version=last.version + 1 if last else 1,
        parameters={
            "format": FORMAT, "mode": "A", "rule": asdict(MODE_A), "definitions": DEFINITIONS,
        },
        document=document,
        reason=reason[0],
        reason_en=reason[1],
        frozen_by=by,
    )  # fmt: skip
    release.sha256 = digest(release)
    release.save()
    Said.objects.create(release=release, counts=json.dumps(said.written(months, period)))
    return release


@transaction.atomic
def publish(release: Release, *, by: User | None = None) -> None:
    """Show a frozen release to the public; dating it is the one thing that may still be written."""
    if by is not None and not by.has_perm("transparency.publish_release"):
        raise PermissionDenied
    if not release.intact:
        raise Altered(str(release))
    now = timezone.now()
    Release.objects.filter(pk=release.pk, published_at=None).update(
        published_at=now, published_by=by
    )
    release.refresh_from_db()
    edition.renew()


def altered() -> list[Release]:
    """Return the releases that no longer are what was frozen."""
    return [release for release in Release.objects.select_related("hospital") if not release.intact]


def _current(hospital: Hospital, period: Period) -> dict[Period, Release]:
    """Return of each period of the year the version that stands: the last one, read in order."""
    year = Release.objects.of(hospital.pk).filter(
        start__year=period.year, parameters__format=FORMAT
    )
    year = year.select_related("said")
    return {release.period: release for release in year.order_by("version")}


def _refuse_a_small_change(last: Release, document: Mapping[str, Any]) -> None:
    """Raises `TooLittleChanged`, unless the shown totals say that many cases lie between."""
    before, now = last.document[cells.WHOLE], document[cells.WHOLE]
    moved = [
        abs(now[measure] - number)
        for measure, number in before.items()
        if number is not None and now.get(measure) is not None
    ]
    if max(moved, default=0) < said.LEAST_CHANGE:
        raise TooLittleChanged(
            _(
                "Since the last version fewer than ten matters changed. That is within the rounding, "
                "and two versions so alike would tell of single cases. The last version stands."
            )
        )


def _months(
    hospital: Hospital, period: Period, earlier: Mapping[Period, Release]
) -> dict[str, Figures]:
    """Count each month of the year, as it was said before where it was.

    A new version of a release counts its own months anew.
    """
    year = date(period.year, 1, 1), max([period.end, *(one.end for one in earlier)])
    now = figures.by_month(hospital_id=hospital.pk, start=year[0], end=year[1])
    then: dict[str, Figures] = {}
    for release in sorted(earlier.values(), key=attrgetter("pk")):
        if hasattr(release, "said"):
            then |= said.read(json.loads(release.said.counts))
    if period in earlier:
        then = {code: then[code] for code in then if Period.read(code) not in period.months}
    return said.as_said(then, now, period)


def _document(
    hospital: Hospital,
    period: Period,
    months: Mapping[str, Figures],
    earlier: Mapping[Period, Release],
) -> dict[str, Any]:
    rows = _rows(hospital, period, joint.together(period, months))
    documents = {one: release.document for one, release in earlier.items()}
    document = joint.tables(period, rows, months, documents)
    names = {"by_category": figures.category_names(), "by_group": figures.group_names(hospital.pk)}
    document["names"] = {table: {c: list(n) for c, n in of.items()} for table, of in names.items()}
    document["activity"] = _activity(hospital, period)
    return document


def _rows(hospital: Hospital, period: Period, counted: Figures) -> Rows:
    """Return the rows of each table, the empty ones too: what is left out says zero.

    Departments have none in a month: the groups would be too small.
    """
    rows = {
        "by_kind": [*PUBLIC_KINDS, *Kind],
        "by_channel": [*Channel, *counted.by_channel],
        "by_category": [
            *figures.category_names(),
            figures.UNCLASSIFIED,
            *counted.by_category,
        ],
        cells.DAYS: figures.day_columns(),
    }
    found = {table: list(dict.fromkeys(map(str, codes))) for table, codes in rows.items()}
    if not period.is_month:
        found["by_group"] = _groups(hospital, period, counted)
    return found


def _groups(hospital: Hospital, period: Period, counted: Figures) -> list[str]:
    """Return the groups of departments; those with few matters in a year stand together."""
    after = period.end + timedelta(days=1)  # a first of the month, which every year has
    before = after.replace(year=after.year - 1)
    year = figures.count(hospital_id=hospital.pk, start=before, end=period.end)
    known = [*figures.group_names(hospital.pk), *counted.by_group]
    codes = list(dict.fromkeys(code for code in known if code))
    small = [code for code in codes if year.by_group[code]["received"] < LEAST_A_YEAR]
    if len(small) == 1:
        small += [figures.UNASSIGNED]
    large = [code for code in [*codes, figures.UNASSIGNED] if code not in small]
    return [*large, cells.put_together(small)] if small else large


def _activity(hospital: Hospital, period: Period) -> dict[str, int]:
    """Return visits and discharges, where they were entered for every month of the period."""
    entered = Activity.objects.filter(hospital=hospital, month__range=(period.start, period.end))
    if entered.count() < period.length:
        return {}
    return entered.aggregate(visits=SumOf("visits"), discharges=SumOf("discharges"))
