"""What follows the reply: callback, reopening, closing, withdrawing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback import services, vocabulary
from feedback.models import Case
from feedback.models.case import HOSPITAL_RESOLUTIONS
from feedback.office.fields import LongText
from feedback.office.forms.act import ActForm
from feedback.services.aftercare import NEEDS_NEW_FACTS
from feedback.vocabulary import Act, Kind, Measure, Resolution, Satisfaction
from portal.models import User


class ReopenForm(ActForm):
    reason = LongText(
        label=_("Reason"),
        help_text=_("The submitter reads it; a new deadline runs from today."),
        rows=4,
    )
    new_facts = LongText(
        label=_("What is new"),
        required=False,
        help_text=_(
            "Facts or papers nobody has seen yet; what is closed or declined is taken up again for "
            "these only. The submitter reads it."
        ),
        rows=4,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_facts"].required = self.case.stage in NEEDS_NEW_FACTS

    def do(self, case: Case, by: User) -> Any:
        """Take the case up again."""
        said = self.cleaned_data
        return services.reopen(case, by=by, reason=said["reason"], new_facts=said["new_facts"])


class CloseForm(ActForm):
    decides = (Act.REPLY,)
    measures = forms.MultipleChoiceField(
        label=_("Measures taken"),
        choices=Measure.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say which measures were taken, or that none was needed.")},
    )
    hospital_resolution = forms.ChoiceField(
        label=_("Does the hospital itself hold the matter for resolved?"),
        choices=HOSPITAL_RESOLUTIONS,
        widget=forms.RadioSelect,
        help_text=_("Your judgement; the submitter's own stands beside it and is never changed."),
        error_messages={"required": _("Say whether the matter is resolved.")},
    )
    finding = LongText(
        label=_("Publishable finding"),
        required=False,
        help_text=_(
            "What was found, in words that may be published. Not in it: names of persons, exact "
            "dates, bed or record numbers, rare diseases, anything by which neighbours or "
            "colleagues would know who it was. Leave it empty if nothing should be published."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = vocabulary.outcomes_for(self.case.kind)
        rows = self.case.categories.select_related("category__parent")
        self.codes = {f"outcome_{row.category.code}": row.category.code for row in rows}
        for row in rows:
            self.fields[f"outcome_{row.category.code}"] = forms.ChoiceField(
                label=_("Outcome: %(category)s") % {"category": row.category.path},
                choices=[("", _("please choose")), *((one.value, one.label) for one in outcomes)],
                initial=row.outcome,
            )
        self.order_fields(["version", *self.codes, "measures", "hospital_resolution", "finding"])
        if self.case.kind == Kind.COMPLIMENT:  # nothing was to be resolved
            del self.fields["hospital_resolution"]

    def prefill(self) -> dict[str, Any]:
        """Return what an earlier closing said."""
        return {
            "finding": self.case.finding,
            "hospital_resolution": self.case.hospital_resolution,
            "measures": [row.measure for row in self.case.measures.all()],
        }

    def do(self, case: Case, by: User) -> Any:
        """Close the case with what was found and done."""
        said = self.cleaned_data
        return services.close(
            case,
            by=by,
            outcomes={code: said[name] for name, code in self.codes.items()},
            measures=said["measures"],
            finding=said["finding"],
            hospital_resolution=said.get("hospital_resolution", ""),
        )


class CallBackForm(ActForm):
    decides = (Act.REPLY,)
    resolution = forms.ChoiceField(
        label=_("Is the matter resolved, in the submitter's words?"),
        choices=Resolution.choices,
        widget=forms.RadioSelect,
    )
    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied is the submitter?"),
        choices=[("", _("not said")), *reversed(Satisfaction.choices)],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("It stands beside the submitter's own rating and never in its place."),
    )
    remark = LongText(label=pgettext_lazy("act", "Note"), required=False, rows=4)

    def do(self, case: Case, by: User) -> Any:
        """Write down what the submitter said; whoever dealt with the case is told why not."""
        said = self.cleaned_data
        try:
            return services.call_back(
                case,
                by=by,
                resolution=said["resolution"],
                satisfaction=said["satisfaction"],
                text=said["remark"],
            )
        except services.OwnCase as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


class WithdrawForm(ActForm):
    reason = LongText(
        label=_("When and how the submitter withdrew the case"),
        help_text=_("Only on the submitter's own word; the submitter reads this."),
        rows=4,
    )

    def do(self, case: Case, by: User) -> Any:
        """Take the voice back for somebody who said so."""
        return services.withdraw(case, by=by, reason=self.cleaned_data["reason"])
