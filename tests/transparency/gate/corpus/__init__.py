"""Drafts of public summaries, each labelled by a person, read from recipes beside this file.

A recipe never holds words of a real story: it says in which shared file, line and place they stand.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from tests.transparency.gate.corpus.rewriting import WAYS

HERE = Path(__file__).parent
KINDS = ("verbatim", "partly", "paraphrased", "planted", "clean")
LABELS = ("block", "hint", "clean")


class Drifted(Exception):
    """The shared file no longer says at this place what it said when the recipe was written."""


class Span(NamedTuple):
    start: int
    end: int
    what: str


@dataclass(frozen=True)
class Party:
    name: str
    relation: str = ""
    phone: str = ""
    email: str = ""
    id_number: str = ""
    record_number: str = ""


@dataclass(frozen=True)
class Staff:
    name: str
    title: str
    department: str


@dataclass(frozen=True)
class Private:
    """What the house knows about the case and must not find in the draft."""

    stories: tuple[str, ...]
    parties: tuple[Party, ...]
    staff: tuple[Staff, ...]


@dataclass(frozen=True)
class Draft:
    """`text` holds the title, if there is one, as its first line; spans count in `text`."""

    id: str
    kind: str
    language: str
    text: str
    titled: bool
    private: Private
    label: str
    spans: tuple[Span, ...]
    note: str

    @property
    def title(self) -> str:
        return self.text.split("\n", 1)[0] if self.titled else ""

    @property
    def body(self) -> str:
        return self.text.split("\n", 1)[1] if self.titled else self.text


def drafts(folder: Path) -> Iterator[Draft]:
    """All drafts; `folder` is the shared data, from where the real words are taken."""
    for kind in KINDS:
        for recipe in recipes(kind):
            yield _cooked(kind, recipe, folder)


@cache
def recipes(kind: str) -> list[dict[str, Any]]:
    return json.loads((HERE / f"{kind}.json").read_text("utf-8"))


def copied(part: dict[str, Any], stories: tuple[str, ...]) -> str:
    """The words a part points at, as they stand in the story."""
    words = stories[part["story"]][part["start"] : part["end"]]
    if sha256(words.encode()).hexdigest() != part["sha256"]:
        raise Drifted(part)
    return words


def _cooked(kind: str, recipe: dict[str, Any], folder: Path) -> Draft:
    known = recipe["private"]
    stories = tuple(_story(source, folder) for source in known["stories"])
    text, spans = "", []
    for part in recipe["parts"]:
        words = part if isinstance(part, str) else _words(part, stories)
        if not isinstance(part, str):
            spans.append(Span(len(text), len(text) + len(words), part["what"]))
        text += words
    return Draft(
        id=recipe["id"],
        kind=kind,
        language=recipe["language"],
        text=text,
        titled=recipe["titled"],
        private=Private(
            stories=stories,
            parties=tuple(Party(**party) for party in known["parties"]),
            staff=tuple(Staff(**person) for person in known["staff"]),
        ),
        label=recipe["label"],
        spans=tuple(spans),
        note=recipe["note"],
    )


def _words(part: dict[str, Any], stories: tuple[str, ...]) -> str:
    if "planted" in part:
        return part["planted"]
    words = copied(part, stories)
    # From the end, so that the places before stay where they are.
    for start, end, instead in sorted(part["swaps"], reverse=True):
        words = words[:start] + instead + words[end:]
    for way in part["written"]:
        words = WAYS[way](words)
    return words


def _story(source: dict[str, Any], folder: Path) -> str:
    if "text" in source:
        return source["text"]
    return _texts(folder / source["file"])[source["line"] - 1]


@cache
def _texts(path: Path) -> list[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line).get("text") or "" for line in file]
