"""What people do to a case, each act a verb. Everything that writes a case goes through here."""

from feedback.services.aftercare import answer, close, message, rate, reopen, withdraw
from feedback.services.contacts import want_news
from feedback.services.files import attach, name_of, open_safe, sealed
from feedback.services.handling import accept, ask, assign, classify, decline, draft, note, reply
from feedback.services.intake import Receipt, Voice, find_receipt, register, show_code, submit
from feedback.services.ledger import Record, take_in
from feedback.services.reading import opened, record
from feedback.services.step import ChangedMeanwhile, NotAllowed
from feedback.services.unlocking import TooManyTries, unlock
from feedback.workflow import WrongStage

__all__ = [
    "ChangedMeanwhile",
    "NotAllowed",
    "Receipt",
    "Record",
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
    "find_receipt",
    "message",
    "name_of",
    "note",
    "open_safe",
    "opened",
    "rate",
    "record",
    "register",
    "reopen",
    "reply",
    "sealed",
    "show_code",
    "submit",
    "take_in",
    "unlock",
    "want_news",
    "withdraw",
]
