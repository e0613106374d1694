"""Takes in a whole ledger, row by row, each in its own transaction: stopped anywhere, it is run again.

A row that has an id is known by it; a row that has none, by its text. The same file twice adds
nothing, and a repeat changes nothing of the case that is already there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from django.db import IntegrityError

from feedback import services
from feedback.imports.rows import Reader, Rejected
from feedback.imports.sheets import Row
from feedback.models import Case
from feedback.services import Record


class Fate(Enum):
    """What became of a row."""

    IMPORTED = "imported"
    REPEATED = "repeated"
    # The id is known, but with another text: perhaps two ledgers number their rows alike.
    CHANGED = "changed"
    REJECTED = "rejected"


class Told(NamedTuple):
    """One row's fate, with the reason of a rejection or the keys of the case it is or repeats."""

    line: int
    fate: Fate
    reason: str = ""
    key: str = ""
    text_key: str = ""


@dataclass
class Memory:
    """Which rows have been taken in, in this run and before: each key with the key of its text."""

    keys: dict[str, str]
    texts: set[str]

    @classmethod
    def of_all(cls) -> "Memory":
        """Remember all that was ever taken in."""
        imported = Case.objects.values_list("import_key", "text_key")
        keys = {key: text for key, text in imported.iterator() if key}
        return cls(keys, set(keys.values()))

    def fate(self, record: Record) -> Fate:
        """Say whether a record is new."""
        key, text = _key(record), record.text_key
        if key in self.keys:
            return Fate.REPEATED if self.keys[key] == text else Fate.CHANGED
        # Without an id any case with this text is the same; with one, only a case that has none.
        known = text in self.texts if key == text else text in self.keys
        return Fate.REPEATED if known else Fate.IMPORTED

    def adopts(self, record: Record) -> bool:
        """Say whether a case that came without an id gets this record's, and remember it."""
        key, text = _key(record), record.text_key
        if key in self.keys or text not in self.keys:
            return False
        self.keys[key] = self.keys.pop(text)
        return True

    def add(self, record: Record) -> None:
        """Remember a record that has been taken in."""
        self.keys[_key(record)] = record.text_key
        self.texts.add(record.text_key)


def bring_in(rows: Iterable[Row], reader: Reader, *, dry_run: bool = False) -> Iterator[Told]:
    """Take in what is new and tell each row's fate; a dry run tells the same and writes nothing."""
    memory = Memory.of_all()
    for row in rows:
        try:
            record = reader.record(row)
        except Rejected as reason:
            yield Told(row.line, Fate.REJECTED, str(reason))
            continue
        fate = memory.fate(record)
        if fate is Fate.IMPORTED:
            fate = fate if dry_run else _take_in(record, reader)
            memory.add(record)
        elif memory.adopts(record) and not dry_run:
            # From now on it is known by its id, so that another id with this text is another case.
            Case.objects.filter(import_key=record.text_key).update(import_key=record.import_key)
        yield Told(row.line, fate, key=_key(record), text_key=record.text_key)


def _take_in(record: Record, reader: Reader) -> Fate:
    try:
        services.take_in(record, hospital=reader.hospital)
    except IntegrityError:
        # Another run was faster with this row; anything else that is wrong must be seen.
        if not Case.objects.filter(import_key=record.import_key).exists():
            raise
        return Fate.REPEATED
    return Fate.IMPORTED


def _key(record: Record) -> str:
    return record.import_key or record.text_key
