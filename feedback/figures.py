"""The only window through which the rest of the house sees numbers. It never shows a case.

These are raw counts: whoever publishes them protects them first (`transparency.suppression`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from feedback.models import Case, CaseCategory, Category
from feedback.vocabulary import OPEN, SATISFIED_FROM, Stage

UNCLASSIFIED = ""


@dataclass
class Counts:
    """How many, each measure counted by its own day.

    `due` are the cases whose first answer came due in the period, answered or not; those withdrawn,
    merged, or of unknown date are left out and counted in `withdrawn` and `undated`. `on_time` of
    them were answered by their due date, pauses while the submitter was asked included. `satisfied`
    of the `rated` said fairly satisfied or better (满意率 = (满意 + 基本满意) ÷ 已评价).
    """

    received: int = 0
    answered: int = 0
    closed: int = 0
    due: int = 0
    on_time: int = 0
    rated: int = 0
    satisfied: int = 0
    undated: int = 0
    withdrawn: int = 0


@dataclass
class Figures:
    """The counts of a period, whole and along three dimensions; each dimension adds up to the whole."""

    total: Counts = field(default_factory=Counts)
    by_kind: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    by_category: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    by_month: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))


MEASURES = tuple(measure.name for measure in fields(Counts))


def count(*, hospital_id: int, start: date, end: date) -> Figures:
    """Count a period of whole days, its first and last day included, in the hospital's time zone."""
    figures = Figures()
    for month in _months(start, end):
        figures.by_month[month] = Counts()
    cases = Case.objects.filter(hospital_id=hospital_id, quarantined=False)
    for measure, rows in _measures(cases, start, end):
        for row in rows:
            _add(figures, measure, row)
    return figures


def category_names() -> dict[str, tuple[str, str]]:
    """Return the first-level categories in their order: code to Chinese and English name."""
    top = Category.objects.filter(parent=None)
    return {
        code: (name, name_en) for code, name, name_en in top.values_list("code", "name", "name_en")
    }


def _measures(
    cases: QuerySet[Case], start: date, end: date
) -> Iterable[tuple[str, QuerySet[Case, Any]]]:
    within = (_midnight(start), _midnight(end + timedelta(days=1)))
    received = _during(cases, "received_at", within)
    closed = _during(cases, "closed_at", within)
    rated = _during(cases, "rated_at", within)
    due = _due(cases, start, end)
    met = due.filter(answered_at__date__lte=F("answer_due_on"))
    yield "received", _grouped(received, TruncMonth("received_at"))
    yield "answered", _grouped(_during(cases, "answered_at", within), TruncMonth("answered_at"))
    yield "closed", _grouped(closed, TruncMonth("closed_at"))
    yield "due", _grouped(due, TruncMonth("came_due"))
    yield "on_time", _grouped(met, TruncMonth("came_due"))
    yield "rated", _grouped(rated, TruncMonth("rated_at"))
    yield (
        "satisfied",
        _grouped(rated.filter(satisfaction__gte=SATISFIED_FROM), TruncMonth("rated_at")),
    )
    yield "undated", _grouped(received.filter(date_known=False), TruncMonth("received_at"))
    yield "withdrawn", _grouped(received.filter(stage=Stage.WITHDRAWN), TruncMonth("received_at"))


def _due(cases: QuerySet[Case], start: date, end: date) -> QuerySet[Case]:
    """Cases whose promise fell into the period and can be judged: answered, or past their day."""
    last = min(end, timezone.localdate())
    judged = Q(answered_at__isnull=False) | Q(
        came_due__lt=timezone.localdate(), stage__in=OPEN - {Stage.WAITING}
    )
    return (
        cases.filter(date_known=True)
        .exclude(stage__in=(Stage.WITHDRAWN, Stage.MERGED))
        .annotate(came_due=Coalesce("answer_due_on", "due_on"))
        .filter(judged, came_due__range=(start, last if last >= start else end))
    )


def _during(
    cases: QuerySet[Case], field_name: str, within: tuple[datetime, datetime]
) -> QuerySet[Case]:
    return cases.filter(**{f"{field_name}__gte": within[0], f"{field_name}__lt": within[1]})


def _grouped(cases: QuerySet[Case], month: TruncMonth) -> QuerySet[Case, Any]:
    # Praise is of a field as a whole.
    field = Coalesce("category__parent__code", "category__code")
    of_case = CaseCategory.objects.filter(case=OuterRef("pk"), primary=True)
    primary = of_case.annotate(field=field).values("field")
    return (
        cases.order_by()
        .annotate(of_month=month, category=Subquery(primary[:1]))
        .values("kind", "of_month", "category")
        .annotate(number=Count("pk"))
    )


def _add(figures: Figures, measure: str, row: dict[str, Any]) -> None:
    month = f"{row['of_month']:%Y-%m}"
    for counts in (
        figures.total,
        figures.by_kind[row["kind"]],
        figures.by_category[row["category"] or UNCLASSIFIED],
        figures.by_month[month],
    ):
        setattr(counts, measure, getattr(counts, measure) + row["number"])


def _months(start: date, end: date) -> Iterable[str]:
    month = start.replace(day=1)
    while month <= end:
        yield f"{month:%Y-%m}"
        month = (month + timedelta(days=32)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
