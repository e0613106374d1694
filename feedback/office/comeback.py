"""What came back to the office: the last thing somebody else did, named in a few words, never quoted."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.models import Case, CaseEvent
from feedback.vocabulary import Act
from feedback.workflow import COMES_BACK

WHAT: dict[str, Promise] = {
    Act.ANSWER: _("an answer of the submitter"),
    Act.MESSAGE: _("a message of the submitter"),
    Act.CORRECT: _("a correction of the submitter"),
    Act.REOPEN: _("the case was reopened"),
    Act.WITHDRAW: _("the submitter has withdrawn it"),
    Act.RETURN: _("an objection of the department"),
    Act.DRAFT: _("a draft reply"),
    Act.APPROVE: _("the draft is approved"),
    Act.SEND_BACK: _("the draft was sent back"),
    Act.EXTEND: _("more time is granted"),
    Act.REFUSE_TIME: _("more time is refused"),
    Act.ATTACH: _("further files"),
    Act.REVOKE: _("consent to publication withdrawn"),
    Act.URGE: _("urged by the hotline"),
    Act.UNMERGE: _("handled separately again"),
}
UNANSWERED = _("no answer to our question")
# By the clock a question comes back that nobody answered in its time.
BY_THE_CLOCK = Q(act=Act.REMIND, facts__clock="question")


def told(cases: Iterable[Case]) -> dict[int, str]:
    """Say of each case that came back what it was; one query for all of them."""
    back = [case.pk for case in cases if case.came_back_at]
    if not back:
        return {}
    brought = Q(act__in=COMES_BACK) | BY_THE_CLOCK
    rows = CaseEvent.objects.filter(brought, case_id__in=back).order_by("case_id", "seq")
    # The last one of each case stays. It came after the officer in charge had looked: what that
    # officer does takes the mark off the case.
    return {case: _words(act) for case, act in rows.values_list("case_id", "act")}


def _words(act: str) -> str:
    return str(UNANSWERED if act == Act.REMIND else WHAT.get(act) or Act(act).label)
