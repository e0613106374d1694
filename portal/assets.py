"""The one stylesheet of the public site, put together once in a process. It loads nothing from elsewhere."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

STYLES = Path(__file__).resolve().parent / "static" / "portal" / "css"


@dataclass(frozen=True)
class Stylesheet:
    """The stylesheet's text, the same packed, and the digest its address carries."""

    digest: str
    plain: bytes
    packed: bytes


def stylesheet() -> Stylesheet:
    """Return the stylesheet; while developing it is put together anew for every page."""
    return _build() if settings.DEBUG else _kept()


@cache
def _kept() -> Stylesheet:
    return _build()


def _build() -> Stylesheet:
    components = sorted((STYLES / "components").glob("*.css"))
    paths = [
        STYLES / "tokens.css",
        STYLES / "base.css",
        STYLES / "forms.css",
        *components,
        STYLES / "print.css",
    ]
    plain = _squeeze("".join(path.read_text(encoding="utf-8") for path in paths)).encode()
    digest = hashlib.sha256(plain).hexdigest()[:16]
    return Stylesheet(digest, plain, gzip.compress(plain, compresslevel=9, mtime=0))


def _squeeze(text: str) -> str:
    """Leave out comments and the white space that says nothing."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,]) ?", r"\1", text).strip()
