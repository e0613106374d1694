"""The one door for writing: a case takes a step, and the diary keeps it.

Both happen in one transaction. The update names the stage and the version it starts from, so of two
people who act at once one wins and the other is told.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import workflow
from feedback.models import Case, CaseEvent
from feedback.models.sight import acting_roles
from feedback.vocabulary import Act, Actor
from feedback.workflow import Role, WrongStage
from portal import relay
from portal.models import User

ACTOR = {
    Role.SUBMITTER: Actor.SUBMITTER,
    Role.OFFICER: Actor.OFFICE,
    Role.DEPARTMENT: Actor.DEPARTMENT,
    Role.DIRECTOR: Actor.DIRECTOR,
    Role.CALLER: Actor.OFFICE,
    Role.SYSTEM: Actor.SYSTEM,
}


class NotAllowed(PermissionDenied):
    """This person may not do this act to this case."""


class ChangedMeanwhile(WrongStage):
    """Somebody else wrote to the case since this person last read it."""

    @property
    def sentence(self) -> str:
        return _(
            "Somebody else worked on this case in the meantime. Read it again, then repeat your act."
        )


@transaction.atomic
def take(  # noqa: PLR0913 - the one door; every argument is a column of the diary
    case: Case,
    act: Act,
    *,
    by: User | Role,
    text: str = "",
    public: bool = False,
    facts: dict[str, Any] | None = None,
    at: datetime | None = None,
    **changes: Any,
) -> CaseEvent:
    """Do one act to a case and write it into the diary.

    `by` is a member of staff, or the submitter or the system as a role. `changes` are further fields
    of the case that belong to the act. Raises `NotAllowed`, `WrongStage` or `ChangedMeanwhile`.
    """
    now = at or timezone.now()
    role = workflow.acting(act, {by} if isinstance(by, Role) else acting_roles(case, by))
    if role is None:
        raise NotAllowed(act.value)
    stage = workflow.after(case.stage, act, asked_in=case.asked_in)
    changes = {**_whether_it_came_back(case, act, role, by, now), **changes}
    if role is Role.SUBMITTER and text:
        changes["fingerprinted_at"] = None  # the relay reads on
    moved = Case.objects.filter(pk=case.pk, stage=case.stage, version=case.version).update(
        stage=stage, version=case.version + 1, **changes
    )
    if not moved:
        _explain(case, act)
    for name, value in {"stage": stage, "version": case.version + 1, **changes}.items():
        setattr(case, name, value)
    return append(
        case,
        act,
        actor=ACTOR[role],
        by=by if isinstance(by, User) else None,
        text=text,
        public=public,
        facts=facts or {},
        at=now,
    )


def _whether_it_came_back(
    case: Case, act: Act, role: Role, by: User | Role, now: datetime
) -> dict[str, Any]:
    """Note that the officer in charge has to look again, or has just done so."""
    if role is Role.OFFICER and (case.officer_id is None or by.pk == case.officer_id):  # type: ignore[union-attr]
        seen = case.came_back_at is not None and act not in workflow.IN_PASSING
        return {"came_back_at": None} if seen else {}
    if act not in workflow.COMES_BACK:
        return {}
    return {"came_back_at": case.came_back_at or now}


def append(
    case: Case, act: Act, *, actor: Actor, at: datetime | None = None, **entry: Any
) -> CaseEvent:
    """Write the diary entry that belongs to the version the case has just reached."""
    event = CaseEvent.objects.create(
        case=case,
        seq=case.version,
        act=act,
        stage_after=case.stage,
        actor=actor,
        at=at or timezone.now(),
        **entry,
    )
    relay.wake()
    return event


def _explain(case: Case, act: Act) -> None:
    """Tell the one who came second why: the stage has moved on, or only the text has."""
    stage = Case.objects.values_list("stage", flat=True).get(pk=case.pk)
    workflow.after(stage, act, asked_in=case.asked_in)
    raise ChangedMeanwhile(stage, act)
