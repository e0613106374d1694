"""A gateway for text messages of the tests' own: it keeps each request to the byte, and answers as it is told."""

import socket
import threading
from collections.abc import Callable

from tests.sink import free_port

OK = b'{"Message":"OK","RequestId":"R","Code":"OK","BizId":"B"}'


class Gateway:
    """Listens in a thread of its own while it is used as a context.

    `answer` returns the status and the body, or None to hang up without a word; `pause` seconds it
    thinks before it does. One that is `mute` lets people in and never speaks, not even of TLS.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.requests: list[bytes] = []
        self.answer: Callable[[], tuple[int, bytes] | None] = lambda: (200, OK)
        self.pause = 0.0
        self.mute = False
        self._over = threading.Event()

    def __enter__(self) -> "Gateway":
        self._door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self._over.set()
        self._door.close()

    def _serve(self) -> None:
        while True:
            try:
                guest, _address = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._speak, args=(guest,), daemon=True).start()

    def _speak(self, guest: socket.socket) -> None:
        with guest:
            if self.mute:
                self._over.wait(10)
                return
            asked = b""
            while b"\r\n\r\n" not in asked and (more := guest.recv(65536)):
                asked += more
            self.requests.append(asked)
            self._over.wait(self.pause)
            said = self.answer()
            if said:
                status, body = said
                head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
                guest.sendall(head.encode() + body)
