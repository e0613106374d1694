"""Measures floor and product in turns, so that what slows the machine slows both."""

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from benchmarks import meter
from benchmarks.client import load
from benchmarks.houses import FLOOR, Running
from benchmarks.operations import Operation

# Conversations before anything counts: both workers have then met every operation.
WARM = 32
# CPU seconds a measurement should last: the kernel counts in hundredths.
LASTS = 0.6
FEWEST, MOST = 24, 2000


@dataclass
class Side:
    """What was measured of one operation in one house, run by run."""

    cpu_ms: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Return the median CPU milliseconds each time."""
        return statistics.median(self.cpu_ms)

    @property
    def p99_ms(self) -> float:
        """Return the latency that one time in a hundred is longer, over all runs."""
        return statistics.quantiles(self.latencies, n=100)[-1] * 1000


@dataclass
class Pair:
    """An operation on both sides."""

    floor: Side = field(default_factory=Side)
    ours: Side = field(default_factory=Side)

    @property
    def ratio(self) -> float:
        """Return the median of the runs' ratios."""
        runs = zip(self.floor.cpu_ms, self.ours.cpu_ms, strict=True)
        return statistics.median(ours / floor for floor, ours in runs)


def measure(
    wanted: Iterable[Operation],
    floor: Running,
    ours: Running,
    *,
    runs: int,
    say: Callable[[str], None],
) -> dict[str, Pair]:
    """Return what each operation took: floor, ours, floor, ours … as often as there are runs."""
    wanted = list(wanted)
    found = {operation.name: Pair() for operation in wanted}
    times = {(one.name, side.port): _times(one, side) for one in wanted for side in (floor, ours)}
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}")
        for operation in wanted:
            pair = found[operation.name]
            for side, kept in ((floor, pair.floor), (ours, pair.ours)):
                _take(operation, side, times[operation.name, side.port], kept)
    return found


def _times(operation: Operation, side: Running) -> int:
    """Warm up, and return how often the operation must happen to last long enough."""
    _take(operation, side, WARM, Side())
    _take(operation, side, WARM, second := Side())
    fewest = max(FEWEST, operation.fewest)
    return min(MOST, max(fewest, round(LASTS * 1000 / max(second.middle, 0.1))))


def _take(operation: Operation, side: Running, times: int, kept: Side) -> None:
    scene = operation.floor if side.house is FLOOR else operation.ours
    before = meter.cpu_seconds(side.pid)
    kept.latencies += load(side.port, lambda: scene(side.plan), times)
    kept.cpu_ms.append((meter.cpu_seconds(side.pid) - before) * 1000 / times)
