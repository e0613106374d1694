"""What people do to a case, each act a verb. Everything that writes a case goes through here."""

from feedback.services.aftercare import (
    agree_to_publication,
    close,
    rate,
    reopen,
    withdraw,
)
from feedback.services.callbacks import OwnCall, OwnCase, call_again, call_back, take_up_again
from feedback.services.charge import hand_over, remind, seen
from feedback.services.contacts import want_news
from feedback.services.departments import overrule, return_, take_on, uphold
from feedback.services.dialogue import (
    add_files,
    answer,
    ask,
    confirm,
    correct,
    message,
    restate,
    resume,
)
from feedback.services.discharges import Patient, call_patient
from feedback.services.files import attach, name_of, open_safe, sealed
from feedback.services.handling import (
    accept,
    approve,
    assign,
    classify,
    decline,
    draft,
    note,
    prioritise,
    reply,
    send_back,
)
from feedback.services.intake import Receipt, Voice, find_receipt, submit
from feedback.services.kinship import link, merge, split, unlink, unmerge
from feedback.services.ledger import Record, take_in
from feedback.services.orders import contest, contest_lost, contest_won, report_back, urge
from feedback.services.protection import (
    bar,
    deliver,
    dispute,
    hold,
    release,
    restrict,
    reveal,
    seal,
    unbar,
    undispute,
    unrestrict,
)
from feedback.services.reading import opened, record
from feedback.services.registration import register, show_code
from feedback.services.spot import settle
from feedback.services.step import ChangedMeanwhile, NotAllowed
from feedback.services.timing import ask_time, extend, refuse_time
from feedback.services.unlocking import TooManyTries, unlock
from feedback.workflow import WrongStage

__all__ = [
    "ChangedMeanwhile",
    "NotAllowed",
    "OwnCall",
    "OwnCase",
    "Patient",
    "Receipt",
    "Record",
    "TooManyTries",
    "Voice",
    "WrongStage",
    "accept",
    "add_files",
    "agree_to_publication",
    "answer",
    "approve",
    "ask",
    "ask_time",
    "assign",
    "attach",
    "bar",
    "call_again",
    "call_back",
    "call_patient",
    "classify",
    "close",
    "confirm",
    "contest",
    "contest_lost",
    "contest_won",
    "correct",
    "decline",
    "deliver",
    "dispute",
    "draft",
    "extend",
    "find_receipt",
    "hand_over",
    "hold",
    "link",
    "merge",
    "message",
    "name_of",
    "note",
    "open_safe",
    "opened",
    "overrule",
    "prioritise",
    "rate",
    "record",
    "refuse_time",
    "register",
    "release",
    "remind",
    "reopen",
    "reply",
    "report_back",
    "restate",
    "restrict",
    "resume",
    "return_",
    "reveal",
    "seal",
    "sealed",
    "seen",
    "send_back",
    "settle",
    "show_code",
    "split",
    "submit",
    "take_in",
    "take_on",
    "take_up_again",
    "unbar",
    "undispute",
    "unlink",
    "unlock",
    "unmerge",
    "unrestrict",
    "uphold",
    "urge",
    "want_news",
    "withdraw",
]
