"""What the case page says: the diary, the dates and the open acts, ready to be shown. It writes nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail import hooks

from feedback.models import Attachment, Case, CaseEvent
from feedback.public import dates, glance, kin, led_to, news, sentences, timeline
from feedback.public.acts import ROOMS, Room, open_to
from feedback.public.questions import Words
from feedback.vocabulary import Act, Actor, FileState, PublicStage, Satisfaction, Stage

# All of a case that its page shows; the sealed and the wide rest stays where it is.
SHOWN = (
    "reference", "kind", "stage", "story", "lead_id", "held_by_id", "taken_on_at", "received_at",
    "date_known", "due_on", "due_provisional", "answer_by", "restated_at", "answered_at", "dispute",
    "restricted", "split_from_id", "merged_into_id", "contact__email", "contact__wants_news",
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


def describe(case: Case, back: tuple[Room, Words] | None = None) -> dict[str, Any]:
    """Return the words of the case page; `back` is a form that came back with mistakes."""
    events = timeline.read(case)
    stage, acts = case.public_stage, open_to(case)
    last_word = _last_word(case, events)
    restated = timeline.latest(events, Act.RESTATE) if Act.CONFIRM in acts else None
    rooms = {room.act: _room(case, events, room, back) for room in _offered(acts, events)}
    return {
        "case": case,
        "stage": stage.label,
        "tone": TONES.get(stage, "neutral"),
        "steps": _steps(),
        "step": STEPS.get(stage, 0),
        "next": _next(case, events, asks_to_confirm=restated is not None),
        "facts": glance.facts(case, events),
        "restated": restated,
        "confirm": rooms.pop(Act.CONFIRM, None),
        "correct": rooms.pop(Act.CORRECT, None),
        "last_word": last_word,
        "last_word_title": _last_word_title(last_word),
        "timeline": timeline.tell(
            events, shown_above=[one for one in (last_word, restated) if one]
        ),
        "attachments": [_file(attachment) for attachment in case.attachments.all()],
        "rooms": list(rooms.values()),
        "kin": kin.of(case, events),
        "led_to": led_to.of(case),
        "delivered": _delivered(events),
        "news": news.switch_of(case),
        "may_withdraw": Act.WITHDRAW in acts,
        "panels": _panels(case),
    }


def _steps() -> list[str]:
    return [
        pgettext("public stage", "Received"),
        _("Being looked into"),
        _("Answered"),
        _("Closed"),
    ]


def _next(case: Case, events: Sequence[CaseEvent], *, asks_to_confirm: bool) -> str:
    """Say what happens next, and by when; a date that has passed is owned up to."""
    stage = case.public_stage
    if glance.is_overdue(case):
        return _(
            "Our answer is overdue: we had promised it by %(due)s. We apologise. You are welcome to call the complaint office."
        ) % {"due": dates.spoken(case.due_on)}
    due = dates.promised(case.due_on, provisional=case.due_provisional)
    if stage == PublicStage.WAITING:
        return _waiting(case.answer_by)
    if stage == PublicStage.ANSWERED and timeline.judgement(events):
        return _("We have answered you, and you have told us what you think of it. Thank you.")
    if asks_to_confirm:
        return _(
            "Please tell us below whether we have understood your matter. You will be answered by %(due)s."
        ) % {"due": due}
    return {
        PublicStage.RECEIVED: _("We have your matter. You will be answered by %(due)s.")
        % {"due": due},
        PublicStage.WORKING: _("We are looking into it. You will be answered by %(due)s.")
        % {"due": due},
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


def _waiting(answer_by: date | None) -> str:
    """Say by when to answer, and what happens without an answer."""
    if answer_by is None:
        return _("We have asked you something. The clock rests while we wait for your answer.")
    day = {"day": dates.spoken(answer_by)}
    if answer_by < timezone.localdate():
        return (
            _(
                "We had asked you to answer by %(day)s. You can still answer now. The clock rests until then, unless we go on without your answer."
            )
            % day
        )
    return (
        _(
            "We have asked you something. Please answer by %(day)s. The clock rests while we wait. If we do not hear from you by then, we go on without it; you can still write to us later."
        )
        % day
    )


def _last_word(case: Case, events: Sequence[CaseEvent]) -> CaseEvent | None:
    """Return what the hospital last said, while it is what the submitter came to read."""
    act = {
        Stage.WAITING: Act.ASK,
        Stage.REPLIED: Act.REPLY,
        Stage.CALLBACK: Act.REPLY,
        Stage.CLOSED: Act.REPLY,
        Stage.DECLINED: Act.DECLINE,
        Stage.MERGED: Act.SHARE,
    }.get(Stage(case.stage))
    acts = {act, Act.CONTEST_WON} if act == Act.DECLINE else {act}
    said = [event for event in events if event.act in acts and event.text]
    return said[-1] if said else None


def _last_word_title(said: CaseEvent | None) -> str:
    if said is None:
        return ""
    act = said.facts.get("act", said.act)  # an answer that was shared says what it was
    return {
        Act.ASK: _("Our question"),
        Act.DECLINE: _("Why we cannot take it up here"),
        Act.CONTEST_WON: _("Why we cannot take it up here"),
    }.get(act, _("Our answer"))


def _delivered(events: Sequence[CaseEvent]) -> str:
    """Say when and how the notice on disputes was given, if it was."""
    event = timeline.latest(events, Act.DELIVER)
    return sentences.title(event) if event else ""


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


def _offered(acts: frozenset[Act], events: Sequence[CaseEvent]) -> list[Room]:
    """Return the rooms of the page; withdrawing has a page of its own."""
    kept_shut = {Act.WITHDRAW, Act.CONSENT if timeline.agreed(events) else Act.REVOKE}
    return [room for room in ROOMS.values() if room.act in acts - kept_shut]


def _room(
    case: Case, events: Sequence[CaseEvent], room: Room, back: tuple[Room, Words] | None
) -> dict[str, Any]:
    came_back = back is not None and back[0] is room
    initial = _judged(events) if room.act == Act.RATE else {}
    shown = back[1] if came_back and back else room.blank(case, initial) if initial else None
    return {
        "room": room,
        "id": f"act-{room.act.value}",
        "form": shown,
        "drawn": "" if shown else room.drawn(case),
        "is_multipart": room.takes_files,
        "url": reverse(f"feedback:{room.act.value}"),
        "folded": room.folded and not came_back,
        "taps": list(reversed(Satisfaction.choices)) if room.act == Act.RATE and not shown else (),
    }


def _judged(events: Sequence[CaseEvent]) -> dict[str, Any]:
    """Fill in an earlier judgement of the same answer, so that it can be changed."""
    judged = timeline.judgement(events)
    return {**judged.facts, "comment": judged.text} if judged else {}


def _panels(case: Case) -> list[SafeString]:
    """Return what upper storeys hang on this page (`hooks.register("register_tracking_panel")`)."""
    made = [make(case) for make in hooks.get_hooks("register_tracking_panel")]
    return [panel for panel in made if panel]
