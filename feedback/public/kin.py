"""A matter that was split: its parts, and the way from one to the other in the same browser.

Whoever has opened a case may open what was split from it, and what it was split from. Nothing else.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback.models import Case, CaseEvent
from feedback.public import unlocked
from feedback.vocabulary import Act

SHOWN = ("reference", "stage", "answered_at", "split_from_id")


@dataclass(frozen=True)
class Kin:
    """A case that was split from this one, or this one from it."""

    reference: str
    stage: str
    label: str


def of(case: Case, events: list[CaseEvent]) -> list[Kin]:
    """Return the whole and the parts of a case; one that was never split asks the database nothing."""
    if case.split_from_id is None and not any(event.act == Act.SPLIT for event in events):
        return []
    return [
        Kin(
            one.reference,
            str(one.public_stage.label),
            _("Back to the whole") if one.pk == case.split_from_id else _("Open this part"),
        )
        for one in _kin(case).only(*SHOWN)
    ]


@require_POST
def part(request: HttpRequest) -> HttpResponse:
    """Open a part of the case in this browser, or the case it is a part of."""
    pk = unlocked.unlocked_pk(request)
    case = Case.objects.only("split_from_id").filter(pk=pk or 0).first()
    if case is None:
        return unlocked.see_other("track")
    wanted = request.POST.get("reference", "")
    # Compared here: what somebody sends never reaches the database.
    other = next((one for one in _kin(case).only(*SHOWN) if one.reference == wanted), None)
    if other is None:
        raise Http404
    unlocked.unlock(request, other)
    return unlocked.see_other("case")


def _kin(case: Case) -> QuerySet[Case]:
    return Case.objects.filter(Q(split_from=case) | Q(pk=case.split_from_id)).order_by("pk")
