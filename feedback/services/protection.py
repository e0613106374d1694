"""What protects people: restricted matters, conflicts of interest, disputes, legal holds, the contact."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent, Department, SphereTeam
from feedback.services import reading, step
from feedback.services.step import NotAllowed
from feedback.vocabulary import Act, Reading, Sphere
from portal import edition
from portal.models import User


def concerned(case: Case) -> set[int]:
    """Return whom a case is about: those who are barred, and the head of the unit complained about."""
    named = set(case.barred.values_list("pk", flat=True))
    if case.is_against_a_unit and case.about and case.about.head_id:
        named.add(case.about.head_id)
    return named


def check_someone_may_open(case: Case, department: Department) -> None:
    """Refuse to give a case to a department in which nobody may open it.

    A department without any contact stays possible: the office then works with it on paper.
    """
    answering, barred = department.people(), concerned(case)
    allowed = [user for user in answering if user.pk not in barred]
    if answering and not allowed:
        raise ValidationError(
            _("Nobody of “%(department)s” may open this case: the matter is about them.")
            % {"department": department.label}
        )


@transaction.atomic
def restrict(
    case: Case,
    *,
    by: User,
    sphere: str,
    team: Iterable[User] = (),
    reason: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Show a case only to the team of its sphere and to those named here.

    In a dispute it changes the special group. Raises `ValidationError` for a team it is about.
    """
    members = list(team)
    _check_team(case, members)
    if case.dispute and (sphere != Sphere.DISPUTE or not members):
        raise ValidationError(
            _("A medical dispute stays with its special group: name its members.")
        )
    if case.restricted and sphere != case.sphere and not SphereTeam.objects.is_named(sphere):
        raise ValidationError(
            _("Nobody is named for these matters yet, so more people than now would see the case.")
        )
    event = step.take(
        case,
        Act.RESTRICT,
        by=by,
        text=reason,
        at=at,
        facts={"sphere": sphere, "team": [user.pk for user in members]},
        restricted=True,
        sphere=sphere,
    )
    case.team.set(members)
    edition.renew()  # praise that came from it is public no longer
    relieve(case)
    check_somebody_is_left(case)
    return event


@transaction.atomic
def unrestrict(case: Case, *, by: User, reason: str, at: datetime | None = None) -> CaseEvent:
    """Lift the restriction again. Raises `ValidationError` where there is none, or in a dispute."""
    if not case.restricted:
        raise ValidationError(_("This case is not restricted."))
    if case.dispute:
        raise ValidationError(_("A medical dispute stays restricted."))
    event = step.take(case, Act.UNRESTRICT, by=by, text=reason, at=at, restricted=False, sphere="")
    case.team.clear()
    return event


@transaction.atomic
def bar(
    case: Case, *, by: User, people: Sequence[User], reason: str = "", at: datetime | None = None
) -> CaseEvent:
    """Note that a case is about these persons: they can neither open it nor be given it.

    Raises `ValidationError` when nobody is named. Whoever names themselves is out at once.
    """
    if not people:
        raise ValidationError(_("Name at least one person."))
    event = step.take(
        case, Act.BAR, by=by, text=reason, at=at, facts={"people": [user.pk for user in people]}
    )
    case.barred.add(*people)
    case.team.remove(*people)
    relieve(case)
    check_somebody_is_left(case)
    return event


@transaction.atomic
def unbar(
    case: Case, *, by: User, people: Sequence[User], reason: str, at: datetime | None = None
) -> CaseEvent:
    """Let people open a case again that turned out not to be about them."""
    named = set(case.barred.values_list("pk", flat=True))
    if not people or not named.issuperset(user.pk for user in people):
        raise ValidationError(_("Choose among the persons who are barred."))
    event = step.take(
        case, Act.UNBAR, by=by, text=reason, at=at, facts={"people": [user.pk for user in people]}
    )
    case.barred.remove(*people)
    return event


@transaction.atomic
def reveal(case: Case, *, by: User, reason: str, at: datetime | None = None) -> CaseEvent:
    """Note in the diary and in the record of readings who was shown the contact, and why."""
    if not by.has_perm("feedback.see_contact"):
        raise NotAllowed(Act.REVEAL.value)
    reading.record(case, by=by, reading=Reading.CONTACT, reason=reason)
    # It decides nothing: what somebody did this very moment, a double click too, is no obstacle.
    newest = Case.objects.select_for_update().values_list("stage", "version")
    case.stage, case.version = newest.get(pk=case.pk)
    return step.take(case, Act.REVEAL, by=by, text=reason, at=at)


