"""Reads what a PDF says: its words, and what it says of itself. What it cannot read, it says.

Readers of PDF are attacked like decoders of pictures. Run as a program, this module does its work in a
process of its own, with bounded memory and time, no keys in its environment and no Django:
`python -I papers.py MEGABYTES SECONDS < paper > answer`. So it imports nothing of ours.
"""

import json
import logging
import re
import resource
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader

MOST_PAGES = 300
MOST_CHARACTERS = 300_000
# Of what stands on a page so much must be letters we know, or its fonts do not say what they show.
READABLE = 0.8
KNOWN = re.compile(r"[\x20-\x7e\s\u2010-\u2027\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
TAG = re.compile(r"<[^<>]*>")
# What programs write of themselves: numbers of versions, hours, identifiers.
MACHINE = frozenset({"/Producer", "/PTEX.Fullbanner", "/CreationDate", "/ModDate", "/Trapped"})
# Values in attributes, but for the names of namespaces.
VALUE = re.compile(r"""(?<!xmlns)\s(?!xmlns)[\w:]+=["']([^"']*)["']""")
IDENTIFIER = re.compile(
    r"\b(?:uuid|xmp\.[di]id|adobe:docid):[-\w:.]+|\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-\w{12}\b"
)
LINEARIZED = b"/Linearized"
END = b"%%EOF"
# How deep pictures are looked for in drawings within drawings.
DEEPEST = 4


class Unread(StrEnum):
    """What could not be read; `portal.attached` has the sentences."""

    BROKEN = "broken"
    LOCKED = "locked"
    LONG = "long"
    PICTURES = "pictures"
    GARBLED = "garbled"
    ATTACHED = "attached"
    EARLIER = "earlier"
    LARGE = "large"
    OTHER = "other"
    GONE = "gone"
    PLACE = "place"


class Paper(NamedTuple):
    """The texts of a paper, and what could not be read."""

    texts: list[str]
    unread: list[Unread]


def read(data: bytes) -> Paper:
    """Read a paper; what a damaged one still gives is kept beside the word that it is damaged."""
    texts: list[str] = []
    unread: set[Unread] = set()
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Paper([], [Unread.LOCKED])
        unread.update(_outside(reader, data))
        for text in _texts(reader, unread):
            texts.append(text)
            if sum(map(len, texts)) > MOST_CHARACTERS:
                unread.add(Unread.LONG)
                break
    except Exception:  # noqa: BLE001  what a reader may raise on hostile bytes has no list
        unread.add(Unread.BROKEN)
    return Paper([text[:MOST_CHARACTERS] for text in texts if text.strip()], sorted(unread))


def _texts(reader: PdfReader, unread: set[Unread]) -> Iterator[str]:
    """Yield what the paper says of itself, then its pages one by one."""
    yield from (str(value) for key, value in (reader.metadata or {}).items() if key not in MACHINE)
    described = reader.root_object.get("/Metadata")
    if described is not None:
        yield said_in_xml(described.get_object().get_data())
    yield from _titles(reader.outline)
    yield from (str(name) for name in reader.attachments)
    yield from (str(field.get("/V") or "") for field in (reader.get_fields() or {}).values())
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES:
            unread.add(Unread.LONG)
            return
        yield from _of_page(page, unread)


def said_in_xml(data: bytes) -> str:
    """Return the words of a description in XML, without what programs write for one another."""
    text = data.decode("utf-8", "ignore")
    values = " ".join(VALUE.findall(text))
    return IDENTIFIER.sub(" ", f"{TAG.sub(' ', text)} {values}")


def _of_page(page: Any, unread: set[Unread]) -> Iterator[str]:
    text = page.extract_text() or ""
    drawn = page.get_contents()
    if _has_pictures(page.get("/Resources"), DEEPEST) or (drawn and not text.strip()):
        unread.add(Unread.PICTURES)
    if text and len(KNOWN.findall(text)) < READABLE * len(text):
        unread.add(Unread.GARBLED)
    yield text
    for note in page.get("/Annots") or ():
        note = note.get_object()
        if note.get("/Subtype") == "/FileAttachment":
            unread.add(Unread.ATTACHED)
        act = note.get("/A")
        act = act.get_object() if act is not None else {}
        yield from (
            str(said) for said in (note.get("/Contents"), note.get("/T"), act.get("/URI")) if said
        )


def _has_pictures(resources: Any, depth: int) -> bool:
    if resources is None or depth == 0:
        return False
    drawings = resources.get_object().get("/XObject")
    for one in (drawings.get_object() if drawings is not None else {}).values():
        drawing = one.get_object()
        if drawing.get("/Subtype") == "/Image" or _has_pictures(
            drawing.get("/Resources"), depth - 1
        ):
            return True
    return False


def _titles(outline: Iterable[Any]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _titles(one)
        else:
            yield str(one.title)


def _outside(reader: PdfReader, data: bytes) -> Iterator[Unread]:
    """Yield what lies in the file beside its pages."""
    if reader.attachments:
        yield Unread.ATTACHED
    # Saved again and again, a file keeps what was on its pages before; one made for the web ends twice.
    if data.count(END) > 1 + (LINEARIZED in data[:1024]):
        yield Unread.EARLIER


def main(megabytes: str, seconds: str) -> None:
    """Read the paper on standard input; answer in JSON."""
    _bound(memory=int(megabytes) << 20, seconds=int(seconds))
    logging.disable()  # what pypdf says of a damaged file repeats some of it
    paper = read(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(paper._asdict()))


def _bound(*, memory: int, seconds: int) -> None:
    limits = [(resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)]
    if sys.platform != "darwin":  # macOS refuses this limit; time still bounds there
        limits.append((resource.RLIMIT_AS, memory))
    for what, most in limits:
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
