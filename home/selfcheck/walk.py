"""Reads what anybody may read: every address that a page, a feed, a file or the sitemap names.

It asks the whole house, through all of its middleware, as a browser without a session would.
"""

import gzip
import html
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from portal import unfolding
from portal.canaries import Canaries

# Where an address may stand in a text: attributes, feeds and the sitemap, style sheets, JSON.
ADDRESS = re.compile(
    r"""(?:href|src|action|poster)\s*=\s*["']([^"'<>]*)["']"""
    r"""|(?:content|data-[a-z-]+)\s*=\s*["']((?:https?:/)?/[^"'<>]*)["']"""
    r"""|<(?:loc|id|uri|logo|icon)>([^<]+)<"""
    r"""|url\(\s*["']?([^"')\s]+)"""
    r"""|"((?:https?:/)?/[^"\s\\<>]*)\""""
)
SRCSET = re.compile(r"""srcset\s*=\s*["']([^"']*)["']""")
TEXTS = ("text/", "application/xml", "application/atom+xml", "application/json")
# Of one address so many different questions are asked: filters and search terms have no end.
QUESTIONS = 300
FAULT = 500
HEADERS = {"accept-encoding": "gzip"}


class Browser(Client):
    """Asks at one front door, over the same protocol and by the same name as people do."""

    def __init__(self, front: str, **more: Any) -> None:
        super().__init__(raise_request_exception=False, **more)
        self.front, whole = front, urlsplit(front)
        self.is_secure = whole.scheme == "https"
        port = whole.port or (443 if self.is_secure else 80)
        self.asks: dict[str, Any] = {"HTTP_HOST": whole.netloc, "SERVER_PORT": str(port)}

    def generic(self, method: str, path: Any, *args: Any, **extra: Any) -> Any:
        """Ask for something; everything else of Django's client ends here."""
        extra["secure"] = self.is_secure
        return super().generic(method, path, *args, **{**self.asks, **extra})


@dataclass
class Walk:
    """One way through the house, and what was met on it."""

    canaries: Canaries
    # Scheme, name and port of each site, without a closing slash.
    fronts: list[str]
    seen: set[str] = field(default_factory=set)
    leaks: dict[str, set[str]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    size: int = 0
    _asked: Counter[str] = field(default_factory=Counter)
    _browsers: dict[str, Browser] = field(default_factory=dict)

    def browser(self, front: str) -> Browser:
        """Return a browser without a session at a front door."""
        return self._browsers.setdefault(front, Browser(front))

    def everywhere(self, doors: Iterable[str]) -> None:
        """Go from these doors wherever an address leads."""
        waiting = deque(urljoin(front, door) for front in self.fronts for door in doors)
        while waiting:
            address = waiting.popleft()
            if not self._is_new(address):
                continue
            waiting.extend(self.get(address))

    def get(self, address: str) -> list[str]:
        """Read one address, and return where it leads."""
        self.seen.add(address)
        front, path = self._split(address)
        try:
            # In a transaction a failed query would end all that comes after it.
            with transaction.atomic():
                response = self.browser(front).get(path, headers=HEADERS)
                body = _body(response)
        except Exception:  # noqa: BLE001  whatever it is: this address was not read
            self.unread.append(self._shown(address))
            return []
        if response.status_code >= FAULT:
            self.unread.append(self._shown(address))
        return self._links(address, self.read(address, response, body))

    def read(self, address: str, response: HttpResponseBase, body: bytes | None = None) -> str:
        """Look for what was planted in an answer: headers, cookies and body."""
        body = _body(response) if body is None else body
        told = "\n".join(f"{name}: {value}" for name, value in response.items())
        # Not the address that was asked: one that names somebody was found where it is named.
        head = f"{told}\n{response.cookies.output()}"
        self.size += len(body) + len(head.encode())
        found = self.canaries.in_texts([*unfolding.texts(head.encode()), *unfolding.texts(body)])
        if found:
            self.leaks.setdefault(self._shown(address), set()).update(found)
        kind = response.headers.get("Content-Type", "")
        links = f'{head}\n"{response.headers.get("Location", "")}"'
        return links + body.decode(errors="ignore") if kind.startswith(TEXTS) else links

    def _is_new(self, address: str) -> bool:
        if address in self.seen:
            return False
        path, _mark, question = address.partition("?")
        self._asked[path] += bool(question)
        return self._asked[path] <= QUESTIONS

    def _links(self, address: str, text: str) -> list[str]:
        found = []
        for link in _named(text):
            try:
                whole = urldefrag(urljoin(address, html.unescape(link).strip())).url
                front = "{0.scheme}://{0.netloc}".format(urlsplit(whole))
            except ValueError:  # no address at all
                continue
            if front in self.fronts:
                found.append(whole)
        return found

    def _split(self, address: str) -> tuple[str, str]:
        front = next((one for one in self.fronts if address.startswith(f"{one}/")), "")
        return front, address.removeprefix(front)

    def _shown(self, address: str) -> str:
        """Return an address as it may be published: without what was planted, and without the house."""
        path = self._split(address)[1]
        while path.strip("/") and self.canaries.in_text(unquote(path)):
            path = path.rstrip("/").rpartition("/")[0] + "/"
        return path[:300]


def _body(response: Any) -> bytes:
    parts: Any = response.streaming_content if response.streaming else [response.content]
    body = b"".join(parts)
    return gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body


def _named(text: str) -> Iterator[str]:
    for found in ADDRESS.finditer(text):
        yield next(filter(None, found.groups()), "")
    for found in SRCSET.finditer(text):
        yield from (part.split()[0] for part in found[1].split(",") if part.split())


def front_of(root: str) -> str:
    """Return a site's front door as the house itself is asked at it: by a permitted name, plain or not."""
    whole = urlsplit(root)
    known = whole.hostname in settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS
    name = whole.netloc if known else next(iter(settings.ALLOWED_HOSTS), "localhost").lstrip(".")
    return f"{'https' if settings.SECURE_SSL_REDIRECT else whole.scheme}://{name}"
