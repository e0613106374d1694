"""What the submitter may do on the own case: for each act its question, its words and its service.

Which of them is open stands in `feedback.workflow`; nothing here decides it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case
from feedback.public import blank, fields
from feedback.public.forms import WithAttachments
from feedback.services.files import Sealed
from feedback.vocabulary import Act, Resolution, Satisfaction
from feedback.workflow import Role
from portal.forms import PortalFormHelper

NOTHING_WRITTEN = _("Please write something first.")


class Words(forms.Form):
    """The part all of them share: a text of the submitter's own."""

    @property
    def helper(self) -> PortalFormHelper:
        helper = PortalFormHelper()
        helper.form_tag = False
        helper.disable_csrf = True  # the token is the visitor's, the questions are everybody's
        return helper


def _words(
    label: str | Promise, *, required: bool = True, help_text: Any = ""
) -> fields.WordsField:
    return fields.WordsField(
        label=label,
        limit=settings.STORY_LENGTH,
        required=required,
        help_text=help_text,
        error_messages={"required": NOTHING_WRITTEN},
    )


class AnswerForm(WithAttachments, Words):
    """The answer to the hospital's question."""

    text = _words(_("Your answer"))
    field_order = ["text", "attachments"]


class MessageForm(WithAttachments, Words):
    """Something the submitter wants to add."""

    text = _words(_("Your message"))
    field_order = ["text", "attachments"]


class RateForm(Words):
    """The submitter's judgement of the answer."""

    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied are you with our answer?"),
        choices=list(reversed(Satisfaction.choices)),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how satisfied you are.")},
    )
    resolution = forms.ChoiceField(
        label=_("Is your matter resolved?"),
        choices=[(one.value, one.label) for one in Resolution if one is not Resolution.UNREACHABLE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose whether your matter is resolved.")},
    )
    comment = _words(_("What would you like to add?"), required=False)


class ReopenForm(Words):
    """Why the case should be taken up again."""

    reason = _words(
        _("What is still open?"), help_text=_("The complaint office will look at your case again.")
    )


class WithdrawForm(Words):
    """The last word before a voice is taken back."""

    reason = _words(_("Why do you withdraw?"), required=False)


@dataclass(frozen=True)
class Room:
    """One act: its form, its words on the page, and the service that does it."""

    act: Act
    form: type[Words]
    words: str  # the name of the field that holds the submitter's own text
    do: Callable[[Case, dict[str, Any], Sequence[Sealed]], Any]
    title: str | Promise
    button: str | Promise
    done: str | Promise
    lead: str | Promise = ""
    folded: bool = False

    def blank(self, initial: dict[str, Any] | None = None) -> Words:
        """Return the form with nothing typed in it yet."""
        return self.form(initial=initial, auto_id=self._ids)

    def drawn(self) -> SafeString:
        """Return the blank form as HTML."""
        return blank.drawn(self.act, self.blank)

    def filled(self, data: Any, files: Any) -> Words:
        """Return the form with what was sent."""
        return self.form(data, files, auto_id=self._ids)

    @property
    def takes_files(self) -> bool:
        """Say whether something can be attached."""
        return issubclass(self.form, WithAttachments)

    @property
    def _ids(self) -> str:
        return f"id_{self.act.value}_%s"


# In the order in which they matter to somebody who opens the page.
ROOMS = {
    room.act: room
    for room in (
        Room(
            Act.ANSWER,
            AnswerForm,
            "text",
            lambda case, data, files: services.answer(case, text=data["text"], attachments=files),
            _("Answer our question"),
            _("Send the answer"),
            _("Thank you. Your answer has reached us, and the clock runs again."),
        ),
        Room(
            Act.RATE,
            RateForm,
            "comment",
            lambda case, data, files: services.rate(case, **data),
            _("What do you think of our answer?"),
            _("Send the rating"),
            _("Thank you. Your judgement has been noted."),
            lead=_("You can change your judgement later."),
        ),
        Room(
            Act.MESSAGE,
            MessageForm,
            "text",
            lambda case, data, files: services.message(case, text=data["text"], attachments=files),
            _("Add something"),
            _("Send the message"),
            _("Your message has reached us."),
            folded=True,
        ),
        Room(
            Act.REOPEN,
            ReopenForm,
            "reason",
            lambda case, data, files: services.reopen(
                case, by=Role.SUBMITTER, reason=data["reason"]
            ),
            _("Have your case taken up again"),
            _("Take it up again"),
            _("Your case is taken up again."),
            lead=_("Not resolved, or something new has come up? Tell us what is still open."),
            folded=True,
        ),
        Room(
            Act.WITHDRAW,
            WithdrawForm,
            "reason",
            lambda case, data, files: services.withdraw(case, reason=data["reason"]),
            _("Withdraw your case"),
            _("Withdraw my case"),
            _("You have withdrawn your case."),
            lead=_(
                "We then stop looking into it. You can still open this page with your tracking code, and have the case taken up again."
            ),
        ),
    )
}
