"""Reads a page as strictly as the standard of HTML does: what a browser would silently mend is a fault."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

TEXT_ONLY = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "strong", "em", "b", "i", "mark", "small",
    "label", "legend", "button", "dt", "time", "abbr", "code", "cite", "q", "sub", "sup",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav",
    "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
# A dt may hold blocks, but no parts of a page's outline.
HOLDS = {"dt": BLOCKS - {"header", "footer", "article", "aside", "nav", "section"}}
TOUCHED = {"a", "button", "details", "iframe", "label", "select", "textarea"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "select": {"option", "optgroup", "hr"},
    "tr": {"th", "td"},
}
NEEDS = {"img": "src", "time": "datetime", "meta": "content", "html": "lang", "label": "for"}


def read(body: bytes) -> tuple[Element, list[str]]:
    """Return the tree a browser would make of a page, and what it would have to mend."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(body, transport_encoding="utf-8")
    mended = [f"{code} in line {place[0]}: {words}" for place, code, words in parser.errors]
    return tree, mended


def misplaced(tree: Element) -> Iterator[str]:
    """Yield what stands where the standard has no place for it."""
    for tag in tree.iter():
        if not isinstance(tag.tag, str):  # a comment
            continue
        yield from _children(tag)
        inside = [below.tag for below in tag.iter() if below is not tag]
        if tag.tag in TEXT_ONLY:
            held = BLOCKS - (HOLDS.get(tag.tag) or set())
            yield from (f"<{name}> within <{tag.tag}>" for name in inside if name in held)
        if tag.tag in {"a", "button"}:
            yield from (f"<{name}> within <{tag.tag}>" for name in inside if name in TOUCHED)
        if (wanted := NEEDS.get(tag.tag)) and not _says(tag, wanted):
            yield f"<{tag.tag}> without {wanted}"
    for name in ("main", "h1", "title"):
        if (count := sum(1 for _ in tree.iter(name))) != 1:
            yield f"{count} <{name}>"


def _children(tag: Element) -> Iterator[str]:
    allowed = CHILDREN.get(str(tag.tag))
    for child in tag if allowed else ():
        if isinstance(child.tag, str) and child.tag not in {*(allowed or ()), "script", "template"}:
            yield f"<{child.tag}> directly within <{tag.tag}>"
    if allowed and (tag.text or "").strip():
        yield f"text directly within <{tag.tag}>"


def _says(tag: Element, wanted: str) -> bool:
    if tag.tag == "meta":
        return "charset" in tag.attrib or bool(tag.get("content"))
    if tag.tag == "label":  # it may also stand around its field
        return bool(tag.get("for")) or any(below.tag in {"input", "select"} for below in tag.iter())
    if tag.tag == "time":
        return bool(tag.get("datetime") or (tag.text or "").strip())
    return bool(tag.get(wanted))
