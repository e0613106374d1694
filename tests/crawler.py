"""Walks through the public site as a search engine would: from the front doors, link by link."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element, fromstring

from tests import markup
from tests.visitor import Page

FRONT_DOORS = ("/", "/en/")
# Where a link may lead out of the house, and what a link may be beside an address.
OTHER_HOUSES = {"beian.miit.gov.cn", "beian.mps.gov.cn", "creativecommons.org"}
CALLS = {"tel", "mailto"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
QUESTIONS = 3  # of one address are asked: the form below each page differs only in what it is about
# What a browser loads by itself, and where it is named.
LOADED = (("img", "src"), ("script", "src"), ("source", "src"), ("iframe", "src"))
LOADED_LINKS = {"stylesheet", "icon", "apple-touch-icon", "manifest", "preload"}


class Link(NamedTuple):
    """A link as it stands on a page, made whole: the page's address, the target, its fragment."""

    source: str
    target: str
    fragment: str


@dataclass
class Visit:
    """One address that was asked for, and how many clicks it is from the front door."""

    address: str
    page: Page
    clicks: int
    own: frozenset[str]
    links: list[Link] = field(default_factory=list)

    @cached_property
    def read(self) -> tuple[Element, list[str]]:
        """The tree of the page, and what a browser would have to mend."""
        return markup.read(self.page.body)

    @property
    def tree(self) -> Element:
        return self.read[0]

    @property
    def language(self) -> str:
        return str(self.tree.get("lang"))

    @property
    def title(self) -> str:
        return self.tree.findtext("head/title") or ""

    @cached_property
    def canonical(self) -> str:
        """The address that counts, without the house; empty for what nobody is to find."""
        found = [one for one in self.tree.iter("link") if one.get("rel") == "canonical"]
        return self.inside(found[0].get("href", "")) if found else ""

    @property
    def twins(self) -> dict[str, str]:
        return {
            one.get("hreflang", ""): self.inside(one.get("href", ""))
            for one in self.tree.iter("link")
            if one.get("rel") == "alternate" and one.get("hreflang")
        }

    @property
    def ids(self) -> set[str]:
        return {one.get("id", "") for one in self.tree.iter() if one.get("id")}

    def inside(self, address: str) -> str:
        """Return an address without our own house; one of another house stays whole."""
        whole = urlsplit(urljoin(f"http://testserver{self.address}", address))
        if f"{whole.scheme}://{whole.netloc}" not in self.own:
            return whole.geturl()
        return f"{whole.path}?{whole.query}" if whole.query else whole.path

    def loads(self) -> Iterator[str]:
        """Yield what a browser would load for this page without being asked."""
        for name, attribute in LOADED:
            yield from (
                one.get(attribute, "") for one in self.tree.iter(name) if one.get(attribute)
            )
        for one in self.tree.iter("link"):
            if LOADED_LINKS & set(one.get("rel", "").split()):
                yield one.get("href", "")
        for name in ("img", "source"):
            for one in self.tree.iter(name):
                yield from (part.split()[0] for part in one.get("srcset", "").split(",") if part)


@dataclass
class Crawl:
    """Everything that was met on the way."""

    get: Callable[[str], Page]
    own: frozenset[str]
    visits: dict[str, Visit] = field(default_factory=dict)
    loaded: dict[str, Page] = field(default_factory=dict)
    foreign: set[tuple[str, str]] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)

    def walk(self) -> "Crawl":
        """Go everywhere a link leads, the nearest first, and load what the pages load."""
        waiting = deque((door, 0) for door in FRONT_DOORS)
        while waiting:
            address, clicks = waiting.popleft()
            if address in self.visits or self._is_one_more(address):
                continue
            visit = Visit(address, self.get(address), clicks, self.own)
            self.visits[address] = visit
            if visit.page.is_html:
                waiting.extend((link.target, clicks + 1) for link in self._links(visit))
                self._load(visit)
        self._read_sitemap()
        return self

    @property
    def pages(self) -> list[Visit]:
        """The pages, without feeds and files."""
        return [visit for visit in self.visits.values() if visit.page.is_html]

    @cached_property
    def found(self) -> dict[str, Visit]:
        """The pages that search engines may find, each at the address that counts."""
        return {one.address: one for one in self.pages if one.canonical == one.address}

    def _is_one_more(self, address: str) -> bool:
        """Say of addresses that differ in their question alone whether enough of them were seen."""
        path, question, _rest = address.partition("?")
        seen = [known for known in self.visits if known.startswith(f"{path}?")]
        return bool(question) and len(seen) >= QUESTIONS

    def _links(self, visit: Visit) -> list[Link]:
        if visit.page.to:
            visit.links.append(Link(visit.address, visit.inside(visit.page.to), ""))
        for one in visit.tree.iter("a"):
            whole, fragment = urldefrag(urljoin(visit.address, one.get("href", "")))
            target, scheme = visit.inside(whole), urlsplit(whole).scheme
            if not target.startswith("/"):
                if scheme not in CALLS and urlsplit(whole).netloc not in OTHER_HOUSES:
                    self.foreign.add((visit.address, whole))
                continue
            visit.links.append(Link(visit.address, target, fragment))
        return visit.links

    def _load(self, visit: Visit) -> None:
        for address in filter(None, map(visit.inside, visit.loads())):
            if not address.startswith("/"):
                self.foreign.add((visit.address, address))
            elif address not in self.loaded:
                self.loaded[address] = self.get(address)

    def _read_sitemap(self) -> None:
        front = self.visits["/"]
        tree = fromstring(self.get("/sitemap.xml").body)  # noqa: S314  our own
        for one in tree.iterfind("s:url/s:loc", SITEMAP):
            self.listed.add(front.inside(one.text or ""))
