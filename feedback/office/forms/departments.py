"""Which department works on a case: assigned, taken on, objected to, decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case, Department
from feedback.office.fields import LongText, Several
from feedback.office.forms.act import ActForm
from feedback.office.neutral import NeutralText
from feedback.services import discretion
from feedback.vocabulary import Act, Channel
from portal.models import User

NEUTRAL_LENGTH = 2000


class AssignForm(ActForm):
    lead = forms.ModelChoiceField(
        Department.objects.filter(active=True),
        label=_("Responsible department"),
        empty_label=_("please choose"),
    )
    assisting = Several(
        Department.objects.filter(active=True),
        label=_("Assisting departments"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With several departments the longer deadline holds."),
    )
    neutral = NeutralText(
        label=_("The matter in neutral words"),
        max_length=NEUTRAL_LENGTH,
        rows=6,
        help_text=_(
            "The departments read this instead of what the colleague wrote: no names, no shift, no "
            "date, no passage of the colleague's own, nothing by which a colleague is recognised."
        ),
        error_messages={"required": discretion.NEEDED},
    )
    instruction = LongText(
        label=_("What the departments are asked to find out"), required=False, rows=5
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        if case.channel != Channel.STAFF:
            del self.fields["neutral"]

    def prefill(self) -> dict[str, Any]:
        """Return who has it now, or whom the submitter named."""
        return {
            "neutral": self.case.neutral,
            "lead": self.case.lead_id or self.case.about_id,
            "assisting": [department.pk for department in self.case.assisting.all()],
        }

    def notice(self) -> str:
        """Say who answers for the case until the department has taken it on."""
        unit = self.case.responsible
        if unit is None:
            return gettext(
                "Until the department has taken the case on, the complaint office stays responsible."
            )
        return gettext(
            "Until the department has taken the case on, %(department)s stays responsible."
        ) % {"department": unit.label}

    def clean_neutral(self) -> str:
        """Refuse what repeats the colleague's own words."""
        return self._in_own_words("neutral")

    def clean_instruction(self) -> str:
        """Refuse what repeats the own words of a colleague; of others it may."""
        return self._in_own_words("instruction")

    def _in_own_words(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        discretion.check(self.case, words)
        return words

    def do(self, case: Case, by: User) -> Any:
        """Ask the department to answer."""
        said = self.cleaned_data
        return services.assign(
            case,
            by=by,
            to=said["lead"],
            assisting=list(said["assisting"]),
            instruction=said["instruction"],
            neutral=said.get("neutral", ""),
        )


class TakeOnForm(ActForm):
    def do(self, case: Case, by: User) -> Any:
        """Take on what was assigned."""
        return services.take_on(case, by=by)


class ReturnForm(ActForm):
    objection = LongText(
        label=_("Why it is not your department's matter"),
        help_text=_("Say which department should have it. The complaint office decides."),
        rows=5,
    )

    def do(self, case: Case, by: User) -> Any:
        """Object to the assignment."""
        return services.return_(case, by=by, objection=self.cleaned_data["objection"])


class UpholdForm(ActForm):
    decides = (Act.RETURN,)
    reason = LongText(label=_("Remark"), required=False, rows=4)

    def do(self, case: Case, by: User) -> Any:
        """Take the case back."""
        return services.uphold(case, by=by, reason=self.cleaned_data["reason"])


class OverruleForm(ActForm):
    decides = (Act.RETURN,)
    reason = LongText(
        label=_("Reason"), help_text=_("The department reads it and goes on with the case."), rows=4
    )

    def do(self, case: Case, by: User) -> Any:
        """Leave the case with the department."""
        return services.overrule(case, by=by, reason=self.cleaned_data["reason"])
