"""What people do to an improvement measure, each a verb; every one is written into its own diary.

The update names the version it starts from, so of two people who act at once the second is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import improvement as way
from feedback.improvement import Capacity, Move, WrongPhase
from feedback.models import Case, Category, Department, Improvement, ImprovementEvent
from feedback.models.improvement import ImprovementQuerySet
from feedback.models.sight import DEPARTMENT, DIRECTOR, OFFICE, OVERSIGHT
from feedback.services.step import NotAllowed
from portal.models import User

KEEPERS = (OFFICE, DIRECTOR)


class MovedOn(WrongPhase):
    """Somebody else wrote to the measure since this person last read it."""

    @property
    def sentence(self) -> str:
        return _(
            "Somebody else worked on this measure in the meantime. Read it again, then repeat."
        )


@dataclass(frozen=True)
class Plan:
    """What is planned: against what, what is changed, who does it by when."""

    title: str
    problem: str
    measure: str
    department: Department
    due_on: date
    cause: str = ""
    category: Category | None = None
    owner: User | None = None

    def columns(self) -> dict[str, Any]:
        """Return it as the fields of a measure."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def visible_to(user: User) -> ImprovementQuerySet:
    """Return what this person may read: the office, the management and the oversight seat all, a
    department its own, an owner what is in the own hands."""
    measures = Improvement.objects.all()
    if any(user.has_perm(one) for one in (OFFICE, DIRECTOR, OVERSIGHT)):
        return measures
    mine = Q(owner=user)
    if user.has_perm(DEPARTMENT):
        mine |= Q(department_id__in=Department.objects.of(user).order_by().values("pk"))
    return measures.filter(mine)


def possible_owners() -> Any:
    """Return who may be given a measure: whoever works on cases, since others could not open it."""
    people = User.objects.none()
    for permission in (OFFICE, DIRECTOR, DEPARTMENT):
        people = people | User.objects.with_perm(permission, include_superusers=False)
    return people.distinct().order_by("last_name", "first_name", "username")


def may_keep(user: User) -> bool:
    """Say whether this person plans and evaluates measures: the office and the management."""
    return any(user.has_perm(permission) for permission in KEEPERS)


def capacities(improvement: Improvement, user: User) -> frozenset[Capacity]:
    """Return in what capacities somebody may act on a measure."""
    mine = {Capacity.KEEPER} if may_keep(user) else set()
    return frozenset(mine | ({Capacity.OWNER} if improvement.owner_id == user.pk else set()))


@transaction.atomic
def begin(
    plan: Plan, *, by: User, cases: Iterable[Case] = (), at: datetime | None = None
) -> Improvement:
    """Plan a measure, with the cases it comes from.

    Raises `NotAllowed`, and `ValidationError` for a day that is over or an owner who could not open it.
    """
    now = at or timezone.now()
    if not may_keep(by):
        raise NotAllowed(Move.BEGIN.value)
    _check_due(plan.due_on, now)
    _check_owner(plan.owner)
    improvement = Improvement.objects.create(
        **plan.columns(), hospital=plan.department.hospital, by=by, at=now, version=1
    )
    linked = _seen(cases, by)
    improvement.cases.set(linked)
    facts = {"cases": [case.pk for case in linked]} if linked else {}
    _append(improvement, Move.BEGIN, by=by, facts=facts, at=now)
    return improvement


@transaction.atomic
def change(
    improvement: Improvement, plan: Plan, *, by: User, at: datetime | None = None
) -> ImprovementEvent:
    """Change what is planned; what stood there before is kept in the diary."""
    columns = plan.columns()
    changed = {name: new for name, new in columns.items() if getattr(improvement, name) != new}
    if "due_on" in changed:
        _check_due(plan.due_on, at or timezone.now())
    if "owner" in changed:
        _check_owner(plan.owner)
    before = {name: _kept(getattr(improvement, name)) for name in changed}
    return _move(improvement, Move.CHANGE, by=by, facts={"before": before}, at=at, **changed)


def carry_out(
    improvement: Improvement, *, by: User, text: str = "", at: datetime | None = None
) -> ImprovementEvent:
    """Begin to carry it out."""
    return _move(improvement, Move.CARRY_OUT, by=by, text=text, at=at)


def postpone(
    improvement: Improvement, *, by: User, to: date, reason: str, at: datetime | None = None
) -> ImprovementEvent:
    """Set another day by which it has to be carried out, with a reason. The old one stays readable."""
    _check_due(to, at or timezone.now())
    facts = {"from": improvement.due_on.isoformat(), "to": to.isoformat()}
    return _move(improvement, Move.POSTPONE, by=by, text=reason, facts=facts, at=at, due_on=to)


def done(
    improvement: Improvement, *, by: User, on: date, text: str, at: datetime | None = None
) -> ImprovementEvent:
    """Report what was carried out, and on which day. Raises `ValidationError` for a day to come."""
    if on > timezone.localdate(at):
        raise ValidationError({"on": _("This day has not come yet.")})
    facts = {"on": on.isoformat()}
    return _move(improvement, Move.DONE, by=by, text=text, facts=facts, at=at, done_on=on)


