"""A mail server of the tests' own: it keeps what it gets, and answers as it is told."""

import asyncio
import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

ACCEPTED = "250 Thank you"


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


class Sink(Controller):  # type: ignore[misc]
    """Listens in a thread of its own while it is used as a context.

    `answer` says what it makes of a recipient, `pause` how many seconds it thinks before it keeps a
    mail, and again before it says so.
    """

    def __init__(self, port: int = 0) -> None:
        self.letters: list[EmailMessage] = []
        self.answer: Callable[[str], str] = lambda address: ACCEPTED
        self.pause: Callable[[], float] = lambda: 0
        super().__init__(self, hostname="127.0.0.1", port=port or free_port(), ready_timeout=30)

    def __enter__(self) -> "Sink":
        self.start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.stop()

    @property
    def names(self) -> list[str]:
        """Return the Message-ID of each mail, doubles included."""
        return [letter["Message-ID"] for letter in self.letters]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient, or not."""
        if (answer := self.answer(address)) == ACCEPTED:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail. Whoever hangs up meanwhile does not learn whether it was kept."""
        await asyncio.sleep(self.pause())
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.letters.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        await asyncio.sleep(self.pause())
        return ACCEPTED
