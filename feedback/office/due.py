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
    # The date an authority set, not our own.
    external: bool = False


def in_words(case: Case, *, today: date, calendar: Calendar) -> InWords:
    """Say how a case stands against its due date."""
    if not case.is_open:
        return _afterwards(case)
    if case.due_on is None:
        return InWords(_("no due date"), "quiet")
    if case.stage == Stage.WAITING:
        text, tone = _("waiting for the submitter"), "resting"
    else:
        text, tone = _against(case.due_on, today, calendar)
    return InWords(text, tone, case.due_on, case.due_provisional)


def most_pressing(case: Case, *, today: date, calendar: Calendar) -> InWords:
    """Say how a case stands against the earlier of its own and the external date.

    The clock of an authority does not rest while we wait for the submitter.
    """
    own, outside = case.due_on, case.external_due_on
    if outside is None or not case.is_open:
        return in_words(case, today=today, calendar=calendar)
    if own is not None and own <= outside and case.stage != Stage.WAITING:
        return in_words(case, today=today, calendar=calendar)
    text, tone = _against(outside, today, calendar)
    return InWords(text, tone, outside, external=True)


def _against(day: date, today: date, calendar: Calendar) -> tuple[str, str]:
    if day < today:
        return _overdue((today - day).days), "overdue"
    if day == today:
        return _("due today"), "soon"
    left = deadlines.workdays_between(today, day, calendar)
    return _left(left), "soon" if left <= SOON else "calm"


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


def until_reported(case: Case, *, today: date, calendar: Calendar) -> InWords:
    """Say how much time there is to tell an authority the result of an answered case."""
    if case.external_due_on is None:
        return InWords(_("no due date"), "quiet")
    text, tone = _against(case.external_due_on, today, calendar)
    return InWords(text, tone, case.external_due_on, external=True)
