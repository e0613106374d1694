"""The diary as colleagues read it: who did what, in whole sentences, and whether the submitter sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent, Category, Department
from feedback.models.sight import reads_story
from feedback.office import discreet, neighbours, news
from feedback.office.entry import Entry
from feedback.office.neighbours import Known
from feedback.vocabulary import (
    Act,
    Actor,
    Channel,
    DeclineReason,
    ExtendReason,
    Measure,
    Outcome,
    Priority,
    Resolution,
    Satisfaction,
)
from portal.models import User


@dataclass(frozen=True)
class Names:
    """The names behind the keys in the facts of a diary."""

    departments: dict[int, str]
    categories: dict[str, str]
    # Only what the reader may know: the cases this person may open, and whom a matter is about.
    known: Known


def entries(
    case: Case, *, after: int = 0, reader: User | None = None, texts: bool = True
) -> list[Entry]:
    """Return the entries of a case, the newest first; only those after a version when one is given.

    Other cases are named to a reader who may open them, persons to the office. Without `texts` there
    are neither words nor names of colleagues in them. A department reads of a colleague's matter only
    what is written to it.
    """
    return _entries(case, case.diary.filter(seq__gt=after), reader, texts=texts)


def last(case: Case, acts: Sequence[str], *, reader: User) -> list[Entry]:
    """Return the last entry of one of these acts, if there is one."""
    newest = case.diary.filter(act__in=acts).order_by("-seq").values_list("pk", flat=True)
    return _entries(case, case.diary.filter(pk__in=list(newest[:1])), reader)


def _entries(
    case: Case, diary: QuerySet[CaseEvent], reader: User | None, *, texts: bool = True
) -> list[Entry]:
    told = not texts or bool(reader and reads_story(case, reader))
    rows = diary.select_related("by").order_by("-seq")
    events = list(rows.prefetch_related("notices") if texts else rows.defer("text"))
    names = _names(events, reader)
    found = [_entry(event, names, texts=texts) for event in events]
    return found if told else list(map(discreet.bared, events, found))


def _names(events: Sequence[CaseEvent], reader: User | None) -> Names:
    departments: set[Any] = set()
    codes: set[str] = set()
    for event in events:
        facts = event.facts
        departments |= {facts.get("lead"), facts.get("department"), *facts.get("assisting", [])}
        codes |= set(facts.get("categories", []))
    known = Department.objects.all().by_number() if departments - {None} else {}
    categories = Category.objects.all().by_code() if codes else {}
    return Names(
        {pk: known[pk].label for pk in departments if pk in known},
        {code: f"{code} {categories[code].label}" for code in codes if code in categories},
        neighbours.known(events, reader),
    )


def _entry(event: CaseEvent, names: Names, *, texts: bool) -> Entry:
    tell = TOLD.get(Act(event.act))
    return Entry(
        act=event.act,
        title=_label(Act, event.act),
        who=_who(event) if texts else _label(Actor, event.actor),
        side=event.actor,
        when=event.at,
        text=neighbours.words(event, names.known) if texts else "",
        told=tell(event.facts, names) if tell else "",
        public=event.public,
        news=news.said(event.notices.all()) if texts else "",
        page=event.facts.get("page", ""),
    )


def _who(event: CaseEvent) -> str:
    if event.actor == Actor.SUBMITTER:
        return _("The submitter")
    if event.by is None:
        return _label(Actor, event.actor)
    return _("%(name)s, %(side)s") % {
        "name": neighbours.name_of(event.by),
        "side": _label(Actor, event.actor),
    }


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
    if facts.get("reason") == "calendar":
        return _("From %(before)s to %(to)s, because the working calendar changed.") % days
    return _("From %(before)s to %(to)s.") % days


def _extended(facts: dict[str, Any], names: Names) -> str:
    return _("From %(before)s to %(to)s. Reason: %(reason)s.") % {
        "before": _day(facts.get("from")),
        "to": _day(facts.get("to")),
        "reason": _label(ExtendReason, facts.get("reason")),
    }


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


def _called_back(facts: dict[str, Any], names: Names) -> str:
    if facts.get("satisfaction") is None:
        return _("%(resolution)s.") % {"resolution": _label(Resolution, facts.get("resolution"))}
    return _rated(facts, names)


def _prioritised(facts: dict[str, Any], names: Names) -> str:
    return _("From “%(before)s” to “%(now)s”.") % {
        "before": _label(Priority, facts.get("from")),
        "now": _label(Priority, facts.get("priority")),
    }


def _decided(facts: dict[str, Any], names: Names) -> str:
    return _("Department: %(department)s.") % {
        "department": names.departments.get(facts.get("department", 0), "–")
    }


def _handed_over(facts: dict[str, Any], names: Names) -> str:
    if facts.get("from") is None:
        return _("Now in charge: %(to)s.") % {"to": _officer(facts.get("to"), names)}
    return _("In charge before: %(before)s; now: %(to)s.") % {
        "before": _officer(facts["from"], names),
        "to": _officer(facts.get("to"), names),
    }


def _officer(pk: Any, names: Names) -> str:
    return names.known.people.get(pk, _("another officer"))


def _reminded(facts: dict[str, Any], names: Names) -> str:
    if facts.get("to") == "department":
        return _("To the responsible department.")
    return _("To the officer in charge.")


def _asked(facts: dict[str, Any], names: Names) -> str:
    if "answer_by" not in facts:
        return ""
    return _("Answer by %(day)s.") % {"day": _day(facts["answer_by"])}


def _time_asked(facts: dict[str, Any], names: Names) -> str:
    return _("Until %(to)s. Reason: %(reason)s.") % {
        "to": _day(facts.get("to")),
        "reason": _label(ExtendReason, facts.get("reason")),
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


def _by_neighbours(
    tell: Callable[[dict[str, Any], Known], str],
) -> Callable[[dict[str, Any], Names], str]:
    return lambda facts, names: tell(facts, names.known)


TOLD: dict[Act, Callable[[dict[str, Any], Names], str]] = {
    Act.SUBMIT: _came_in,
    Act.REGISTER: _came_in,
    Act.IMPORT: _came_in,
    Act.PRIORITISE: _prioritised,
    Act.ASSIGN: _assigned,
    Act.UPHOLD: _decided,
    Act.OVERRULE: _decided,
    Act.HAND_OVER: _handed_over,
    Act.REMIND: _reminded,
    Act.URGE: _reminded,
    Act.ASK: _asked,
    Act.ASK_TIME: _time_asked,
    Act.EXTEND: _extended,
    Act.DUE: _moved,
    Act.CALL_BACK: _called_back,
    Act.CLOSE: _closed,
    Act.RATE: _rated,
    Act.CLASSIFY: _classified,
    Act.DECLINE: _declined,
    Act.CONTEST_WON: _declined,
    Act.REOPEN: _reopened,
    **{act: _by_neighbours(tell) for act, tell in neighbours.TOLD.items()},
}


def _label(words: Any, code: Any) -> str:
    """Name a code. Django's own way translates the names of all the others with it."""
    return str(words(code).label) if code in words.values else str(code or "–")


def _listed(names: list[str]) -> str:
    return _(", ").join(names)


def _day(iso: Any) -> str:
    return date_format(date.fromisoformat(str(iso)), "DATE_FORMAT") if iso else "–"
