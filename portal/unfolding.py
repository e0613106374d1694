"""Reads what lies inside bytes: packed, encoded, in the members of an archive, in a picture's metadata.

It looks for what was planted, so it tries every reading of the bytes and is not put off by a wrong one.
"""

import base64
import binascii
import gzip
import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote_plus

from PIL import ExifTags, Image

# An archive in an archive in an archive is read no further, and nothing larger than this.
DEEPEST, LARGEST = 4, 256 * 1024 * 1024
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
HEXES = re.compile(rb"(?:[0-9A-Fa-f]{2}\s?){8,}")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
# A PDF file's own signs, written in octal digits.
OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8")
ENCODINGS = ("utf-16-le", "utf-16-be", "gb18030")


def texts(body: bytes, deep: int = 0) -> Iterator[str]:
    """Yield every reading of some bytes."""
    if deep > DEEPEST or not body:
        return
    try:
        plain = body.decode()
    except UnicodeDecodeError:
        plain = ""
    if plain and "\x00" not in plain:
        yield from _of_text(plain)
    else:
        yield body.decode(errors="ignore")
        for encoding in ENCODINGS:
            for start in (0, 1):
                yield body[start:].decode(encoding, errors="ignore")
    for inner in _inside(body):
        yield from texts(inner, deep + 1)


def _of_text(text: str) -> Iterator[str]:
    """Yield a text as it stands and with each way of writing signs undone."""
    yield text
    plain = text
    for _time in range(2):  # a text in a text: JSON in an attribute, an address in JSON
        plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), html.unescape(plain))
    if plain != text:
        yield plain
    if "%" in plain:
        yield unquote_plus(plain)
        yield unquote_plus(plain, encoding="gb18030", errors="ignore")


def _inside(body: bytes) -> Iterator[bytes]:
    if body.startswith(b"\x1f\x8b"):
        yield from _unpacked(body)
    elif body.startswith(b"PK"):
        yield from _members(body)
    elif body.startswith(PICTURES):
        yield from _metadata(body)
    elif body.startswith(b"%PDF"):
        yield from _streams(body)
    else:
        yield from _decoded(body)


def _unpacked(body: bytes) -> Iterator[bytes]:
    try:
        with gzip.open(BytesIO(body)) as packed:
            yield packed.read(LARGEST)
    except (OSError, EOFError, zlib.error):
        return


def _members(body: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            yield archive.comment
            for member in archive.infolist():
                yield member.filename.encode()
                yield member.comment
                yield member.extra
                if member.file_size <= LARGEST:
                    yield archive.read(member)
    except (zipfile.BadZipFile, RuntimeError, zlib.error, NotImplementedError):
        return


def _metadata(body: bytes) -> Iterator[bytes]:
    """Yield what a picture says of itself; packed pieces come out readable."""
    try:
        with Image.open(BytesIO(body)) as picture:
            picture.load()
            told, exif = dict(picture.info), picture.getexif()
            told |= dict(exif) | {name: exif.get_ifd(name) for name in ExifTags.IFD}
    except Exception:  # noqa: BLE001  what a decoder may raise has no list; the bytes were read as they are
        return
    for value in told.values():
        yield value if isinstance(value, bytes) else repr(value).encode()


def _streams(body: bytes) -> Iterator[bytes]:
    """Yield the packed streams of a PDF file, and its strings in hexadecimal and octal digits."""
    yield OCTAL.sub(lambda found: bytes([int(found[1], 8)]), body.replace(b"%PDF", b"", 1))
    for found in STREAM.finditer(body):
        try:
            yield zlib.decompressobj().decompress(found[1], LARGEST)
        except zlib.error:
            continue
    for run in HEXES.findall(body):
        yield _from_hex(run)


def _from_hex(run: bytes) -> bytes:
    digits = b"".join(run.split())
    return binascii.unhexlify(digits[: len(digits) // 2 * 2])


def _decoded(body: bytes) -> Iterator[bytes]:
    """Yield what runs of letters and digits say where they are Base64, all of them at once."""
    tokens = [token for token in BASE64.findall(body) if not token.islower()]
    for start in range(4 if tokens else 0):  # its beginning may be hidden by letters before it
        yield b"\n".join(_from_base64(token[start:]) for token in tokens)


def _from_base64(token: bytes) -> bytes:
    plain = token[: len(token) // 4 * 4].replace(b"-", b"+").replace(b"_", b"/")
    return base64.b64decode(plain)
