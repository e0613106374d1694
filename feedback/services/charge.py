"""Who is in charge of a case at the office, and who is reminded of it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent
from feedback.services import step
from feedback.vocabulary import Act
from feedback.workflow import Role
from portal.models import User


@transaction.atomic
def hand_over(
    case: Case, *, by: User, to: User, text: str = "", at: datetime | None = None
) -> CaseEvent:
    """Put another officer in charge: at the end of a shift, before an absence, for good.

    Raises `ValidationError` for somebody who may not open the case or does not work on cases.
    """
    if to.pk == case.officer_id:
        raise ValidationError(_("This officer is in charge already."))
    if not to.is_active or Role.OFFICER not in case.roles_of(to):
        raise ValidationError(_("This person may not work on this case."))
    facts = {"from": case.officer_id, "to": to.pk}
    return step.take(case, Act.HAND_OVER, by=by, text=text, facts=facts, at=at, officer_id=to.pk)


@transaction.atomic
def remind(case: Case, *, by: User, text: str = "", at: datetime | None = None) -> CaseEvent:
    """Remind whoever has to act now: the department that has the case, or the officer in charge."""
    facts = {"to": "department" if case.lead_id else "officer"}
    return step.take(case, Act.REMIND, by=by, text=text, facts=facts, at=at)


@transaction.atomic
def seen(case: Case, *, by: User, at: datetime | None = None) -> CaseEvent:
    """Note that what came back has been read and asks for nothing more."""
    if case.came_back_at is None:
        raise ValidationError(_("Nothing new has come back."))
    return step.take(case, Act.SEEN, by=by, at=at, came_back_at=None)
