"""The diary as colleagues read it: who did what, in whole sentences, and whether the submitter sees it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent, Category, Department
from feedback.vocabulary import (
    Act,
    Actor,
    Channel,
    DeclineReason,
    Measure,
    Outcome,
    Priority,
    Resolution,
    Satisfaction,
)


@dataclass(frozen=True)
class Entry:
    """One entry of the diary, ready to be read."""

    act: str
    title: str
    who: str
    side: str
    when: datetime
    text: str
    told: str
    public: bool
    news: str = ""


@dataclass(frozen=True)
class Names:
    """The names behind the keys in the facts of a diary."""

    departments: dict[int, str]
    categories: dict[str, str]


def entries(case: Case, *, after: int = 0) -> list[Entry]:
    """Return the entries of a case, the newest first; only those after a version when one is given."""
    events = list(case.diary.filter(seq__gt=after).select_related("by", "notice").order_by("-seq"))
    names = _names(events)
    return [_entry(event, names) for event in events]


def _names(events: Iterable[CaseEvent]) -> Names:
    pks: set[int] = set()
    codes: set[str] = set()
    for event in events:
        if event.act == Act.ASSIGN:
            pks |= {event.facts.get("lead"), *event.facts.get("assisting", [])} - {None}
        codes |= set(event.facts.get("categories", []))
    departments = Department.objects.filter(pk__in=pks) if pks else []
    categories = Category.objects.filter(code__in=codes) if codes else []
    return Names(
        {department.pk: department.label for department in departments},
        {category.code: f"{category.code} {category.label}" for category in categories},
    )


def _entry(event: CaseEvent, names: Names) -> Entry:
    tell = TOLD.get(Act(event.act))
    return Entry(
        act=event.act,
        title=event.get_act_display(),
        who=_who(event),
        side=event.actor,
        when=event.at,
        text=event.text,
        told=tell(event.facts, names) if tell else "",
        public=event.public,
        news=event.notice.get_state_display() if hasattr(event, "notice") else "",
    )


def _who(event: CaseEvent) -> str:
    if event.actor == Actor.SUBMITTER:
        return _("The submitter")
    if event.by is None:
        return event.get_actor_display()
    name = event.by.get_full_name() or event.by.get_username()
    return _("%(name)s, %(side)s") % {"name": name, "side": event.get_actor_display()}


def _assigned(facts: dict[str, Any], names: Names) -> str:
    lead = names.departments.get(facts.get("lead", 0), "?")
    assisting = [names.departments.get(pk, "?") for pk in facts.get("assisting", [])]
    if not assisting:
        return _("Responsible: %(lead)s.") % {"lead": lead}
    return _("Responsible: %(lead)s. Assisting: %(assisting)s.") % {
        "lead": lead,
        "assisting": _listed(assisting),
    }


def _moved(facts: dict[str, Any], names: Names) -> str:
    if not facts.get("from"):
        return _("Now due on %(to)s.") % {"to": _day(facts.get("to"))}
    days = {"before": _day(facts["from"]), "to": _day(facts.get("to"))}
    if facts.get("reason") == "waited":
        return _("From %(before)s to %(to)s, because we waited for the submitter.") % days
    if facts.get("reason") == "several":
        return _("From %(before)s to %(to)s, because several departments are asked.") % days
    return _("From %(before)s to %(to)s.") % days


def _closed(facts: dict[str, Any], names: Names) -> str:
    measures = [_label(Measure, code) for code in facts.get("measures", [])]
    return _("%(outcome)s. Measures: %(measures)s.") % {
        "outcome": _label(Outcome, facts.get("outcome", "")),
        "measures": _listed(measures),
    }


def _rated(facts: dict[str, Any], names: Names) -> str:
    return _("%(satisfaction)s; %(resolution)s.") % {
        "satisfaction": _label(Satisfaction, facts.get("satisfaction", 0)),
        "resolution": _label(Resolution, facts.get("resolution", "")),
    }


def _classified(facts: dict[str, Any], names: Names) -> str:
    codes = facts.get("categories", [])
    return _("%(categories)s. Priority: %(priority)s.") % {
        "categories": _listed([names.categories.get(code, code) for code in codes]),
        "priority": _label(Priority, facts.get("priority", "")),
    }


def _declined(facts: dict[str, Any], names: Names) -> str:
    return _label(DeclineReason, facts.get("reason", ""))


def _reopened(facts: dict[str, Any], names: Names) -> str:
    if "due_on" not in facts:
        return ""
    return _("The new reply is due on %(day)s.") % {"day": _day(facts["due_on"])}


def _came_in(facts: dict[str, Any], names: Names) -> str:
    return _("Received through: %(channel)s.") % {
        "channel": _label(Channel, facts.get("channel", ""))
    }


TOLD: dict[Act, Callable[[dict[str, Any], Names], str]] = {
    Act.SUBMIT: _came_in,
    Act.REGISTER: _came_in,
    Act.IMPORT: _came_in,
    Act.ASSIGN: _assigned,
    Act.DUE: _moved,
    Act.CLOSE: _closed,
    Act.RATE: _rated,
    Act.CLASSIFY: _classified,
    Act.DECLINE: _declined,
    Act.REOPEN: _reopened,
}


def _label(words: Any, code: Any) -> str:
    return str(words(code).label) if code in words.values else str(code or "–")


def _listed(names: list[str]) -> str:
    return _(", ").join(names)


def _day(iso: Any) -> str:
    return date_format(date.fromisoformat(str(iso)), "DATE_FORMAT") if iso else "–"
