"""The forms for what somebody told us: the whole one, and the short one of a roving desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case, Department
from feedback.office.fields import DayInput, LongText
from feedback.office.forms.dialogue import SeveralFiles
from feedback.services import Voice
from feedback.services.files import Sealed
from feedback.services.registration import check_told
from feedback.vocabulary import STAFF_CHANNELS, Channel, Kind, Relationship
from portal import uploads
from portal.models import Hospital, User

# On a telephone the first opens the camera at once.
ACCEPTED = "image/*,application/pdf"
CAMERA = {"accept": ACCEPTED, "capture": "environment"}
PAPERS = ("photo", "papers")


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and a time, which needs no script."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class SheetField(forms.FileField):
    """Photos or scans of a sheet of paper; one that is not accepted is named, with the reason."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the chosen files, each told by its bytes."""
        sent = data if isinstance(data, list | tuple) else [data]
        files = [file for file in sent if file]
        for file in files:
            try:
                uploads.inspect(file, max_bytes=settings.ATTACHMENT_BYTES)
            except uploads.Refused as refused:
                told = {"name": uploads.shown_name(file.name or ""), "reason": refused.message}
                raise ValidationError(_("“%(name)s”: %(reason)s") % told) from refused
        return files


class RegisterForm(forms.Form):
    """What was told. Only channel, kind and story are needed, and of a roving desk the place."""

    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("Received through"), choices=[(one.value, one.label) for one in STAFF_CHANNELS]
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    told_at = forms.DateTimeField(
        label=_("When it was told"),
        required=False,
        widget=MomentInput,
        help_text=_(
            "Left empty: now. Of a letter, or a sheet from the box, when it came in; the deadline "
            "counts from that day."
        ),
    )
    place = forms.CharField(
        label=_("Place of the roving desk"),
        max_length=80,
        required=False,
        help_text=_("Where you stood, such as a hall or a ward; for the roving desk only."),
    )
    story = LongText(
        label=_("What happened, in the person's own words"),
        strip=False,
        rows=12,
        help_text=_("Read it back to the person before you save; it cannot be changed afterwards."),
    )
    gist = forms.CharField(
        label=_("Gist"),
        max_length=120,
        required=False,
        help_text=_("One line of your own, without any personal data; the office searches by it."),
    )
    department = forms.ModelChoiceField(
        Department.objects.filter(active=True),
        label=_("Department concerned"),
        required=False,
        empty_label=_("not known"),
    )
    happened_on = forms.DateField(label=_("When it happened"), required=False, widget=DayInput())
    photo = SheetField(
        label=_("Photo of the sheet"),
        required=False,
        widget=forms.FileInput(attrs=CAMERA),
        help_text=_("On a telephone this opens the camera."),
    )
    papers = SheetField(
        label=_("More photos, or a scan"),
        required=False,
        widget=SeveralFiles(attrs={"accept": ACCEPTED}),
        help_text=_("JPEG, PNG, WEBP, HEIC or PDF."),
    )
    relationship = forms.ChoiceField(
        label=_("Relationship to the patient"),
        required=False,
        choices=[("", _("not said")), *Relationship.choices],
    )
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"), max_length=80, required=False
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    external_number = forms.CharField(
        label=_("Work order number"),
        max_length=80,
        required=False,
        help_text=_("Of the hotline or the authority that passed the matter on."),
    )
    external_due_on = forms.DateField(
        label=_("External deadline"),
        required=False,
        widget=DayInput(),
        help_text=_("By when the hotline or the authority wants to hear from us."),
    )

    matter: tuple[str, ...] = (
        "channel", "kind", "told_at", "place", "story", "gist", "department", "happened_on",
    )  # fmt: skip
    person: tuple[str, ...] = ("relationship", "name", "phone", "email")
    order: tuple[str, ...] = ("external_number", "external_due_on")

    def clean_told_at(self) -> datetime | None:
        """Refuse a moment that has not come yet, and one too far back."""
        told: datetime | None = self.cleaned_data["told_at"]
        return told and check_told(told, now=timezone.now())

    def clean_happened_on(self) -> Any:
        """Refuse a day that has not come yet."""
        day = self.cleaned_data["happened_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean_story(self) -> str:
        """Refuse a text of nothing but white space; keep any other as it is."""
        story: str = self.cleaned_data["story"]
        if not story.strip():
            raise forms.ValidationError(_("Write down what happened."))
        return story

    def clean(self) -> dict[str, Any]:
        """Ask for the place of a roving desk; nothing else has one."""
        said = super().clean() or self.cleaned_data
        if said.get("channel") != Channel.ROVING:
            said["place"] = ""
        elif not said.get("place") and "place" not in self.errors:
            self.add_error("place", gettext("Say where the roving desk stood."))
        if len(self.sent()) > settings.ATTACHMENTS_PER_ACT:
            limit = {"limit": settings.ATTACHMENTS_PER_ACT}
            self.add_error("papers", gettext("Please attach at most %(limit)s files.") % limit)
        return said

    def sent(self) -> list[Any]:
        """Return the photos and scans that came with it."""
        return [file for name in PAPERS for file in self.cleaned_data.get(name) or ()]

    def lost_files(self) -> bool:
        """Say whether files came with a form that has to be sent once more."""
        return self.is_bound and any(self.files.values())

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the questions under their headings."""
        return [
            (heading, [self[name] for name in names]) for heading, names in self.headings() if names
        ]

    def headings(self) -> list[tuple[Any, tuple[str, ...]]]:
        """Return which questions stand under which heading."""
        return [
            (_("The matter"), self.matter),
            (_("The sheet"), PAPERS),
            (_("Who told us"), self.person),
            (_("Work order of a hotline or authority"), self.order),
        ]

    def voice(self, *left_out: str) -> Voice:
        """Return what was told, without what is no part of it."""
        apart = {"form_key", *PAPERS, *left_out}
        return Voice(
            **{name: said for name, said in self.cleaned_data.items() if name not in apart}
        )

    def hospital(self) -> Hospital:
        """Return whose matter it is."""
        return hospital_of(self.cleaned_data["department"])

    def register(self, by: User, sealed: Sequence[Sealed]) -> Case:
        """Make it a case."""
        return services.register(
            self.voice(),
            by=by,
            hospital=self.hospital(),
            form_key=self.cleaned_data["form_key"],
            attachments=sealed,
        )


class RovingForm(RegisterForm):
    """What is asked at a bedside, on a telephone: little, and in the order in which it is told."""

    channel = forms.ChoiceField(
        choices=[(Channel.ROVING.value, Channel.ROVING.label)], widget=forms.HiddenInput
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.COMPLAINT
    )

    matter = ("kind", "story", "department")
    person = ("name", "phone")
    order = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["story"].widget.attrs["rows"] = 6
        self.fields["place"].help_text = ""
        self.fields["place"].required = True
        self.fields["told_at"].help_text = _("Left empty: now.")
        for name in ("gist", "happened_on", "relationship", "email", *RegisterForm.order):
            del self.fields[name]

    def headings(self) -> list[tuple[Any, tuple[str, ...]]]:
        """Put first where and when one stands."""
        return [(_("Where and when"), ("place", "told_at")), *super().headings()]


def hospital_of(department: Department | None) -> Hospital:
    """Return the hospital of a department; the first one where no department is named."""
    return department.hospital if department else Hospital.objects.order_by("pk")[0]
