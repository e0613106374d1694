"""In which order the cases stand: the most pressing first, what has ended last."""

from django.db.models import F, OrderBy

from feedback.models.case import CaseQuerySet
from feedback.vocabulary import ENDED, OPEN, Stage
from feedback.workflow import ANSWERED, UNENDED

# Whose date comes first, ours or that of an authority, decides.
BY_DUE_DATE = (F("first_due_on").asc(nulls_last=True), F("pk").asc())
# Each part in its own order: what runs, what rests, what is to be closed, what has ended.
PARTS: tuple[tuple[frozenset[Stage], tuple[OrderBy, ...]], ...] = (
    (OPEN - {Stage.WAITING}, BY_DUE_DATE),
    (frozenset({Stage.WAITING}), BY_DUE_DATE),
    (frozenset(ANSWERED), (F("answered_at").asc(), F("pk").asc())),
    (ENDED, (F("received_at").desc(), F("pk").desc())),
)
SORTS: dict[str, tuple[OrderBy, ...]] = {
    "newest": (F("received_at").desc(), F("pk").desc()),
    "oldest": (F("received_at").asc(), F("pk").asc()),
    "reference": (F("reference").asc(),),
}


def in_order(cases: CaseQuerySet, sort: str) -> list[CaseQuerySet]:
    """Return the parts of the list: overdue first, then by due date, ended last; or as asked."""
    if sort in SORTS:
        return [cases.order_by(*SORTS[sort])]
    return [part(cases, stages).order_by(*order) for stages, order in PARTS]


def part(cases: CaseQuerySet, stages: frozenset[Stage] | frozenset[str]) -> CaseQuerySet:
    """Return what stands in a part.

    Nearly all cases have ended. Named by what they are not, they are read in their order; by the index
    of the stages all of them would be read and sorted.
    """
    return cases.exclude(stage__in=UNENDED) if stages == ENDED else cases.filter(stage__in=stages)
