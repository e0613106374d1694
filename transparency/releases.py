"""Freezing and publishing figures. Counts come in raw, are protected all at once, and go out frozen.

Only this module calls `feedback.figures.count`; what it writes down is protected.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import figures
from feedback.vocabulary import PUBLIC_KINDS
from portal import edition
from portal.models import Hospital, User
from transparency.models.release import Altered, Release, digest
from transparency.suppression import MODE_A, Shown, Sum, protect_tables
from transparency.tables import DEFINITIONS, DIMENSIONS, LEFT_OUT, MEASURES, PARTS


class NoSuchPeriod(ValueError):
    """The period is empty, or has not begun; the sentence says which."""


class Cell(NamedTuple):
    """One number of a release: a measure, in the whole or in one row of a table."""

    measure: str
    table: str
    code: str


def period(first: date, last: date, *, today: date) -> tuple[date, date]:
    """Return the first and last day of a run of months, no later than today."""
    start = first.replace(day=1)
    end = (last.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    if start > end:
        raise NoSuchPeriod(_("The first month lies after the last."))
    if last.replace(day=1) > today:
        raise NoSuchPeriod(_("The last month has not begun."))
    return start, min(end, today)


def last_twelve_months(*, today: date) -> tuple[date, date]:
    """Return the twelve whole months before this one."""
    end = today.replace(day=1) - timedelta(days=1)
    return (end.replace(year=end.year - 1, day=1) + timedelta(days=32)).replace(day=1), end


@transaction.atomic
def freeze(hospital: Hospital, *, start: date, end: date, by: User | None = None) -> Release:
    """Count a period, protect every number together with all others, and keep the result."""
    today = timezone.localdate()
    earlier = Release.objects.filter(hospital=hospital)
    last = earlier.filter(start=start, end=end).order_by("version").last()
    release = Release(
        hospital=hospital,
        start=start,
        end=end,
        version=last.version + 1 if last else 1,
        complete=end < today.replace(day=1),
        parameters={"mode": "A", "rule": asdict(MODE_A), "definitions": DEFINITIONS},
        document=_document(hospital, start, end, earlier),
        frozen_by=by,
    )
    release.sha256 = digest(release)
    release.save()
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


def _document(
    hospital: Hospital, start: date, end: date, earlier: Iterable[Release]
) -> dict[str, Any]:
    raw = figures.count(hospital_id=hospital.pk, start=start, end=end)
    names = figures.category_names()
    rows = {
        "by_kind": list(dict.fromkeys([*PUBLIC_KINDS, *raw.by_kind])),
        "by_category": list(dict.fromkeys([*names, *raw.by_category])),
        "by_month": sorted(raw.by_month),
    }
    counts = _counts(raw, rows)
    shown = _protected(counts, rows, _kept_back(earlier, start, end, counts))
    document: dict[str, Any] = {
        table: [
            {"code": code, "counts": {m: shown[Cell(m, table, code)] for m in MEASURES}}
            for code in codes
        ]
        for table, codes in rows.items()
    }
    document["total"] = {m: shown[Cell(m, "total", "")] for m in (*MEASURES, *LEFT_OUT)}
    document["category_names"] = {code: list(pair) for code, pair in names.items()}
    return document


def _counts(raw: figures.Figures, rows: dict[str, list[str]]) -> dict[Cell, int]:
    empty = figures.Counts()
    counts = {Cell(m, "total", ""): getattr(raw.total, m) for m in (*MEASURES, *LEFT_OUT)}
    for table, codes in rows.items():
        counted = getattr(raw, table)
        for code in codes:
            for measure in MEASURES:
                counts[Cell(measure, table, str(code))] = getattr(counted.get(code, empty), measure)
    return counts


def _protected(
    counts: dict[Cell, int], rows: dict[str, list[str]], withheld: set[Cell]
) -> dict[Cell, Shown]:
    """Protect all lines jointly: the three tables of a measure share its total."""
    lines = [
        Sum(Cell(m, "total", ""), tuple(Cell(m, table, str(code)) for code in codes))
        for m in MEASURES
        for table, codes in rows.items()
    ]
    parts = {
        cell: cell._replace(measure=PARTS[cell.measure]) for cell in counts if cell.measure in PARTS
    }
    received = Cell("received", "total", "")
    parts |= {Cell(m, "total", ""): received for m in LEFT_OUT}
    return protect_tables(counts, lines, parts=parts, withheld=withheld)


def _kept_back(
    earlier: Iterable[Release], start: date, end: date, counts: dict[Cell, int]
) -> set[Cell]:
    """Return what earlier releases kept back and this one could give away by subtraction."""
    kept: set[Cell] = set()
    for release in earlier:
        same = (release.start, release.end) == (start, end)
        for table in DIMENSIONS if same else ("by_month",):
            for row in release.document[table]:
                running = not release.complete and row["code"] == f"{release.end:%Y-%m}"
                if same or not running:
                    kept |= {
                        Cell(measure, table, row["code"])
                        for measure, number in row["counts"].items()
                        if number is None
                    }
        if same:
            total = release.document["total"].items()
            kept |= {Cell(measure, "total", "") for measure, number in total if number is None}
    return kept & counts.keys()
