"""How a row of somebody's ledger becomes a case with its past. It decides nothing about repeats."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from feedback.models import Case
from feedback.services import intake, step
from feedback.services.intake import Voice
from feedback.vocabulary import Act, Actor, Stage
from portal.models import Hospital


@dataclass(frozen=True)
class Record:
    """A row of a ledger: a voice with its past. `note` is what only colleagues may read."""

    voice: Voice
    import_key: str | None
    text_key: str
    received_at: datetime | None
    note: str = ""
    reply: str = ""
    replied_at: datetime | None = None


@transaction.atomic
def take_in(record: Record, *, hospital: Hospital) -> Case:
    """Take in a row, with its own dates and, where it has one, its answer.

    An answer whose day the ledger does not know answers the case and is left out of timeliness.
    """
    now = timezone.now()
    received = record.received_at or now
    case = intake.new_case(record.voice, hospital, stage=Stage.REGISTERED, received_at=received)
    case.import_key, case.text_key = record.import_key, record.text_key
    case.date_known = record.received_at is not None
    intake.open_diary(case, record.voice, Act.IMPORT, actor=Actor.SYSTEM, at=received)
    if record.note:
        _turn_page(case)
        step.append(case, Act.NOTE, actor=Actor.SYSTEM, at=now, text=record.note)
    if record.reply:
        case.stage = Stage.REPLIED
        case.answered_at = record.replied_at
        case.answer_due_on = case.due_on if record.replied_at else None
        _turn_page(case)
        step.append(
            case,
            Act.REPLY,
            actor=Actor.OFFICE,
            at=record.replied_at or now,
            text=record.reply,
            public=True,
            facts={"date_known": record.replied_at is not None},
        )
    case.diary.update(told_at=now)  # nobody is sent news of what is long past
    return case


def _turn_page(case: Case) -> None:
    """Bring the case to its next version: its past is written down, not acted out."""
    case.version += 1
    case.save(update_fields=["version", "stage", "answered_at", "answer_due_on"])
