"""What the diary says of other cases and of persons, as far as the reader may know of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.models import Case, CaseEvent
from feedback.vocabulary import Act, Delivery, Sphere
from portal.models import User

# Under which key an act names another case, or persons.
CASE_KEY = {
    Act.MERGE: "into",
    Act.JOIN: "from",
    Act.LINK: "with",
    Act.UNLINK: "with",
    Act.SPLIT: "part",
}
PEOPLE_KEY = {
    Act.RESTRICT: "team",
    Act.DISPUTE: "team",
    Act.BAR: "people",
    Act.UNBAR: "people",
}

# Who was in charge, and who is now.
TO_FRO = ("from", "to")


@dataclass(frozen=True)
class Known:
    """The cases a reader may open, by reference, and the names of persons the reader may be told."""

    cases: frozenset[str] = frozenset()
    people: dict[int, str] = field(default_factory=dict)
    # Whether the reader is of the office or the management, who alone read why somebody is kept away.
    whys: bool = False


def known(events: Iterable[CaseEvent], reader: User | None) -> Known:
    """Return what of the persons and cases in a diary this reader may be told."""
    if reader is None:
        return Known()
    events = list(events)
    named = {event.facts.get(CASE_KEY[Act(event.act)]) for event in events if event.act in CASE_KEY}
    pks = {
        pk
        for event in events
        if event.act in PEOPLE_KEY
        for pk in event.facts.get(PEOPLE_KEY[Act(event.act)], [])
    }
    pks |= {
        event.facts.get(way) for event in events if event.act == Act.HAND_OVER for way in TO_FRO
    }
    office = reader.has_perm("feedback.work_cases") or reader.has_perm("feedback.approve_cases")
    names = _names(pks - {None}) if office else {}
    return Known(_openable(named - {None}, reader), names, whys=office)


def words(event: CaseEvent, known: Known) -> str:
    """Return what was written with an entry; of one about persons only to whom they are named."""
    return event.text if known.whys or event.act not in PEOPLE_KEY else ""


def told(event: CaseEvent, known: Known) -> str:
    """Return the sentence of one entry; nothing for an act of another kind."""
    tell = TOLD.get(Act(event.act))
    return tell(event.facts, known) if tell else ""


def name_of(person: User) -> str:
    """Return the name of a member of staff; the account where there is none."""
    return person.get_full_name() or person.get_username()


def _openable(references: Iterable[Any], reader: User) -> frozenset[str]:
    wanted = list(references)
    if not wanted:
        return frozenset()
    seen = Case.objects.visible_to(reader).filter(reference__in=wanted)
    return frozenset(seen.values_list("reference", flat=True))


def _names(pks: Iterable[int]) -> dict[int, str]:
    wanted = list(pks)
    return {user.pk: name_of(user) for user in User.objects.filter(pk__in=wanted)} if wanted else {}


def _merged(facts: dict[str, Any], known: Known) -> str:
    if facts.get("into") not in known.cases:
        return _("Handled together with another case.")
    return _("Handled together with %(reference)s.") % {"reference": facts["into"]}


def _joined(facts: dict[str, Any], known: Known) -> str:
    if facts.get("from") not in known.cases:
        return _("Another case is handled together with this one.")
    return _("%(reference)s is handled together with this one.") % {"reference": facts["from"]}


def _linked(facts: dict[str, Any], known: Known) -> str:
    if facts.get("with") not in known.cases:
        return _("With another case.")
    return _("With %(reference)s.") % {"reference": facts["with"]}


def _split(facts: dict[str, Any], known: Known) -> str:
    if facts.get("part") not in known.cases:
        return _("A part is a case of its own now.")
    return _("A part is a case of its own now: %(reference)s.") % {"reference": facts["part"]}


def _restricted(facts: dict[str, Any], known: Known) -> str:
    sphere = facts.get("sphere", "")
    label = Sphere(sphere).label if sphere in Sphere.values else "–"
    people = _listed(facts.get("team", []), known)
    if not people:
        return _("%(sphere)s: seen by its team only.") % {"sphere": label}
    return _("%(sphere)s: seen by its team and by %(people)s only.") % {
        "sphere": label,
        "people": people,
    }


def _barred(facts: dict[str, Any], known: Known) -> str:
    people = _listed(facts.get("people", []), known)
    if not people:
        return _("Those it is about can neither open it nor be given it.")
    return _("Can neither open it nor be given it: %(people)s.") % {"people": people}


def _unbarred(facts: dict[str, Any], known: Known) -> str:
    people = _listed(facts.get("people", []), known)
    return _("May open it again: %(people)s.") % {"people": people} if people else ""


def _disputed(facts: dict[str, Any], known: Known) -> str:
    people = _listed(facts.get("team", []), known)
    if not people:
        return _sealed(facts, known)
    return _("Special group: %(people)s.") % {"people": people}


def _delivered(facts: dict[str, Any], known: Known) -> str:
    way = facts.get("delivery", "")
    return _("%(way)s, on %(day)s.") % {
        "way": Delivery(way).label if way in Delivery.values else "–",
        "day": date_format(date.fromisoformat(facts["on"]), "DATE_FORMAT"),
    }


def _sealed(facts: dict[str, Any], known: Known) -> str:
    count = len(facts.get("sealed", []))
    if not count:
        return ""
    return ngettext(
        "The hash of %(count)s attachment was fixed.",
        "The hashes of %(count)s attachments were fixed.",
        count,
    ) % {"count": count}


TOLD: dict[Act, Callable[[dict[str, Any], Known], str]] = {
    Act.MERGE: _merged,
    Act.JOIN: _joined,
    Act.LINK: _linked,
    Act.UNLINK: _linked,
    Act.SPLIT: _split,
    Act.RESTRICT: _restricted,
    Act.BAR: _barred,
    Act.UNBAR: _unbarred,
    Act.DISPUTE: _disputed,
    Act.DELIVER: _delivered,
    Act.SEAL: _sealed,
}


def _listed(pks: Iterable[int], known: Known) -> str:
    return _(", ").join(known.people[pk] for pk in pks if pk in known.people)
