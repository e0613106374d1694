"""Runs the bench, or shows where the time of one operation goes.

python -m benchmarks [--runs 5] [--only form,submit] [--scale 15000] [--keep]
python -m benchmarks profile form
"""

import argparse
import json
import os
import signal
import sys
from contextlib import ExitStack

from benchmarks import around, houses, report, turns
from benchmarks.houses import FLOOR, OURS
from benchmarks.operations import BY_NAME, OPERATIONS, Operation, chosen

RUNS, CASES = 5, 15_000


def main() -> None:
    """Read what is wanted and do it."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("look", nargs="?", choices=["run", "profile"], default="run")
    parser.add_argument("name", nargs="?", choices=list(BY_NAME), default="form")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", type=chosen, default="", help="names of operations, with commas")
    parser.add_argument("--scale", type=int, default=CASES, help="how many cases there are")
    parser.add_argument("--keep", action="store_true", help="keep what was seeded for next time")
    wish = parser.parse_args()
    houses.STATE.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))  # and so clear away
    if wish.look == "profile":
        profile(wish.name, wish.scale)
    else:
        run(wish.only, runs=wish.runs, cases=wish.scale, keep=wish.keep)


def profile(name: str, cases: int) -> None:
    """Show the SQL and the functions of one operation; what was seeded stays for the next look."""
    with houses.lent(OURS, cases, keep=True) as home:
        looked = houses.python(OURS, home, "benchmarks.inside", "profile", name)
    sys.stdout.write(looked.decode())


def run(wanted: list[Operation], *, runs: int, cases: int, keep: bool) -> None:
    """Measure, print the table, and keep it when everything was measured."""
    whole = len(wanted) == len(OPERATIONS) and runs >= RUNS
    on = report.machine(cases, runs, os.getloadavg()[0])
    names = [operation.name for operation in wanted]
    with ExitStack() as stack:
        say(f"Furnishing two houses with {cases} cases each; this takes about a minute.")
        homes = [stack.enter_context(houses.lent(one, cases, keep=keep)) for one in (FLOOR, OURS)]
        floor = stack.enter_context(houses.opened(FLOOR, homes[0]))
        ours = stack.enter_context(houses.opened(OURS, homes[1]))
        found = turns.measure(wanted, floor, ours, runs=runs, say=say)
        counted = houses.python(OURS, ours.home, "benchmarks.inside", "queries", *names)
        table = report.rows(wanted, found, json.loads(counted))
        sys.stdout.write(f"\n{report.as_text(table)}\n")
        if whole:
            say("The house as a whole")
            table += report.whole(around.measure(floor, ours, runs=runs))
    if whole:
        sys.stdout.write(f"\n{report.as_text(table)}\n")
        suffix = "" if cases == CASES else f"-{cases}"
        report.write(table, on, name=f"{on['date']}{suffix}")


def say(line: str) -> None:
    """Tell whoever waits what is going on."""
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
