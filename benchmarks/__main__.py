"""Runs the bench, or shows where the time of one operation goes.

python -m benchmarks [--runs 5] [--only form,submit] [--scale 15000]
python -m benchmarks profile form
"""

import argparse
import json
import statistics
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from benchmarks import houses, meter
from benchmarks.client import load
from benchmarks.houses import FLOOR, OURS, ROOT, STATE, Running
from benchmarks.operations import BY_NAME, OPERATIONS, Operation

PORT = 8300
WARM = 24


def main() -> None:
    """Read the wish and fulfil it."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("look", nargs="?", choices=["run", "profile"], default="run")
    parser.add_argument("name", nargs="?", choices=list(BY_NAME))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--scale", type=int, default=15_000)
    chosen = parser.parse_args()
    STATE.mkdir(parents=True, exist_ok=True)
    if chosen.look == "profile":
        profile(chosen.name or "form", chosen.scale)
    else:
        wanted = [BY_NAME[name] for name in chosen.only.split(",") if name] or list(OPERATIONS)
        run(wanted, chosen.runs, chosen.scale)


def profile(name: str, cases: int) -> None:
    """Show the SQL and the functions of one operation."""
    with houses.copied(houses.furnished(OURS, cases)) as home:
        inside("profile", home, [name], quiet=False)


def inside(look: str, home: Path, names: list[str], quiet: bool = True) -> bytes:
    """Let a process of its own look into the product; return what it says when it is to be quiet."""
    command = [sys.executable, "-m", "benchmarks.inside", look, *names]
    done = subprocess.run(  # noqa: S603
        command,
        cwd=ROOT,
        env=houses.environment(OURS, home),
        check=True,
        stdout=subprocess.PIPE if quiet else None,
    )
    return done.stdout or b""


def run(wanted: list[Operation], runs: int, cases: int) -> None:
    """Measure floor and product in turns and print the table."""
    with ExitStack() as stack:
        floor_home, our_home = (
            stack.enter_context(houses.copied(houses.furnished(house, cases)))
            for house in (FLOOR, OURS)
        )
        floor = stack.enter_context(houses.opened(FLOOR, floor_home, PORT))
        ours = stack.enter_context(houses.opened(OURS, our_home, PORT + 1))
        measured: dict[str, dict[str, list[float]]] = {
            operation.name: {"floor": [], "ours": []} for operation in wanted
        }
        for operation in wanted:
            for side in (floor, ours):
                measure(operation, side, WARM)
        for _ in range(runs):
            for operation in wanted:
                for side in (floor, ours):
                    measured[operation.name][side.house.name].append(
                        measure(operation, side, operation.times)
                    )
        counted = json.loads(inside("queries", our_home, [one.name for one in wanted]))
        for operation in wanted:
            pairs = list(zip(*measured[operation.name].values(), strict=True))
            ratio = statistics.median(b / a for a, b in pairs)
            a = statistics.median(a for a, _ in pairs)
            b = statistics.median(b for _, b in pairs)
            goal = operation.goal or 0
            sys.stdout.write(
                f"{operation.title:32} {a:8.2f} {b:8.2f} {ratio:7.2f} {goal:6.2f} {counted[operation.name]:4}\n"
            )


def measure(operation: Operation, side: Running, times: int) -> float:
    """Return the server's CPU milliseconds for each time."""
    scene = operation.floor if side.house is FLOOR else operation.ours
    before = meter.cpu_seconds(side.pid)
    load(side.port, lambda: scene(side.plan), times)
    return (meter.cpu_seconds(side.pid) - before) * 1000 / times


if __name__ == "__main__":
    main()
