"""The diary in the submitter's words. It tells what was done, and never an internal word.

An entry is told when it is public. That a department was asked is told too, but never in which words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent, Department
from feedback.public import dates
from feedback.vocabulary import Act, Actor, DeclineReason, Outcome, Resolution, Satisfaction

# Of these only the fact is told; their text is for colleagues.
WORDLESS = {Act.ASSIGN}


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


def tell(events: Iterable[CaseEvent], *, shown_above: CaseEvent | None = None) -> list[Entry]:
    """Return the entries as sentences; the words of one that stands above are not repeated."""
    departments = Department.objects.all().by_number()
    told = [_entry(event, departments, wordless=event is shown_above) for event in events]
    return [entry for entry in told if entry.title]


def _entry(event: CaseEvent, departments: Mapping[int, Department], *, wordless: bool) -> Entry:
    return Entry(
        when=event.at,
        title=_title(event, departments),
        text="" if wordless or event.act in WORDLESS else event.text,
        actor="" if event.actor == Actor.SYSTEM else str(Actor(event.actor).label),
        mine=event.actor == Actor.SUBMITTER,
    )


def _title(event: CaseEvent, departments: Mapping[int, Department]) -> str:
    if event.act == Act.ASSIGN:
        return _assigned(departments.get(event.facts.get("lead", 0)))
    if event.act in _WITH_FACTS:
        return _WITH_FACTS[Act(event.act)](event.facts)
    if event.act == Act.REOPEN:
        return _reopened(event)
    return _plain(Act(event.act))


def _plain(act: Act) -> str:
    return {
        Act.SUBMIT: _("You told us what happened."),
        Act.REGISTER: _("The complaint office wrote down what you told us."),
        Act.IMPORT: _("Your matter reached us through another office."),
        Act.SHOW_CODE: _("The complaint office gave you your tracking code."),
        Act.ACCEPT: _("We have taken up your case."),
        Act.ASK: _("We have a question for you."),
        Act.ANSWER: _("You answered our question."),
        Act.MESSAGE: _("You wrote to us."),
        Act.REPLY: _("We have answered you."),
        Act.WITHDRAW: _("You withdrew your case."),
        Act.ATTACH: _("A file was added."),
    }.get(act, "")


def _assigned(department: Department | None) -> str:
    if department is None:
        return _("A department is now looking into your case.")
    return _("The department “%(department)s” is now looking into your case.") % {
        "department": department.label
    }


def _declined(facts: Mapping[str, Any]) -> str:
    reason = facts.get("reason", "")
    if reason not in DeclineReason.values:
        return _("We cannot take up your case here.")
    return _("We cannot take up your case here. The reason: %(reason)s.") % {
        "reason": DeclineReason(reason).label
    }


def _rated(facts: Mapping[str, Any]) -> str:
    return _(
        "You rated our answer. Satisfaction: %(satisfaction)s. Your matter: %(resolution)s."
    ) % {
        "satisfaction": Satisfaction(facts["satisfaction"]).label,
        "resolution": Resolution(facts["resolution"]).label,
    }


def _closed(facts: Mapping[str, Any]) -> str:
    outcome = facts.get("outcome", "")
    if outcome not in Outcome.values:
        return _("Your case was closed.")
    return _("Your case was closed. What was found: %(outcome)s.") % {
        "outcome": Outcome(outcome).label
    }


def _reopened(event: CaseEvent) -> str:
    due = _day(event.facts, "due_on")
    if not due:
        return _("Your case was taken up again.")
    return _("Your case was taken up again. You will be answered by %(due)s.") % {"due": due}


def _due(facts: Mapping[str, Any]) -> str:
    days = {"before": _day(facts, "from"), "after": _day(facts, "to")}
    if not days["before"]:
        return _("You will be answered by %(after)s.") % days
    reason = facts.get("reason", "")
    if reason == "several":
        return (
            _(
                "The due date moves from %(before)s to %(after)s, because several departments must look into it."
            )
            % days
        )
    if reason == "waited":
        return (
            _(
                "The due date moves from %(before)s to %(after)s, because the clock rested while we waited for your answer."
            )
            % days
        )
    return _("The due date moves from %(before)s to %(after)s.") % days


def _day(facts: Mapping[str, Any], name: str) -> str:
    return dates.spoken(date.fromisoformat(facts[name])) if facts.get(name) else ""


_WITH_FACTS = {
    Act.DECLINE: _declined,
    Act.RATE: _rated,
    Act.CLOSE: _closed,
    Act.DUE: _due,
}
