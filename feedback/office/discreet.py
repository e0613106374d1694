"""What a department reads in the diary of a colleague's matter: what is written to it, and its own words."""

from dataclasses import replace
from typing import Any

from feedback.models import CaseEvent
from feedback.vocabulary import Act, Actor

TO_DEPARTMENTS = (
    Act.ASSIGN,
    Act.OVERRULE,
    Act.UPHOLD,
    Act.SEND_BACK,
    Act.EXTEND,
    Act.REFUSE_TIME,
)


def bared(event: CaseEvent, entry: Any) -> Any:
    """Return an entry without what would tell the colleague: words, notices, and the hour.

    By the hour at which something was sent a shift is known.
    """
    if is_told(event):
        return replace(entry, news="")
    return replace(entry, text="", news="", exact=False)


def is_told(event: CaseEvent) -> bool:
    """Say whether an entry is written by a department, or to one."""
    if event.act == Act.REMIND:
        return bool(event.facts.get("to") == "department")
    return event.actor == Actor.DEPARTMENT or event.act in TO_DEPARTMENTS
