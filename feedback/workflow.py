"""The procedure as a table: which act leads from which stage to which, and who may do it.

An act that is not in `MOVES` for a stage is refused. Nothing here looks at a database or a clock.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from feedback.vocabulary import Act, Stage


class Role(StrEnum):
    """In what capacity somebody acts on a case."""

    SUBMITTER = "submitter"
    OFFICER = "officer"
    DEPARTMENT = "department"
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
ANSWERED = (Stage.REPLIED, Stage.CALLBACK)


def _from(
    stages: Iterable[Stage], act: Act, after: str | None = None
) -> dict[tuple[str, str], str]:
    """Open one act in several stages; without `after` the case stays where it is."""
    return {(stage.value, act.value): after or stage.value for stage in stages}


MOVES: dict[tuple[str, str], str] = {
    # Coming in: the two ways a web voice and a caller's voice become a case
    **_from(NEW, Act.ACCEPT, Stage.ACCEPTED),
    **_from(NEW, Act.DECLINE, Stage.DECLINED),
    **_from((*NEW, *IN_HAND, Stage.WAITING, *ANSWERED), Act.CLASSIFY),
    # In hand
    **_from(
        (Stage.ACCEPTED, Stage.ASSIGNED, Stage.REOPENED, Stage.INVESTIGATING),
        Act.ASSIGN,
        Stage.ASSIGNED,
    ),
    **_from((Stage.DRAFTING,), Act.ASSIGN, Stage.ASSIGNED),  # sent back to be looked into again
    **_from((*NEW, *IN_HAND), Act.ASK, Stage.WAITING),
    (Stage.WAITING, Act.ANSWER): BACK,
    **_from((Stage.ASSIGNED, Stage.INVESTIGATING, Stage.DRAFTING), Act.DRAFT, Stage.DRAFTING),
    **_from((*IN_HAND, Stage.WAITING), Act.REPLY, Stage.REPLIED),
    # After the reply
    **_from((*ANSWERED, Stage.CLOSED), Act.RATE),
    **_from(ANSWERED, Act.CLOSE, Stage.CLOSED),
    **_from((*ANSWERED, Stage.CLOSED, Stage.DECLINED, Stage.WITHDRAWN), Act.REOPEN, Stage.REOPENED),
    # At any time
    **_from(Stage, Act.NOTE),
    **_from((*NEW, *IN_HAND), Act.MESSAGE),
    **_from((*NEW, *IN_HAND, Stage.WAITING), Act.WITHDRAW, Stage.WITHDRAWN),
    **_from((*NEW, *IN_HAND, Stage.WAITING), Act.DUE),
    **_from((*NEW, *IN_HAND, Stage.WAITING, *ANSWERED), Act.SHOW_CODE),
    **_from((*NEW, *IN_HAND, Stage.WAITING, *ANSWERED), Act.ATTACH),
}

# Who may do an act at all; whether this person may do it to this case is asked of the case.
WHO: dict[str, frozenset[Role]] = {
    Act.ACCEPT: frozenset({Role.OFFICER}),
    Act.DECLINE: frozenset({Role.OFFICER}),
    Act.CLASSIFY: frozenset({Role.OFFICER}),
    Act.ASSIGN: frozenset({Role.OFFICER}),
    Act.ASK: frozenset({Role.OFFICER}),
    Act.ANSWER: frozenset({Role.SUBMITTER}),
    Act.MESSAGE: frozenset({Role.SUBMITTER}),
    Act.NOTE: frozenset({Role.OFFICER, Role.DEPARTMENT}),
    Act.DRAFT: frozenset({Role.OFFICER, Role.DEPARTMENT}),
    Act.REPLY: frozenset({Role.OFFICER}),
    Act.RATE: frozenset({Role.SUBMITTER}),
    Act.REOPEN: frozenset({Role.SUBMITTER, Role.OFFICER}),
    Act.CLOSE: frozenset({Role.OFFICER}),
    Act.WITHDRAW: frozenset({Role.SUBMITTER}),
    Act.DUE: frozenset({Role.SYSTEM}),
    Act.SHOW_CODE: frozenset({Role.OFFICER}),
    Act.ATTACH: frozenset({Role.SUBMITTER, Role.OFFICER, Role.DEPARTMENT}),
}


def after(stage: str, act: str, *, asked_in: str = "") -> str:
    """Return the stage an act leads to.

    Raises `WrongStage` when the act is not open in this stage.
    """
    to = MOVES.get((stage, act))
    if to is None:
        raise WrongStage(stage, act)
    return asked_in if to == BACK else to


def open_acts(stage: str, role: Role) -> list[Act]:
    """Return the acts somebody in this role may do in this stage, in the order of the vocabulary."""
    return [act for act in Act if (stage, act) in MOVES and role in WHO.get(act, frozenset())]
