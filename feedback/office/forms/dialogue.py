"""What is asked, noted and added on the way to the answer."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback import services
from feedback.models import Case
from feedback.office.fields import DayInput, Letter, LongText
from feedback.office.forms.act import ActForm
from feedback.services import clock
from feedback.vocabulary import Act, Clock
from portal import uploads
from portal.models import User


class AskForm(ActForm):
    question = Letter(
        label=_("Your question"),
        help_text=_("The submitter reads it; the deadline rests until the answer."),
        rows=5,
    )
    answer_by = forms.DateField(
        label=_("Answer by"),
        required=False,
        widget=DayInput(),
        help_text=_("The submitter reads it. When it has passed you can go on without the answer."),
    )

    def prefill(self) -> dict[str, Any]:
        """Return by when the office usually wants an answer."""
        limit = clock.promised(self.case, Clock.QUESTION, since=timezone.localdate())
        return {"answer_by": limit.on if limit else None}

    def notice(self) -> str:
        """Say when nobody can read the question."""
        return self.unread()

    def clean_answer_by(self) -> date | None:
        """Refuse a day that leaves no time to answer."""
        day: date | None = self.cleaned_data["answer_by"]
        if day and day <= timezone.localdate():
            raise ValidationError(_("Give the submitter at least until tomorrow."))
        return day

    def do(self, case: Case, by: User) -> Any:
        """Ask the submitter."""
        said = self.cleaned_data
        return services.ask(case, by=by, question=said["question"], answer_by=said["answer_by"])


class ResumeForm(ActForm):
    decides = (Act.ASK,)
    reason = LongText(
        label=_("Why you go on without the answer"),
        required=False,
        help_text=_("The submitter reads it. The days that were waited are not counted."),
        rows=4,
    )

    def do(self, case: Case, by: User) -> Any:
        """Go on without the answer."""
        return services.resume(case, by=by, reason=self.cleaned_data["reason"])


class NoteForm(ActForm):
    text = LongText(label=pgettext_lazy("act", "Note"), help_text=_("For colleagues only."), rows=5)

    def do(self, case: Case, by: User) -> Any:
        """Write something down for colleagues."""
        return services.note(case, by=by, text=self.cleaned_data["text"])


class SeveralFiles(forms.FileInput):
    """A file question that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files; what they really are is looked at when they are sealed."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the chosen files."""
        files = [file for file in data or [] if file]
        if not files:
            raise ValidationError(_("Choose at least one file."))
        if len(files) > settings.ATTACHMENTS_PER_ACT:
            raise ValidationError(
                _("Please attach at most %(limit)s files."),
                params={"limit": settings.ATTACHMENTS_PER_ACT},
            )
        return files


class AttachForm(ActForm):
    papers = FilesField(
        label=_("Photos or PDF files"), help_text=_("JPEG, PNG, WEBP, HEIC or PDF.")
    )
    remark = LongText(label=_("What they show"), required=False, rows=3)

    def do(self, case: Case, by: User) -> Any:
        """Seal the files, then put them to the case."""
        said, limit = self.cleaned_data, settings.ATTACHMENT_BYTES
        try:
            with services.sealed(said["papers"], max_bytes=limit) as sealed:
                return services.add_files(case, by=by, attachments=sealed, text=said["remark"])
        except uploads.Refused as refused:
            raise ValidationError(refused.message) from refused
