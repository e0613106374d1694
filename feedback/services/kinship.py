"""Cases that belong together: merged, split, linked. Each submitter keeps the own code and gets the answer."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from feedback import workflow
from feedback.models import Case, CaseEvent, CaseLink, Consent, Contact
from feedback.services import intake, protection, step, timing, together
from feedback.services.intake import Voice
from feedback.vocabulary import Act, Actor, Stage
from portal.models import User

# What a part that is split off has from the case it was a part of.
KEPT_IN_A_PART = (
    "due_on",
    "due_provisional",
    "due_since",
    "due_days",
    "due_unit",
    "complexity",
    "acknowledge_by",
    "date_known",
    "external_number",
    "external_index",
    "external_due_on",
    "restricted",
    "sphere",
    "legal_hold",
)


@transaction.atomic
def merge(
    case: Case, *, by: User, into: Case, text: str = "", at: datetime | None = None
) -> CaseEvent:
    """Handle a case together with another (rule R8); what was merged into it goes along.

    The submitter keeps the own code and page, and gets the answer there. Whom one of the two is about
    opens neither from then on. Raises `ValidationError`.
    """
    _check_mergeable(case, into, by)
    _hold_still(case, into)
    brought = [case.pk, *Case.objects.filter(merged_into=case).values_list("pk", flat=True)]
    event = step.take(
        case,
        Act.MERGE,
        by=by,
        text=text,
        public=False,
        at=at,
        facts={"into": into.reference},
        merged_into=into,
        waiting_since=None,
        answer_by=None,
        asked_in="",
        restated_at=None,
        objected_at=None,
        **timing.NOTHING_ASKED,
    )
    Case.objects.filter(pk__in=brought[1:]).update(merged_into=into)
    step.take(into, Act.JOIN, by=by, at=at, facts={"from": case.reference})
    _keep_from_each_other(case, into, by=by, at=at)
    answered = present_answer(into)
    if answered:
        together.share(answered, at=event.at, to=brought)
        case.refresh_from_db()
    return event


def _keep_from_each_other(case: Case, into: Case, *, by: User, at: datetime | None) -> None:
    """Bar from each of two cases whom the other is about: in one stands what is said of the other."""
    about = [(into, protection.concerned(case)), (case, protection.concerned(into))]
    for one, concerned in about:
        if named := concerned - set(one.barred.values_list("pk", flat=True)):
            protection.bar(one, by=by, people=list(User.objects.filter(pk__in=named)), at=at)


def present_answer(case: Case) -> CaseEvent | None:
    """Return the answer that stands; one that was not the last word, or is owed still, is none."""
    if case.stage not in workflow.ANSWERED:
        return None
    return case.diary.filter(act=Act.REPLY).order_by("-seq").first()


def _check_mergeable(case: Case, into: Case, by: User) -> None:
    _check_seen(into, by)
    if into.pk == case.pk:
        raise ValidationError(_("A case cannot be merged into itself."))
    if (into.stage, Act.JOIN) not in workflow.MOVES:
        raise ValidationError(_("That case takes no other: it has ended or is merged itself."))
    protected = [(one.restricted, one.sphere, one.dispute) for one in (case, into)]
    if protected[0] != protected[1]:
        raise ValidationError(
            _("A restricted matter or a dispute is not merged with one that is not.")
        )


def _hold_still(*cases: Case) -> None:
    """Lock the rows in one order, so that two people who join the same two never wait for each other."""
    rows = Case.objects.select_for_update().filter(pk__in=[case.pk for case in cases])
    list(rows.order_by("pk").values_list("pk"))


@transaction.atomic
def unmerge(case: Case, *, by: User, text: str = "", at: datetime | None = None) -> CaseEvent:
    """Handle a merged case on its own again; its first deadline still holds."""
    return step.take(case, Act.UNMERGE, by=by, text=text, public=False, at=at, merged_into=None)


@transaction.atomic
def split(
    case: Case,
    *,
    by: User,
    story: str,
    kind: str = "",
    gist: str = "",
    at: datetime | None = None,
) -> Case:
    """Make a case of its own of a part of this one; its owner opens it from the page of the first.

    It keeps the day of receipt, the deadlines and the protection: splitting gains nobody time.
    """
    if not story.strip():
        raise ValidationError(_("Write down what the new case is about."))
    voice = Voice(
        kind=kind or case.kind,
        story=story,
        channel=case.channel,
        department=case.about,
        happened_on=case.happened_on,
        language=case.language,
        gist=gist,
    )
    part = intake.new_case(
        voice, case.hospital, stage=Stage.REGISTERED, received_at=case.received_at
    )
    part.split_from, part.officer_id = case, case.officer_id or by.pk
    for name in KEPT_IN_A_PART:
        setattr(part, name, getattr(case, name))
    part.save(force_insert=True)
    step.append(
        part,
        Act.REGISTER,
        actor=Actor.OFFICE,
        by=by,
        at=at,
        public=True,
        facts={"channel": case.channel, "split_from": case.reference},
    )
    part.team.set(case.team.all())
    part.barred.set(case.barred.all())
    _same_dispute(case, part, by=by, at=at)
    _same_person(case, part)
    step.take(case, Act.SPLIT, by=by, public=True, at=at, facts={"part": part.reference})
    return part


def _same_dispute(case: Case, part: Case, *, by: User, at: datetime | None) -> None:
    """Mark a part of a medical dispute as one, with what held before the mark was made."""
    if not case.dispute:
        return
    marked = case.diary.filter(act=Act.DISPUTE).order_by("-seq").first()
    facts = {**(marked.facts if marked else {}), "sealed": []}
    step.take(part, Act.DISPUTE, by=by, at=at, facts=facts, dispute=True)


def _same_person(case: Case, part: Case) -> None:
    contact = Contact.objects.filter(case=case).first()
    if contact:
        contact.pk, contact.case = None, part
        contact.save(force_insert=True)
    for consent in case.consents.exclude(purpose=Consent.Purpose.PUBLISH):
        consent.pk, consent.case = None, part
        consent.save(force_insert=True)


@transaction.atomic
def link(
    case: Case, *, by: User, other: Case, why: str = "", at: datetime | None = None
) -> CaseEvent:
    """Note that two cases have to do with each other. Raises `ValidationError`."""
    _check_seen(other, by)
    one, two = sorted((case, other), key=lambda each: each.pk)
    if one.pk == two.pk:
        raise ValidationError(_("A case cannot be linked with itself."))
    _hold_still(one, two)
    if CaseLink.objects.filter(one=one, other=two).exists():
        raise ValidationError(_("These two cases are linked already."))
    step.take(other, Act.LINK, by=by, at=at, facts={"with": case.reference})
    event = step.take(case, Act.LINK, by=by, at=at, facts={"with": other.reference})
    CaseLink.objects.create(one=one, other=two, why=why, by=by)
    return event


@transaction.atomic
def unlink(case: Case, *, by: User, other: Case, at: datetime | None = None) -> CaseEvent:
    """Remove a link that was a mistake. Raises `ValidationError` where there is none."""
    _check_seen(other, by)
    _hold_still(case, other)
    gone, _rows = (
        CaseLink.objects.of(case).filter(one__in=(case, other), other__in=(case, other)).delete()
    )
    if not gone:
        raise ValidationError(_("These two cases are not linked."))
    step.take(other, Act.UNLINK, by=by, at=at, facts={"with": case.reference})
    return step.take(case, Act.UNLINK, by=by, at=at, facts={"with": other.reference})


def _check_seen(other: Case, by: User) -> None:
    """What somebody may not open does not exist for them."""
    if not other.roles_of(by):
        raise ValidationError(_("There is no such case."))
