"""Who sees which cases, and in what role: the one rule every list, count, search and act asks."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from django.db import connection, models
from django.db.models import Q, Value
from django.utils import timezone

from feedback import vocabulary
from feedback.models.directory import Department, SphereTeam, open_spheres
from feedback.vocabulary import Channel, Stage
from feedback.workflow import ANSWERED, Role
from portal.models import User

if TYPE_CHECKING:
    from feedback.models.case import Case

OFFICE, DIRECTOR = "feedback.work_cases", "feedback.approve_cases"
DEPARTMENT, OVERSIGHT = "feedback.work_department_cases", "feedback.oversee_cases"
CALLER = "feedback.call_back"
# So long after it was closed somebody still remembers a case, and is called about it.
CALLED_AFTER_CLOSING = timedelta(days=30)
# What somebody may be to single cases: of the team of one, barred from one, head of a unit.
TEAM, BARRED, HEAD = "of a team", "barred", "head"
# Stands for the number of the person while the question is composed; nobody has it.
ANYBODY = -7919
# Where somebody who reads a page carries what has been asked about them for it.
KEPT = "_kept_for_this_page"

T = TypeVar("T")


class Standing(NamedTuple):
    """What decides which cases somebody sees: who is in the team of which sphere, and the person's marks."""

    teams: dict[str, set[int]]
    marks: frozenset[str]


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        """Return those that are still owed an answer."""
        return self.filter(stage__in=vocabulary.OPEN)

    def overdue(self, *, on: date) -> "CaseQuerySet":
        """Return those past the earlier of their two dates; the clock rests while the submitter is asked."""
        return self.open().exclude(stage=Stage.WAITING).filter(first_due_on__lt=on)

    def visible_to(self, user: User) -> "CaseQuerySet":
        """Return what this person may open; what is restricted or barred does not exist for others.

        The office and the management all but what is restricted to a team they are not of. A
        department its own; of what is restricted only what is of its sphere too. Whoever is in the
        team of a case that case. The oversight what is not restricted. Nobody what is about them.
        """
        standing = self._standing(user)
        # A question that holds for nobody is left out: all lists and counts are spared it.
        of_team = Q(pk__in=self._naming(user, "team") if TEAM in standing.marks else [])
        if user.has_perm(OFFICE) or user.has_perm(DIRECTOR):
            seen = _open_in(open_spheres(user, standing.teams)) | of_team
        elif user.has_perm(DEPARTMENT):
            named = [sphere for sphere, members in standing.teams.items() if user.pk in members]
            seen = (self._with_departments_of(user) & _open_in(named)) | of_team
        elif user.has_perm(OVERSIGHT):
            seen = Q(restricted=False)
        else:
            return self.none()
        return self.filter(seen)._not_about(user, standing.marks)

    def of_departments_of(self, user: User) -> "CaseQuerySet":
        """Return what lies with a department of this person, or still does until another takes it on."""
        return self.filter(self._with_departments_of(user))

    def told_to(self, user: User) -> "CaseQuerySet":
        """Return what this person may open and also read in the submitter's own words."""
        seen = self.visible_to(user)
        if _reads_colleagues(user):
            return seen
        return seen.exclude(channel=Channel.STAFF) if user.has_perm(DEPARTMENT) else seen.none()

    def to_call_back(self, user: User) -> "CaseQuerySet":
        """Return the answered cases whose submitters the callback centre may call.

        Nothing that is restricted, disputed or doubtful, nothing about the caller, and nobody who left
        no telephone number. A colleague of the staff channel is known to the office only.
        """
        if not (user.has_perm(CALLER) or user.has_perm(OFFICE)):
            return self.none()
        recent = Q(stage=Stage.CLOSED, closed_at__gte=timezone.now() - CALLED_AFTER_CLOSING)
        answered = self.filter(Q(stage__in=ANSWERED) | recent, contact__phone_index__gt="")
        open_to_all = answered.filter(restricted=False, dispute=False, quarantined=False)
        if not user.has_perm(OFFICE):
            open_to_all = open_to_all.exclude(channel=Channel.STAFF)
        return open_to_all._not_about(user, self._standing(user).marks)

    def _not_about(self, user: User, marks: frozenset[str]) -> "CaseQuerySet":
        """Leave out what names this person, and complaints about a unit this person heads."""
        cases = self
        if BARRED in marks:
            cases = cases.exclude(pk__in=self._naming(user, "barred"))
        if HEAD in marks:
            headed = Department.objects.filter(head=user).order_by().values("pk")
            cases = cases.exclude(kind__in=vocabulary.AGAINST_A_UNIT, about_id__in=headed)
        return cases

    def _standing(self, user: User) -> Standing:
        """Return what this person is to cases."""
        return once(user, "standing", lambda: self._asked_standing(user))

    def _asked_standing(self, user: User) -> Standing:
        """Ask in one query, anew each time: who heads a unit since a moment ago is out at once."""
        sql, values = _question(self.model)
        teams: dict[str, set[int]] = {}
        with connection.cursor() as cursor:
            cursor.execute(sql, [user.pk if value == ANYBODY else value for value in values])
            for name, person in cursor.fetchall():
                teams.setdefault(name, set()).add(person)
        marks = frozenset(mark for mark in (TEAM, BARRED, HEAD) if teams.pop(mark, None))
        return Standing(teams, marks)

    def _with_departments_of(self, user: User) -> Q:
        own = once(user, "departments", lambda: _departments_of(user))
        assisted = self.model.assisting.through.objects.filter(department_id__in=own)
        return Q(lead_id__in=own) | Q(held_by_id__in=own) | Q(pk__in=assisted.values("case_id"))

    def _naming(self, user: User, people: str) -> Any:
        """Return the numbers of the cases that name somebody among these people."""
        return _rows_naming(self.model, user.pk, people).values("case_id")


