"""Releases that say what a test wants: published documents of shown numbers, without any case."""

import random
from typing import Any

from django.utils import timezone

from feedback import figures
from portal.models import Hospital
from transparency import cells
from transparency.definitions import DEFINITIONS
from transparency.models import Release
from transparency.models.release import digest
from transparency.periods import Period
from transparency.suppression import Shown, show

Numbers = dict[str, Shown]


def document(period: Period, months: Any = None, **total: Shown) -> dict[str, Any]:
    """Return what a release of these totals says; what is not named is zero."""
    found: dict[str, Any] = {
        "total": {**dict.fromkeys(cells.MEASURES, 0), **total}, "names": {}, "left_out": [],
        "activity": {}, **{table: [] for table in (*cells.TABLES, cells.DAYS)},
    }  # fmt: skip
    if months is not None:
        found["by_month"] = [
            row(month.code, **numbers)
            for month, numbers in zip(period.months, months, strict=False)
        ]
    return found


def row(code: str, **numbers: Shown) -> dict[str, Any]:
    """Return a row of a table."""
    return {"code": code, "counts": {**dict.fromkeys(cells.MEASURES, 0), **numbers}}


def days(**received: Shown) -> list[dict[str, Any]]:
    """Return the table of days, all columns of it."""
    counted = {code: received.get(code, 0) for code in figures.day_columns()}
    return [{"code": code, "counts": {"received": number}} for code, number in counted.items()]


def plant(code: str, made: dict[str, Any] | None = None, **total: Shown) -> Release:
    """Publish a release of a period written like 2026-10."""
    period = Period.read(code)
    hospital = Hospital.objects.get(code="main")
    earlier = Release.objects.of(hospital.pk).over(period).first()
    release = Release(
        hospital=hospital, start=period.start, end=period.end,
        version=earlier.version + 1 if earlier else 1, published_at=timezone.now(),
        parameters={"format": 2, "definitions": DEFINITIONS},
        document=made or document(period, **total),
    )  # fmt: skip
    release.sha256 = digest(release)
    release.save()
    return release


def rich(period: Period, a_month: int, on_time: float = 0.9, seed: int = 1) -> dict[str, Any]:
    """Return the document of a large hospital: rounded, the small numbers withheld."""
    chance = random.Random(f"{period.code}{seed}")  # noqa: S311 - made-up numbers
    made = document(period, activity={})
    months = [_counted(chance, a_month * chance.uniform(0.8, 1.2), on_time) for _ in period.months]
    whole = {m: sum(month[m] for month in months) for m in cells.MEASURES}
    made["total"] = {m: show(n) for m, n in whole.items()}
    made["activity"] = {"visits": 210_000 * len(months), "discharges": 9_500 * len(months)}
    if not period.is_month:
        made["by_month"] = [
            row(one.code, **{m: show(n) for m, n in numbers.items()})
            for one, numbers in zip(period.months, months, strict=True)
        ]
    for table, codes in ROWS.items():
        weights = {code: 1 / (place + 1.3) for place, code in enumerate(codes)}
        for code, weight in weights.items():
            part = weight / sum(weights.values())
            numbers = {m: show(round(whole[m] * part)) for m in cells.measures_of(table)}
            made[table].append({"code": code, "counts": numbers})
    made["names"] = {"by_group": {g: [g, e] for g, e in GROUPS.items()}, "by_category": CATEGORIES}
    return made


GROUPS = {
    "门诊与急诊": "Outpatients and emergency", "住院科室": "Inpatient departments",
    "医技与药剂": "Laboratory, imaging and pharmacy", "行政后勤": "Administration and support",
}  # fmt: skip
CATEGORIES = {
    "PRO": ["就医流程与等候", "Process and waiting"], "ATT": ["服务态度", "Staff attitude"],
    "FEE": ["医疗费用", "Fees and insurance"], "QUA": ["医疗质量", "Quality of care"],
    "COM": ["沟通与告知", "Communication and information"],
    "ENV": ["环境与设施", "Environment and facilities"], "PRI": ["隐私与权益", "Privacy and rights"],
}  # fmt: skip
ROWS = {
    "by_kind": ["complaint", "suggestion", "compliment", "enquiry"],
    "by_channel": ["web", "wechat", "phone", "h12345", "counter", "callback", "qr",
        cells.put_together(["app", "letter", "email", "box", "media"])],
    "by_category": [*CATEGORIES, ""],
    "by_group": [*GROUPS],
    "by_days": [*figures.day_columns()],

}  # fmt: skip


def _counted(chance: random.Random, received: float, on_time: float) -> dict[str, int]:
    """Return the raw counts of a made-up month."""
    n = round(received)
    due, answered, closed = round(n * 0.97), round(n * 0.95), round(n * 0.93)
    rated, reached = round(answered * 0.42), round(answered * 0.3)
    return dict.fromkeys(cells.MEASURES, 0) | {
        "received": n, "due": due, "answered": answered, "closed": closed, "open": round(n * 0.15),
        "on_time": round(due * min(on_time + chance.uniform(-0.05, 0.05), 1)),
        "extended": round(n * 0.05), "reopened": round(n * 0.03), "declined": round(n * 0.02),
        "rated": rated, "satisfied": round(rated * 0.78), "own_resolved": round(rated * 0.66),
        "own_partly": round(rated * 0.2), "reached": reached, "silent": round(answered * 0.4),
        "call_resolved": round(reached * 0.8), "hospital_resolved": round(closed * 0.86),
        "hospital_partly": round(closed * 0.1),
    }  # fmt: skip
