"""More time: asked for by whoever works on a case, decided by the management."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case
from feedback.office.fields import DayInput, LongText
from feedback.office.forms.act import ActForm
from feedback.vocabulary import Act, ExtendReason
from portal.models import User


class AskTimeForm(ActForm):
    to = forms.DateField(label=_("New due date"), widget=DayInput())
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=ExtendReason.choices,
        widget=forms.RadioSelect,
        help_text=_("The submitter reads it when the extension is granted."),
    )
    explanation = LongText(
        label=_("Explanation for the management"),
        required=False,
        help_text=_("What has been done so far, and what is still missing. Internal."),
        rows=4,
    )

    def do(self, case: Case, by: User) -> Any:
        """Ask for more time."""
        said = self.cleaned_data
        return services.ask_time(
            case, by=by, to=said["to"], reason=said["reason"], explanation=said["explanation"]
        )


class ExtendForm(ActForm):
    decides = (Act.ASK_TIME,)
    to = forms.DateField(label=_("New due date"), widget=DayInput())
    text = LongText(label=_("What the submitter reads beside the reason"), required=False, rows=4)

    def prefill(self) -> dict[str, Any]:
        """Return the date that was asked for."""
        return {"to": self.case.extend_to}

    def do(self, case: Case, by: User) -> Any:
        """Grant more time."""
        said = self.cleaned_data
        return services.extend(case, by=by, to=said["to"], text=said["text"])


class RefuseTimeForm(ActForm):
    decides = (Act.ASK_TIME,)
    reason = LongText(label=_("Reason"), help_text=_("For colleagues only."), rows=4)

    def do(self, case: Case, by: User) -> Any:
        """Leave the due date as it is."""
        return services.refuse_time(case, by=by, reason=self.cleaned_data["reason"])
