"""The texts of a page, piece by piece: everything of it that reaches the public, wherever it is kept."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePath
from typing import Any, NamedTuple

from django.db import models
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from portal import attached, papers
from portal.gate import Label, Piece

# Fields of Wagtail's page by which it is addressed and found.
OF_EVERY_PAGE = ("title", "slug", "seo_title", "search_description")
# Made from others, or chosen from a list of ours.
NOT_READ = frozenset({"search_text"})
TAG = re.compile(r"<[^<>]*>")
ADDRESS = re.compile(r"""(?:href|src|alt|title)\s*=\s*["']([^"']*)["']""")
# The address of a document, where an editor typed it.
TYPED = re.compile(r"documents/(\d{1,18})/")


class Unread(NamedTuple):
    """A file that could not be read to its end: where on the page, its name, why, and which bytes."""

    where: str
    label: Label
    name: str
    why: papers.Unread
    digest: str


class File(NamedTuple):
    """A picture or document of a page, and what was read in it."""

    where: str
    label: str
    kept: Any
    name: str
    read: attached.Attached


def of(page: Any) -> list[Piece]:
    """Return every text of a page, of its pictures and of its documents."""
    return [piece for piece in _all_of(page) if piece.text.strip()]


def names(page: Any) -> set[str]:
    """Return the fields that hold such texts."""
    return {field.name for field in _fields(page)}


def _all_of(page: Any) -> Iterator[Piece]:
    yield from _own(page)
    yield from _attached(page)


def _own(page: Any) -> Iterator[Piece]:
    """Yield what stands in the page itself."""
    for field in _fields(page):
        value = getattr(page, field.name)
        label = str(field.verbose_name)
        if isinstance(field, StreamField):
            for text in _strings(value.get_prep_value() if value is not None else None):
                yield Piece(field.name, label, _read(text))
        else:
            text = str(value or "")
            yield Piece(
                field.name, label, _read(text) if isinstance(field, RichTextField) else text
            )


def _fields(page: Any) -> Iterator[Any]:
    own = set(Page._meta.get_fields())
    for field in page._meta.get_fields():
        if not getattr(field, "concrete", False) or field.name in NOT_READ:
            continue
        if field in own or field.model is Page:
            if field.name in OF_EVERY_PAGE:
                yield field
        elif isinstance(field, StreamField) or (
            isinstance(field, (models.CharField, models.TextField)) and not field.choices
        ):
            yield field


def _strings(value: Any) -> Iterator[str]:
    """Yield every string of a stream of blocks, but for their kinds and numbers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in {"type", "id"}:
                yield from _strings(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _strings(one)


def _read(text: str) -> str:
    """Return what a reader sees of rich text, and where its links lead."""
    if "<" not in text:
        return text
    addresses = " ".join(ADDRESS.findall(text))
    return unescape(f"{TAG.sub(' ', text)} {addresses}").strip()


def unread(page: Any) -> list[Unread]:
    """Return the files on a page of which not everything could be read, once for each reason."""
    return [
        Unread(file.where, file.label, file.name, why, file.read.digest)
        for file in _files(page)
        for why in file.read.unread
    ]


def _attached(page: Any) -> Iterator[Piece]:
    """Yield title, description, name and contents of the pictures and documents on a page."""
    for file in _files(page):
        for name in ("title", "description", "source"):
            yield Piece(file.where, file.label, str(getattr(file.kept, name, "") or ""))
        yield Piece(file.where, file.label, PurePath(file.name).stem)
        for text in file.read.texts:
            yield Piece(file.where, file.label, text)


def _files(page: Any) -> Iterator[File]:
    """Yield each file a page leads to once, with what was read in it."""
    seen: set[tuple[Any, str]] = set()
    for where, model, pk in [*_references(page), *_typed(page)]:
        if not hasattr(model, "file") or (model, pk) in seen:
            continue
        seen.add((model, pk))
        kept = model._default_manager.filter(pk=pk).first()
        if kept is not None:
            label, is_picture = str(model._meta.verbose_name), issubclass(model, AbstractImage)
            read = attached.read(kept.file, is_picture=is_picture)
            yield File(where, label, kept, PurePath(kept.file.name).name, read)


def _typed(page: Any) -> Iterator[tuple[str, Any, str]]:
    """Yield the documents whose address somebody typed instead of choosing them."""
    for piece in _own(page):
        for number in TYPED.findall(piece.text):
            yield piece.where, get_document_model(), number


def _references(page: Any) -> Iterator[tuple[str, Any, str]]:
    """Yield what a page leads to: the field, the kind of thing, and its number."""
    for field in page._meta.get_fields():
        if hasattr(field, "extract_references"):
            value = getattr(page, field.name)
            for model, pk, *_paths in field.extract_references(value) if value is not None else ():
                yield field.name, model, str(pk)
        elif field.many_to_one and field.concrete and (pk := getattr(page, field.attname, None)):
            yield field.name, field.related_model, str(pk)
