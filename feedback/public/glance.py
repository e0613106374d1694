"""The case at a glance: who answers for it, by when, and what had been promised before."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from feedback.models import Case, CaseEvent, Department
from feedback.public import dates, sentences, timeline
from feedback.vocabulary import PublicStage
from portal import askback

Facts = list[tuple[str, SafeString | str]]
# The clock runs; while we wait for the submitter it rests.
OWED = frozenset({PublicStage.RECEIVED, PublicStage.WORKING})


def facts(case: Case, events: Sequence[CaseEvent]) -> Facts:
    """Return the facts of a case as the submitter reads them."""
    return [
        (_("Reference"), case.reference),
        (_("Kind"), case.get_kind_display()),
        (_("Received on"), dates.spoken(case.received_on) if case.date_known else _("not known")),
        *_departments(case),
        *(_due(case, events) if case.public_stage in OWED else []),
        *_about(events),
    ]


def is_overdue(case: Case) -> bool:
    """Say whether an answer is owed since a day that has passed, to a merged case too."""
    owed = case.public_stage in OWED
    return owed and case.due_on is not None and case.due_on < timezone.localdate()


def _departments(case: Case) -> Facts:
    """Whoever was responsible first stays so until another has taken the case on (rule R3)."""
    known = Department.objects.all().by_number()
    answers_for_it = case.lead_id if case.taken_on_at else case.held_by_id
    responsible, asked = known.get(answers_for_it or 0), known.get(case.lead_id or 0)
    return [
        (_("Responsible"), responsible.label if responsible else _("Complaint office")),
        (_("Asked to look into it"), asked.label if asked and asked != responsible else ""),
    ]


def _due(case: Case, events: Sequence[CaseEvent]) -> Facts:
    due = dates.promised(case.due_on, provisional=case.due_provisional)
    return [(_("Answer due by"), due), *map(_earlier, timeline.moves(events))]


def _earlier(event: CaseEvent) -> tuple[str, str]:
    said = {
        "day": dates.from_iso(event.facts["from"]),
        "reason": sentences.why_moved(event),
    }
    told = _("%(day)s. Moved because: %(reason)s.") if said["reason"] else _("%(day)s. Moved.")
    return _("Due before that"), told % said


def _about(events: Sequence[CaseEvent]) -> Facts:
    page = events[0].facts.get("page") if events else None
    return [(_("About the page"), askback.link(page))] if page else []
