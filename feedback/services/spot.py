"""Settled on the spot: registered, answered and closed in one act, at the counter or on the telephone."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from feedback.models import Case
from feedback.services import aftercare, handling, registration
from feedback.services.files import Sealed
from feedback.services.handling import Subject
from feedback.services.intake import Voice
from feedback.vocabulary import AGAINST_A_UNIT, Complexity, Resolution
from portal.models import Hospital, User


@transaction.atomic
def settle(  # noqa: PLR0913 - a whole procedure in one form
    voice: Voice,
    *,
    by: User,
    hospital: Hospital,
    form_key: str,
    subject: Subject,
    answer: str,
    outcome: str,
    measures: Sequence[str],
    attachments: Sequence[Sealed] = (),
) -> Case:
    """Write down a matter that was settled while the person was there (rule R4: at once).

    Each step stands in the diary. The same form sent twice is one case. Raises `ValidationError` for
    what is looked into by others: a confidential matter, or one about the own unit.
    """
    _check_own_to_settle(voice, subject, by)
    case = registration.register(
        voice,
        by=by,
        hospital=hospital,
        form_key=form_key,
        complexity=Complexity.ON_THE_SPOT,
        attachments=attachments,
    )
    if case.answered_at or case.complexity != Complexity.ON_THE_SPOT:
        return case
    handling.accept(case, by=by)
    handling.classify(case, by=by, primary=subject, gist=voice.gist)
    handling.reply(case, by=by, answer=answer)
    aftercare.close(
        case,
        by=by,
        outcomes={subject.category.code: outcome},
        measures=list(measures),
        hospital_resolution=Resolution.RESOLVED,
    )
    return case


def _check_own_to_settle(voice: Voice, subject: Subject, by: User) -> None:
    if subject.category.confidential:
        raise ValidationError(
            _("A matter of this category is looked into by its team. Register it instead.")
        )
    unit = voice.department
    if unit and unit.head_id == by.pk and voice.kind in AGAINST_A_UNIT:
        raise ValidationError(
            _("The matter is about the unit you head: somebody else has to settle it.")
        )
