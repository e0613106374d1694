"""What a visitor and a server say to each other: one request, one answer, as plain data."""

import gzip
import secrets
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

# Django takes the cookie's own secret for the form's token: a double submit needs no page before it.
TOKEN = "benchmarkbenchmarkbenchmarkbench"  # noqa: S105 - it protects nothing
BOUNDARY = "----bench" + secrets.token_hex(8)
# As every browser asks; a page that is kept packed need not be unpacked for it.
ACCEPTED = {"Accept-Encoding": "gzip, deflate, br"}


class Unexpected(AssertionError):
    """The answer is not the one that was to be measured."""


@dataclass(frozen=True)
class Request:
    """What is sent."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def cookie(self, name: str) -> str:
        """Return the value of a cookie that was set, or nothing."""
        jar = SimpleCookie(self.headers.get("set-cookie", ""))
        return jar[name].value if name in jar else ""

    def expect(self, status: int, *words: str) -> "Answer":
        """Return the answer when it has this status and these words."""
        packed = self.headers.get("content-encoding") == "gzip"
        body = gzip.decompress(self.body) if packed else self.body
        missing = [word for word in words if word.encode() not in body]
        if self.status != status or missing:
            start = body[:200].decode(errors="replace")
            raise Unexpected(f"{self.status} instead of {status}, without {missing}: {start}")
        return self


# One operation as a conversation: it yields requests and is sent the answers.
Talk = Generator[Request, Answer, None]


def get(path: str, **cookies: str) -> Request:
    """Ask for a page."""
    return Request("GET", path, {**ACCEPTED, **_cookie(cookies)})


def post(path: str, fields: Mapping[str, str], **cookies: str) -> Request:
    """Send a form."""
    body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}).encode()
    headers = {**ACCEPTED, "Content-Type": "application/x-www-form-urlencoded"}
    return Request("POST", path, {**headers, **_cookie({"csrftoken": TOKEN, **cookies})}, body)


def upload(path: str, fields: Mapping[str, str], *, name: str, photo: bytes) -> Request:
    """Send a form with a photo."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in {**fields, "csrfmiddlewaretoken": TOKEN}.items()
    ]
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="photo.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    body = "".join([*parts, head]).encode() + photo + f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {**ACCEPTED, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return Request("POST", path, {**headers, **_cookie({"csrftoken": TOKEN})}, body)


def _cookie(cookies: Mapping[str, str]) -> dict[str, str]:
    line = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
    return {"Cookie": line} if line else {}
