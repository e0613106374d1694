"""A case comes in: accepted or declined, and the problem put into words both sides agree on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from feedback import services
from feedback.models import Case
from feedback.office import wording
from feedback.office.fields import Letter, LongText
from feedback.office.forms.act import ActForm
from feedback.vocabulary import Act, DeclineReason
from portal.models import User


class AcceptForm(ActForm):
    def do(self, case: Case, by: User) -> Any:
        """Take the case up."""
        return services.accept(case, by=by)


class DeclineForm(ActForm):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )
    explanation = Letter(
        label=_("What the submitter will read"),
        help_text=_("Say why, in plain words, and where the matter can be taken instead."),
    )

    def notice(self) -> str:
        """Say when nobody can read it."""
        return self.unread()

    def do(self, case: Case, by: User) -> Any:
        """Say no, with the reason and the right route."""
        said = self.cleaned_data
        return services.decline(case, by=by, reason=said["reason"], explanation=said["explanation"])

    def suggested(self) -> "DeclineForm":
        """Return the form with helpful words for the chosen reason before what was typed."""
        reason, typed = self.data.get("reason", ""), self.data.get("explanation", "").strip()
        words = wording.explanation(reason, self.case.language)
        own = "" if typed in wording.explanations(self.case.language) else typed
        filled = {
            "version": self.data.get("version"),
            "reason": reason,
            "explanation": "\n\n".join(filter(None, [words, own])),
        }
        return DeclineForm(initial=filled, case=self.case)


class RestateForm(ActForm):
    decides = (Act.CORRECT,)
    problem = Letter(
        label=_("The problem in our words"),
        help_text=_(
            "What happened, and what the submitter wants. The submitter reads it and agrees, or "
            "says what is wrong in it."
        ),
        rows=6,
    )

    def prefill(self) -> dict[str, Any]:
        """Return how it was put before."""
        before = self.case.diary.filter(act=Act.RESTATE).order_by("-seq").first()
        return {"problem": before.text if before else ""}

    def notice(self) -> str:
        """Say when nobody can read it."""
        return self.unread()

    def do(self, case: Case, by: User) -> Any:
        """Put the problem into words."""
        return services.restate(case, by=by, problem=self.cleaned_data["problem"])


AGREED = {
    "phone": _("You agreed to this on the telephone."),
    "counter": _("You agreed to this at our counter."),
    "signed": _("You agreed to this with your signature."),
}


class ConfirmForm(ActForm):
    decides = (Act.RESTATE,)
    how = forms.ChoiceField(
        label=_("How the submitter agreed"),
        choices=[
            ("phone", _("On the telephone")),
            ("counter", _("At the counter")),
            ("signed", _("Signed on paper")),
        ],
        widget=forms.RadioSelect,
    )
    remark = LongText(
        label=_("What was added"),
        required=False,
        help_text=_("The submitter reads it too."),
        rows=3,
    )

    def do(self, case: Case, by: User) -> Any:
        """Write down that the submitter agreed, in the submitter's language."""
        with override(case.language):
            agreed = str(AGREED[self.cleaned_data["how"]])
        text = "\n\n".join(filter(None, [agreed, self.cleaned_data["remark"]]))
        return services.confirm(case, by=by, text=text)
