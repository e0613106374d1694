"""Releases as they stand on the shelf, written down without counting a case."""

import csv
import io
from typing import Any

from django.utils import timezone

from portal import edition
from portal.models import Hospital
from tests.visitor import Visitor
from transparency import cells
from transparency.models import Release
from transparency.models.release import digest
from transparency.periods import Period

DATA = "/transparency/data"
# 1,235 stands nowhere else, so a number that leaks from elsewhere would be seen.
TOTAL = dict.fromkeys(cells.MEASURES, 40) | {
    "received": 1235, "answered": 200, "closed": 100, "open": 85, "due": 195, "on_time": 180,
    "satisfied": None, "rated": 20, "own_resolved": None, "own_partly": 0, "own_unresolved": 0,
    "own_unsaid": 0, "reached": 0, "call_resolved": 0,
    "call_partly": 0, "call_unresolved": 0, "call_unsaid": 0,
}  # fmt: skip
ROW = {
    "received": 60, "answered": 55, "closed": 50, "due": 45, "on_time": 40, "rated": 10,
    "satisfied": None,
}  # fmt: skip
DOCUMENT = {
    "total": TOTAL,
    "by_kind": [{"code": "complaint", "counts": ROW}],
    "by_category": [
        {"code": "ATT", "counts": ROW},
        {"code": "~FEE\nETH", "counts": dict.fromkeys(cells.ALONG)},
        {"code": "", "counts": dict.fromkeys(cells.ALONG, 0)},
    ],
    "by_days": [{"code": "0-2", "counts": {"received": 30}}],
    "names": {"by_category": {"ATT": ["=1+1", "@SUM(A1)"], "FEE": ["医疗费用", "Fees"]}},
    "left_out": ["by_channel"],
    "activity": {"visits": 71234, "discharges": 3456},
}


def issue(
    code: str = "2026-09", *, version: int = 1, published: bool = True, **other: Any
) -> Release:
    """Freeze what is given, and put it out."""
    period = Period.read(code)
    other = {"hospital": Hospital.objects.get(code="main"), "document": DOCUMENT, **other}
    release = Release(
        start=period.start, end=period.end, version=version, parameters={"definitions": {}}, **other
    )
    release.published_at = timezone.now() if published else None
    release.sha256 = digest(release)
    release.save()
    edition.forget()
    return release


def sheet(visitor: Visitor, path: str) -> list[dict[str, str]]:
    """Read a table as a program would."""
    text = visitor.get(f"{DATA}/{path}").body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def alter(release: Release) -> None:
    """Change a number in the database behind the house's back."""
    document = {**release.document, "total": {**release.document["total"], "received": 5}}
    Release.objects.filter(pk=release.pk).update(document=document)
    edition.forget()


def numbers(value: Any) -> set[int]:
    """Return every number in a document."""
    if isinstance(value, dict):
        return numbers(list(value.values()))
    if isinstance(value, list):
        return set().union(*map(numbers, value))
    return {value} if isinstance(value, int) else set()
