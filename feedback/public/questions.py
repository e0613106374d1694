"""What the submitter is asked on the own case page, a form for each act, in plain words."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.public import fields
from feedback.public.forms import WithAttachments
from feedback.vocabulary import Resolution, Satisfaction
from portal.forms import PortalFormHelper

NOTHING_WRITTEN = _("Please write something first.")


class Words(forms.Form):
    """The part all of them share; one of them asks for nothing but a press of its button."""

    @property
    def helper(self) -> PortalFormHelper:
        helper = PortalFormHelper()
        helper.form_tag = False
        helper.disable_csrf = True  # the token is the visitor's, the questions are everybody's
        return helper

    @classmethod
    def own_words(cls) -> list[str]:
        """Return the names of the fields that hold a text of the submitter's own."""
        return [
            name for name, field in cls.base_fields.items() if isinstance(field, fields.WordsField)
        ]


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


class PressForm(Words):
    """No question at all: the button says everything."""


class CorrectForm(Words):
    """What the office has not understood rightly."""

    text = _words(_("No, this is different:"))


class AnswerForm(WithAttachments, Words):
    """The answer to the hospital's question."""

    text = _words(_("Your answer"))
    field_order = ["text", "attachments"]


class MessageForm(WithAttachments, Words):
    """Something the submitter wants to add."""

    text = _words(_("Your message"))
    field_order = ["text", "attachments"]


class RateForm(Words):
    """The submitter's judgement of the answer; one tap is enough, the rest may come later."""

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
        required=False,
        widget=forms.RadioSelect,
    )
    comment = _words(_("What would you like to add?"), required=False)


class ReopenForm(Words):
    """Why the case should be taken up again."""

    reason = _words(
        _("What is still open?"), help_text=_("The complaint office will look at your case again.")
    )


class ReopenEndedForm(ReopenForm):
    """The same for a case that has ended: that is taken up again for something new."""

    new_facts = _words(
        _("What is new?"),
        help_text=_("Something that happened since, or a fact or paper we have not seen yet."),
    )


class WithdrawForm(Words):
    """The last word before a voice is taken back."""

    reason = _words(_("Why do you withdraw?"), required=False)


class ConsentForm(Words):
    """Consent to a published summary: never ticked beforehand."""

    agreed = forms.BooleanField(
        label=_("Yes, the hospital may publish a summary of my case that names nobody."),
        error_messages={
            "required": _(
                "Please tick the box if you agree. If you do not, you need not do anything."
            )
        },
    )
