"""Which acts are worth offering: those open by stage that have something to act on just now.

For the buttons only. Whoever tries all the same is answered by the service.
"""

from collections.abc import Callable

from feedback.models import Case, Contact
from feedback.models.sight import may_see_contact
from feedback.office import holdings
from feedback.services import orders
from feedback.services.callbacks import is_handler
from feedback.services.departments import answers_for_the_lead
from feedback.services.handling import latest_draft
from feedback.vocabulary import Act
from portal.models import User

Condition = Callable[[Case, User], bool]


def _may_take_on(case: Case, user: User) -> bool:
    return (
        case.taken_on_at is None and case.objected_at is None and answers_for_the_lead(case, user)
    )


def _may_object(case: Case, user: User) -> bool:
    return case.objected_at is None and answers_for_the_lead(case, user)


def _objected(case: Case, user: User) -> bool:
    return case.objected_at is not None


def _restated(case: Case, user: User) -> bool:
    return case.restated_at is not None


def _came_back(case: Case, user: User) -> bool:
    return case.came_back_at is not None


def _somebody_else_acts(case: Case, user: User) -> bool:
    return case.lead_id is not None or case.officer_id not in {None, user.pk}


def _no_time_asked(case: Case, user: User) -> bool:
    return case.extend_to is None


def _time_asked_by_another(case: Case, user: User) -> bool:
    return case.extend_to is not None and case.extend_asked_by_id != user.pk


def _time_asked(case: Case, user: User) -> bool:
    return case.extend_to is not None


def _draft_of_another(case: Case, user: User) -> bool:
    draft = latest_draft(case)
    return draft is not None and draft.by_id != user.pk and case.approved_seq != draft.seq


def _may_go_out(case: Case, user: User) -> bool:
    return not case.needs_approval or bool(case.approved_seq)


def _no_code(case: Case, user: User) -> bool:
    return case.code_digest is None


def _restricted(case: Case, user: User) -> bool:
    return case.restricted and not case.dispute


def _barred(case: Case, user: User) -> bool:
    return case.barred.exists()


def _no_dispute(case: Case, user: User) -> bool:
    return not case.dispute


def _dispute(case: Case, user: User) -> bool:
    return case.dispute


def _no_hold(case: Case, user: User) -> bool:
    return not case.legal_hold


def _hold(case: Case, user: User) -> bool:
    return case.legal_hold and not case.dispute


def _linked(case: Case, user: User) -> bool:
    return holdings.of(case, user).links


def _order(case: Case, user: User) -> bool:
    return orders.has_order(case)


def _uncontested(case: Case, user: User) -> bool:
    return orders.has_order(case) and not orders.waits_for_decision(case)


def _contested(case: Case, user: User) -> bool:
    return orders.waits_for_decision(case)


def _of_others(case: Case, user: User) -> bool:
    return not is_handler(case, user)


# An act without a condition is offered wherever it is open.
ONLY_IF: dict[str, Condition] = {
    Act.SHOW_CODE: _no_code,
    Act.CONFIRM: _restated,
    Act.TAKE_ON: _may_take_on,
    Act.RETURN: _may_object,
    Act.UPHOLD: _objected,
    Act.OVERRULE: _objected,
    Act.REMIND: _somebody_else_acts,
    Act.SEEN: _came_back,
    Act.ASK_TIME: _no_time_asked,
    Act.EXTEND: _time_asked_by_another,
    Act.REFUSE_TIME: _time_asked,
    Act.APPROVE: _draft_of_another,
    Act.REPLY: _may_go_out,
    Act.CALL_BACK: _of_others,
    Act.UNLINK: _linked,
    Act.URGE: _order,
    Act.CONTEST: _uncontested,
    Act.CONTEST_WON: _contested,
    Act.CONTEST_LOST: _contested,
    Act.REPORT_BACK: _order,
    Act.UNRESTRICT: _restricted,
    Act.UNBAR: _barred,
    Act.DISPUTE: _no_dispute,
    Act.UNDISPUTE: _dispute,
    Act.DELIVER: _dispute,
    Act.SEAL: _dispute,
    Act.HOLD: _no_hold,
    Act.RELEASE: _hold,
}


def is_offered(act: str, case: Case, user: User) -> bool:
    """Say whether an open act has something to act on."""
    condition = ONLY_IF.get(act)
    return condition is None or condition(case, user)


def is_to_be_called(case: Case, user: User) -> bool:
    """Say whether the submitter can be called, and nobody has done so yet."""
    if case.called_back_at or not may_see_contact(user):
        return False
    return Contact.objects.filter(case=case).exclude(phone_index="").exists()
