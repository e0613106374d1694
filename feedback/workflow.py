"""The procedure as a table: which act leads from which stage to which, and who may do it.

An act that is not in `MOVES` for a stage is refused. Nothing here looks at a database or a clock.
What an act asks beyond its stage (a draft to approve, an objection to decide) its service refuses
with a sentence of its own.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from feedback.vocabulary import Act, Priority, Stage


class Role(StrEnum):
    """In what capacity somebody acts on a case; of several the first that may do an act does it."""

    SUBMITTER = "submitter"
    OFFICER = "officer"
    DIRECTOR = "director"
    DEPARTMENT = "department"
    # The callback centre: asks what came of it, and reads no more than that takes.
    CALLER = "caller"
    # Reads without persons and does nothing.
    OVERSIGHT = "oversight"
    SYSTEM = "system"


class WrongStage(Exception):
    """The act is not open in the stage the case has reached, perhaps since a moment ago."""

    def __init__(self, stage: str, act: str) -> None:
        super().__init__(f"{act} is not open in stage {stage}")
        self.stage = Stage(stage)
        self.act = Act(act)

    @property
    def sentence(self) -> str:
        """Say it to the person who tried."""
        return _("“%(act)s” is not possible: the case now stands at “%(stage)s”.") % {
            "act": self.act.label,
            "stage": self.stage.label,
        }


# The stage from which the submitter was asked; the answer leads back there.
BACK = "back"

NEW = (Stage.RECEIVED, Stage.REGISTERED)
IN_HAND = (Stage.ACCEPTED, Stage.ASSIGNED, Stage.INVESTIGATING, Stage.DRAFTING, Stage.REOPENED)
AT_DEPARTMENT = (Stage.ASSIGNED, Stage.INVESTIGATING, Stage.DRAFTING)
ANSWERED = (Stage.REPLIED, Stage.CALLBACK)
OWED = (*NEW, *IN_HAND, Stage.WAITING)
UNENDED = (*OWED, *ANSWERED)


def _from(stages: Iterable[Stage], act: Act, after: str) -> dict[tuple[str, str], str]:
    """Open one act in several stages, from all of which it leads to the same."""
    return {(stage.value, act.value): after for stage in stages}


def _anywhere(stages: Iterable[Stage], *acts: Act) -> dict[tuple[str, str], str]:
    """Open several acts in several stages, none of which moves the case."""
    return {(stage.value, act.value): stage.value for act in acts for stage in stages}


MOVES: dict[tuple[str, str], str] = {
    # Coming in: the two ways a web voice and a caller's voice become a case
    **_from(NEW, Act.ACCEPT, Stage.ACCEPTED),
    **_from(NEW, Act.DECLINE, Stage.DECLINED),
    **_anywhere((*NEW, *IN_HAND), Act.RESTATE, Act.CONFIRM, Act.CORRECT),
    **_anywhere(UNENDED, Act.CLASSIFY, Act.PRIORITISE),
    # In hand
    **_from(
        (Stage.ACCEPTED, Stage.ASSIGNED, Stage.REOPENED, Stage.INVESTIGATING),
        Act.ASSIGN,
        Stage.ASSIGNED,
    ),
    **_from((Stage.DRAFTING,), Act.ASSIGN, Stage.ASSIGNED),  # sent back to be looked into again
    **_from((Stage.ASSIGNED,), Act.TAKE_ON, Stage.INVESTIGATING),
    **_from(AT_DEPARTMENT, Act.RETURN, Stage.ASSIGNED),
    **_from((Stage.ASSIGNED,), Act.UPHOLD, Stage.ACCEPTED),
    **_from((Stage.ASSIGNED,), Act.OVERRULE, Stage.INVESTIGATING),
    **_from((*NEW, *IN_HAND), Act.ASK, Stage.WAITING),
    (Stage.WAITING, Act.ANSWER): BACK,
    (Stage.WAITING, Act.RESUME): BACK,
    **_anywhere(OWED, Act.ASK_TIME, Act.EXTEND, Act.REFUSE_TIME, Act.DUE),
    **_from((Stage.ACCEPTED, Stage.REOPENED, *AT_DEPARTMENT), Act.DRAFT, Stage.DRAFTING),
    **_anywhere((Stage.DRAFTING,), Act.APPROVE),
    **_from((Stage.DRAFTING,), Act.SEND_BACK, Stage.INVESTIGATING),
    **_from((*IN_HAND, Stage.WAITING), Act.REPLY, Stage.REPLIED),
    # After the reply
    **_from(ANSWERED, Act.CALL_BACK, Stage.CALLBACK),
    **_anywhere((Stage.CLOSED,), Act.CALL_BACK),
    **_anywhere((*ANSWERED, Stage.CLOSED, Stage.MERGED), Act.RATE, Act.CONSENT),
    **_from(ANSWERED, Act.CLOSE, Stage.CLOSED),
    **_from(
        (*ANSWERED, Stage.CLOSED, Stage.DECLINED, Stage.WITHDRAWN, Stage.MERGED),
        Act.REOPEN,
        Stage.REOPENED,
    ),
    **_from((*OWED, Stage.MERGED), Act.WITHDRAW, Stage.WITHDRAWN),
    # What a hotline or authority passed on
    **_anywhere(OWED, Act.URGE),
    **_anywhere((*NEW, *IN_HAND), Act.CONTEST, Act.CONTEST_LOST),
    **_from((*NEW, *IN_HAND), Act.CONTEST_WON, Stage.DECLINED),
    **_anywhere((*ANSWERED, Stage.CLOSED, Stage.DECLINED, Stage.MERGED), Act.REPORT_BACK),
    # Cases that belong together
    **_from(OWED, Act.MERGE, Stage.MERGED),
    **_anywhere(UNENDED, Act.JOIN, Act.SPLIT),
    **_anywhere((Stage.MERGED,), Act.SHARE),
    **_from((Stage.MERGED,), Act.UNMERGE, Stage.ACCEPTED),
    **_anywhere(Stage, Act.LINK, Act.UNLINK),
    # At any time
    **_anywhere(Stage, Act.NOTE, Act.SEEN, Act.HAND_OVER, Act.REVEAL, Act.REVOKE),
    **_anywhere(Stage, Act.RESTRICT, Act.UNRESTRICT, Act.BAR, Act.UNBAR),
    **_anywhere(Stage, Act.DISPUTE, Act.UNDISPUTE, Act.DELIVER, Act.SEAL, Act.HOLD, Act.RELEASE),
    **_anywhere((*NEW, *IN_HAND, Stage.MERGED), Act.MESSAGE),
    **_anywhere(OWED, Act.REMIND, Act.ESCALATE),
    **_anywhere((*UNENDED, Stage.MERGED), Act.ATTACH),
    # What was settled on the spot is closed while the person still stands there.
    **_anywhere((*UNENDED, Stage.MERGED, Stage.CLOSED), Act.SHOW_CODE),
}

_OFFICE = frozenset({Role.OFFICER})
_SUBMITTER = frozenset({Role.SUBMITTER})
_DIRECTOR = frozenset({Role.DIRECTOR})
_DEPARTMENT = frozenset({Role.DEPARTMENT})
_SYSTEM = frozenset({Role.SYSTEM})
_CALLER = frozenset({Role.CALLER})
_STAFF = _OFFICE | _DEPARTMENT | _DIRECTOR

# Who may do an act at all; whether this person may do it to this case is asked of the case.
WHO: dict[str, frozenset[Role]] = {
    Act.ACCEPT: _OFFICE,
    Act.DECLINE: _OFFICE,
    Act.RESTATE: _OFFICE,
    Act.CONFIRM: _SUBMITTER | _OFFICE,
    Act.CORRECT: _SUBMITTER,
    Act.CLASSIFY: _OFFICE,
    Act.PRIORITISE: _OFFICE | _DIRECTOR,
    Act.ASSIGN: _OFFICE,
    Act.TAKE_ON: _DEPARTMENT,
    Act.RETURN: _DEPARTMENT,
    Act.UPHOLD: _OFFICE,
    Act.OVERRULE: _OFFICE,
    Act.HAND_OVER: _OFFICE,
    Act.REMIND: _OFFICE | _SYSTEM,
    Act.ESCALATE: _SYSTEM,
    Act.SEEN: _OFFICE,
    Act.ASK: _OFFICE,
    Act.ANSWER: _SUBMITTER,
    Act.RESUME: _OFFICE,
    Act.MESSAGE: _SUBMITTER,
    Act.NOTE: _STAFF,
    Act.ATTACH: _SUBMITTER | _OFFICE | _DEPARTMENT,
    Act.ASK_TIME: _OFFICE | _DEPARTMENT,
    Act.EXTEND: _DIRECTOR,
    Act.REFUSE_TIME: _DIRECTOR,
    Act.DUE: _SYSTEM,
    Act.DRAFT: _OFFICE | _DEPARTMENT,
    Act.APPROVE: _DIRECTOR,
    Act.SEND_BACK: _OFFICE | _DIRECTOR,
    Act.REPLY: _OFFICE,
    Act.CALL_BACK: _OFFICE | _CALLER,
    Act.URGE: _OFFICE,
    Act.CONTEST: _OFFICE,
    Act.CONTEST_WON: _OFFICE,
    Act.CONTEST_LOST: _OFFICE,
    Act.REPORT_BACK: _OFFICE,
    Act.RATE: _SUBMITTER,
    Act.CONSENT: _SUBMITTER,
    Act.REVOKE: _SUBMITTER,
    Act.REOPEN: _SUBMITTER | _OFFICE | _CALLER,  # on the spot, for somebody who is not satisfied
    Act.CLOSE: _OFFICE,
    Act.WITHDRAW: _SUBMITTER | _OFFICE,
    Act.MERGE: _OFFICE,
    Act.JOIN: _OFFICE,
    Act.SHARE: _SYSTEM,
    Act.UNMERGE: _OFFICE | _SYSTEM,
    Act.SPLIT: _OFFICE,
    Act.LINK: _OFFICE,
    Act.UNLINK: _OFFICE,
    Act.RESTRICT: _OFFICE | _DIRECTOR,
    Act.UNRESTRICT: _DIRECTOR,
    Act.BAR: _OFFICE | _DIRECTOR,
    Act.UNBAR: _DIRECTOR,
    Act.REVEAL: _OFFICE,
    Act.DISPUTE: _OFFICE,
    Act.UNDISPUTE: _DIRECTOR,
    Act.DELIVER: _OFFICE,
    Act.SEAL: _OFFICE,
    Act.HOLD: _OFFICE | _DIRECTOR,
    Act.RELEASE: _DIRECTOR,
    Act.SHOW_CODE: _OFFICE,
}

# After these, done by somebody else, the officer in charge has to look again: they came back.
COMES_BACK = frozenset(
    {
        Act.ANSWER,
        Act.MESSAGE,
        Act.CORRECT,
        Act.REOPEN,
        Act.WITHDRAW,
        Act.RETURN,
        Act.DRAFT,
        Act.APPROVE,
        Act.SEND_BACK,
        Act.EXTEND,
        Act.REFUSE_TIME,
        Act.ATTACH,
        Act.REVOKE,
        Act.UNMERGE,
        Act.URGE,
    }
)
# Acts of the office that do not show that somebody has looked at what came back.
IN_PASSING = frozenset({Act.REVEAL, Act.HAND_OVER, Act.REMIND, Act.LINK, Act.UNLINK, Act.JOIN})

# Who did one of these has dealt with the matter, and does not ask the submitter what came of it. Not
# among them: writing down what was told, reading, noting, reminding, handing over, protecting people,
# passing on between hotline and house, taking up again or back, and calling back itself.
HANDLING = frozenset(
    {
        Act.ACCEPT,
        Act.DECLINE,
        Act.RESTATE,
        Act.CLASSIFY,
        Act.PRIORITISE,
        Act.ASSIGN,
        Act.TAKE_ON,
        Act.RETURN,
        Act.UPHOLD,
        Act.OVERRULE,
        Act.ASK,
        Act.RESUME,
        Act.ASK_TIME,
        Act.EXTEND,
        Act.REFUSE_TIME,
        Act.DRAFT,
        Act.APPROVE,
        Act.SEND_BACK,
        Act.REPLY,
        Act.CONTEST,
        Act.CONTEST_WON,
        Act.CONTEST_LOST,
        Act.CLOSE,
        Act.MERGE,
        Act.UNMERGE,
        Act.SPLIT,
        Act.DISPUTE,
        Act.UNDISPUTE,
        Act.DELIVER,
        Act.SEAL,
    }
)

# A reply to these goes out only with words the management has approved.
APPROVED_FIRST = frozenset({Priority.URGENT, Priority.MAJOR})


def after(stage: str, act: str, *, asked_in: str = "") -> str:
    """Return the stage an act leads to.

    Raises `WrongStage` when the act is not open in this stage.
    """
    to = MOVES.get((stage, act))
    if to is None:
        raise WrongStage(stage, act)
    return asked_in if to == BACK else to


def open_acts(stage: str, *roles: Role) -> list[Act]:
    """Return the acts somebody in these roles may do in this stage, in the order of the vocabulary."""
    return [
        act
        for act in Act
        if (stage, act) in MOVES and not WHO.get(act, frozenset()).isdisjoint(roles)
    ]


def acting(act: str, roles: Iterable[Role]) -> Role | None:
    """Return in which of somebody's roles an act is done, None when in none of them."""
    allowed = WHO.get(act, frozenset())
    mine = frozenset(roles)
    return next((role for role in Role if role in mine and role in allowed), None)
