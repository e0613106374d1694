"""What the office sees of an order on the page of its case: what waits, and what the hotline said."""

from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from feedback.models import Case, WorkOrder
from feedback.services import orders
from feedback.vocabulary import ENDED, Stage
from feedback.workflow import ANSWERED


class Word(NamedTuple):
    """One thing to know before anything is done; a pressing one stands out."""

    text: str
    pressing: bool = False


def words(case: Case, *, today: date) -> list[Word]:
    """Return what is to be known of the order of a case; nothing where nobody passed it on."""
    order: WorkOrder | None = getattr(case, "order", None)
    if order is None:
        return []
    return [*_contest(case, order), *_urges(case, order), *_report(case, order, today)]


def facts(case: Case) -> list[tuple[str, Any]]:
    """Return what the hotline said of the order, for the office only."""
    order: WorkOrder | None = getattr(case, "order", None)
    if order is None:
        return []
    return [
        (_("Passed on by"), order.office),
        (_("The hotline's category"), order.subject),
        (pgettext("column", "Dispatched"), _moment(order.dispatched_at)),
    ]


def _contest(case: Case, order: WorkOrder) -> list[Word]:
    if not case.is_open:
        return []
    if orders.waits_for_decision(case):
        return [Word(_("the dispatch is contested; the hotline has not decided"))]
    mapping = None if order.contested_at else orders.suggestion(case)
    if mapping and mapping.foreign:
        return [
            Word(_("its category is not a matter of this hospital: contest the dispatch"), True)
        ]
    return []


def _urges(case: Case, order: WorkOrder) -> list[Word]:
    if not order.urges:
        return []
    said = ngettext(
        "urged %(number)d time by the hotline", "urged %(number)d times by the hotline", order.urges
    )
    return [Word(said % {"number": order.urges}, pressing=case.is_open)]


def _report(case: Case, order: WorkOrder, today: date) -> list[Word]:
    if order.reported_at:
        day = date_format(timezone.localdate(order.reported_at), "DATE_FORMAT")
        return [Word(_("reported back on %(day)s") % {"day": day})]
    answered = case.stage in ANSWERED or case.stage in ENDED - {Stage.WITHDRAWN, Stage.MERGED}
    if not answered:
        return []
    if case.external_due_on is None:
        return [Word(_("not reported back yet"))]
    by = {"day": date_format(case.external_due_on, "DATE_FORMAT")}
    return [Word(_("to be reported back by %(day)s") % by, pressing=case.external_due_on <= today)]


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""
