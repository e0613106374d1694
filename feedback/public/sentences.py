"""What each act is called to the submitter, in whole sentences. An act without one is not told at all."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from feedback.models import CaseEvent, Department
from feedback.public import dates
from feedback.vocabulary import (
    Act,
    Actor,
    DeclineReason,
    Delivery,
    ExtendReason,
    Outcome,
    Resolution,
    Satisfaction,
)


def title(event: CaseEvent, department: Department | None = None) -> str:
    """Return the sentence of an entry, nothing for one that is not told.

    `department` is the one the entry is about, where it is about one that is still known.
    """
    act = Act(event.act)
    if act in _WITH_DEPARTMENT:
        return _WITH_DEPARTMENT[act](department)
    if act in _WITH_FACTS:
        return _WITH_FACTS[act](event.facts)
    if event.actor != Actor.SUBMITTER and act in (Act.CONFIRM, Act.WITHDRAW):
        return _written_down(act)
    return _plain(act)


def _plain(act: Act) -> str:
    return {
        Act.SUBMIT: _("You told us what happened."),
        Act.IMPORT: _("Your matter reached us through another office."),
        Act.SHOW_CODE: _("The complaint office gave you your tracking code."),
        Act.ACCEPT: _("We have taken up your case."),
        Act.RESTATE: _(
            "We put your matter into our own words, for you to say whether it is right."
        ),
        Act.CONFIRM: _("You told us that we have understood your matter."),
        Act.CORRECT: _("You told us what we had not understood rightly."),
        Act.ANSWER: _("You answered our question."),
        Act.RESUME: _("We went on without waiting for your answer any longer."),
        Act.MESSAGE: _("You wrote to us."),
        Act.REPLY: _("We have answered you."),
        Act.CONSENT: _("You agreed that we publish a summary that names nobody."),
        Act.REVOKE: _("You withdrew your consent to a published summary."),
        Act.WITHDRAW: _("You withdrew your case."),
        # Never that there is another person's case.
        Act.MERGE: _("We handle your matter together with others like it."),
        Act.UNMERGE: _("We handle your matter on its own again."),
        Act.ATTACH: _("A file was added."),
    }.get(act, "")


def _written_down(act: Act) -> str:
    """What the submitter said elsewhere, and the complaint office wrote down."""
    return {
        Act.CONFIRM: _("You told the complaint office that we have understood your matter."),
        Act.WITHDRAW: _("You told the complaint office that you withdraw your case."),
    }[act]


def _assigned(department: Department | None) -> str:
    if department is None:
        return _("A department has been asked to look into your case.")
    return _("The department “%(department)s” has been asked to look into your case.") % {
        "department": department.label
    }


def _taken_on(department: Department | None) -> str:
    if department is None:
        return _("The department has taken your case on.")
    return _("The department “%(department)s” has taken your case on.") % {
        "department": department.label
    }


def _registered(facts: Mapping[str, Any]) -> str:
    if not facts.get("split_from"):
        return _("The complaint office wrote down what you told us.")
    return _("The complaint office made a case of its own of a part of %(reference)s.") % {
        "reference": facts["split_from"]
    }


def _asked(facts: Mapping[str, Any]) -> str:
    answer_by = _day(facts, "answer_by")
    if not answer_by:
        return _("We have a question for you.")
    return _("We have a question for you. Please answer by %(day)s.") % {"day": answer_by}


def _declined(facts: Mapping[str, Any]) -> str:
    reason = facts.get("reason", "")
    if reason not in DeclineReason.values:
        return _("We cannot take up your case here.")
    return _("We cannot take up your case here. The reason: %(reason)s.") % {
        "reason": DeclineReason(reason).label
    }


def _taken_back(facts: Mapping[str, Any]) -> str:
    return _("Whoever passed your matter on to us has taken it back: it is not for this hospital.")


def _shared(facts: Mapping[str, Any]) -> str:
    declined = facts.get("act") in (Act.DECLINE, Act.CONTEST_WON)
    return _declined({}) if declined else _plain(Act.REPLY)


def _rated(facts: Mapping[str, Any]) -> str:
    said = _said(facts)
    if not said["resolution"]:
        return _("You rated our answer. Satisfaction: %(satisfaction)s.") % said
    return (
        _("You rated our answer. Satisfaction: %(satisfaction)s. Your matter: %(resolution)s.")
        % said
    )


def _called_back(facts: Mapping[str, Any]) -> str:
    if facts.get("resolution") == Resolution.UNREACHABLE:
        return _("We called you and did not reach you.")
    said = _said(facts)
    if not said["satisfaction"]:
        return _("We called you. We wrote down: your matter: %(resolution)s.") % said
    return (
        _(
            "We called you. We wrote down: your matter: %(resolution)s; satisfaction: %(satisfaction)s."
        )
        % said
    )


def _said(facts: Mapping[str, Any]) -> dict[str, str]:
    satisfaction, resolution = facts.get("satisfaction"), facts.get("resolution")
    return {
        "satisfaction": str(Satisfaction(satisfaction).label) if satisfaction else "",
        "resolution": str(Resolution(resolution).label) if resolution else "",
    }


def _closed(facts: Mapping[str, Any]) -> str:
    outcome = facts.get("outcome", "")
    if outcome not in Outcome.values:
        return _("Your case was closed.")
    return _("Your case was closed. What was found: %(outcome)s.") % {
        "outcome": Outcome(outcome).label
    }


def _reopened(facts: Mapping[str, Any]) -> str:
    due = _day(facts, "due_on")
    if not due:
        return _("Your case was taken up again.")
    return _("Your case was taken up again. You will be answered by %(due)s.") % {"due": due}


def _split(facts: Mapping[str, Any]) -> str:
    return _("Part of your matter is handled separately under the reference %(reference)s.") % {
        "reference": facts.get("part", "")
    }


def _delivered(facts: Mapping[str, Any]) -> str:
    said = {"day": _day(facts, "on"), "way": ""}
    if facts.get("delivery") not in Delivery.values:
        return _("You were given the notice on how a medical dispute can be settled.")
    said["way"] = str(Delivery(facts["delivery"]).label)
    return (
        _("You were given the notice on how a medical dispute can be settled, on %(day)s: %(way)s.")
        % said
    )


def _due(facts: Mapping[str, Any]) -> str:
    days = {"before": _day(facts, "from"), "after": _day(facts, "to")}
    if not days["before"]:
        return _("You will be answered by %(after)s.") % days
    words = {
        "several": _(
            "The due date moves from %(before)s to %(after)s, because several departments must look into it."
        ),
        "waited": _(
            "The due date moves from %(before)s to %(after)s, because the clock rested while we waited for your answer."
        ),
        "calendar": _(
            "The due date moves from %(before)s to %(after)s, because the calendar of working days has been changed."
        ),
    }
    plain = _("The due date moves from %(before)s to %(after)s.")
    return words.get(facts.get("reason", ""), plain) % days


def _extended(facts: Mapping[str, Any]) -> str:
    said = {"before": _day(facts, "from"), "after": _day(facts, "to"), "reason": ""}
    reason = facts.get("reason", "")
    if not said["before"] or reason not in ExtendReason.values:
        return (
            _("We need more time, until %(after)s. The hospital management has approved it.") % said
        )
    said["reason"] = str(ExtendReason(reason).label)
    return (
        _(
            "We need more time: the due date moves from %(before)s to %(after)s. The reason: %(reason)s. The hospital management has approved it."
        )
        % said
    )


def why_moved(event: CaseEvent) -> str:
    """Return in a few words why a due date was moved, for the list of them."""
    reason = event.facts.get("reason", "")
    if event.act == Act.EXTEND:
        label = ExtendReason(reason).label if reason in ExtendReason.values else ""
        return _("%(reason)s; approved by the hospital management") % {
            "reason": label or _("More time needed")
        }
    return {
        "several": _("Several departments must look into it"),
        "waited": _("The clock rested while we waited for your answer"),
        "calendar": _("The calendar of working days has been changed"),
    }.get(reason, "")


def _day(facts: Mapping[str, Any], name: str) -> str:
    return dates.from_iso(facts.get(name, ""))


_WITH_DEPARTMENT: dict[Act, Callable[[Department | None], str]] = {
    Act.ASSIGN: _assigned,
    Act.TAKE_ON: _taken_on,
}
_WITH_FACTS: dict[Act, Callable[[Mapping[str, Any]], str]] = {
    Act.REGISTER: _registered,
    Act.ASK: _asked,
    Act.DECLINE: _declined,
    Act.CONTEST_WON: _taken_back,
    Act.SHARE: _shared,
    Act.RATE: _rated,
    Act.CALL_BACK: _called_back,
    Act.CLOSE: _closed,
    Act.REOPEN: _reopened,
    Act.SPLIT: _split,
    Act.DELIVER: _delivered,
    Act.DUE: _due,
    Act.EXTEND: _extended,
}
