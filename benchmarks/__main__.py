"""Runs the bench, or shows where the time of one operation goes.

python -m benchmarks [--runs 5] [--only form,submit] [--scale 15000] [--counted 1000000] [--keep]
python -m benchmarks profile form
"""

import argparse
import json
import os
import signal
import sys
from contextlib import ExitStack

from benchmarks import around, houses, report, turns
from benchmarks.houses import FLOOR, OURS, Seeded
from benchmarks.operations import BY_NAME, OPERATIONS, Operation, chosen
from benchmarks.report import Row

RUNS, CASES = 5, 15_000
STATISTICS = {"statistics", *BY_NAME["statistics"].beside}


def main() -> None:
    """Read what is wanted and do it."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("look", nargs="?", choices=["run", "profile"], default="run")
    parser.add_argument("name", nargs="?", choices=list(BY_NAME), default="form")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", type=chosen, default="", help="names of operations, with commas")
    parser.add_argument("--scale", type=int, default=CASES, help="how many cases there are")
    parser.add_argument("--counted", type=int, default=0, help="of how many cases the figures are")
    parser.add_argument("--keep", action="store_true", help="keep what was seeded for next time")
    wish = parser.parse_args()
    houses.STATE.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))  # and so clear away
    if wish.look == "profile":
        profile(wish.name, wish.scale)
    else:
        run(wish.only, runs=wish.runs, seeded=Seeded(wish.scale, wish.counted), keep=wish.keep)


def profile(name: str, cases: int) -> None:
    """Show the SQL and the functions of one operation; what was seeded stays for the next look."""
    with houses.lent(OURS, Seeded(cases), keep=True) as home:
        looked = houses.python(OURS, home, "benchmarks.inside", "profile", name)
    sys.stdout.write(looked.decode())


def run(wanted: list[Operation], *, runs: int, seeded: Seeded, keep: bool) -> None:
    """Measure, print the table, and keep it when everything was measured, or all of the statistics."""
    whole = len(wanted) == len(OPERATIONS)
    on = report.machine(seeded, runs, os.getloadavg()[0])
    names = [operation.name for operation in wanted]
    with ExitStack() as stack:
        say(f"Furnishing two houses with {seeded.cases} cases each; this takes some minutes.")
        homes = [stack.enter_context(houses.lent(one, seeded, keep=keep)) for one in (FLOOR, OURS)]
        floor = stack.enter_context(houses.opened(FLOOR, homes[0]))
        ours = stack.enter_context(houses.opened(OURS, homes[1]))
        found = turns.measure(wanted, floor, ours, runs=runs, say=say)
        counted = houses.python(OURS, ours.home, "benchmarks.inside", "queries", *names)
        table = report.rows(wanted, found, json.loads(counted))
        if whole or set(names) == STATISTICS:
            frozen = houses.python(OURS, ours.home, "benchmarks.inside", "freeze")
            table += report.freezing(json.loads(frozen))
        if whole:
            sys.stdout.write(f"\n{report.as_text(table)}\n")
            say("The house as a whole")
            table += report.whole(around.measure(floor, ours, runs=runs))
    sys.stdout.write(f"\n{report.as_text(table)}\n")
    if runs >= RUNS:
        _keep(table, on, seeded, set(names))


def _keep(table: list[Row], on: dict[str, object], seeded: Seeded, names: set[str]) -> None:
    """Keep what was measured of everything, or of the statistics; less is for the terminal."""
    suffix = "" if seeded.size == CASES else f"-{seeded.size}"
    if len(names) == len(OPERATIONS):
        report.write(table, on, name=f"{on['date']}{suffix}", latest=True)
    elif names == STATISTICS:
        report.write(table, on, name=f"{on['date']}-statistics{suffix}")


def say(line: str) -> None:
    """Tell whoever waits what is going on."""
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
