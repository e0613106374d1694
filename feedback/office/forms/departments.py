"""Which department works on a case: assigned, taken on, objected to, decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case, Department
from feedback.office.fields import LongText, Several
from feedback.office.forms.act import ActForm
from feedback.vocabulary import Act
from portal.models import User


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
    instruction = LongText(
        label=_("What the departments are asked to find out"), required=False, rows=5
    )

    def prefill(self) -> dict[str, Any]:
        """Return who has it now, or whom the submitter named."""
        return {
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

    def do(self, case: Case, by: User) -> Any:
        """Ask the department to answer."""
        said = self.cleaned_data
        return services.assign(
            case,
            by=by,
            to=said["lead"],
            assisting=list(said["assisting"]),
            instruction=said["instruction"],
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
