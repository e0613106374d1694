"""The diary of a measure as its readers see it: who did what, when, with which day or owner.

Of the cases only those are told that the reader may open; an entry about others alone is not there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.improvement import Move
from feedback.models import Case, Improvement, ImprovementEvent
from feedback.office.neighbours import name_of
from feedback.vocabulary import Effect
from portal.models import User

# What an entry is only about cases for.
ABOUT_CASES = {Move.LINK, Move.UNLINK}
# The parts of a plan whose earlier words are shown.
WORDS = ("title", "problem", "cause", "measure")


@dataclass(frozen=True)
class Entry:
    """One entry: its heading, its moment, who wrote it, its text, and what was said in facts."""

    title: str
    at: datetime
    who: str
    text: str
    told: list[str]
    # What stood there before, under its name.
    before: list[tuple[str, str]]
    cases: list[Case]


def entries(improvement: Improvement, *, seen: Iterable[Case], named: bool) -> list[Entry]:
    """Return the diary, the newest first. Without `named` no colleague is named."""
    rows = list(improvement.diary.select_related("by").order_by("-seq"))
    cases = {case.pk: case for case in seen}
    people = _people(rows) if named else {}
    return [entry for row in rows if (entry := _entry(row, cases, people, named=named))]


def _entry(
    row: ImprovementEvent, cases: dict[int, Case], people: dict[int, str], *, named: bool
) -> Entry | None:
    linked = [cases[pk] for pk in row.facts.get("cases", []) if pk in cases]
    if row.act in ABOUT_CASES and not linked:
        return None
    return Entry(
        title=str(Move(row.act).label),
        at=row.at,
        who=name_of(row.by) if named else "",
        text=row.text,
        told=list(_told(row, people)),
        before=list(_before(row)),
        cases=linked,
    )


def _told(row: ImprovementEvent, people: dict[int, str]) -> Iterator[str]:
    facts = row.facts
    due_on = facts.get("before", {}).get("due_on") or (
        facts["from"] if row.act == Move.POSTPONE else ""
    )
    if due_on:
        yield _("It was to be carried out by %(day)s.") % {"day": _day(due_on)}
    if "on" in facts:
        yield _("Done on %(day)s.") % {"day": _day(facts["on"])}
    if "effect" in facts:
        yield str(Effect(facts["effect"]).label)
    if "looked_at" in facts:
        yield _("Looked at: %(what)s") % {"what": facts["looked_at"]}
    if row.act == Move.HAND_OVER and facts["to"] in people:
        yield _("To %(name)s.") % {"name": people[facts["to"]]}


def _before(row: ImprovementEvent) -> Iterator[tuple[str, str]]:
    before = row.facts.get("before", {})
    for name in WORDS:
        if before.get(name):
            label = str(Improvement._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield label, before[name]


def _people(rows: list[ImprovementEvent]) -> dict[int, str]:
    numbers = {row.facts["to"] for row in rows if row.act == Move.HAND_OVER}
    found: Any = User.objects.filter(pk__in=numbers) if numbers else ()
    return {one.pk: name_of(one) for one in found}


def _day(written: str) -> str:
    return date_format(date.fromisoformat(written), "DATE_FORMAT")
