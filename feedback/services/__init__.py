"""What people do to a case, each act a verb. Everything that writes a case goes through here."""

from feedback.services.aftercare import answer, close, message, rate, reopen, withdraw
from feedback.services.files import attach, open_safe
from feedback.services.handling import accept, ask, assign, classify, decline, draft, note, reply
from feedback.services.intake import Receipt, Voice, register, show_code, submit, take_in
from feedback.services.reading import record
from feedback.services.step import ChangedMeanwhile, NotAllowed
from feedback.services.unlocking import TooManyTries, unlock
from feedback.workflow import WrongStage

__all__ = [
    "ChangedMeanwhile",
    "NotAllowed",
    "Receipt",
    "TooManyTries",
    "Voice",
    "WrongStage",
    "accept",
    "answer",
    "ask",
    "assign",
    "attach",
    "classify",
    "close",
    "decline",
    "draft",
    "message",
    "note",
    "open_safe",
    "rate",
    "record",
    "register",
    "reopen",
    "reply",
    "show_code",
    "submit",
    "take_in",
    "unlock",
    "withdraw",
]
