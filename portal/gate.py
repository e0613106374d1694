"""What is asked before a page goes out. The storeys above hang their questions here; this one knows none.

Every way of making a page public ends in a write of its row, so the gate stands there
(`PortalPage.save`). The editor's form asks the same beforehand, to say it kindly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Label = str | Promise


class Level(TextChoices):
    """Whether a finding holds the text back, or has to be looked at and ticked off."""

    BLOCK = "block", _("must go")
    SOFT = "soft", _("to be looked at")


class Piece(NamedTuple):
    """One text of a page: which field it stands in, what the editor calls it, and the words."""

    where: str
    label: Label
    text: str


@dataclass(frozen=True)
class Finding:
    """What was found, where it stands, why it matters and what to write instead."""

    kind: str
    level: Level
    start: int
    end: int
    match: str
    reason: Label
    advice: Label
    where: str = ""
    label: Label = ""
    # The words before and after, and a keyed hash by which it is known again.
    before: str = ""
    after: str = ""
    mark: str = ""
    # Where a colleague can be asked to let it pass.
    way: str = ""
    # What whoever ticks it off says by that, where it is not that nobody is pointed to.
    tick: Label = ""
    # Which file: another one of the same name has to be looked at anew.
    version: str = ""

    @property
    def sentence(self) -> str:
        """Say what was found, in which field, and what to do."""
        return _("“%(match)s” in “%(field)s”: %(reason)s %(advice)s") % {
            "match": self.match,
            "field": self.label,
            "reason": self.reason,
            "advice": self.advice,
        }


class HeldBack(PermissionDenied):
    """A page was to go out with something in it that must not. No message repeats what it is.

    As a `PermissionDenied` it becomes a refusal, never an error page, on every route of the admin.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        fields = sorted({str(one.label) for one in self.findings})
        super().__init__(str(format_lazy(SENTENCE, fields=", ".join(fields))))


SENTENCE = _("This page is held back; open it in the editor and look at: {fields}.")

Question = Callable[[Any], list[Finding]]
Note = Callable[[Any, Iterable[Finding], Any], None]
Told = Callable[[], Mapping[int, list[str]]]
_questions: list[Question] = []
_notes: list[Note] = []
_told: list[Told] = []


def ask(question: Question, note: Note, told: Told) -> None:
    """Hang a question here: what stands in a page, how to keep that somebody looked at it, and what
    everybody may read of blocks that were overruled.
    """
    if question not in _questions:
        _questions.append(question)
        _notes.append(note)
        _told.append(told)


def overruled() -> dict[int, list[str]]:
    """Return the pages on which blocks were overruled, each with a reason for every time."""
    found: dict[int, list[str]] = {}
    for told in _told:
        for page_id, reasons in told().items():
            found.setdefault(page_id, []).extend(reasons)
    return found


def findings(page: Any) -> list[Finding]:
    """Return what stands in a page that nobody has looked at or let pass."""
    return [found for question in _questions for found in question(page)]


def must_pass(page: Any) -> None:
    """Raise `HeldBack` while there is anything."""
    if found := findings(page):
        raise HeldBack(found)


def looked_at(page: Any, found: Iterable[Finding], by: Any) -> None:
    """Keep that somebody looked at these and lets them pass."""
    kept = list(found)
    for note in _notes:
        note(page, kept, by)
