"""Holds an operation's conversation with the product inside this process, where one can look into it.

python -m benchmarks.inside queries NAME…
python -m benchmarks.inside profile NAME [--lines 40]
python -m benchmarks.inside freeze
"""

import argparse
import cProfile
import io
import json
import os
import pstats
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection

from benchmarks.client import hold
from benchmarks.dialogue import Answer, Request
from benchmarks.operations import BY_NAME, Operation, snapshot
from portal.uploads import Kind, make_safe_in_child

WARM, TIMES = 10, 100
PHOTOS = 5


def main() -> None:
    """Count the queries of operations, show where their time goes, or make a photo safe."""
    parser = argparse.ArgumentParser(prog="benchmarks.inside", description=__doc__)
    parser.add_argument("look", choices=["queries", "profile", "photo", "freeze"])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--lines", type=int, default=40)
    chosen = parser.parse_args()
    plan = json.loads((Path(os.environ["HUIYIN_HOME"]) / "plan.json").read_text())
    asked = asking(get_wsgi_application())
    if chosen.look == "queries":
        counted = {name: len(queries(BY_NAME[name], plan, asked)) for name in chosen.names}
        sys.stdout.write(json.dumps(counted))
    for name in chosen.names if chosen.look == "profile" else ():
        sys.stdout.write(profile(BY_NAME[name], plan, asked, chosen.lines))
    if chosen.look == "photo":
        sys.stdout.write(json.dumps(make_photo_safe()))
    if chosen.look == "freeze":
        sys.stdout.write(json.dumps(import_module("benchmarks.freezing").freeze()))


def asking(application: Any) -> Callable[[Request], Answer]:
    """Return how a request is put to a WSGI application without a network."""

    def asked(request: Request) -> Answer:
        got: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[..., None]:
            got["status"] = int(status.split()[0])
            got["headers"] = {name.lower(): value for name, value in headers}
            cookies = [value for name, value in headers if name.lower() == "set-cookie"]
            got["headers"]["set-cookie"] = "; ".join(cookies)
            return lambda data: None

        chunks = application(_environ(request), start)
        body = b"".join(chunks)
        chunks.close()
        return Answer(got["status"], got["headers"], body)

    return asked


def queries(
    operation: Operation, plan: dict[str, Any], asked: Callable[[Request], Answer]
) -> list[tuple[str, float]]:
    """Return the statements of one operation in a warm process, each with its milliseconds."""
    for _ in range(WARM):
        hold(operation.ours(plan), asked)
    with listening() as seen:
        hold(operation.ours(plan), asked)
    return seen


@contextmanager
def listening() -> Iterator[list[tuple[str, float]]]:
    """Write down every statement, with its milliseconds."""
    seen: list[tuple[str, float]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        before = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seen.append((sql, (time.perf_counter() - before) * 1000))

    with connection.execute_wrapper(listen):
        yield seen


def profile(
    operation: Operation,
    plan: dict[str, Any],
    asked: Callable[[Request], Answer],
    lines: int,
) -> str:
    """Return the SQL of one operation, and its functions by cumulative and by own time."""
    statements = queries(operation, plan, asked)
    before = time.process_time()
    for _ in range(TIMES):
        hold(operation.ours(plan), asked)
    plain = (time.process_time() - before) * 1000 / TIMES
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(TIMES):
        hold(operation.ours(plan), asked)
    profiler.disable()
    out = io.StringIO()
    stats = pstats.Stats(profiler, stream=out).strip_dirs()
    for order in ("cumulative", "tottime"):
        stats.sort_stats(order).print_stats(lines)
    return (
        f"{operation.title}: {plain:.2f} ms CPU each in one process, without a server, "
        f"{TIMES} times.\n{_sql(statements)}\n"
        f"Functions below: {TIMES} times, slower by the profiler's own work.\n{out.getvalue()}"
    )


def make_photo_safe() -> dict[str, float]:
    """Return the CPU and the peak memory of drawing a photo of twelve megapixels anew."""
    photo, taken = snapshot(), []
    for _ in range(PHOTOS):
        before = _cpu_seconds()
        make_safe_in_child(photo, Kind.JPEG)
        taken.append((_cpu_seconds() - before) * 1000)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"cpu_ms": statistics.median(taken), "peak_mb": peak / 1024}


def _cpu_seconds() -> float:
    """Return the CPU time of this process and of its children that have ended."""
    return sum(os.times()[:4])


def _sql(statements: list[tuple[str, float]]) -> str:
    doubled = Counter(sql for sql, _ms in statements)
    listed = "\n".join(
        f"{ms:7.3f} ms {'DOUBLED ' if doubled[sql] > 1 else ''}{sql[:220]}"
        for sql, ms in statements
    )
    total = sum(ms for _sql, ms in statements)
    return f"{len(statements)} statements, {total:.2f} ms in the database:\n{listed}"


def _environ(request: Request) -> dict[str, Any]:
    path, _mark, query = request.path.partition("?")
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()
    }
    return {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "HTTP_HOST": "127.0.0.1",
        **headers,
    }


if __name__ == "__main__":
    main()
