"""What stands at the head of a case: who has it, what it waits for, what came back."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.models import Case
from feedback.office import comeback
from feedback.office.neighbours import name_of
from feedback.vocabulary import Priority, Stage


@dataclass(frozen=True)
class Flag:
    """One thing to know before anything is done; a pressing one stands out."""

    text: str
    pressing: bool = False


def flags(case: Case, *, today: date, texts: bool = True) -> list[Flag]:
    """Return what is to be known of a case; without `texts` nobody is named."""
    found = [
        _pressing_matter(case),
        _in_charge(case, texts=texts),
        _responsible(case),
        *_waiting(case, today),
        *_agreed(case),
        _callback(case, today),
    ]
    return [flag for flag in found if flag]


def _pressing_matter(case: Case) -> Flag | None:
    if case.priority == Priority.ROUTINE:
        return None
    return Flag(str(case.get_priority_display()), pressing=case.priority != Priority.IMPORTANT)


def _in_charge(case: Case, *, texts: bool) -> Flag | None:
    if case.officer is None:
        return Flag(_("nobody in charge"), pressing=case.is_open)
    if not texts:
        return None
    return Flag(_("in charge: %(name)s") % {"name": name_of(case.officer)})


def _responsible(case: Case) -> Flag | None:
    """Say who answers for the case until the department has taken it on (rule R3)."""
    if case.lead is None or case.taken_on_at or not case.is_open:
        return None
    words = {"lead": case.lead.label}
    if case.held_by is None:
        return Flag(_("not taken on by %(lead)s yet: the complaint office is responsible") % words)
    words["unit"] = case.held_by.label
    return Flag(_("not taken on by %(lead)s yet: %(unit)s is responsible") % words)


def _waiting(case: Case, today: date) -> list[Flag]:
    found = []
    if case.came_back_at:
        found.append(Flag(_came_back(case, timezone.localdate(case.came_back_at)), pressing=True))
    if case.objected_at:
        found.append(Flag(_("an objection waits for its decision"), pressing=True))
    if case.extend_to:
        until = {"day": _day(case.extend_to)}
        found.append(Flag(_("more time asked for, until %(day)s") % until, pressing=True))
    if case.stage == Stage.WAITING and case.answer_by:
        by = {"day": _day(case.answer_by)}
        late = case.answer_by < today
        words = _("no answer came by %(day)s") if late else _("answer asked for by %(day)s")
        found.append(Flag(words % by, pressing=late))
    return found


def _came_back(case: Case, since: date) -> str:
    said = {"day": _day(since), "what": comeback.told([case]).get(case.pk, "")}
    if not said["what"]:
        return _("came back on %(day)s") % said
    return _("came back on %(day)s: %(what)s") % said


def _agreed(case: Case) -> list[Flag]:
    found = []
    if case.restated_at:
        found.append(Flag(_("the submitter has not confirmed the problem yet")))
    elif case.confirmed_at:
        day = timezone.localdate(case.confirmed_at)
        found.append(Flag(_("problem confirmed on %(day)s") % {"day": _day(day)}))
    if case.stage == Stage.DRAFTING and case.needs_approval:
        words = _("draft approved") if case.approved_seq else _("the draft needs approval")
        found.append(Flag(words, pressing=not case.approved_seq))
    return found


def _callback(case: Case, today: date) -> Flag | None:
    if case.stage != Stage.REPLIED or case.callback_by is None or case.called_back_at:
        return None
    by = {"day": _day(case.callback_by)}
    return Flag(_("call back by %(day)s") % by, pressing=case.callback_by <= today)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