def evaluate(
    improvement: Improvement,
    *,
    by: User,
    effect: str,
    looked_at: str,
    evaluation: str,
    at: datetime | None = None,
) -> ImprovementEvent:
    """Judge the effect: by what, how it turned out, and what became of it."""
    return _move(
        improvement,
        Move.EVALUATE,
        by=by,
        text=evaluation,
        facts={"effect": effect, "looked_at": looked_at},
        at=at,
        effect=effect,
        evaluation=evaluation,
        evaluated_on=timezone.localdate(at),
    )


def reopen(
    improvement: Improvement,
    *,
    by: User,
    measure: str,
    due_on: date,
    reason: str,
    at: datetime | None = None,
) -> ImprovementEvent:
    """Plan the next turn; how the last one went stays in the diary."""
    _check_due(due_on, at or timezone.now())
    return _move(
        improvement,
        Move.REOPEN,
        by=by,
        text=reason,
        facts={"before": {"measure": improvement.measure}},
        at=at,
        measure=measure,
        due_on=due_on,
        done_on=None,
        evaluated_on=None,
        effect="",
        evaluation="",
    )


def give_up(
    improvement: Improvement, *, by: User, reason: str, at: datetime | None = None
) -> ImprovementEvent:
    """Give it up, and say why."""
    return _move(improvement, Move.GIVE_UP, by=by, text=reason, at=at)


def hand_over(
    improvement: Improvement, *, by: User, to: User, text: str = "", at: datetime | None = None
) -> ImprovementEvent:
    """Give it into other hands."""
    _check_owner(to)
    facts = {"from": improvement.owner_id, "to": to.pk}
    return _move(improvement, Move.HAND_OVER, by=by, text=text, facts=facts, at=at, owner=to)


@transaction.atomic
def link(
    improvement: Improvement, *, by: User, cases: Iterable[Case], at: datetime | None = None
) -> ImprovementEvent:
    """Add cases that show the same; only such as this person may open."""
    known = set(improvement.cases.values_list("pk", flat=True))
    new = [case for case in _seen(cases, by) if case.pk not in known]
    if not new:
        raise ValidationError(_("There is no case here that is not linked already."))
    facts = {"cases": [case.pk for case in new]}
    event = _move(improvement, Move.LINK, by=by, facts=facts, at=at)
    improvement.cases.add(*new)
    return event


@transaction.atomic
def unlink(
    improvement: Improvement, *, by: User, case: Case, at: datetime | None = None
) -> ImprovementEvent:
    """Take a case out that has nothing to do with it after all."""
    if not _seen(improvement.cases.filter(pk=case.pk), by):
        raise ValidationError(_("This case is not linked."))
    event = _move(improvement, Move.UNLINK, by=by, facts={"cases": [case.pk]}, at=at)
    improvement.cases.remove(case)
    return event


@transaction.atomic
def _move(
    improvement: Improvement,
    move: Move,
    *,
    by: User,
    text: str = "",
    facts: dict[str, Any] | None = None,
    at: datetime | None = None,
    **changes: Any,
) -> ImprovementEvent:
    if not way.WHO[move] & capacities(improvement, by):
        raise NotAllowed(move.value)
    phase = way.after(improvement.phase, move)
    changes = {"phase": phase.value, "version": improvement.version + 1, **changes}
    if not _unchanged(improvement).update(**changes):
        _explain(improvement, move)
    for name, value in changes.items():
        setattr(improvement, name, value)
    return _append(improvement, move, by=by, text=text, facts=facts or {}, at=at)


def _unchanged(improvement: Improvement) -> ImprovementQuerySet:
    return Improvement.objects.filter(
        pk=improvement.pk, phase=improvement.phase, version=improvement.version
    )


def _append(
    improvement: Improvement, move: Move, *, at: datetime | None = None, **entry: Any
) -> ImprovementEvent:
    return ImprovementEvent.objects.create(
        improvement=improvement,
        seq=improvement.version,
        phase_after=improvement.phase,
        act=move.value,
        at=at or timezone.now(),
        **entry,
    )


def _explain(improvement: Improvement, move: Move) -> None:
    """Tell the one who came second why: the phase has moved on, or only the words have."""
    phase = Improvement.objects.values_list("phase", flat=True).get(pk=improvement.pk)
    way.after(phase, move)
    raise MovedOn(phase, move)


def _seen(cases: Iterable[Case], by: User) -> list[Case]:
    numbers = [case.pk for case in cases]
    return list(Case.objects.visible_to(by).filter(pk__in=numbers)) if numbers else []


def _check_due(due_on: date, now: datetime) -> None:
    if due_on < timezone.localdate(now):
        raise ValidationError({"due_on": _("This day is over. Choose one that is still to come.")})


def _check_owner(owner: User | None) -> None:
    if owner and not possible_owners().filter(pk=owner.pk).exists():
        raise ValidationError(
            {"owner": _("They do not work on cases, so they could not open this measure.")}
        )


def _kept(value: Any) -> Any:
    """Return what stood there as the diary keeps it: people and lists by their numbers."""
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "pk", value)
