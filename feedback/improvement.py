"""The way of an improvement measure as a table: plan, do, check, act, and round again (PDCA).

What is not in `MOVES` for a phase is refused. Nothing here looks at a database or a clock.
"""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from feedback.vocabulary import Phase


class Move(TextChoices):
    """What is done with a measure."""

    BEGIN = "begin", pgettext_lazy("done with a measure", "Planned")
    CHANGE = "change", gettext_lazy("Plan changed")
    CARRY_OUT = "carry_out", gettext_lazy("Begun to carry out")
    POSTPONE = "postpone", gettext_lazy("Put off")
    DONE = "done", gettext_lazy("Reported as done")
    EVALUATE = "evaluate", gettext_lazy("Evaluated")
    REOPEN = "reopen", gettext_lazy("Planned anew")
    GIVE_UP = "give_up", gettext_lazy("Given up")
    HAND_OVER = "hand_over", gettext_lazy("Handed to another owner")
    LINK = "link", gettext_lazy("Cases added")
    UNLINK = "unlink", pgettext_lazy("from a measure", "Case taken out")


class Capacity(StrEnum):
    """In what capacity somebody acts on a measure."""

    # The complaint office and the management.
    KEEPER = "keeper"
    OWNER = "owner"


class WrongPhase(Exception):
    """This is not open in the phase the measure has reached, perhaps since a moment ago."""

    def __init__(self, phase: str, move: str) -> None:
        super().__init__(f"{move} is not open in phase {phase}")
        self.phase = Phase(phase)
        self.move = Move(move)

    @property
    def sentence(self) -> str:
        """Say it to the person who tried."""
        return _("This is not possible now: the measure stands at “%(phase)s”.") % {
            "phase": self.phase.label
        }


# Cases that show the same are found after a measure was evaluated too.
_LIVE = (Phase.PLAN, Phase.DO, Phase.CHECK, Phase.ACT)

MOVES: dict[tuple[str, str], Phase] = {
    (Phase.PLAN, Move.CHANGE): Phase.PLAN,
    (Phase.PLAN, Move.CARRY_OUT): Phase.DO,
    (Phase.DO, Move.POSTPONE): Phase.DO,
    (Phase.DO, Move.DONE): Phase.CHECK,
    (Phase.CHECK, Move.EVALUATE): Phase.ACT,
    # The next turn of the wheel; what was given up may be tried after all.
    (Phase.ACT, Move.REOPEN): Phase.PLAN,
    (Phase.DROPPED, Move.REOPEN): Phase.PLAN,
    **{(phase, Move.GIVE_UP): Phase.DROPPED for phase in (Phase.PLAN, Phase.DO, Phase.CHECK)},
    **{(phase, Move.HAND_OVER): phase for phase in (Phase.PLAN, Phase.DO, Phase.CHECK)},
    **{(phase, move): phase for phase in _LIVE for move in (Move.LINK, Move.UNLINK)},
}

_KEEPER = frozenset({Capacity.KEEPER})
WHO: dict[str, frozenset[Capacity]] = {
    **dict.fromkeys(Move, _KEEPER),
    Move.CARRY_OUT: _KEEPER | {Capacity.OWNER},
    Move.DONE: _KEEPER | {Capacity.OWNER},
}


def after(phase: str, move: str) -> Phase:
    """Return the phase a move leads to.

    Raises `WrongPhase` when the move is not open in this phase.
    """
    to = MOVES.get((phase, move))
    if to is None:
        raise WrongPhase(phase, move)
    return to


def open_moves(phase: str, capacities: frozenset[Capacity]) -> list[Move]:
    """Return what somebody in these capacities may do in this phase, in the order of the vocabulary."""
    return [move for move in Move if (phase, move) in MOVES and WHO[move] & capacities]
