"""What is reported back of each order, read for many at a time; nothing of a case one may not see."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from feedback.imports import kept
from feedback.models import Case, CaseEvent, OrderRow
from feedback.models.case import CaseQuerySet
from feedback.office import queues
from feedback.office.orders.shape import Shape
from feedback.office.sheets import Words
from feedback.services.orders import ANSWERS
from feedback.vocabulary import Resolution
from portal.models import User

# So many rows are read at a time.
CHUNK = 200
READ = (
    "pk", "stage", "channel", "outcome", "finding", "resolution", "callback_resolution",
    "hospital_resolution", "closed_at", "answered_at", "hospital__name", "hospital__name_en",
    "order__report", "order__reported_at",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """Which rows go into a file: those somebody sees, of all of them or of what is answered."""

    user: User
    answered: bool = True

    def cases(self) -> CaseQuerySet:
        """Return the cases that may stand in the file."""
        visible = Case.objects.visible_to(self.user)
        return visible.filter(queues.TOLD) if self.answered else visible

    def rows(self, batches: Iterable[int]) -> list[tuple[int, int]]:
        """Return the numbers of the rows, each with its case, in the order of the files."""
        rows = OrderRow.objects.filter(batch__in=list(batches), case__in=self.cases().values("pk"))
        return list(rows.order_by("batch", "line").values_list("pk", "case_id"))


def filled(numbers: Sequence[int], shape: Shape) -> Iterator[list[Any]]:
    """Yield the rows as they came, filled with what became of them."""
    language = language_of(shape)
    for start in range(0, len(numbers), CHUNK):
        with override(language):
            rows = OrderRow.objects.in_bulk(numbers[start : start + CHUNK])
            ours = said({row.case_id for row in rows.values() if row.case_id})
            made = [
                shape.row(kept.unpacked(row.cells), ours.get(row.case_id or 0, {}))
                for row in map(rows.get, numbers[start : start + CHUNK])
                if row is not None
            ]
        yield from made


def said(cases: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return what is reported of each case."""
    shown = Case.objects.select_related("hospital", "order").only(*READ)
    known = shown.prefetch_related("measures").in_bulk(list(cases))
    told = CaseEvent.objects.filter(case_id__in=known, act__in=ANSWERS, public=True)
    last = {event.case_id: event for event in told.order_by("case_id", "seq")}
    return {pk: _said(case, last.get(pk)) for pk, case in known.items()}


def _said(case: Case, answer: CaseEvent | None) -> dict[str, Any]:
    knows_when = answer is not None and answer.facts.get("date_known", True)
    when = answer.at if answer and knows_when else None
    return {
        "unit": case.hospital.label,
        "handling": Words(_handling(case)),
        "answer": Words(answer.text) if answer else "",
        "answered": when,
        "done": case.closed_at or when,
        "resolved": _resolved(case),
    }


def _handling(case: Case) -> str:
    """Say what was reported, else what was found and done, else where the case stands."""
    order = getattr(case, "order", None)
    if order and order.report:
        return str(order.report)
    if case.finding:
        return str(case.finding)
    measures = [str(row.get_measure_display()) for row in case.measures.all()]
    if case.outcome and measures:
        return _("%(outcome)s. Measures: %(measures)s.") % {
            "outcome": case.get_outcome_display(),
            "measures": _(", ").join(measures),
        }
    return str(case.get_stage_display())


def _resolved(case: Case) -> str:
    """Say whether it is resolved: in the submitter's words where there are any, else in ours."""
    called = case.callback_resolution
    own = "" if called == Resolution.UNREACHABLE else called
    words: dict[str, str] = {
        Resolution.RESOLVED: pgettext("is it resolved", "Yes"),
        Resolution.PARTLY: pgettext("is it resolved", "Partly"),
        Resolution.UNRESOLVED: pgettext("is it resolved", "No"),
    }
    return words.get(case.resolution or own or case.hospital_resolution, "")


def language_of(shape: Shape) -> str:
    """Return the language of a file by its own columns; the page's where it has none."""
    return "zh-hans" if shape.is_chinese else get_language()


def orders(cases: Iterable[int]) -> dict[int, list[Any]]:
    """Return of each order its number, who passed it on, when, and by when they want to hear."""
    shown = Case.objects.select_related("order").only(
        "pk", "external_number", "external_due_on", "order__office", "order__dispatched_at"
    )
    return {
        pk: [
            case.external_number,
            case.order.office,
            case.order.dispatched_at,
            case.external_due_on,
        ]
        for pk, case in shown.in_bulk(list(cases)).items()
    }
