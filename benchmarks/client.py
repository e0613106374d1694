"""Talks to a server over kept connections, several at once, and notes how long each talk took."""

import http.client
import itertools
import threading
import time
from collections.abc import Callable

from benchmarks.dialogue import Answer, Request, Talk

HOST = "127.0.0.1"
CONNECTIONS = 8


def load(
    port: int, talk: Callable[[], Talk], times: int, connections: int = CONNECTIONS
) -> list[float]:
    """Hold so many talks, shared among the connections, and return the seconds each of them took."""
    taken: list[float] = []
    failures: list[BaseException] = []
    turns = itertools.count()
    callers = [
        threading.Thread(target=_call, args=(port, talk, turns, times, taken, failures))
        for _ in range(connections)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    if failures:
        raise failures[0]
    return taken


def _call(
    port: int,
    talk: Callable[[], Talk],
    turns: "itertools.count[int]",
    times: int,
    taken: list[float],
    failures: list[BaseException],
) -> None:
    line = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        while next(turns) < times and not failures:
            before = time.perf_counter()
            hold(talk(), lambda request: ask(line, request))
            taken.append(time.perf_counter() - before)
    except Exception as failure:  # noqa: BLE001 - it is raised again where the threads were started
        failures.append(failure)
    finally:
        line.close()


def hold(talk: Talk, asked: Callable[[Request], Answer]) -> None:
    """Hold one talk to its end with whoever answers."""
    try:
        request = next(talk)
        while True:
            request = talk.send(asked(request))
    except StopIteration:
        return


def ask(line: http.client.HTTPConnection, request: Request) -> Answer:
    """Send one request over a kept connection and read the whole answer."""
    line.request(request.method, request.path, request.body or None, dict(request.headers))
    got = line.getresponse()
    headers = {name.lower(): value for name, value in got.getheaders() if name != "set-cookie"}
    cookies = got.headers.get_all("set-cookie") or []
    return Answer(got.status, {**headers, "set-cookie": "; ".join(cookies)}, got.read())
