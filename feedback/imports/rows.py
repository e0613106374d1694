"""Turns one row of a ledger into a record to take in, or says in a sentence why it cannot be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.imports import cells, subjects
from feedback.imports.columns import Columns
from feedback.imports.sheets import Row
from feedback.models import Department
from feedback.services import Record, Voice
from feedback.vocabulary import Kind
from portal.crypto import keyed_index
from portal.models import Hospital

GIST = 120
OFFICE, PATH = 80, 200
LEVELS = ("category_1", "category_2", "category_3")


class Rejected(Exception):
    """The row cannot become a case; the sentence says why and repeats nothing of it."""


@dataclass(frozen=True)
class Reader:
    """How the rows of one file are read: its columns, and what holds where a row says nothing."""

    columns: Columns
    hospital: Hospital
    kind: str
    channel: str
    source: str
    departments: Mapping[str, Department] = field(default_factory=dict)

    def record(self, row: Row) -> Record:
        """Return what a row says; raises `Rejected`."""
        if row.broken:
            raise Rejected(row.broken)
        story = self._read(row, "story", cells.text)
        if not story.strip():
            raise Rejected(_("There is no text."))
        received, replied = self._dates(row)
        text_key = keyed_index(cells.folded(story), purpose="text")
        identifier = self._word(row, "id") or self._word(row, "external_number")
        return Record(
            voice=self._voice(row, story),
            import_key=self._key(identifier) if identifier else text_key,
            text_key=text_key,
            received_at=received,
            note=self._note(row, story),
            reply=self._word(row, "reply"),
            replied_at=replied,
        )

    def _key(self, identifier: str) -> str:
        return keyed_index(f"{self.source}\0{identifier}", purpose="import")

    def _voice(self, row: Row, story: str) -> Voice:
        chinese = cells.is_chinese(story)
        return Voice(
            kind=self._read(row, "kind", cells.kind) or self.kind,
            story=story,
            channel=self._read(row, "channel", cells.channel) or self.channel,
            department=self.departments.get(self._named_department(row)),
            happened_on=self._read(row, "happened_on", cells.day),
            relationship=self._read(row, "relationship", cells.relationship) or "",
            language="zh-hans" if chinese else "en",
            gist=self._word(row, "gist")[:GIST],
            external_number=self._word(row, "external_number"),
            external_due_on=self._read(row, "external_due_on", cells.day),
            name=self._word(row, "name"),
            phone=self._word(row, "phone"),
            email=self._word(row, "email"),
            account=self._account(row),
            passed_on_by=self._word(row, "passed_on_by")[:OFFICE],
            their_category=self._their_category(row)[:PATH],
            dispatched_at=self._moment(row, "dispatched_at"),
        )

    def _their_category(self, row: Row) -> str:
        """Return the hotline's own category, whether it stands in one column or a level in each."""
        return subjects.path(self._word(row, "their_category")) or subjects.joined(
            self._word(row, level) for level in LEVELS
        )

    def _moment(self, row: Row, name: str) -> datetime | None:
        now = timezone.now()
        read: datetime | None = self._read(row, name, lambda cell: cells.past(cell, now=now))
        return read

    def _account(self, row: Row) -> str:
        """Return whose account it was; two ledgers may number their users alike."""
        named = self._word(row, "account")
        return f"{self.source}\0{named}" if named else ""

    def _dates(self, row: Row) -> tuple[datetime | None, datetime | None]:
        received = self._moment(row, "received_at") or self._moment(row, "dispatched_at")
        replied = self._moment(row, "replied_at")
        if received and replied and replied < received:
            if timezone.localdate(replied) < timezone.localdate(received):
                raise Rejected(_("The answer is dated before the receipt."))
            replied = received  # a date without a time, on the same day
        return received, replied

    def _note(self, row: Row, story: str) -> str:
        """Keep the title, which may name people, and a department the directory does not know."""
        title, named = self._word(row, "title"), self._word(row, "department")
        lines = []
        if title and not cells.folded(story).startswith(cells.folded(title)):
            lines.append(_("Title in the ledger: %(title)s") % {"title": title})
        if named and self._named_department(row) not in self.departments:
            lines.append(_("Department in the ledger: %(department)s") % {"department": named})
        return "\n".join(lines)

    def _named_department(self, row: Row) -> str:
        return cells.folded(self._word(row, "department")).casefold()

    def _word(self, row: Row, name: str) -> str:
        said: str = self._read(row, name, cells.text).strip()
        return "" if cells.is_empty(said) else said

    def _read(self, row: Row, name: str, read: Callable[[Any], Any]) -> Any:
        column = self.columns.taken.get(name, "")
        try:
            return read(row.cells.get(column))
        except cells.Unreadable as trouble:
            raise Rejected(str(trouble.sentence) % {"column": column}) from None


def reader(
    columns: Columns,
    *,
    hospital: Hospital,
    kind: str = Kind.COMPLAINT,
    channel: str,
    source: str,
) -> Reader:
    """Make a reader that knows the hospital's departments by code and by either name."""
    known = {
        cells.folded(word).casefold(): department
        for department in hospital.departments.all()
        for word in (department.code, department.name, department.name_en)
        if word
    }
    return Reader(columns, hospital, kind, channel, source, known)
