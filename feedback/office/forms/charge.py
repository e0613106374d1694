"""Who is in charge of a case at the office."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case
from feedback.office.fields import LongText
from feedback.office.forms.act import ActForm
from feedback.office.forms.people import PersonField, officers
from portal.models import User


class HandOverForm(ActForm):
    to = PersonField(label=_("New officer in charge"), empty_label=_("please choose"))
    remark = LongText(label=_("What the colleague should know"), required=False, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = officers(self.case)  # type: ignore[attr-defined]

    def do(self, case: Case, by: User) -> Any:
        """Put another officer in charge."""
        said = self.cleaned_data
        return services.hand_over(case, by=by, to=said["to"], text=said["remark"])


class RemindForm(ActForm):
    text = LongText(
        label=_("What is asked for"),
        required=False,
        help_text=_("It stands in the diary; the message itself says nothing of the case."),
        rows=4,
    )

    def do(self, case: Case, by: User) -> Any:
        """Remind whoever has to act now."""
        return services.remind(case, by=by, text=self.cleaned_data["text"])


class SeenForm(ActForm):
    def do(self, case: Case, by: User) -> Any:
        """Note that what came back has been read."""
        return services.seen(case, by=by)
