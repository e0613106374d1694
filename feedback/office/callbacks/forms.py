"""What is asked when somebody is called: one screen, big choices, little to type."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.office.fields import LongText
from feedback.office.forms.act import HIGHEST
from feedback.vocabulary import Resolution, Satisfaction

UNREACHED = Resolution.UNREACHABLE


class Reach(TextChoices):
    """What came of a call to a patient."""

    REACHED = "reached", _("Reached")
    UNREACHABLE = "unreachable", _("Not reached")
    REFUSES = "refuses", _("Does not want to be called")


class SpokenForm(forms.Form):
    """What every call asks: how satisfied somebody is, and what they said."""

    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied?"),
        choices=[*reversed(Satisfaction.choices), ("", _("not said"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    remark = LongText(
        label=_("What was said"),
        required=False,
        rows=4,
        help_text=_("For colleagues only. After a call in vain: when to try again."),
    )


class CaseCallForm(SpokenForm):
    """About an answer: is the matter resolved, and shall it be taken up again?"""

    version = forms.IntegerField(min_value=1, max_value=HIGHEST, widget=forms.HiddenInput)
    resolution = forms.ChoiceField(
        label=_("Is the matter resolved, in the submitter's words?"),
        choices=Resolution.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of the call.")},
    )
    again = forms.BooleanField(
        label=_("The submitter wants the case taken up again"), required=False
    )
    reason = LongText(
        label=_("Why, and what is new"),
        required=False,
        rows=3,
        help_text=_("In the submitter's words; the submitter reads it, and a new deadline runs."),
    )

    field_order = ("version", "resolution", "satisfaction", "remark", "again", "reason")

    def clean(self) -> dict[str, Any]:
        """Ask why a case is taken up again, and of somebody who was reached only."""
        told = super().clean() or self.cleaned_data
        if not told.get("again"):
            return told
        if told.get("resolution") == UNREACHED:
            self.add_error("again", said("Nobody was reached who could have wanted this."))
        elif not told.get("reason", "").strip():
            self.add_error("reason", said("Write down why the case is to be taken up again."))
        return told


class CaseRecheckForm(SpokenForm):
    """The same questions once more, without taking anything up again."""

    version = forms.IntegerField(min_value=1, max_value=HIGHEST, widget=forms.HiddenInput)
    resolution = CaseCallForm.base_fields["resolution"]

    field_order = ("version", "resolution", "satisfaction", "remark")


class PatientCallForm(SpokenForm):
    """About a stay in the hospital."""

    # What the patient tells may become a case.
    raises = True

    reach = forms.ChoiceField(
        label=_("What came of the call?"),
        choices=Reach.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of the call.")},
    )

    field_order = ("reach", "satisfaction", "remark")

    def clean(self) -> dict[str, Any]:
        """Refuse an opinion of somebody who was not reached."""
        told = super().clean() or self.cleaned_data
        if told.get("reach") == UNREACHED and told.get("satisfaction") is not None:
            raise ValidationError(said("Nobody was reached who could have said how satisfied."))
        return told


class PatientRecheckForm(PatientCallForm):
    """The same once more; who does not want calls has said so the first time."""

    raises = False

    reach = forms.ChoiceField(
        label=_("What came of the call?"),
        choices=Reach.choices[:2],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of the call.")},
    )


class ListForm(forms.Form):
    """The list of discharged patients."""

    papers = forms.FileField(
        label=pgettext_lazy("file", "The list"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_(
            "CSV or XLSX with columns for the telephone and the day of discharge; department, name "
            "and number of the stay may stand beside them."
        ),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )
