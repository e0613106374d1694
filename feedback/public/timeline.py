"""The diary in the submitter's words. It tells what was done, and never an internal word.

An entry is told when it is public. Of some others the fact is told too, but never in which words.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from feedback.models import Case, CaseEvent, Department
from feedback.public import sentences
from feedback.vocabulary import Act, Actor

# Of these only the fact is told; their text is for colleagues.
WORDLESS = frozenset({Act.ASSIGN, Act.TAKE_ON, Act.CALL_BACK, Act.MERGE, Act.UNMERGE})
# What the hospital answers with; a judgement is of the last of them.
ANSWERS = frozenset({Act.REPLY, Act.SHARE})
MOVES_DUE = frozenset({Act.DUE, Act.EXTEND})


@dataclass(frozen=True)
class Entry:
    """One thing that happened, as the timeline component shows it."""

    when: datetime
    title: str
    text: str = ""
    actor: str = ""
    mine: bool = False


def read(case: Case) -> list[CaseEvent]:
    """Return the diary entries the submitter is told about, oldest first."""
    return list(case.diary.filter(Q(public=True) | Q(act__in=WORDLESS)))


def tell(events: Iterable[CaseEvent], *, shown_above: Collection[CaseEvent] = ()) -> list[Entry]:
    """Return the entries as sentences; the words of those that stand above are not repeated."""
    departments = Department.objects.all().by_number()
    told, assigned = [], 0
    for event in events:
        if event.act == Act.ASSIGN:  # the department that takes it on later is this one
            assigned = event.facts.get("lead", 0)
        told.append(_entry(event, departments, assigned, wordless=event in shown_above))
    return [entry for entry in told if entry.title]


def _entry(
    event: CaseEvent, departments: Mapping[int, Department], assigned: int, *, wordless: bool
) -> Entry:
    return Entry(
        when=event.at,
        title=sentences.title(event, departments.get(assigned)),
        text="" if wordless or event.act in WORDLESS else event.text,
        actor="" if event.actor == Actor.SYSTEM else str(Actor(event.actor).label),
        mine=event.actor == Actor.SUBMITTER,
    )


def latest(events: Sequence[CaseEvent], *acts: str) -> CaseEvent | None:
    """Return the last entry of these acts."""
    return next((event for event in reversed(events) if event.act in acts), None)


def judgement(events: Sequence[CaseEvent]) -> CaseEvent | None:
    """Return the submitter's judgement of the last answer; one of an earlier answer does not count."""
    last = latest(events, Act.RATE, *ANSWERS)
    return last if last and last.act == Act.RATE else None


def agreed(events: Sequence[CaseEvent]) -> bool:
    """Say whether the submitter agrees to a published summary."""
    last = latest(events, Act.CONSENT, Act.REVOKE)
    return last is not None and last.act == Act.CONSENT


def moves(events: Sequence[CaseEvent]) -> list[CaseEvent]:
    """Return how the due date has moved, the latest first; after a reopening another one runs."""
    again = latest(events, Act.REOPEN)
    return [
        event
        for event in reversed(events)
        if event.act in MOVES_DUE
        and event.facts.get("from", "") not in {"", event.facts.get("to")}
        and (again is None or event.seq > again.seq)
    ]
