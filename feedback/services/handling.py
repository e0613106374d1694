"""What the office does with a case, from accepting it to the reply.

Each act happens now, unless it is written down afterwards: `at` says when it was done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import workflow
from feedback.models import Case, CaseCategory, CaseEvent, Category, Department
from feedback.services import clock, departments, discretion, protection, step, timing, together
from feedback.vocabulary import Act, Clock, Complexity, Priority, Sphere
from feedback.workflow import Role
from portal.models import User

# What of a case is coded for the figures alone.
CODED = frozenset({"age_band", "profession"})


@dataclass(frozen=True)
class Subject:
    """One category of a case and how serious it is in it."""

    category: Category
    severity: int | None = None
    care_stage: str = ""
    harm: int | None = None


@transaction.atomic
def accept(case: Case, *, by: User, at: datetime | None = None) -> CaseEvent:
    """Take a case up; from here on the hospital owes an answer in substance."""
    # Whoever takes it up has seen that a person sent it.
    return step.take(
        case,
        Act.ACCEPT,
        by=by,
        public=True,
        at=at,
        quarantined=False,
        officer_id=case.officer_id or by.pk,
    )


@transaction.atomic
def decline(
    case: Case, *, by: User, reason: str, explanation: str, at: datetime | None = None
) -> CaseEvent:
    """Say no to a case that is not ours, with the listed reason and the right route, which the person will read."""
    event = step.take(
        case,
        Act.DECLINE,
        by=by,
        at=at,
        text=explanation,
        public=True,
        facts={"reason": reason},
        decline_reason=reason,
        officer_id=case.officer_id or by.pk,
        **clock.first_answer(case, at=at),
    )
    together.share(event)
    return event


@transaction.atomic
def classify(  # noqa: PLR0913 - what a classification says
    case: Case,
    *,
    by: User,
    primary: Subject,
    others: Sequence[Subject] = (),
    priority: str = "",
    gist: str = "",
    about: Department | None = None,
    concerns: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> CaseEvent:
    """Say what a case is about: one primary category, perhaps more; a confidential one restricts it.

    `concerns` are the patient's `age_band` and the `profession` complained about, for the figures. Whoever classifies a matter of a team they are not of no longer sees it afterwards.
    """
    subjects = [primary, *others]
    discretion.check_gist(case, gist)
    confidential = [one.category for one in subjects if one.category.confidential]
    priority = priority or case.priority
    moved: dict[str, Any] = {"about_id": about.pk} if about and about.pk != case.about_id else {}
    moved |= {name: said for name, said in (concerns or {}).items() if name in CODED}
    if confidential and not case.sphere:
        moved["sphere"] = confidential[0].sphere or Sphere.OTHER
    event = step.take(
        case,
        Act.CLASSIFY,
        by=by,
        at=at,
        facts={"categories": [subject.category.code for subject in subjects], "priority": priority},
        priority=priority,
        restricted=case.restricted or bool(confidential),
        gist=gist or case.gist,
        **moved,
    )
    case.categories.all().delete()
    CaseCategory.objects.bulk_create(
        CaseCategory(
            case=case,
            category=subject.category,
            primary=subject is primary,
            severity=subject.severity,
            care_stage=subject.care_stage,
            harm=subject.harm,
        )
        for subject in subjects
    )
    protection.relieve(case)
    if "about_id" in moved:
        _check_still_worked_on(case)
    if confidential:
        protection.check_somebody_is_left(case)
    return event


def _check_still_worked_on(case: Case) -> None:
    """Refuse to say of a case what would shut out all people of a department it lies with."""
    for department in filter(None, (case.lead, case.held_by)):
        protection.check_someone_may_open(case, department)


@transaction.atomic
def assign(  # noqa: PLR0913 - what an assignment says
    case: Case,
    *,
    by: User,
    to: Department,
    assisting: Sequence[Department] = (),
    instruction: str = "",
    neutral: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Ask a department to answer, others to assist; several departments have the longer deadline.

    Whoever answers for the case goes on answering for it until the department has taken it on
    (首诉负责, rule R3). `neutral` is what departments read of a colleague's matter. Raises
    `ValidationError` where nobody of the department may open the case, or these words are not fit.
    """
    helpers = [department for department in assisting if department != to]
    for department in (to, *helpers):
        protection.check_someone_may_open(case, department)
    neutral, before = discretion.checked(case, neutral, instruction=instruction), case.neutral
    held_by = case.responsible
    event = step.take(
        case,
        Act.ASSIGN,
        by=by,
        at=at,
        # New words are kept in the diary too: so it stays known what was told to whom.
        text="\n\n".join(filter(None, [neutral if neutral != before else "", instruction])),
        facts={"lead": to.pk, "assisting": [department.pk for department in helpers]},
        public=False,
        neutral=neutral,
        lead_id=to.pk,
        held_by_id=None if held_by in {None, to} else held_by.pk,
        taken_on_at=case.taken_on_at if held_by == to else None,
        objected_at=None,
        officer_id=case.officer_id or by.pk,
    )
    case.assisting.set(helpers)
    if helpers and case.complexity == Complexity.STANDARD:
        _grant_the_longer_deadline(case, at=at)
    return event


