"""What follows the reply: rating, consent, reopening, withdrawing, closing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent, CaseMeasure, Consent
from feedback.services import clock, step, timing, together
from feedback.services.dialogue import said_just_now
from feedback.vocabulary import Act, Channel, Clock, Outcome, Stage
from feedback.workflow import Role
from portal import edition
from portal.models import PrivacyNotice, User

# What has ended is not opened again for the same facts; an answer that does not satisfy is.
NEEDS_NEW_FACTS = frozenset({Stage.CLOSED, Stage.DECLINED})


@transaction.atomic
def rate(
    case: Case,
    *,
    satisfaction: int,
    resolution: str,
    comment: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Judge the answer; a later judgement takes the place of the earlier, both stay in the diary."""
    facts = {"satisfaction": satisfaction, "resolution": resolution}
    repeated = said_just_now(case, Act.RATE, comment)
    if repeated and repeated.facts == facts:
        return repeated
    if case.stage == Stage.MERGED and case.answered_at is None:
        raise ValidationError(_("There is no answer to judge yet."))
    now = at or timezone.now()
    return step.take(
        case,
        Act.RATE,
        by=Role.SUBMITTER,
        text=comment,
        public=True,
        at=now,
        facts=facts,
        satisfaction=satisfaction,
        resolution=resolution,
        rated_at=now,
    )


@transaction.atomic
def reopen(
    case: Case,
    *,
    by: User | Role,
    reason: str,
    new_facts: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Take a case up again; a new deadline runs from today.

    What has ended is taken up again for new facts (rule R9). Raises `ValidationError` without any.
    """
    text = "\n\n".join(filter(None, [reason.strip(), new_facts.strip()]))
    if by is Role.SUBMITTER and (repeated := said_just_now(case, Act.REOPEN, text)):
        return repeated
    if case.stage == Stage.MERGED and case.answered_at is None:
        raise ValidationError(_("Your case is being looked into; there is no answer yet."))
    if case.stage in NEEDS_NEW_FACTS and not new_facts.strip():
        raise ValidationError(_("Please say what is new: facts or papers we have not seen yet."))
    promise = clock.promise(case, Clock.REPLY, since=timezone.localdate(at))
    due = promise.due if promise else None
    return step.take(
        case,
        Act.REOPEN,
        by=by,
        at=at,
        text=text,
        public=True,
        facts={"due_on": due.on.isoformat()} if due else {},
        due_on=due.on if due else case.due_on,
        due_provisional=bool(due and due.provisional),
        closed_at=None,
        decline_reason="",
        merged_into=None,
        callback_by=None,
        approved_seq=0,
        **(promise.kept() if promise else {}),
    )


@transaction.atomic
def withdraw(
    case: Case,
    *,
    by: User | Role = Role.SUBMITTER,
    reason: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Take a voice back; the case stays on record and open to its owner.

    The office does it for somebody who said so, and says how. What was merged into the case goes on.
    """
    if by is Role.SUBMITTER and (repeated := said_just_now(case, Act.WITHDRAW, reason)):
        return repeated
    if by is not Role.SUBMITTER and not reason.strip():
        raise ValidationError(_("Say when and how the submitter withdrew the case."))
    event = step.take(
        case,
        Act.WITHDRAW,
        by=by,
        at=at,
        text=reason,
        public=True,
        waiting_since=None,
        answer_by=None,
        asked_in="",
        restated_at=None,
        objected_at=None,
        merged_into=None,
        **timing.NOTHING_ASKED,
    )
    together.let_go(case, at=at)
    edition.renew()
    return event


@transaction.atomic
def agree_to_publication(
    case: Case, *, agreed: bool, channel: str = Channel.WEB, at: datetime | None = None
) -> CaseEvent | None:
    """Note the submitter's consent to an anonymised summary, or that it is withdrawn.

    Nothing is written when nothing changes. Consent is separate and can be withdrawn (PIPL art. 15, 25).
    """
    now = at or timezone.now()
    given = case.consents.filter(purpose=Consent.Purpose.PUBLISH)
    if given.filter(withdrawn_at=None).exists() == agreed:
        return None
    if case.stage == Stage.MERGED and case.answered_at is None:
        raise ValidationError(_("This is asked once we have answered you."))
    event = step.take(
        case, Act.CONSENT if agreed else Act.REVOKE, by=Role.SUBMITTER, public=True, at=now
    )
    edition.renew()  # what tells of the case may no longer be read, or may again
    if not agreed:
        given.update(withdrawn_at=now)
        return event
    notice = PrivacyNotice.current()
    Consent.objects.update_or_create(
        case=case,
        purpose=Consent.Purpose.PUBLISH,
        defaults={
            "notice": notice,
            "fingerprint": notice.fingerprint if notice else "",
            "channel": channel,
            "given_at": now,
            "withdrawn_at": None,
        },
    )
    return event


@transaction.atomic
def close(  # noqa: PLR0913 - all that a closing says
    case: Case,
    *,
    by: User,
    outcomes: Mapping[str, str],
    measures: Sequence[str],
    finding: str = "",
    hospital_resolution: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Close an answered case with an outcome for each of its categories and the measures taken.

    `outcomes` maps category codes to outcomes, `hospital_resolution` says whether the hospital itself
    holds the matter for resolved. Raises `ValidationError` when an outcome is missing.
    """
    rows = list(case.categories.select_related("category"))
    if not rows:
        raise ValidationError(_("Classify the case before you close it."))
    if any(row.category.code not in outcomes for row in rows):
        raise ValidationError(_("Give an outcome for each category."))
    if not measures:
        raise ValidationError(_("Say which measures were taken, or that none was needed."))
    overall = overall_outcome([outcomes[row.category.code] for row in rows])
    event = step.take(
        case,
        Act.CLOSE,
        by=by,
        at=at,
        public=True,
        facts={"outcome": overall, "measures": list(measures)},
        outcome=overall,
        finding=finding,
        hospital_resolution=hospital_resolution,
        closed_at=at or timezone.now(),
    )
    for row in rows:
        row.outcome = outcomes[row.category.code]
        row.save(update_fields=["outcome"])
    case.measures.all().delete()
    CaseMeasure.objects.bulk_create(CaseMeasure(case=case, measure=measure) for measure in measures)
    return event


def overall_outcome(outcomes: Sequence[str]) -> str:
    """Return the outcome of a whole case: partly upheld as soon as one part is and another is not.

    Definition of NHS Digital's KO41a return: upheld when all of it is, partially when at least one is.
    """
    kinds = set(outcomes)
    if len(kinds) == 1:
        return kinds.pop()
    for some, partly in (
        ({Outcome.UPHELD, Outcome.PARTLY}, Outcome.PARTLY),
        ({Outcome.ADOPTED, Outcome.PARTLY_ADOPTED}, Outcome.PARTLY_ADOPTED),
    ):
        if kinds & some:
            return partly
    return outcomes[0]
