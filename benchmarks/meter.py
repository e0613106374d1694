"""Reads from the kernel what a server and all its children have used. Linux only."""

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
# Behind the name in /proc/PID/stat: state, parent, …; these are user, system and the waited-for children's.
PARENT, TIMES = 1, slice(11, 15)


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process and all its descendants, ended ones included."""
    stats = _stats()
    return sum(sum(map(int, stats[one][TIMES])) for one in _tree(pid, stats)) / TICKS


def memory_bytes(pid: int) -> int:
    """Return the proportional share of memory (PSS) of a process and all its descendants."""
    return sum(_pss(one) for one in _tree(pid, _stats()))


def _tree(pid: int, stats: dict[int, list[str]]) -> Iterator[int]:
    if pid in stats:
        yield pid
    for one, stat in stats.items():
        if int(stat[PARENT]) == pid:
            yield from _tree(one, stats)


def _stats() -> dict[int, list[str]]:
    found = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                # The name stands in brackets and may itself hold blanks and brackets.
                found[int(folder.name)] = (folder / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):  # it ended a moment ago
                continue
    return found


def _pss(pid: int) -> int:
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
