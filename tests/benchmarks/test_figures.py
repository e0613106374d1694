"""What the bench reckons: processor time of a whole family of processes, and how a figure is judged."""

import platform
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings

from benchmarks import meter, report
from benchmarks.houses import Seeded
from benchmarks.operations import OPERATIONS, chosen
from benchmarks.report import Row
from benchmarks.turns import Pair, Side

BURN = "import time\nwhile time.process_time() < 0.15: pass\nprint(flush=True)\ninput()"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def family() -> Iterator[subprocess.Popen[bytes]]:
    """A process whose child has worked for a while and waits now."""
    command, pipe = [sys.executable, "-c", PARENT], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as parent:  # noqa: S603
        parent.stdout.readline()
        yield parent
        parent.stdin.close()


def test_the_work_of_a_child_counts_as_the_server_s(family: subprocess.Popen[bytes]) -> None:
    assert meter.cpu_seconds(family.pid) >= 0.14


def test_the_memory_of_a_child_counts_too(family: subprocess.Popen[bytes]) -> None:
    assert meter.memory_bytes(family.pid) > meter._pss(family.pid)


@pytest.mark.parametrize(
    ("ratio", "verdict"), [(4.9, "met"), (5.9, "within the margin"), (6.1, "missed")]
)
def test_a_figure_is_held_against_its_goal(ratio: float, verdict: str) -> None:
    assert Row("home", "ms CPU", 1, ratio, ratio, most=5).verdict == verdict


def test_too_many_queries_are_a_missed_goal_however_fast() -> None:
    row = Row("home", "ms CPU", 1, 2, 2, most=5, queries=13, most_queries=12)
    assert row.verdict == "missed: more than 12 queries"


def test_an_absolute_goal_is_asked_of_our_own_figure() -> None:
    assert Row("memory", "MB", 90, 250, None, 240, is_absolute=True).verdict == "within the margin"


def test_a_ratio_is_taken_run_by_run() -> None:
    slowed = Pair(Side([1, 3, 1]), Side([2, 6, 2]))
    assert slowed.ratio == 2


def test_what_a_goal_is_reckoned_from_is_measured_with_it() -> None:
    assert [one.name for one in chosen("case")] == ["frame", "case"]


def test_without_a_wish_everything_is_measured() -> None:
    assert chosen("") == list(OPERATIONS)


def test_a_name_that_means_nothing_is_told_with_those_that_do() -> None:
    with pytest.raises(ValueError, match="known are constant"):
        chosen("forms")


def test_the_record_is_a_table_that_names_no_machine() -> None:
    written = report.as_markdown(
        [Row("home", "ms CPU", 1, 2, 2)], report.machine(Seeded(100), 5, 0.1)
    )
    assert "| home | 1.00 | 2.00 | ms CPU | 2.00 |" in written
    assert str(settings.BASE_DIR) not in written
    assert platform.node() not in written
