"""What the office writes down for somebody: told by telephone, at the counter, at a roving desk, in a letter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Case
from feedback.services import clock, codes, files, intake, step
from feedback.services.files import Sealed
from feedback.services.intake import Voice
from feedback.vocabulary import Act, Actor, Channel, Complexity, Stage
from portal.models import Hospital, User

# What was told at a roving desk, or came by letter, is written down this late and not later.
WRITTEN_DOWN_WITHIN = timedelta(days=30)
CLOCKS_DIFFER = timedelta(minutes=5)


def register(  # noqa: PLR0913 - what was told, and how it is taken down
    voice: Voice,
    *,
    by: User,
    hospital: Hospital,
    form_key: str,
    complexity: str = Complexity.STANDARD,
    attachments: Sequence[Sealed] = (),
    with_code: bool = False,
    at: datetime | None = None,
) -> Case:
    """Write down for somebody what was told by telephone, at the counter, in a letter.

    What was told before counts from that day, and the diary says when it was written down. The
    callback centre registers what is raised in its own calls, and nobody is in charge of that yet.
    `with_code` gives the case its code at once. Raises `ValidationError` for a day that cannot be.
    """
    works = by.has_perm("feedback.work_cases")
    called = voice.channel == Channel.CALLBACK and by.has_perm("feedback.call_back")
    if not (works or called):
        raise step.NotAllowed(Act.REGISTER.value)
    earlier = intake.sent_before(form_key)
    if earlier:
        files.discard(attachments)
        return earlier
    now = at or timezone.now()
    told = voice.told_at and check_told(voice.told_at, now=now)
    case = intake.new_case(
        voice, hospital, stage=Stage.REGISTERED, form_key=form_key, received_at=told or now
    )
    case.officer = by if works else None
    if with_code:
        codes.issue(case, form_key)
    if complexity != case.complexity:
        case.complexity = complexity
        clock.start(case)
    try:
        intake.open_diary(
            case, voice, Act.REGISTER, actor=Actor.OFFICE, by=by, at=now, attachments=attachments
        )
    except IntegrityError:
        earlier = intake.sent_before(form_key)  # the other click of a double click was faster
        if earlier is None:
            raise
        files.discard(attachments)
        return earlier
    return case


def check_told(told: datetime, *, now: datetime) -> datetime:
    """Return when something was told; raises `ValidationError` for what cannot be, or is too old.

    A telephone's clock may be some minutes ahead of ours.
    """
    if told > now + CLOCKS_DIFFER:
        raise ValidationError(_("This moment has not come yet."))
    if told < now - WRITTEN_DOWN_WITHIN:
        raise ValidationError(
            _("This is more than %(days)d days ago: check the date.")
            % {"days": WRITTEN_DOWN_WITHIN.days}
        )
    return min(told, now)


@transaction.atomic
def show_code(case: Case, *, by: User) -> str:
    """Make the code of a case that has none and return it, once, for the caller to write down.

    Raises `NotAllowed` when the case already has its code: nobody at the hospital can read it again.
    """
    if case.code_digest is not None:
        raise step.NotAllowed(Act.SHOW_CODE.value)
    code = codes.issue(case, codes.new_form_key())
    step.take(
        case,
        Act.SHOW_CODE,
        by=by,
        public=True,
        code_digest=case.code_digest,
        code_key=case.code_key,
    )
    return code
