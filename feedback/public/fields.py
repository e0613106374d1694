"""How the public forms read what people type: kept to the letter where it is their story, gently
mended where it is a number or a date. Nothing is cut off, and nothing is lost.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.models import Department
from portal import uploads

ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf,.pdf"
FEWEST_DIGITS = 5  # 12345 is a number too


class WordsField(forms.CharField):
    """A text kept as it was written; only line ends are made one character, as a person counts them."""

    widget = forms.Textarea

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(max_length=limit, strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return text if text.strip() else ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # No maxlength: the browser would cut a pasted text off without a word.
        return {"rows": 8}


class GentleEmailField(forms.EmailField):
    """An e-mail address, also when it was typed with Chinese full-width signs."""

    def to_python(self, value: Any) -> str:
        typed = unicodedata.normalize("NFKC", value or "").replace("。", ".")
        return super().to_python(typed.replace(" ", "")) or ""


class PhoneField(forms.CharField):
    """A telephone number in anybody's way of writing it; only what cannot be one is asked about."""

    default_error_messages = {
        "no_number": _(
            "This does not look like a telephone number. Please check it, or leave it empty."
        ),
    }

    def clean(self, value: Any) -> str:
        typed = super().clean(value) or ""
        digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", typed))
        if typed and len(digits) < FEWEST_DIGITS:
            raise ValidationError(self.error_messages["no_number"], code="no_number")
        return str(typed)


class PastDayField(forms.DateField):
    """The day something happened; never one that is still to come."""

    default_error_messages = {
        "invalid": _("We could not read this date. Please write it like 2026-03-15."),
        "future": _("This day is still to come. Please choose the day it happened."),
    }

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=formats, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(unicodedata.normalize("NFKC", value) if value else value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError(self.error_messages["future"], code="future")


class DepartmentField(forms.ModelChoiceField[Department]):
    """A department by its code, as it stands in links and on posters."""

    default_error_messages = {
        "invalid_choice": _(
            "We do not know this department. Please choose one from the list, or leave it open."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Department.objects.none(), to_field_name="code", **kwargs)

    def to_python(self, value: Any) -> Department | None:
        if "\0" in str(value):  # PostgreSQL would not even look it up
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class SeveralFiles(forms.FileInput):
    """A file question that takes several at once."""

    allow_multiple_selected = True


class AttachmentsField(forms.FileField):
    """Photos and PDF files, each told by its bytes; a refused one is named, with the reason."""

    widget = SeveralFiles(attrs={"accept": ACCEPTED})
    default_error_messages = {
        "too_many": _("Please attach at most %(limit)s files."),
        "refused": _("“%(name)s”: %(reason)s"),
    }

    def clean(self, data: Any, initial: Any = None) -> list[File[bytes]]:
        files = [file for file in data or [] if file]
        limit = settings.ATTACHMENTS_PER_ACT
        if len(files) > limit:
            raise ValidationError(self.error_messages["too_many"], "too_many", {"limit": limit})
        if refusals := _refusals(files):
            raise ValidationError(
                [
                    ValidationError(
                        self.error_messages["refused"], "refused", {"name": name, "reason": reason}
                    )
                    for name, reason in refusals
                ]
            )
        return files


def _refusals(files: Sequence[File[bytes]]) -> list[tuple[str, str]]:
    found = []
    for file in files:
        try:
            uploads.inspect(file, max_bytes=settings.ATTACHMENT_BYTES)
        except uploads.Refused as refused:
            found.append((uploads.shown_name(file.name or ""), refused.message))
    return found