@transaction.atomic
def dispute(
    case: Case,
    *,
    by: User,
    team: Sequence[User],
    reason: str = "",
    at: datetime | None = None,
) -> CaseEvent:
    """Mark a medical dispute: its special group alone sees it, it is not published and not deleted.

    The route notice (医疗纠纷预防和处理条例 art. 23) is to be delivered next. Raises `ValidationError`
    without a special group, or when it is marked already.
    """
    if case.dispute:
        raise ValidationError(_("This case is marked as a medical dispute already."))
    if not team:
        raise ValidationError(_("Name the special group that deals with the dispute."))
    _check_team(case, team)
    before = {
        "sphere": case.sphere or (Sphere.OTHER if case.restricted else ""),
        "team": sorted(case.team.values_list("pk", flat=True)),
    }
    event = step.take(
        case,
        Act.DISPUTE,
        by=by,
        text=reason,
        at=at,
        facts={
            "team": [user.pk for user in team],
            "sealed": _sealed_evidence(case),
            "before": before,
        },
        dispute=True,
        legal_hold=True,
        restricted=True,
        sphere=Sphere.DISPUTE,
    )
    case.team.set(team)
    edition.renew()
    relieve(case)
    check_somebody_is_left(case)
    return event


@transaction.atomic
def undispute(case: Case, *, by: User, reason: str, at: datetime | None = None) -> CaseEvent:
    """Take the mark off a case that is no dispute; the legal hold stays until it is lifted.

    What was restricted before, or has a confidential category, is so again.
    """
    _check_dispute(case)
    sphere, team = _protection_before(case)
    event = step.take(
        case,
        Act.UNDISPUTE,
        by=by,
        text=reason,
        at=at,
        dispute=False,
        restricted=bool(sphere),
        sphere=sphere,
    )
    case.team.set(User.objects.filter(pk__in=team))
    relieve(case)
    return event


@transaction.atomic
def deliver(
    case: Case, *, by: User, on: date, delivery: str, text: str = "", at: datetime | None = None
) -> CaseEvent:
    """Note that the route notice reached the submitter, when and how; the submitter sees it too.

    Raises `ValidationError` for a day that has not come yet.
    """
    _check_dispute(case)
    if on > timezone.localdate(at):
        raise ValidationError(_("This day has not come yet."))
    facts = {"on": on.isoformat(), "delivery": delivery}
    return step.take(case, Act.DELIVER, by=by, text=text, public=True, at=at, facts=facts)


@transaction.atomic
def seal(case: Case, *, by: User, text: str, at: datetime | None = None) -> CaseEvent:
    """Note what evidence was sealed, and fix the hashes of all attachments (art. 24, 25)."""
    _check_dispute(case)
    return step.take(
        case, Act.SEAL, by=by, text=text, at=at, facts={"sealed": _sealed_evidence(case)}
    )


@transaction.atomic
def hold(case: Case, *, by: User, reason: str, at: datetime | None = None) -> CaseEvent:
    """Keep everything of a case from deletion."""
    if case.legal_hold:
        raise ValidationError(_("A legal hold stands already."))
    return step.take(case, Act.HOLD, by=by, text=reason, at=at, legal_hold=True)


@transaction.atomic
def release(case: Case, *, by: User, reason: str, at: datetime | None = None) -> CaseEvent:
    """Let retention run again. Raises `ValidationError` in a dispute, or without a hold."""
    if not case.legal_hold:
        raise ValidationError(_("There is no legal hold to lift."))
    if case.dispute:
        raise ValidationError(_("The legal hold stays as long as there is a dispute."))
    return step.take(case, Act.RELEASE, by=by, text=reason, at=at, legal_hold=False)


def _sealed_evidence(case: Case) -> list[dict[str, Any]]:
    """Return each attachment by its key with the hash of its original."""
    return [
        {"key": str(key), "sha256": sha256}
        for key, sha256 in case.attachments.values_list("key", "sha256")
    ]


def _protection_before(case: Case) -> tuple[str, list[int]]:
    """Return the sphere and the team a disputed case goes back to; no sphere where it was open."""
    marked = case.diary.filter(act=Act.DISPUTE).order_by("-seq").first()
    before = marked.facts.get("before", {}) if marked else {}
    if before.get("sphere"):
        return before["sphere"], before.get("team", [])
    confidential = case.categories.filter(category__confidential=True).select_related("category")
    first = confidential.first()
    return ((first.category.sphere or Sphere.OTHER) if first else ""), []


def _check_team(case: Case, team: Iterable[User]) -> None:
    """Nobody a case is about works on it."""
    if concerned(case) & {user.pk for user in team}:
        raise ValidationError(_("A person the matter is about cannot be of its team."))


def check_somebody_is_left(case: Case) -> None:
    """Refuse what would hide a case from everybody: it would be forgotten.

    The management is enough: it learns of what is overdue and can name another officer.
    """
    for permission in ("work_cases", "approve_cases"):
        holders = User.objects.with_perm(f"feedback.{permission}", include_superusers=False)
        if any(case.roles_of(user) for user in holders):
            return
    raise ValidationError(
        _("Nobody of the office or the management could open this case any more.")
    )


def relieve(case: Case) -> None:
    """Take a case from an officer who may not open it any more, so that it is nobody's and seen as such."""
    if case.officer is not None and not case.roles_of(case.officer):
        Case.objects.filter(pk=case.pk).update(officer=None)
        case.officer = None


def _check_dispute(case: Case) -> None:
    if not case.dispute:
        raise ValidationError(_("This case is not marked as a medical dispute."))
