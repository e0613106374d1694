"""Which colleagues are written to about an entry of the diary: who must act, may look, and did not do it."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.utils import timezone

from feedback.models import Absence, Case, CaseEvent, Department, Notice
from feedback.vocabulary import Act, Actor, Alarm, News
from portal.models import User

# More than this many are never written to about one entry.
AT_MOST = 50
# What a submitter does in one go is told once.
IN_ONE_GO = timedelta(hours=1)


def news_for(event: CaseEvent) -> tuple[News, list[User]] | None:
    """Return what an entry is to colleagues, and to whom; None when it is nothing to them."""
    chosen = CHOSEN.get(event.act)
    if chosen is None or event.case.quarantined:
        return None
    kind, choose = chosen
    people = {person.pk: person for person in choose(event)}
    people.pop(event.by_id or 0, None)
    readers = [person for person in people.values() if person.is_active and person.email]
    seeing = [person for person in readers[:AT_MOST] if _sees(person, event)]
    return (kind, _not_told_just_now(event, seeing)) if seeing else None


def _sees(person: User, event: CaseEvent) -> bool:
    return Case.objects.visible_to(person).filter(pk=event.case_id).exists()


def _not_told_just_now(event: CaseEvent, readers: list[User]) -> list[User]:
    if event.actor != Actor.SUBMITTER:
        return readers
    lately = timezone.now() - IN_ONE_GO
    told = Notice.objects.filter(
        event__case=event.case_id,
        event__actor=Actor.SUBMITTER,
        reader__in=readers,
        made_at__gt=lately,
    )
    known = set(told.values_list("reader_id", flat=True))
    return [reader for reader in readers if reader.pk not in known]


def _assigned(event: CaseEvent) -> list[User]:
    asked = [event.facts.get("lead"), *event.facts.get("assisting", [])]
    departments = Department.objects.filter(pk__in=[pk for pk in asked if pk])
    return [
        person
        for department in departments.select_related("head").prefetch_related("contacts")
        for person in _contacts(department)
    ]


def _contacts(department: Department) -> list[User]:
    """Return its contacts; its head where nobody else is named."""
    contacts = [person for person in department.contacts.all() if person.is_active]
    return contacts or ([department.head] if department.head else [])


def _reminded(event: CaseEvent) -> list[User]:
    lead = event.case.lead
    if event.facts.get("to") == "department" and lead:
        return lead.people()
    return _in_charge(event) or holders("work_cases")


def _escalated(event: CaseEvent) -> list[User]:
    if event.facts.get("level") == Alarm.HIGHER:
        return holders("approve_cases")
    head = event.case.lead.head if event.case.lead else None
    return [*([head] if head else []), *_in_charge(event)] or holders("work_cases")


def _to_approve(event: CaseEvent) -> list[User]:
    return holders("approve_cases")


def _draft(event: CaseEvent) -> list[User]:
    return holders("approve_cases") if event.case.needs_approval else []


def _in_charge(event: CaseEvent) -> list[User]:
    """Return the officer in charge, with whoever stands in today."""
    officer = event.case.officer
    if officer is None:
        return []
    today = timezone.localdate()
    away = Absence.objects.filter(officer=officer, start__lte=today, end__gte=today)
    return [officer, *(absence.deputy for absence in away.select_related("deputy"))]


def holders(permission: str) -> list[User]:
    """Return who has a permission by their work; a superuser has every one and the work of none."""
    found: Iterable[User] = User.objects.with_perm(
        f"feedback.{permission}", include_superusers=False
    ).order_by("pk")[:AT_MOST]
    return list(found)


CHOSEN: dict[str, tuple[News, Callable[[CaseEvent], list[User]]]] = {
    Act.ASSIGN: (News.ASSIGNED, _assigned),
    Act.REMIND: (News.REMINDER, _reminded),
    Act.URGE: (News.REMINDER, _reminded),
    Act.ESCALATE: (News.ESCALATION, _escalated),
    Act.ASK_TIME: (News.APPROVAL, _to_approve),
    Act.DRAFT: (News.APPROVAL, _draft),
    Act.RETURN: (News.REMINDER, _in_charge),
    Act.ANSWER: (News.REMINDER, _in_charge),
    Act.MESSAGE: (News.REMINDER, _in_charge),
    Act.CORRECT: (News.REMINDER, _in_charge),
    Act.REOPEN: (News.REMINDER, _in_charge),
}
