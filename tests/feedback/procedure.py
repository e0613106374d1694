"""Every act as a call, and what it needs besides its stage, so that a test can try all in all stages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from feedback import services
from feedback.models import Case, CaseLink, Category, Consent, WorkOrder
from feedback.services import step
from feedback.services.handling import Subject
from feedback.vocabulary import Act, Actor, Delivery, ExtendReason, Measure, Priority, Sphere
from feedback.workflow import Role
from portal import roles
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory, UserFactory

Does = Callable[[Case, Any], Any]
WORDS = "Words that belong to the act."


def later() -> Any:
    return timezone.localdate() + timedelta(days=90)


def other_officer() -> User:
    return UserFactory(username="colleague", groups=[roles.OFFICERS])


def category(code: str = "PRO-02") -> Category:
    return Category.objects.get(code=code)


def other_case() -> Case:
    return Case.objects.get(gist="another one")


def draft(case: Case) -> int:
    return int(case.diary.filter(act=Act.DRAFT).latest("seq").seq)


# What staff do, each with the least its service asks for.
BY_STAFF: dict[str, Does] = {
    Act.ACCEPT: lambda case, by: services.accept(case, by=by),
    Act.DECLINE: lambda case, by: services.decline(case, by=by, reason="court", explanation=WORDS),
    Act.RESTATE: lambda case, by: services.restate(case, by=by, problem=WORDS),
    Act.CONFIRM: lambda case, by: services.confirm(case, by=by, text=WORDS),
    Act.CLASSIFY: lambda case, by: services.classify(case, by=by, primary=Subject(category())),
    Act.PRIORITISE: lambda case, by: services.prioritise(case, by=by, priority=Priority.IMPORTANT),
    Act.ASSIGN: lambda case, by: services.assign(case, by=by, to=DepartmentFactory(ward=True)),
    Act.TAKE_ON: lambda case, by: services.take_on(case, by=by),
    Act.RETURN: lambda case, by: services.return_(case, by=by, objection=WORDS),
    Act.UPHOLD: lambda case, by: services.uphold(case, by=by),
    Act.OVERRULE: lambda case, by: services.overrule(case, by=by, reason=WORDS),
    Act.HAND_OVER: lambda case, by: services.hand_over(case, by=by, to=other_officer()),
    Act.REMIND: lambda case, by: services.remind(case, by=by),
    Act.SEEN: lambda case, by: services.seen(case, by=by),
    Act.ASK: lambda case, by: services.ask(case, by=by, question=WORDS),
    Act.RESUME: lambda case, by: services.resume(case, by=by),
    Act.NOTE: lambda case, by: services.note(case, by=by, text=WORDS),
    Act.ATTACH: lambda case, by: services.add_files(case, by=by, attachments=[]),
    Act.ASK_TIME: lambda case, by: services.ask_time(
        case, by=by, to=later(), reason=ExtendReason.PAPERS
    ),
    Act.EXTEND: lambda case, by: services.extend(case, by=by),
    Act.REFUSE_TIME: lambda case, by: services.refuse_time(case, by=by, reason=WORDS),
    Act.DRAFT: lambda case, by: services.draft(case, by=by, answer=WORDS),
    Act.APPROVE: lambda case, by: services.approve(case, by=by),
    Act.SEND_BACK: lambda case, by: services.send_back(case, by=by, remark=WORDS),
    Act.REPLY: lambda case, by: services.reply(case, by=by, answer=WORDS),
    Act.CALL_BACK: lambda case, by: services.call_back(case, by=by, resolution="resolved"),
    Act.REOPEN: lambda case, by: services.reopen(case, by=by, reason=WORDS, new_facts=WORDS),
    Act.CLOSE: lambda case, by: services.close(
        case, by=by, outcomes={"PRO-02": "upheld"}, measures=[Measure.APOLOGY]
    ),
    Act.WITHDRAW: lambda case, by: services.withdraw(case, by=by, reason=WORDS),
    Act.MERGE: lambda case, by: services.merge(case, by=by, into=other_case()),
    Act.UNMERGE: lambda case, by: services.unmerge(case, by=by),
    Act.SPLIT: lambda case, by: services.split(case, by=by, story=WORDS),
    Act.LINK: lambda case, by: services.link(case, by=by, other=other_case()),
    Act.UNLINK: lambda case, by: services.unlink(case, by=by, other=other_case()),
    Act.RESTRICT: lambda case, by: services.restrict(case, by=by, sphere=Sphere.OTHER, team=[by]),
    Act.UNRESTRICT: lambda case, by: services.unrestrict(case, by=by, reason=WORDS),
    Act.BAR: lambda case, by: services.bar(case, by=by, people=[other_officer()]),
    Act.UNBAR: lambda case, by: services.unbar(case, by=by, people=[other_officer()], reason=WORDS),
    Act.REVEAL: lambda case, by: services.reveal(case, by=by, reason=WORDS),
    Act.DISPUTE: lambda case, by: services.dispute(case, by=by, team=[by]),
    Act.UNDISPUTE: lambda case, by: services.undispute(case, by=by, reason=WORDS),
    Act.DELIVER: lambda case, by: services.deliver(
        case, by=by, on=timezone.localdate(), delivery=Delivery.HAND
    ),
    Act.SEAL: lambda case, by: services.seal(case, by=by, text=WORDS),
    Act.HOLD: lambda case, by: services.hold(case, by=by, reason=WORDS),
    Act.RELEASE: lambda case, by: services.release(case, by=by, reason=WORDS),
    Act.SHOW_CODE: lambda case, by: services.show_code(case, by=by),
    Act.URGE: lambda case, by: services.urge(case, by=by, text=WORDS),
    Act.CONTEST: lambda case, by: services.contest(case, by=by, reason=WORDS),
    Act.CONTEST_WON: lambda case, by: services.contest_won(case, by=by, explanation=WORDS),
    Act.CONTEST_LOST: lambda case, by: services.contest_lost(case, by=by, text=WORDS),
    Act.REPORT_BACK: lambda case, by: services.report_back(case, by=by, text=WORDS),
}
# What the submitter does; a member of staff who tries it tries it at the one door.
BY_SUBMITTER: dict[str, Callable[[Case], Any]] = {
    Act.CONFIRM: lambda case: services.confirm(case),
    Act.CORRECT: lambda case: services.correct(case, text=WORDS),
    Act.ANSWER: lambda case: services.answer(case, text=WORDS),
    Act.MESSAGE: lambda case: services.message(case, text=WORDS),
    Act.RATE: lambda case: services.rate(case, satisfaction=5, resolution="resolved"),
    Act.CONSENT: lambda case: services.agree_to_publication(case, agreed=True),
    Act.REVOKE: lambda case: services.agree_to_publication(case, agreed=False),
    Act.REOPEN: lambda case: services.reopen(
        case, by=Role.SUBMITTER, reason=WORDS, new_facts=WORDS
    ),
    Act.WITHDRAW: lambda case: services.withdraw(case, reason="for the first time"),
}
# Nothing is done in these: they begin a case, and belong to nobody's table.
BEGINNINGS = {Act.SUBMIT, Act.REGISTER, Act.IMPORT}


def do(act: str, case: Case, by: User | Role) -> Any:
    """Try one act by its service, or at the one door where it has none for this side."""
    if isinstance(by, User) and act in BY_STAFF:
        return BY_STAFF[act](case, by)
    if by is Role.SUBMITTER and act in BY_SUBMITTER:
        return BY_SUBMITTER[act](case)
    return step.take(case, Act(act), by=by)


def _set(**values: Any) -> Callable[[Case], Any]:
    return lambda case: Case.objects.filter(pk=case.pk).update(**values)


def _drafted(case: Case) -> None:
    """Lay a draft into the diary, whatever the stage."""
    Case.objects.filter(pk=case.pk).update(version=case.version + 1, approved_seq=0)
    case.refresh_from_db()
    by = UserFactory(username="somebody", groups=[])
    step.append(case, Act.DRAFT, actor=Actor.DEPARTMENT, by=by, text=WORDS)


def _agreed(case: Case) -> None:
    _set(answered_at=timezone.now())(case)
    case.consents.create(purpose=Consent.Purpose.PUBLISH, given_at=timezone.now())


def _linked(case: Case) -> None:
    one, two = sorted((case, other_case()), key=lambda each: each.pk)
    CaseLink.objects.create(one=one, other=two, by=other_officer())


def _of_others(case: Case) -> None:
    """Let somebody else have dealt with it: who did does not call."""
    case.diary.update(by=other_officer())
    _set(officer=None)(case)


def _extension(case: Case) -> None:
    _set(extend_to=later(), extend_reason="papers", extend_asked_by=other_officer())(case)


def _ordered(case: Case) -> None:
    WorkOrder.objects.create(case=case)
    _set(answered_at=timezone.now())(case)


def _contested(case: Case) -> None:
    WorkOrder.objects.create(case=case, contested_at=timezone.now())


# What there has to be besides the stage.
NEEDS: dict[str, Callable[[Case], Any]] = {
    Act.CONFIRM: _set(restated_at=timezone.now()),
    Act.CORRECT: _set(restated_at=timezone.now()),
    Act.TAKE_ON: _set(taken_on_at=None, objected_at=None),
    Act.UPHOLD: _set(objected_at=timezone.now()),
    Act.OVERRULE: _set(objected_at=timezone.now()),
    Act.SEEN: _set(came_back_at=timezone.now()),
    Act.EXTEND: _extension,
    Act.REFUSE_TIME: _extension,
    Act.APPROVE: _drafted,
    Act.CALL_BACK: _of_others,
    Act.RATE: _set(answered_at=timezone.now()),
    Act.REOPEN: _set(answered_at=timezone.now()),
    Act.CONSENT: _set(answered_at=timezone.now()),
    Act.REVOKE: _agreed,
    Act.UNLINK: _linked,
    Act.UNRESTRICT: _set(restricted=True, sphere=Sphere.OTHER),
    Act.UNBAR: lambda case: case.barred.add(other_officer()),
    Act.UNDISPUTE: _set(dispute=True),
    Act.DELIVER: _set(dispute=True),
    Act.SEAL: _set(dispute=True),
    Act.RELEASE: _set(legal_hold=True),
    Act.SHOW_CODE: _set(code_digest=None),
    Act.URGE: _ordered,
    Act.CONTEST: _ordered,
    Act.CONTEST_WON: _contested,
    Act.CONTEST_LOST: _contested,
    Act.REPORT_BACK: _ordered,
}


def case_in(stage: str) -> Case:
    """Return a case of Dr Zhao's ward in a stage, beside another one of it."""
    CaseFactory(accepted=True, gist="another one")
    case = CaseFactory(stage=stage)
    Case.objects.update(lead=DepartmentFactory(ward=True), held_by=None)
    if not case.categories.exists():
        case.categories.create(category=category(), primary=True)
    return Case.objects.get(pk=case.pk)
