"""Measures what freezing figures takes. To be imported once the apps are loaded."""

import statistics
import time

from django.db import transaction

from benchmarks.inside import listening
from transparency import releases
from transparency.models import Release
from transparency.periods import Period

TIMES = 5


def freeze() -> dict[str, dict[str, float]]:
    """Return what freezing the newest month and its year so far takes, beside all else of the year."""
    newest = Release.objects.published().latest("end").period
    so_far = Period(newest.year, 1, newest.last)
    month = Period(newest.year, newest.last, newest.last)
    return {"a month": frozen(month), "a year so far": frozen(so_far)}


def frozen(period: Period) -> dict[str, float]:
    """Freeze a period several times, each as if it had not been frozen; nothing of it stays."""
    taken: list[float] = []
    for _ in range(TIMES):
        with transaction.atomic(), listening() as seen:
            before = Release.objects.over(period)
            hospital = before[0].hospital
            before.order_by()._raw_delete(
                before.db
            )  # what refers to it is asked at the commit only
            seen.clear()
            start = time.process_time()
            releases.freeze(hospital, period)
            taken.append((time.process_time() - start) * 1000)
            transaction.set_rollback(True)
    return {"cpu_ms": statistics.median(taken), "queries": len(seen)}
