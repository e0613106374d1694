"""A due date in words: how much time is left, or by how much it has passed. Never by colour alone."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback import deadlines
from feedback.deadlines import Calendar
from feedback.models import Case
from feedback.vocabulary import Stage

# With this many working days left somebody should look today.
SOON = 1


@dataclass(frozen=True)
class InWords:
    """What to say about a due date, and how pressing it is."""

    text: str
    tone: str
    on: date | None = None
    provisional: bool = False


def in_words(case: Case, *, today: date, calendar: Calendar) -> InWords:
    """Say how a case stands against its due date."""
    if not case.is_open:
        return _afterwards(case)
    if case.due_on is None:
        return InWords(_("no due date"), "quiet")
    if case.stage == Stage.WAITING:
        text, tone = _("waiting for the submitter"), "resting"
    elif case.is_overdue(on=today):
        text, tone = _overdue((today - case.due_on).days), "overdue"
    elif case.due_on == today:
        text, tone = _("due today"), "soon"
    else:
        left = deadlines.workdays_between(today, case.due_on, calendar)
        text, tone = _left(left), "soon" if left <= SOON else "calm"
    return InWords(text, tone, case.due_on, case.due_provisional)


def _overdue(days: int) -> str:
    return ngettext("overdue by %(days)s day", "overdue by %(days)s days", days) % {"days": days}


def _left(days: int) -> str:
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {
        "days": days
    }


def _afterwards(case: Case) -> InWords:
    on_time = case.is_answered_on_time()
    if on_time is None:
        return InWords("", "quiet")
    if on_time:
        return InWords(_("answered on time"), "done", case.answer_due_on)
    return InWords(_("answered late"), "quiet", case.answer_due_on)