@cache
def _question(cases: "type[Case]") -> tuple[str, tuple[Any, ...]]:
    """Compose once for all what every page of the office asks: it took ten times as long as the answer."""
    heads = Department.objects.filter(head_id=ANYBODY).order_by()
    rows = SphereTeam.objects.members_at_work().union(
        _rows_naming(cases, ANYBODY, "team").values_list(Value(TEAM), "user_id"),
        _rows_naming(cases, ANYBODY, "barred").values_list(Value(BARRED), "user_id"),
        heads.values_list(Value(HEAD), "head_id"),
    )
    return rows.query.sql_with_params()


def _rows_naming(cases: "type[Case]", number: int, people: str) -> Any:
    return getattr(cases, people).through.objects.filter(user_id=number)


def keep_for_a_page(user: Any) -> None:
    """Ask only once from here on what this person is to cases.

    For the person of one request that only reads. Whoever does something is asked about anew each
    time: by an act itself people come into a team, or out of it.
    """
    setattr(user, KEPT, {})


def once(user: User, name: str, ask: Callable[[], T]) -> T:
    """Return what is asked under a name: for a page that only reads, but once."""
    kept: dict[str, Any] | None = getattr(user, KEPT, None)
    if kept is None:
        return ask()
    if name not in kept:
        kept[name] = ask()
    return cast(T, kept[name])


def _departments_of(user: User) -> list[int]:
    return list(Department.objects.of(user).order_by().values_list("pk", flat=True))


def _open_in(spheres: Any) -> Q:
    """Take what is not restricted, or belongs to one of these spheres."""
    return Q(restricted=False) | Q(sphere__in=spheres)


def reads_story(case: "Case", user: Any) -> bool:
    """Say whether somebody who sees a case may read what the submitter wrote, sent and is.

    The one rule of every door: a department reads neutral words of what a colleague raised through
    the staff channel, and the oversight no words at all.
    """
    if _reads_colleagues(user):
        return True
    return case.channel != Channel.STAFF and bool(user.has_perm(DEPARTMENT))


def _reads_colleagues(user: Any) -> bool:
    return bool(user.has_perm(OFFICE) or user.has_perm(DIRECTOR))


def may_see_contact(user: Any) -> bool:
    """Say whether this person may be shown who submitted a case; a department contact never."""
    return bool(user.has_perm(OFFICE) and user.has_perm("feedback.see_contact"))


def roles(case: "Case", user: User) -> frozenset[Role]:
    """Return the capacities in which somebody who is known to see a case may act on it."""
    known = {Role.OFFICER: OFFICE, Role.DIRECTOR: DIRECTOR}
    mine = {role for role, permission in known.items() if user.has_perm(permission)}
    if user.has_perm(DEPARTMENT):
        cases = type(case).objects.of_departments_of(user)
        if not mine or cases.filter(pk=case.pk).exists():
            mine.add(Role.DEPARTMENT)
    if not mine and user.has_perm(OVERSIGHT):
        return frozenset({Role.OVERSIGHT})
    return frozenset(mine)


def acting_roles(case: "Case", user: User) -> frozenset[Role]:
    """Return in what capacities somebody may act; the callback centre acts on what it does not open."""
    mine = case.roles_of(user)
    if Role.OFFICER in mine or not user.has_perm(CALLER):
        return mine
    to_call = type(case).objects.to_call_back(user).filter(pk=case.pk)
    return mine | {Role.CALLER} if to_call.exists() else mine
