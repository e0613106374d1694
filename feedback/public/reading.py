"""What the case page says: the diary, the dates and the open acts, ready to be shown. It writes nothing."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail import hooks

from feedback import workflow
from feedback.models import Attachment, Case, CaseEvent, Department
from feedback.public import dates, news, timeline
from feedback.public.acts import ROOMS, Room, Words
from feedback.vocabulary import Act, Actor, FileState, PublicStage, Stage
from feedback.workflow import Role
from portal import askback

# All of a case that its page shows; the sealed and the wide rest stays where it is.
SHOWN = (
    "reference", "kind", "stage", "story", "lead_id", "received_at", "date_known", "due_on",
    "due_provisional", "rated_at", "satisfaction", "resolution", "contact__email", "contact__wants_news",
)  # fmt: skip
TONES = {
    PublicStage.WORKING: "active",
    PublicStage.WAITING: "waiting",
    PublicStage.ANSWERED: "done",
    PublicStage.CLOSED: "done",
}
# Which of the four steps a case has come to; a case off this path shows no steps.
STEPS = {
    PublicStage.RECEIVED: 1,
    PublicStage.WORKING: 2,
    PublicStage.WAITING: 2,
    PublicStage.ANSWERED: 3,
    PublicStage.CLOSED: 4,
}


def describe(case: Case, form: Words | None = None) -> dict[str, Any]:
    """Return the words of the case page; `form` is one that came back with mistakes."""
    events = timeline.read(case)
    stage = case.public_stage
    last_word = _last_word(case, events)
    return {
        "case": case,
        "stage": stage.label,
        "tone": TONES.get(stage, "neutral"),
        "steps": _steps(),
        "step": STEPS.get(stage, 0),
        "next": _next(case, stage),
        "facts": [*_facts(case), *_about(events)],
        "last_word": last_word,
        "timeline": timeline.tell(events, shown_above=last_word),
        "attachments": [_file(attachment) for attachment in case.attachments.all()],
        "rooms": _rooms(case, events, form),
        "news": news.switch_of(case),
        "may_withdraw": Act.WITHDRAW in workflow.open_acts(case.stage, Role.SUBMITTER),
        "panels": _panels(case),
    }


def _steps() -> list[str]:
    return [
        pgettext("public stage", "Received"),
        _("Being looked into"),
        _("Answered"),
        _("Closed"),
    ]


def _next(case: Case, stage: PublicStage) -> str:
    """Say what happens next, and by when; a date that has passed is owned up to."""
    if case.is_overdue(on=timezone.localdate()):
        return _(
            "Our answer is overdue: we had promised it by %(due)s. We apologise. You are welcome to call the complaint office."
        ) % {"due": dates.spoken(case.due_on)}
    due = dates.promised(case.due_on, provisional=case.due_provisional)
    if stage == PublicStage.ANSWERED and case.rated_at:
        return _("We have answered you, and you have told us what you think of it. Thank you.")
    return {
        PublicStage.RECEIVED: _("We have your matter. You will be answered by %(due)s.")
        % {"due": due},
        PublicStage.WORKING: _("We are looking into it. You will be answered by %(due)s.")
        % {"due": due},
        PublicStage.WAITING: _(
            "We have asked you something. The clock rests while we wait for your answer."
        ),
        PublicStage.ANSWERED: _(
            "We have answered you. Please tell us whether your matter is resolved."
        ),
        PublicStage.CLOSED: _(
            "Your case is closed. If something is still open, you can have it taken up again."
        ),
        PublicStage.DECLINED: _(
            "We could not take up your case here. The reason and the right way stand below."
        ),
        PublicStage.WITHDRAWN: _("You have withdrawn your case. You can have it taken up again."),
    }[stage]


def _facts(case: Case) -> list[tuple[str, str]]:
    owed = case.is_open and case.stage != Stage.WAITING
    lead = Department.objects.all().by_number().get(case.lead_id or 0)
    return [
        (_("Reference"), case.reference),
        (_("Kind"), case.get_kind_display()),
        (_("Received on"), dates.spoken(case.received_on) if case.date_known else _("not known")),
        (_("Responsible department"), lead.label if lead else _("Complaint office")),
        (
            _("Answer due by"),
            dates.promised(case.due_on, provisional=case.due_provisional) if owed else "",
        ),
    ]


def _about(events: Sequence[CaseEvent]) -> list[tuple[str, SafeString | str]]:
    page = events[0].facts.get("page") if events else None
    return [(_("About the page"), askback.link(page))] if page else []


def _last_word(case: Case, events: Sequence[CaseEvent]) -> CaseEvent | None:
    """Return what the hospital last said, while it is what the submitter came to read."""
    act = {
        Stage.WAITING: Act.ASK,
        Stage.REPLIED: Act.REPLY,
        Stage.CALLBACK: Act.REPLY,
        Stage.CLOSED: Act.REPLY,
        Stage.DECLINED: Act.DECLINE,
    }.get(Stage(case.stage))
    said = [event for event in events if event.act == act and event.text]
    return said[-1] if said else None


def _file(attachment: Attachment) -> dict[str, Any]:
    is_ready = attachment.state == FileState.SAFE
    return {
        "name": attachment.name,
        "size": attachment.size,
        "url": reverse("feedback:attachment", args=[attachment.key]) if is_ready else "",
        "state": "" if is_ready else _state(attachment),
        "mine": attachment.actor == Actor.SUBMITTER,
    }


def _state(attachment: Attachment) -> str:
    if attachment.state == FileState.REFUSED:
        return _("This file could not be opened safely. Please send it again in another form.")
    return _("This file is being checked; it will be here in a minute.")


def _rooms(case: Case, events: Sequence[CaseEvent], form: Words | None) -> list[dict[str, Any]]:
    open_acts = workflow.open_acts(case.stage, Role.SUBMITTER)
    return [
        _room(room, _initial(case, events, room), form)
        for room in ROOMS.values()
        if room.act in open_acts and room.act != Act.WITHDRAW
    ]


def _room(room: Room, initial: dict[str, Any], form: Words | None) -> dict[str, Any]:
    came_back = form is not None and isinstance(form, room.form)
    shown = form if came_back else room.blank(initial) if initial else None
    return {
        "room": room,
        "id": f"act-{room.act.value}",
        "form": shown,
        "drawn": "" if shown else room.drawn(),
        "is_multipart": room.takes_files,
        "url": reverse(f"feedback:{room.act.value}"),
        "folded": room.folded and not came_back,
    }


def _initial(case: Case, events: Sequence[CaseEvent], room: Room) -> dict[str, Any]:
    """Fill in an earlier judgement, so that it can be changed."""
    if room.act != Act.RATE or case.rated_at is None:
        return {}
    comments = [event.text for event in events if event.act == Act.RATE]
    return {
        "satisfaction": case.satisfaction,
        "resolution": case.resolution,
        "comment": comments[-1] if comments else "",
    }


def _panels(case: Case) -> list[SafeString]:
    """Return what upper storeys hang on this page (`hooks.register("register_tracking_panel")`)."""
    made = [make(case) for make in hooks.get_hooks("register_tracking_panel")]
    return [panel for panel in made if panel]
