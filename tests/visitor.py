"""Opens pages as a person would and inspects every one: no test sees a page that nobody has looked at."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

from feedback.tracking import check_digit
from portal.models import User
from tests.factories import CAST, WANG

PRIVATE_WORDS = [
    *WANG.values(),
    *(f"{who['last_name']}{who['first_name']}" for who in CAST.values()),
]
TWENTY_DIGITS = re.compile(r"(?<![0-9A-Za-z])\d(?:[\s\u00a0-]*\d){19}(?![0-9A-Za-z])")
UNFILLED = re.compile(r"\{\{|\{%|%\(\w+\)[sd]")
REFERRING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage")
# Blocks of data: no browser runs them, so no policy needs to allow them.
SCRIPT_DATA = {"application/json", "application/ld+json"}
# Wagtail's own markup is not ours to judge; these of its addresses are built by us.
OURS_IN_ADMIN = ("/admin/cases/",)


class Page:
    """An answer of the site, with what a test asks about it."""

    def __init__(self, response: HttpResponse, path: str) -> None:
        self.response, self.path, self.status = response, path, response.status_code

    @cached_property
    def body(self) -> bytes:
        return self.response.getvalue() if self.response.streaming else self.response.content

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html.parser")

    @cached_property
    def text(self) -> str:
        """What a person reads, each run of white space as one space."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def apart(self) -> str:
        """The same with a bar where a cell of a table or a label of a chart ends: numbers apart."""
        parts, before = [], None
        for words in self.soup.find_all(string=True):
            cell = words.find_parent(["td", "th", "text"])
            parts += [words] if cell is before else ["|", words]
            before = cell
        return " ".join(" ".join(parts).split())

    @property
    def to(self) -> str:
        """Where the answer sends the visitor; empty for a page."""
        return self.response.headers.get("Location", "")

    @property
    def is_html(self) -> bool:
        return self.response.headers.get("Content-Type", "").startswith("text/html")

    def form(self, number: int = 0) -> dict[str, Any]:
        """The values a form would send now, ready to be changed and posted."""
        form = (self.soup.select("main form") or self.soup.select("form"))[number]
        values: dict[str, Any] = {}
        for field in form.select("input[name], textarea[name], select[name]"):
            for value in _values(field):
                earlier = values.get(field["name"])
                values[field["name"]] = value if earlier is None else [*_listed(earlier), value]
        return values


class Visitor:
    """Somebody at a browser: the public, or a member of staff who has signed in."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client()
        self._private = False
        if user is not None:
            self.client.force_login(user)

    def get(self, path: str, data: Any = None, **extra: Any) -> Page:
        return self._inspected(self.client.get(path, data, **extra), path)

    def post(self, path: str, data: Any = None, **extra: Any) -> Page:
        return self._inspected(self.client.post(path, data or {}, **extra), path)

    def follow(self, page: Page) -> Page:
        """Go where an answer sends; nothing is followed silently."""
        assert page.to, f"{page.path} answered {page.status} and sends nowhere"
        return self.get(page.to)

    @contextmanager
    def expect_private(self) -> Iterator[None]:
        """Allow what only the submitter may see: the receipt's code, the own name on the own case."""
        self._private = True
        try:
            yield
        finally:
            self._private = False

    def _inspected(self, response: Any, path: str) -> Page:
        page = Page(response, urlsplit(path).path)
        found = list(faults(page, private=self._private))
        assert not found, f"{page.path} ({page.status}): " + "; ".join(found)
        return page


def faults(page: Page, *, private: bool = False) -> Iterator[str]:
    """Yield everything that is wrong with a page."""
    yield from _leaks(page, private=private)
    yield from _headers(page)
    if not page.is_html or not page.body:
        return
    rules = PAGE_RULES if not page.path.startswith("/admin/") else ADMIN_RULES
    if page.path.startswith(OURS_IN_ADMIN):
        rules = (*ADMIN_RULES, _one_heading, _nothing_inline)
    for rule in rules:
        yield from rule(page)


def _leaks(page: Page, *, private: bool) -> Iterator[str]:
    kind = page.response.headers.get("Content-Type", "")
    if not kind.startswith(("text/", "application/json", "application/xml", "application/atom")):
        return
    raw = page.body.decode(page.response.charset or "utf-8", "replace") + page.to
    seen = [raw, page.apart] if page.is_html else [raw]
    if private:  # whatever a page may show, it stands in no address
        seen = [page.to, *_attributes(page, "href", "src", "action")]
    for number in {code for text in seen for code in TWENTY_DIGITS.findall(text)}:
        digits = re.sub(r"\D", "", number)
        if check_digit(digits[:-1]) == digits[-1]:
            yield "shows a tracking code"
    if not page.path.startswith("/admin/"):
        yield from (f"names {word!r}" for word in PRIVATE_WORDS for text in seen if word in text)


def _headers(page: Page) -> Iterator[str]:
    headers, path = page.response.headers, page.path.removeprefix("/en")
    if path.startswith(("/feedback/", "/admin/")) and "no-store" not in headers.get(
        "Cache-Control", ""
    ):
        yield "may be kept by a cache"
    if page.is_html and "Content-Security-Policy" not in headers:
        yield "has no content security policy"


