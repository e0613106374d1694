"""What of a lesson's case is coded: it stands beside the lesson, and in the comparison of several."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import deadlines
from feedback.models import CalendarDay, Case, CaseCategory, Lesson

READ = (
    "pk", "kind", "outcome", "received_at", "date_known", "answered_at", "lead__group",
    "about__group",
)  # fmt: skip


@dataclass(frozen=True)
class Coded:
    """The coded facts of a case; none of them names a ward, a day or a person."""

    kind: str = ""
    severity: str = ""
    group: str = ""
    days: str = ""
    outcome: str = ""
    measures: str = ""

    def rows(self) -> list[tuple[str, str]]:
        """Return them with their names, in the order of a page."""
        names = (_("Kind"), _("Severity"), _("Group of departments"), _("Days until the answer"),
                 _("Outcome"), _("Measures taken"))  # fmt: skip
        values = (self.kind, self.severity, self.group, self.days, self.outcome, self.measures)
        return list(zip(names, values, strict=True))


def coded(lessons: Iterable[Lesson]) -> dict[int, Coded]:
    """Return the coded facts of the cases of these lessons, by the number of the lesson."""
    primary = Prefetch("categories", CaseCategory.objects.filter(primary=True), to_attr="subjects")
    known = list(lessons)
    cases = (
        Case.objects.filter(pk__in=[one.case_id for one in known if one.case_id])
        .select_related("lead", "about")
        .only(*READ)
        .prefetch_related(primary, "measures")
    )
    facts = {case.pk: of(case) for case in cases}
    return {one.pk: facts.get(one.case_id or 0, Coded()) for one in known}


def of(case: Case) -> Coded:
    """Return the coded facts of one case."""
    unit = case.lead or case.about
    subject = next(iter(case.subjects), None)  # type: ignore[attr-defined]
    return Coded(
        kind=case.get_kind_display(),
        severity=subject.get_severity_display() or "" if subject else "",
        group=unit.group if unit else "",
        days=_days(case),
        outcome=case.get_outcome_display(),
        measures=_(", ").join(str(row.get_measure_display()) for row in case.measures.all()),
    )


def _days(case: Case) -> str:
    """Return the working days from receipt to the first answer."""
    if case.answered_at is None or not case.date_known:
        return ""
    first, last = case.received_on, timezone.localdate(case.answered_at)
    return str(deadlines.workdays_between(first, last, CalendarDay.objects.around(first)))
