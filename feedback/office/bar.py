"""The bar of buttons over a case: what comes next stands first, what is rare lies in menus."""

from dataclasses import dataclass

from feedback import workflow
from feedback.models import Case
from feedback.office.desks import DESKS, Desk
from feedback.office.desks.desk import Menu
from feedback.office.offered import is_offered, is_to_be_called
from feedback.vocabulary import Act, Channel, Stage
from feedback.workflow import Role
from portal.models import User

# Channels in which the submitter is there, or on the telephone, to write down the code.
SPOKEN = (Channel.PHONE, Channel.COUNTER, Channel.ROVING)
# What somebody else waits for stands before all that comes next by itself.
WAITED_FOR = (Act.UPHOLD, Act.EXTEND, Act.APPROVE, Act.TAKE_ON)
# What is most likely to be done next. While a department has the case in hand nothing is pressed for
# at the office: it may reply, but is not led to.
NEXT: dict[str, dict[Role, Act]] = {
    Stage.RECEIVED: {Role.OFFICER: Act.ACCEPT},
    Stage.REGISTERED: {Role.OFFICER: Act.ACCEPT},
    Stage.ACCEPTED: {Role.OFFICER: Act.ASSIGN},
    Stage.REOPENED: {Role.OFFICER: Act.ASSIGN},
    Stage.ASSIGNED: {Role.DEPARTMENT: Act.DRAFT},
    Stage.INVESTIGATING: {Role.DEPARTMENT: Act.DRAFT},
    Stage.DRAFTING: {Role.OFFICER: Act.REPLY, Role.DEPARTMENT: Act.DRAFT},
    Stage.REPLIED: {Role.OFFICER: Act.CLOSE},
    Stage.CALLBACK: {Role.OFFICER: Act.CLOSE},
}
# Before these it is said what the case is about: who is asked depends on it, and no case closes without.
CLASSIFIED_FIRST = frozenset({Act.ASSIGN, Act.CLOSE})
# What is done often, in the order in which it stands beside the first button.
OFTEN = (
    Act.SEEN,
    Act.CONFIRM,
    Act.OVERRULE,
    Act.REFUSE_TIME,
    Act.SEND_BACK,
    Act.RESUME,
    Act.SHOW_CODE,
    Act.DECLINE,
    Act.CALL_BACK,
    Act.CLOSE,
    Act.CONTEST_WON,
    Act.CONTEST_LOST,
    Act.REPORT_BACK,
    Act.CLASSIFY,
    Act.ASSIGN,
    Act.REPLY,
    Act.DRAFT,
    Act.RETURN,
    Act.ASK,
    Act.NOTE,
    Act.ASK_TIME,
    Act.REOPEN,
    Act.ATTACH,
    Act.RESTATE,
)
BESIDE = 5


@dataclass(frozen=True)
class Bar:
    """The buttons over a case: the first, some beside it, all others under their headings."""

    first: Desk | None
    beside: list[Desk]
    menus: list[tuple[str, list[Desk]]]

    @property
    def sums_up(self) -> bool:
        """Say whether the gist can be written just now."""
        return any(desk.act == Act.CLASSIFY for desk in self.desks)

    @property
    def desks(self) -> list[Desk]:
        """Return all of them in the order in which they stand."""
        first = [self.first] if self.first else []
        return [*first, *self.beside, *(desk for _label, desks in self.menus for desk in desks)]


def bar(case: Case, user: User, roles: frozenset[Role]) -> Bar:
    """Lay out the desks that are open to somebody just now and have something to act on."""
    acts = [
        act
        for act in workflow.open_acts(case.stage, *roles)
        if act in DESKS and is_offered(act, case, user)
    ]
    first = _first(case, user, acts, roles)
    beside = [act for act in OFTEN if act in acts and act != first][:BESIDE]
    rest = [DESKS[act] for act in acts if act not in {first, *beside}]
    menus = [(str(menu.label), [desk for desk in rest if desk.menu == menu]) for menu in Menu]
    return Bar(
        first=DESKS[first] if first else None,
        beside=[DESKS[act] for act in beside],
        menus=[(label, desks) for label, desks in menus if desks],
    )


def following(case: Case, desk: Desk, roles: frozenset[Role]) -> Desk | None:
    """Return the desk that mostly follows once this act is done; none where one goes back to the case."""
    if not desk.leads_on or (case.stage, desk.act) not in workflow.MOVES:
        return None
    stage = workflow.after(case.stage, desk.act, asked_in=case.asked_in)
    likely = NEXT.get(stage, {}).get(Role.OFFICER)
    if likely not in CLASSIFIED_FIRST or Role.OFFICER not in roles:
        return None
    return DESKS[likely if desk.act == Act.CLASSIFY else _classified_first(case, likely)]


def _first(case: Case, user: User, acts: list[Act], roles: frozenset[Role]) -> Act | None:
    if Act.SHOW_CODE in acts and case.stage == Stage.REGISTERED and case.channel in SPOKEN:
        return Act.SHOW_CODE  # while the caller is still on the line
    likely = NEXT.get(case.stage, {})
    by_role = next((likely[role] for role in Role if role in roles and role in likely), None)
    if by_role == Act.REPLY and Act.REPLY not in acts:
        # Only approved words may go out; once there is a draft the management is waited for.
        by_role = None if case.stage == Stage.DRAFTING else Act.DRAFT
    if by_role == Act.CLOSE and case.stage == Stage.REPLIED and is_to_be_called(case, user):
        by_role = Act.CALL_BACK  # by whoever did not deal with the case; the others are not led on
    waited_for = next((act for act in WAITED_FOR if act in acts), None)
    first = waited_for or (by_role and _classified_first(case, by_role))
    return first if first in acts else None


def _classified_first(case: Case, act: Act) -> Act:
    """Return what comes before an act for which it has to be known what the case is about."""
    if act in CLASSIFIED_FIRST and not case.categories.exists():
        return Act.CLASSIFY
    return act
