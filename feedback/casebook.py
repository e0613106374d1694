"""The other window: an extract of one closed case for publication. Never a word of the submitter's.

It gives coded fields and the finding the officer wrote to be published; story, messages, notes and
contact stay inside. Asked whether a text gives somebody away, it says where, never what or whose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from feedback import recognition
from feedback.models import Access, Case, Category, Consent, Department, Improvement
from feedback.models.sight import DIRECTOR, OFFICE
from feedback.vocabulary import Kind, Measure, Outcome, Phase, Reading, Stage
from portal.models import User

# So many references are asked for at once.
BATCH = 500


class NotPublishable(Exception):
    """This case may not become a public summary; the sentence says why, without any detail of it."""


@dataclass(frozen=True)
class Extract:
    """What a public summary may be drafted from."""

    reference: str
    kind: Kind
    month: date
    category: str
    categories: tuple[tuple[str, Outcome], ...]
    outcome: Outcome
    measures: tuple[Measure, ...]
    finding: str
    language: str
    may_quote: bool
    # Whether the submitter agreed to a summary that names nobody, and has not withdrawn it.
    consented: bool
    # Whom it is about or who dealt with it: the number, the Chinese and the English name.
    department: tuple[int | None, str, str] = (None, "", "")


@dataclass(frozen=True)
class Measured:
    """What a public notice may tell of an improvement measure: never of a case, never an owner."""

    number: int
    title: str
    category: str
    problem: str
    cause: str
    measure: str
    department: str
    department_en: str
    due: date
    is_begun: bool
    done: date | None


@dataclass(frozen=True)
class Consented:
    """What a submitter says of the publication of a summary, since when, and whether words may be quoted."""

    class State(StrEnum):
        """Agreed, taken back, or never answered."""

        AGREED = "agreed"
        WITHDRAWN = "withdrawn"
        NOT_SAID = "not_said"

    state: State
    since: date | None
    may_quote: bool


def copied(text: str) -> list[tuple[int, int, bool]]:
    """Return from where to where a text repeats what somebody told us in confidence; not whose it is."""
    return [(place.start, place.end, place.certain) for place in recognition.copied(text)]


def named(texts: Sequence[str]) -> list[list[tuple[int, int, bool]]]:
    """Return for each text from where to where somebody of the record is named, and whether certain."""
    return [
        [(place.start, place.end, place.certain) for place in places]
        for places in recognition.named(texts)
    ]


def may_extract(case: Case, user: User) -> bool:
    """Say whether this person may make an extract of this case now."""
    return user.has_perm("feedback.work_cases") and not _obstacle(case)


def publishable(user: User, *, limit: int) -> list[int]:
    """Return the newest closed cases this person may make an extract of, by number only."""
    if not user.has_perm("feedback.work_cases"):
        return []
    open_to = Case.objects.visible_to(user)
    closed = open_to.filter(stage=Stage.CLOSED, dispute=False, restricted=False)
    newest = closed.exclude(finding="").order_by("-closed_at", "-pk")
    return list(newest.values_list("pk", flat=True)[:limit])


def extract(pk: int, *, by: User) -> Extract:
    """Return the extract of a closed case and note in its access record who made it.

    Raises `PermissionDenied` for those who do not work on cases, `Case.DoesNotExist` also for a case
    this person may not open, and `NotPublishable`.
    """
    if not by.has_perm("feedback.work_cases"):
        raise PermissionDenied
    case = Case.objects.visible_to(by).get(pk=pk)
    obstacle = _obstacle(case)
    if obstacle:
        raise NotPublishable(obstacle)
    Access.objects.create(case=case, by=by, reading=Reading.EXTRACT)
    rows = list(case.categories.select_related("category__parent"))
    agreed = set(case.consents.filter(withdrawn_at=None).values_list("purpose", flat=True))
    return Extract(
        reference=case.reference,
        kind=Kind(case.kind),
        month=case.received_on.replace(day=1),
        category=next((_top(row.category) for row in rows if row.primary), ""),
        categories=tuple((_top(row.category), Outcome(row.outcome)) for row in rows),
        outcome=Outcome(case.outcome),
        measures=tuple(Measure(row.measure) for row in case.measures.all()),
        finding=case.finding,
        language=case.language,
        may_quote=Consent.Purpose.QUOTE in agreed,
        consented=Consent.Purpose.PUBLISH in agreed,
        department=_department(case.about or case.lead),
    )


def agreed(references: Iterable[str], *, to: str = Consent.Purpose.PUBLISH) -> frozenset[str]:
    """Return for which of these cases the submitter's consent stands now, and nothing keeps them inside."""
    wanted, found = sorted(set(references)), set[str]()
    given = Consent.objects.filter(purpose=to, withdrawn_at=None)
    open_to_all = given.filter(case__restricted=False, case__dispute=False)
    standing = open_to_all.exclude(case__stage=Stage.WITHDRAWN)
    for start in range(0, len(wanted), BATCH):
        of_these = standing.filter(case__reference__in=wanted[start : start + BATCH])
        found.update(of_these.values_list("case__reference", flat=True))
    return frozenset(found)


