"""The case library: what a closed case teaches, in neutral words; who may read it, who keeps it.

Everybody who works on cases reads it, since it names nobody. What has become restricted or a dispute
since is read only by those who see the case.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Case, Category, Contact, Lesson
from feedback.models.sight import OFFICE
from feedback.services import reading
from feedback.services.step import NotAllowed
from feedback.vocabulary import Reading, Stage
from portal.models import User

# A name of one sign stands in every text.
LEAST = 2


@dataclass(frozen=True)
class Words:
    """What a lesson says."""

    title: str
    happened: str
    handled: str
    learnt: str
    training: str = ""
    category: Category | None = None


def visible_to(user: User) -> QuerySet[Lesson]:
    """Return the lessons this person may read."""
    free = Q(case=None) | Q(case__restricted=False, case__dispute=False)
    seen = Case.objects.visible_to(user).order_by().values("pk")
    return Lesson.objects.filter(free | Q(case__in=seen))


def may_keep(user: User) -> bool:
    """Say whether this person takes cases into the library: the complaint office."""
    return user.has_perm(OFFICE)


def obstacle(case: Case) -> str:
    """Say why a case cannot be taken in; nothing when it can."""
    if case.stage != Stage.CLOSED:
        return _("Only a closed case can be taken into the library.")
    if case.dispute:
        return _("A case in a medical dispute is not taken into the library.")
    if case.restricted:
        return _("A restricted case is not taken into the library.")
    if Lesson.objects.filter(case=case).exists():
        return _("This case is in the library already.")
    return ""


def names_submitter(case: Case, text: str) -> bool:
    """Say whether the name the submitter left stands in a text."""
    contact = Contact.objects.filter(case=case).first()
    name = contact.name.strip() if contact else ""
    return len(name) >= LEAST and name in text


def take(case: Case, words: Words, *, by: User, at: datetime | None = None) -> Lesson:
    """Take a closed case into the library, and note that an extract of it was made.

    Raises `NotAllowed` for who is not of the office or does not see the case, and `ValidationError`.
    """
    if not may_keep(by) or not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise NotAllowed("lesson")
    _check(case, words)
    if sentence := obstacle(case):
        raise ValidationError(sentence)
    try:
        with transaction.atomic():
            lesson = Lesson.objects.create(
                case=case, hospital=case.hospital, by=by, at=at or timezone.now(), **_columns(words)
            )
            reading.record(case, by=by, reading=Reading.EXTRACT)
    except IntegrityError:
        raise ValidationError(_("This case is in the library already.")) from None
    return lesson


def change(lesson: Lesson, words: Words, *, by: User) -> Lesson:
    """Put it better."""
    if not may_keep(by):
        raise NotAllowed("lesson")
    if lesson.case:
        _check(lesson.case, words)
    for name, value in _columns(words).items():
        setattr(lesson, name, value)
    lesson.save(update_fields=list(_columns(words)))
    return lesson


def remove(lesson: Lesson, *, by: User) -> None:
    """Take it out of the library; the case stays as it is."""
    if not may_keep(by):
        raise NotAllowed("lesson")
    lesson.delete()


def _columns(words: Words) -> dict[str, Any]:
    return {field.name: getattr(words, field.name) for field in fields(words)}


def _check(case: Case, words: Words) -> None:
    said = "\n".join((words.title, words.happened, words.handled, words.learnt, words.training))
    if names_submitter(case, said):
        raise ValidationError(
            _("The name of the person who submitted the case stands in these words. Take it out.")
        )
