"""What lies in the files of public pages: the words of a document, what a picture says of itself.

A document is read in a process of its own; of a picture only the head is read, none of its pixels.
What cannot be read is said, so that somebody opens the file.
"""

import json
import logging
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image

from portal import papers
from portal.papers import Unread

logger = logging.getLogger(__name__)

MOST_BYTES = 20 << 20
SECONDS = 10
MEGABYTES = 512
PDF = b"%PDF-"
# A reader looks for the mark of a PDF so far into a file.
HEAD = 1024
# So many documents are remembered, by what their bytes add up to.
REMEMBERED = 32
# Entries of a picture's head that hold no words: profiles, what is read entry by entry, makers' own.
RAW = frozenset({"exif", "icc_profile", 0x927C, 0x8773, 0x83BB})
PICTURES = ["JPEG", "PNG", "WEBP"]
WHY: dict[str, Promise] = {
    Unread.BROKEN: _("The file is damaged or too complicated."),
    Unread.LOCKED: _("The file is locked with a password."),
    Unread.LONG: _("The file is too long to be read to its end."),
    Unread.PICTURES: _("There are pictures or scanned pages in it; what they show is not read."),
    Unread.GARBLED: _("Its letters cannot be told from its fonts."),
    Unread.ATTACHED: _("Other files are packed into it."),
    Unread.EARLIER: _(
        "It was changed after it was made; what stood there before may still be inside."
    ),
    Unread.LARGE: _("The file is too large."),
    Unread.OTHER: _("Only PDF files are read."),
    Unread.GONE: _("The file is not there."),
    Unread.PLACE: _("The picture says of itself where it was taken."),
}


class Attached(NamedTuple):
    """What a file says, why not all of it could be read, and by what it is told from another file."""

    texts: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    digest: str = ""


_known: OrderedDict[str, Attached] = OrderedDict()


def read(file: Any, *, is_picture: bool) -> Attached:
    """Read the file of a picture or a document of the public pages."""
    try:
        with file.storage.open(file.name, "rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError:
        return Attached(unread=(Unread.GONE,))
    digest = sha256(data).hexdigest()
    if len(data) > MOST_BYTES:
        return Attached((), (Unread.LARGE,), digest)
    if is_picture:
        return _of_picture(data)._replace(digest=digest)
    if PDF not in data[:HEAD]:
        return Attached((), (Unread.OTHER,), digest)
    if digest not in _known:
        _known[digest] = _in_child(data)._replace(digest=digest)
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return _known[digest]


def _in_child(data: bytes) -> Attached:
    """Read a PDF in a process of its own, which dies when it takes too much."""
    # A new program, no fork: the caller may be one of many threads. Its environment is empty,
    # because ours holds the keys.
    program = [sys.executable, "-I", papers.__file__, str(MEGABYTES), str(SECONDS)]
    try:
        child = subprocess.run(  # noqa: S603  every word of it is ours
            program, input=data, capture_output=True, timeout=SECONDS, env={}, check=True
        )
        answer = json.loads(child.stdout)
        return Attached(
            tuple(_whole(str(text)) for text in answer["texts"]),
            tuple(Unread(code) for code in answer["unread"]),
        )
    except subprocess.TimeoutExpired:
        logger.warning("A document took longer than %s seconds to read.", SECONDS)
    except (subprocess.CalledProcessError, ValueError, LookupError, TypeError) as trouble:
        logger.warning("The process that reads documents failed: %s", type(trouble).__name__)
    return Attached(unread=(Unread.BROKEN,))


def _whole(text: str) -> str:
    """Return a text without halves of characters, which a broken font may give."""
    return text.encode("utf-8", "replace").decode()


def _of_picture(data: bytes) -> Attached:
    try:
        with Image.open(BytesIO(data), formats=PICTURES) as picture:
            exif, info = picture.getexif(), picture.info
            told = [value for name, value in info.items() if name not in RAW]
            for entries in (exif, *map(exif.get_ifd, ExifTags.IFD)):
                told += [value for number, value in entries.items() if number not in RAW]
    except Exception:  # noqa: BLE001  what a decoder may raise on hostile bytes has no list
        return Attached(unread=(Unread.BROKEN,))
    unread = (Unread.PLACE,) if exif.get_ifd(ExifTags.IFD.GPSInfo) else ()
    return Attached(tuple(filter(str.strip, (text for one in told for text in _said(one)))), unread)


def _said(value: Any) -> Iterator[str]:
    """Yield what stands in one entry of a picture's head, in the ways cameras and programs write it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        wide = b"\0" in value
        yield value.decode("utf-16-le", "ignore") if wide else papers.said_in_xml(value)