def _language(page: Page) -> Iterator[str]:
    expected = "en" if f"{page.path}/".startswith("/en/") else "zh-hans"
    if page.soup.html is None or page.soup.html.get("lang", "").lower() != expected:
        yield f"does not say lang={expected}"


def _title(page: Page) -> Iterator[str]:
    if page.soup.title is None or not page.soup.title.get_text(strip=True):
        yield "has no title"


def _one_heading(page: Page) -> Iterator[str]:
    if (count := len(page.soup.select("h1"))) != 1:
        yield f"has {count} first-level headings"


def _heading_levels(page: Page) -> Iterator[str]:
    level = 0
    for heading in page.soup.find_all(re.compile("^h[1-6]$")):
        if int(heading.name[1]) > level + 1:
            yield f"jumps to <{heading.name}> {heading.get_text(strip=True)!r}"
        level = int(heading.name[1])


def _labels(page: Page) -> Iterator[str]:
    labelled = {
        label.get("for") for label in page.soup.select("label[for]") if label.get_text(strip=True)
    }
    for field in page.soup.select("input, textarea, select"):
        if field.get("type") in {"hidden", "submit", "button", "reset"} or _has_name(field):
            continue
        if field.get("id") not in labelled and field.find_parent("label") is None:
            yield f"has no label for {field.get('name')!r}"
    for control in page.soup.select("button, a[href], summary"):
        if (
            not control.get_text(strip=True)
            and not _has_name(control)
            and not control.select("[alt]:not([alt=''])")
        ):
            yield f"has a nameless {control}"


def _ids(page: Page) -> Iterator[str]:
    ids = [tag["id"] for tag in page.soup.select("[id]")]
    yield from (f"has the id {name!r} twice" for name in set(ids) if ids.count(name) > 1)
    wanted = {
        name
        for attribute in REFERRING
        for value in _attributes(page, attribute)
        for name in value.split()
    }
    wanted |= {
        value[1:] for value in _attributes(page, "href") if value.startswith("#") and len(value) > 1
    }
    yield from (f"points to #{name}, which is not there" for name in wanted - set(ids))


def _nothing_inline(page: Page) -> Iterator[str]:
    for tag in page.soup.find_all(True):
        if tag.name == "style" or "style" in tag.attrs:
            yield f"has an inline style in <{tag.name}>"
        if tag.name == "script" and not tag.get("src") and tag.get("type") not in SCRIPT_DATA:
            yield "has an inline script"
        if any(name.startswith("on") for name in tag.attrs):
            yield f"has an inline handler in <{tag.name}>"
    if any(
        value.strip().lower().startswith("javascript:")
        for value in _attributes(page, "href", "action")
    ):
        yield "has a javascript: address"


def _own_house(page: Page) -> Iterator[str]:
    loaded = "script[src], img[src], source[src], iframe[src], link[rel=stylesheet], link[rel=icon], form[action]"
    for tag in page.soup.select(loaded):
        address = tag.get("src") or tag.get("href") or tag.get("action") or ""
        if urlsplit(address).netloc not in {"", "testserver"}:
            yield f"calls another house: {address}"


def _tokens(page: Page) -> Iterator[str]:
    # The test client checks no token, so a form without one would fail at the street only. Wagtail's
    # editor has forms a script fills; a page that gives words back gives back the token among them.
    for form in page.soup.select("form[method=post][action^='/']"):
        if page.status < OUR_FAULT and not form.select("[name=csrfmiddlewaretoken]"):
            yield f"has a form without its token: {form.get('action', '')}"


def _images(page: Page) -> Iterator[str]:
    yield from ("has an image without alt" for _ in page.soup.select("img:not([alt])"))


def _whole_sentences(page: Page) -> Iterator[str]:
    if unfilled := UNFILLED.search(page.text):
        yield f"shows the raw {unfilled.group()!r}"


OUR_FAULT = 500
Rule = Callable[[Page], Iterable[str]]
ADMIN_RULES: tuple[Rule, ...] = (_title, _tokens, _whole_sentences)
PAGE_RULES: tuple[Rule, ...] = (
    _language, _title, _one_heading, _heading_levels, _labels, _ids, _nothing_inline, _own_house,
    _images, _tokens, _whole_sentences,
)  # fmt: skip


def _has_name(tag: Tag) -> bool:
    return any(tag.get(name) for name in ("aria-label", "aria-labelledby", "title"))


def _attributes(page: Page, *names: str) -> list[str]:
    return (
        [tag[name] for name in names for tag in page.soup.select(f"[{name}]")]
        if page.is_html
        else []
    )


def _values(field: Tag) -> list[str]:
    kind = field.get("type", "text")
    if kind in {"submit", "button", "reset", "file", "image"} or field.has_attr("disabled"):
        return []
    if field.name == "textarea":
        return [field.get_text().removeprefix("\n")]
    if field.name == "select":
        options = (
            field.select("option[selected]")
            or field.select("option")[: 0 if field.has_attr("multiple") else 1]
        )
        return [option.get("value", option.get_text()) for option in options]
    if kind in {"checkbox", "radio"}:
        return [field.get("value", "on")] if field.has_attr("checked") else []
    return [field.get("value", "")]


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