@transaction.atomic
def prioritise(
    case: Case, *, by: User, priority: str, measures: str = "", at: datetime | None = None
) -> CaseEvent:
    """Say how pressing a case is, and what was done at once to keep people from harm (rule R7).

    Raises `ValidationError` when a case becomes urgent and nothing is said of that.
    """
    if priority == Priority.URGENT and not measures.strip():
        raise ValidationError(_("Say what was done at once to keep people from harm."))
    return step.take(
        case,
        Act.PRIORITISE,
        by=by,
        at=at,
        text=measures,
        facts={"from": case.priority, "priority": priority},
        priority=priority,
    )


@transaction.atomic
def note(case: Case, *, by: User, text: str, at: datetime | None = None) -> CaseEvent:
    """Write something down for colleagues; the submitter does not see it."""
    return step.take(case, Act.NOTE, by=by, text=text, at=at)


@transaction.atomic
def draft(case: Case, *, by: User, answer: str, at: datetime | None = None) -> CaseEvent:
    """Propose a reply; the complaint office reads it, mends it and sends it.

    A department that drafts has taken the case on.
    """
    taken: dict[str, Any] = {}
    if workflow.acting(Act.DRAFT, case.roles_of(by)) is Role.DEPARTMENT and not case.taken_on_at:
        taken = departments.taken_on(at)
    return step.take(case, Act.DRAFT, by=by, text=answer, at=at, approved_seq=0, **taken)


@transaction.atomic
def approve(case: Case, *, by: User, remark: str = "", at: datetime | None = None) -> CaseEvent:
    """Let the last draft go out as it stands. Nobody approves the own words."""
    latest = latest_draft(case)
    if latest is None:
        raise ValidationError(_("There is no draft to approve."))
    if latest.by_id == by.pk:
        raise ValidationError(_("Somebody else has to approve what you drafted yourself."))
    facts = {"draft": latest.seq}
    return step.take(
        case, Act.APPROVE, by=by, text=remark, facts=facts, at=at, approved_seq=latest.seq
    )


@transaction.atomic
def send_back(case: Case, *, by: User, remark: str, at: datetime | None = None) -> CaseEvent:
    """Ask for another draft, and say what is missing in this one."""
    return step.take(case, Act.SEND_BACK, by=by, text=remark, at=at, approved_seq=0)


@transaction.atomic
def reply(case: Case, *, by: User, answer: str, at: datetime | None = None) -> CaseEvent:
    """Answer the submitter, and all whose cases were merged; at this feedback the clock stops (rule R4).

    Raises `ValidationError` when these words must be approved first and have not been.
    """
    _check_approved(case, answer)
    callback = clock.promised(case, Clock.CALLBACK, since=timezone.localdate(at))
    event = step.take(
        case,
        Act.REPLY,
        by=by,
        at=at,
        text=answer,
        public=True,
        waiting_since=None,
        answer_by=None,
        asked_in="",
        restated_at=None,
        objected_at=None,
        callback_by=callback.on if callback else None,
        **timing.NOTHING_ASKED,
        **clock.first_answer(case, at=at),
    )
    together.share(event)
    return event


def latest_draft(case: Case) -> CaseEvent | None:
    """Return the last drafted reply of a case, if there is one."""
    return case.diary.filter(act=Act.DRAFT).order_by("-seq").first()


def _check_approved(case: Case, answer: str) -> None:
    if not case.needs_approval:
        return
    latest = latest_draft(case)
    if latest is None or case.approved_seq != latest.seq:
        raise ValidationError(
            _("The management has to approve this reply first. Save it as a draft.")
        )
    if answer.strip() != latest.text.strip():
        raise ValidationError(
            _("These are not the words that were approved. Save them as a new draft.")
        )


def _grant_the_longer_deadline(case: Case, *, at: datetime | None) -> None:
    case.complexity = Complexity.SEVERAL
    promise = clock.promise(case, Clock.REPLY, since=case.due_since or case.received_on)
    if promise is None or case.due_on is None or promise.due.on <= case.due_on:
        Case.objects.filter(pk=case.pk).update(complexity=case.complexity)
        return
    timing.move_due(
        case,
        to=promise.due,
        reason="several",
        at=at,
        complexity=case.complexity,
        **promise.kept(),
    )