def quotable(reference: str) -> bool:
    """Say whether the submitter's own words may be published: a consent of its own beside the other."""
    given = (Consent.Purpose.PUBLISH, Consent.Purpose.QUOTE)
    return all(agreed([reference], to=purpose) for purpose in given)


def consent(reference: str) -> Consented:
    """Return what the submitter of a case says now of publication; nothing else of the case."""
    given = Consent.objects.filter(case__reference=reference)
    to_publish = given.filter(purpose=Consent.Purpose.PUBLISH).first()
    if to_publish is None:
        state = Consented.State.NOT_SAID
    elif to_publish.withdrawn_at is None:
        state = Consented.State.AGREED
    else:
        state = Consented.State.WITHDRAWN
    quote = given.filter(purpose=Consent.Purpose.QUOTE, withdrawn_at=None).exists()
    since = to_publish and (to_publish.withdrawn_at or to_publish.given_at)
    may_quote = quote and state is Consented.State.AGREED
    return Consented(state, localdate(since) if since else None, may_quote)


def taken_back(references: Iterable[str]) -> frozenset[str]:
    """Return for which of these cases the submitter agreed to publication once and does not any more."""
    wanted, found = sorted(set(references)), set[str]()
    back = Consent.objects.filter(purpose=Consent.Purpose.PUBLISH, withdrawn_at__isnull=False)
    for start in range(0, len(wanted), BATCH):
        of_these = back.filter(case__reference__in=wanted[start : start + BATCH])
        found.update(of_these.values_list("case__reference", flat=True))
    return frozenset(found)


def departments_of(user: User) -> dict[int, tuple[str, str]]:
    """Return the departments somebody answers for, as a contact or the head: number to both names."""
    own = Department.objects.of(user).order_by().values_list("pk", "name", "name_en")
    return {number: (name, name_en) for number, name, name_en in own}


def speaks_for(user: User, department_number: int) -> bool:
    """Say whether somebody may give the word of a department."""
    return department_number in departments_of(user)


def department_named(name: str) -> int | None:
    """Return the number of the one department of this name, in either language."""
    called = Q(name=name) | Q(name_en=name)
    found = list(Department.objects.filter(called, active=True).values_list("pk", flat=True)[:2])
    return found[0] if name and len(found) == 1 else None


def may_tell(user: User) -> bool:
    """Say whether this person reads all measures, and so may draft a notice of one."""
    return user.has_perm(OFFICE) or user.has_perm(DIRECTOR)


def measure(number: int) -> Measured:
    """Return what may be told of a measure. Raises `Improvement.DoesNotExist`."""
    known = Improvement.objects.select_related("category__parent", "department")
    one = known.get(pk=number)
    return Measured(
        number=one.pk,
        title=one.title,
        category=_top(one.category) if one.category else "",
        problem=one.problem,
        cause=one.cause,
        measure=one.measure,
        department=one.department.name,
        department_en=one.department.name_en,
        due=one.due_on,
        is_begun=one.phase != Phase.PLAN,
        done=one.done_on,
    )


def voices(number: int) -> int:
    """Count the cases a measure comes from: a raw count, to be protected before anybody reads it."""
    linked = Case.objects.filter(improvements=number, restricted=False, dispute=False)
    return linked.count()


def _top(category: Category) -> str:
    return category.parent.code if category.parent else category.code


def _department(department: Department | None) -> tuple[int | None, str, str]:
    if department is None:
        return None, "", ""
    return department.pk, department.name, department.name_en


def _obstacle(case: Case) -> str:
    if case.stage != Stage.CLOSED:
        return _("Only a closed case can be summarised for the public.")
    if case.dispute:
        # Mediation is not public without both sides' consent (医疗纠纷预防和处理条例, art. 42).
        return _("A case in a medical dispute is not published.")
    if case.restricted:
        return _("A restricted case is not published.")
    return ""
