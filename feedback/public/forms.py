"""The questions we ask the public, and in what words. Only two of them must be answered."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from feedback.models import Department
from feedback.public import fields
from feedback.public.look_around import LookAround, Looked
from feedback.services import Voice
from feedback.vocabulary import PUBLIC_CHANNELS, PUBLIC_KINDS, Channel, Relationship
from portal.forms import Counter, Folded, PortalFormHelper, Side, Stacked
from portal.models import Hospital

CHOOSE_AGAIN = _("Please choose your files once more; browsers do not send them a second time.")
STALE = _(
    "This page had been open for very long, so we did not take the form in yet. All you wrote is still here: please send it again."
)

KINDS = [
    ("complaint", _("Complaint: something went wrong")),
    ("suggestion", _("Suggestion: something could be better")),
    ("compliment", _("Compliment: somebody did well")),
    ("enquiry", _("Enquiry: I have a question")),
]


class WithAttachments(forms.Form):
    """A form that takes files, and says so when they must be chosen again."""

    attachments = fields.AttachmentsField(
        label=_("Photos or PDF files"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attachments"].help_text = _(
            "Up to %(count)s files of at most %(size)s MB each: JPEG, PNG, WEBP, HEIC or PDF. Where and with which device a photo was taken is removed from it."
        ) % {"count": settings.ATTACHMENTS_PER_ACT, "size": settings.ATTACHMENT_BYTES >> 20}

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.errors and any(self.files.values()):
            self.add_error("attachments", CHOOSE_AGAIN)


class VoiceForm(WithAttachments):
    """What a voice has to say. Kind and story are needed, all else helps."""

    kind = forms.ChoiceField(
        label=_("What would you like to send us?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose what you would like to send us."),
            "invalid_choice": _("Please choose what you would like to send us."),
        },
    )
    story = fields.WordsField(
        label=_("What happened?"),
        limit=settings.STORY_LENGTH,
        help_text=_("In your own words: where, when, who was there, and what you wish for."),
        error_messages={"required": _("Please write what happened.")},
    )
    department = fields.DepartmentField(
        label=_("Department"),
        required=False,
        empty_label=_("I do not know, or the hospital as a whole"),
    )
    happened_on = fields.PastDayField(label=_("When did it happen?"), required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = fields.PhoneField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = fields.GentleEmailField(
        label=_("E-mail"),
        max_length=200,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _(
                "This does not look like an e-mail address. Please check it, or leave it empty."
            )
        },
    )
    relationship = forms.ChoiceField(
        label=_("What are you to the patient?"),
        choices=[("", _("Please choose, if you like")), *Relationship.choices],
        required=False,
        help_text=_("Is the patient under 14? Then a parent or guardian should send this form."),
    )
    consent_health = forms.BooleanField(
        label=_(
            "I agree that the hospital uses the health information in what I send to look into the matter."
        ),
        required=False,
        help_text=_(
            "You can send the form without this tick. We then look into the matter as far as the law asks us to, and ask you first before we open medical records."
        ),
    )
    field_order = ["kind", "story", "department", "happened_on", "attachments"]
    channel = forms.CharField(required=False, widget=forms.HiddenInput, initial=Channel.WEB)

    def __init__(
        self, *args: Any, hospital: Hospital, is_stale: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_stale = is_stale
        self.looked: Looked | None = None
        self.fields["department"].queryset = Department.objects.offered().filter(hospital=hospital)  # type: ignore[attr-defined]

    @property
    def helper(self) -> PortalFormHelper:
        helper = PortalFormHelper()
        helper.form_tag = False
        helper.disable_csrf = True  # the token is the visitor's, the questions are everybody's
        helper.layout = Layout(
            "channel",
            "kind",
            Counter("story", settings.STORY_LENGTH),
            LookAround(),
            Side("department", "happened_on"),
            "attachments",
            Stacked(
                gettext("How can we reach you?"),
                Side("name", "phone"),
                Folded(
                    gettext("E-mail and relationship to the patient (optional)"),
                    "email",
                    "relationship",
                ),
                hint=gettext(
                    "All of this can stay empty: you will see our answer here with your tracking code. We only use it to ask you back, and the department concerned does not see it."
                ),
            ),
            "consent_health",
        )
        return helper

    def clean(self) -> None:
        super().clean()
        if self.is_stale:
            self.add_error(None, STALE)

    def story_alone(self) -> str:
        """Return the story, or nothing where it cannot be taken; of the rest nothing is asked yet."""
        for name in set(self.errors) - {"story"}:
            del self.errors[name]
        return str(self.cleaned_data.get("story", ""))

    def clean_channel(self) -> str:
        """Return the channel a poster or link named; the web form for anything else."""
        channel = self.cleaned_data["channel"]
        return channel if channel in PUBLIC_CHANNELS else Channel.WEB

    def voice(self, *, suspicious: bool, page: int | None = None) -> Voice:
        """Return what was said, as the services take it; `page` is the one it is about."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "attachments"}
        return Voice(
            **told,
            suspicious=suspicious,
            page=page,
            language=get_language() or settings.LANGUAGE_CODE,
        )


def prefilled(query: dict[str, str]) -> dict[str, str]:
    """Return what a link or poster fills in; what we do not know is left out."""
    known = {"kind": PUBLIC_KINDS, "channel": PUBLIC_CHANNELS}
    found = {name: query[name] for name, values in known.items() if query.get(name) in values}
    if query.get("department"):  # one that is not offered is simply not selected
        found["department"] = query["department"]
    return found
