"""Runs the web server and, beside it, `manage.py tick`; ends both together. Needs no settings.

    python deploy/serve.py --workers 1 [--accounts var/demo.json]

With --accounts it prints, once the site answers, who can sign in and one tracking code. Under
systemd or in containers run the two commands of docs/operations.md as services of their own.
"""

import argparse
import ctypes
import http
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "8000"))
PR_SET_PDEATHSIG = 1
ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Start both, watch over both, and return the exit code of the web server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", default="2")
    parser.add_argument("--accounts", type=Path, help="the file that lists the demo's accounts")
    chosen = parser.parse_args()
    if not _port_is_free():
        _say(f"Port {PORT} is taken. Choose another one, for example: make demo PORT=8080")
        return 1
    signal.signal(signal.SIGTERM, _stop)
    running = [web := _web(chosen.workers)]
    try:
        if _answers(web):
            _welcome(chosen.accounts)
        running.append(tick := _tick())  # only now, so that it does not slow the start
        while web.poll() is None:
            if tick.poll() is not None:
                _say("The periodic work had stopped; it is started again.")
                running.append(tick := _tick())
            time.sleep(1)
    except KeyboardInterrupt:
        _say("\nStopping.")
        return 0
    finally:
        _end(running)
    return web.returncode


def _port_is_free() -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, PORT))
        except OSError:
            return False
    return True


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _web(workers: str) -> subprocess.Popen[bytes]:
    options = f"--interface wsgi --no-ws --host {HOST} --port {PORT} --workers {workers}"
    threads = (
        "--blocking-threads 4 --log-level warning --workers-kill-timeout 5 --respawn-failed-workers"
    )
    return _start("-m", "granian", *options.split(), *threads.split(), "config.wsgi:application")


def _tick() -> subprocess.Popen[bytes]:
    return _start("manage.py", "tick")


def _start(*command: str) -> subprocess.Popen[bytes]:
    """Start a child outside our group: Ctrl-C is for us, who then end the children in order."""
    lifeline = _end_with_us if sys.platform == "linux" else None
    words = [sys.executable, *command]
    return subprocess.Popen(words, cwd=ROOT, process_group=0, preexec_fn=lifeline)  # noqa: S603


def _end_with_us() -> None:
    """Have the kernel tell the child when we are killed and can no longer tell it ourselves."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _answers(web: subprocess.Popen[bytes]) -> bool:
    """Wait until the site says that it is ready; give up when the server ends or after a minute."""
    for _ in range(240):
        if web.poll() is not None:
            return False
        door = http.client.HTTPConnection(HOST, PORT, timeout=5)
        try:
            door.request("GET", "/readyz", headers={"Host": f"127.0.0.1:{PORT}"})
            # Behind HTTPS or under another host name a redirect or a refusal is an answer too.
            return door.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
        except OSError:
            time.sleep(0.25)
        finally:
            door.close()
    return False


def _welcome(accounts: Path | None) -> None:
    _say(f"\nHuiyin is ready: http://{HOST}:{PORT}/  (English: /en/, staff: /admin/)")
    if accounts and accounts.exists():
        demo = json.loads(accounts.read_text())
        width = max(len(each["username"]) for each in demo["accounts"])
        _say("\nStaff accounts (user name, password, role):")
        for each in demo["accounts"]:
            _say(f"  {each['username']:<{width}}  {each['password']}  {each['role']}")
        _say(f"\nA tracking code to try at /feedback/track/:  {demo['tracking_code']}")
    _say("\nCtrl-C stops the site; what was entered is kept.\n")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()


if __name__ == "__main__":
    sys.exit(main())
