"""What an uploaded file really is, and making it safe. It believes neither its name nor the browser.

In the request `inspect` looks at size, magic bytes and header; after the request
`make_safe_in_child` draws a picture anew in a bounded process. A PDF is never opened: it stays as
it came, for download only.
"""

import logging
import re
import secrets
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

from django.core.files import File
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal import imaging
from portal.imaging import Kind

__all__ = [
    "Kind",
    "Refused",
    "Safe",
    "inspect",
    "make_safe",
    "make_safe_in_child",
    "shown_name",
    "sniff",
    "stored_name",
]

logger = logging.getLogger(__name__)

HEAD = 64  # bytes that tell the kind
PDF_TAIL = 1024  # where readers look for the end mark
HEIF_BRANDS = {
    b"heic",
    b"heix",
    b"heim",
    b"heis",
    b"hevc",
    b"hevx",
    b"hevm",
    b"hevs",
    b"mif1",
    b"msf1",
}

MESSAGES: dict[str, Promise] = {
    "empty": _("This file is empty."),
    "too_big": _("This file is larger than %(limit)s MB. Please choose a smaller one."),
    "not_accepted": _("Only photos (JPEG, PNG, WEBP, HEIC) and PDF files can be attached."),
    "broken": _("This file is damaged and cannot be opened."),
    "too_many_pixels": _(
        "This photo has too many pixels. Please take it again at a lower resolution."
    ),
}


class Refused(ValueError):
    """The file is not taken; `message` tells a person why, `code` a program."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code if code in MESSAGES else "broken"
        super().__init__(self.code)
        self.params = params

    @property
    def message(self) -> str:
        """Return the reason in the language of the page being built."""
        return str(MESSAGES[self.code]) % self.params


@dataclass(frozen=True)
class Safe:
    """What may be served: new bytes of a picture, or the unchanged bytes of a PDF."""

    data: bytes
    content_type: str
    suffix: str
    width: int | None = None
    height: int | None = None


def sniff(head: bytes) -> Kind:
    """Tell the kind from the first bytes of a file.

    A file that is valid as two kinds gets one of them here, and is only that one once drawn anew.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return Kind.HEIF
    # Readers also search the first kilobyte for this; there it is the mark of a disguise.
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    raise Refused("not_accepted")


def inspect(file: "File[bytes]", *, max_bytes: int) -> Kind:
    """Look at a file in the request, cheaply: size, kind, dimensions. Decodes nothing."""
    if not file.size:
        raise Refused("empty")
    if file.size > max_bytes:
        raise Refused("too_big", limit=max_bytes >> 20)
    file.seek(0)
    kind = sniff(file.read(HEAD))
    file.seek(0)
    if kind is Kind.PDF:
        _require_whole_pdf(file)
    else:
        _measure(file, kind)
    file.seek(0)
    return kind


def make_safe(data: bytes, kind: Kind) -> Safe:
    """Draw a picture anew in this process, without its metadata; a PDF is only checked."""
    if kind is Kind.PDF:
        return _pdf(data)
    try:
        picture = imaging.redraw(data, kind)
    except imaging.Unusable as reason:
        raise Refused(reason.code) from None
    return _safe(picture)


def make_safe_in_child(data: bytes, kind: Kind, *, seconds: int = 10, memory_mb: int = 512) -> Safe:
    """Draw a picture anew in a process of its own, which dies when it takes too much."""
    if kind is Kind.PDF:
        return _pdf(data)
    # A new program, no fork: the caller may be one of many threads. Its environment is empty,
    # because ours holds the keys.
    program = [sys.executable, "-I", imaging.__file__, kind.value, str(memory_mb), str(seconds)]
    try:
        child = subprocess.run(  # noqa: S603  every word of it is ours
            program, input=data, capture_output=True, timeout=seconds, env={}, check=True
        )
    except subprocess.TimeoutExpired:
        logger.warning("A picture took longer than %s seconds to draw.", seconds)
        raise Refused("broken") from None
    except subprocess.CalledProcessError as died:
        # Now and then that is a hostile file; always, it is an installation that cannot draw.
        logger.warning("The process that draws pictures ended with %s.", died.returncode)
        raise Refused("broken") from None
    return _safe(_answer(child.stdout, kind))


def stored_name(kind: Kind) -> str:
    """Make up the name under which a file is stored; nothing of the user's own name is in it."""
    return f"{secrets.token_hex(16)}{kind.suffix}"


def _require_whole_pdf(file: IO[bytes]) -> None:
    file.seek(0, 2)
    file.seek(max(0, file.tell() - PDF_TAIL))
    if b"%%EOF" not in file.read(PDF_TAIL):
        raise Refused("broken")


def _pdf(data: bytes) -> Safe:
    if sniff(data[:HEAD]) is not Kind.PDF:
        raise Refused("not_accepted")
    _require_whole_pdf(BytesIO(data))
    return Safe(data, Kind.PDF.content_type, Kind.PDF.suffix)


def _measure(file: IO[bytes], kind: Kind) -> None:
    try:
        imaging.measure(file, kind)
    except imaging.Unusable as reason:
        raise Refused(reason.code) from None


def _answer(output: bytes, kind: Kind) -> imaging.Picture:
    """Read the child's answer as warily as the upload: a decoder may have been taken over."""
    line, _newline, data = output.partition(b"\n")
    target = imaging.LEAVES_AS[kind][0]
    match line.decode("ascii", "replace").split():
        case ["drawn", width, height] if width.isdecimal() and height.isdecimal():
            if data and sniff(data[:HEAD]) is target:
                return imaging.Picture(data, target, int(width), int(height))
        case ["refused", code]:
            raise Refused(code)
    raise Refused("broken")


def _safe(picture: imaging.Picture) -> Safe:
    kind = picture.kind
    return Safe(picture.data, kind.content_type, kind.suffix, picture.width, picture.height)


# --- Names ----------------------------------------------------------------------------------------
NAMELESS = "file"
LONGEST_NAME = 80
LONGEST_RAW = 1000
# Nothing of paths, shells, drives, markup or percent coding.
UNSAFE = re.compile(r'[<>:"|?*%;&$`~\[\]{}]')
RESERVED = re.compile(r"(con|prn|aux|nul|clock_|com\d|lpt\d)(\.|$)", re.IGNORECASE)
ENDINGS = {".jpg", ".jpeg", ".jpe", ".mpo", ".png", ".webp", ".heic", ".heif", ".hif", ".pdf"}


def shown_name(raw: str, suffix: str = "") -> str:
    """Make the user's own file name harmless for a page and a Content-Disposition header.

    With `suffix`, the name ends so, whatever it ended in: a downloaded file opens by its ending.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", raw[-LONGEST_RAW:]))[-1]
    name = "".join(character for character in name if _is_visible(character))
    name = " ".join(UNSAFE.sub("_", name).split()).strip(". ")
    if RESERVED.match(name):  # a device on Windows, whatever its ending
        name = f"_{name}"
    path = PurePosixPath(name or NAMELESS)
    known = path.suffix.lower() in ENDINGS
    ending = suffix or (path.suffix if known else "")
    stem = path.stem if known else path.name
    return f"{stem[: LONGEST_NAME - len(ending)].rstrip('. ')}{ending}"


def _is_visible(character: str) -> bool:
    """Control, bidirectional, zero-width, private and unassigned characters are not; spaces are."""
    category = unicodedata.category(character)
    return character.isspace() or category[0] != "C"
