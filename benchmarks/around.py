"""What is measured beside the operations: loading, memory, and the photo made safe afterwards."""

import json
import resource
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks import meter
from benchmarks.houses import OURS, ROOT, Running, environment, python

SET_UP = "import django; django.setup()"
WAGTAIL = "benchmarks.floor.wagtail"
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Around:
    """Figures of the house as a whole."""

    wagtail_set_up_s: float
    our_set_up_s: float
    set_up_ratio: float
    floor_memory_mb: float
    our_memory_mb: float
    photo_cpu_ms: float
    photo_peak_mb: float


def measure(floor: Running, ours: Running, *, runs: int) -> Around:
    """Return the figures; the servers must have been under load, since memory grows with it."""
    pairs = [(_set_up(WAGTAIL, ours.home), _set_up(OURS.settings, ours.home)) for _ in range(runs)]
    photo = json.loads(python(OURS, ours.home, "benchmarks.inside", "photo"))
    return Around(
        wagtail_set_up_s=statistics.median(wagtail for wagtail, _ours in pairs),
        our_set_up_s=statistics.median(own for _wagtail, own in pairs),
        set_up_ratio=statistics.median(own / wagtail for wagtail, own in pairs),
        floor_memory_mb=meter.memory_bytes(floor.pid) / MEGABYTE,
        our_memory_mb=meter.memory_bytes(ours.pid) / MEGABYTE,
        photo_cpu_ms=photo["cpu_ms"],
        photo_peak_mb=photo["peak_mb"],
    )


def _set_up(settings: str, home: Path) -> float:
    """Return the CPU seconds of a process that loads Django and all apps, and ends."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    variables = environment(OURS, home, DJANGO_SETTINGS_MODULE=settings)
    subprocess.run([sys.executable, "-c", SET_UP], cwd=ROOT, env=variables, check=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
