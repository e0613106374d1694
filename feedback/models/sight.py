"""Who sees which cases, and in what role: the one rule every list, count, search and act asks."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from feedback import vocabulary
from feedback.models.directory import Department, SphereTeam
from feedback.vocabulary import Stage
from feedback.workflow import Role
from portal.models import User

if TYPE_CHECKING:
    from feedback.models.case import Case

OFFICE, DIRECTOR = "feedback.work_cases", "feedback.approve_cases"
DEPARTMENT, OVERSIGHT = "feedback.work_department_cases", "feedback.oversee_cases"


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        """Return those that are still owed an answer."""
        return self.filter(stage__in=vocabulary.OPEN)

    def overdue(self, *, on: date) -> "CaseQuerySet":
        """Return those past their due date; the clock rests while the submitter is asked."""
        return self.open().exclude(stage=Stage.WAITING).filter(due_on__lt=on)

    def visible_to(self, user: User) -> "CaseQuerySet":
        """Return what this person may open; what is restricted or barred does not exist for others.

        The office and the management all but what is restricted to a team they are not of. A
        department its own; of what is restricted only what is of its sphere too. Whoever is in the
        team of a case that case. The oversight what is not restricted. Nobody what is about them.
        """
        of_team = Q(pk__in=self._naming(user, "team"))
        if user.has_perm(OFFICE) or user.has_perm(DIRECTOR):
            seen = _open_in(SphereTeam.objects.spheres_of(user)) | of_team
        elif user.has_perm(DEPARTMENT):
            named = SphereTeam.objects.filter(members=user).order_by().values("sphere")
            seen = (self._with_departments_of(user) & _open_in(named)) | of_team
        elif user.has_perm(OVERSIGHT):
            seen = Q(restricted=False)
        else:
            return self.none()
        return self.filter(seen)._not_about(user)

    def of_departments_of(self, user: User) -> "CaseQuerySet":
        """Return what lies with a department of this person, or still does until another takes it on."""
        return self.filter(self._with_departments_of(user))

    def _not_about(self, user: User) -> "CaseQuerySet":
        """Leave out what names this person, and complaints about a unit this person heads."""
        # Asked anew each time: who heads a unit since a moment ago is out since a moment ago.
        headed = Department.objects.filter(head=user).order_by().values("pk")
        cases = self.exclude(pk__in=self._naming(user, "barred"))
        return cases.exclude(kind__in=vocabulary.AGAINST_A_UNIT, about_id__in=headed)

    def _with_departments_of(self, user: User) -> Q:
        own = list(Department.objects.of(user).values_list("pk", flat=True))
        assisted = self.model.assisting.through.objects.filter(department_id__in=own)
        return Q(lead_id__in=own) | Q(held_by_id__in=own) | Q(pk__in=assisted.values("case_id"))

    def _naming(self, user: User, people: str) -> Any:
        """Return the numbers of the cases that name somebody among these people."""
        through = getattr(self.model, people).through
        return through.objects.filter(user_id=user.pk).values("case_id")


def _open_in(spheres: Any) -> Q:
    """Take what is not restricted, or belongs to one of these spheres."""
    return Q(restricted=False) | Q(sphere__in=spheres)


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
