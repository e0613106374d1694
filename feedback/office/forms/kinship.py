"""Cases that belong together: merged, split, linked. The other case is looked at before it is done."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case
from feedback.office.fields import LongText
from feedback.office.forms.act import ActForm
from feedback.vocabulary import Kind
from portal.models import User


class PairForm(ActForm):
    """An act on two cases. `confirmed` is the number of the other one, once it has been shown."""

    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)
    reference = forms.CharField(
        label=_("Reference of the other case"),
        max_length=20,
        help_text=_("Its gist is shown before anything is done."),
    )

    def found(self, by: User) -> Case:
        """Return the other case. Raises `ValidationError`; what somebody may not open does not exist."""
        wanted = "".join(str(self.data.get("reference", "")).replace("\x00", "").split()).upper()
        other = Case.objects.visible_to(by).filter(reference=wanted[:20]).first()
        if other is None:
            raise ValidationError(gettext("There is no such case."))
        return other

    def seen(self, by: User) -> Case:
        """Return the other case when it is the one that was shown."""
        other = self.found(by)
        if self.cleaned_data["confirmed"] != str(other.pk):
            raise ValidationError(
                gettext("Look at the other case first, then press the button again.")
            )
        return other


class MergeForm(PairForm):
    text = LongText(label=_("Why they belong together"), required=False, rows=3)

    def do(self, case: Case, by: User) -> Any:
        """Handle the case together with the other one."""
        return services.merge(case, by=by, into=self.seen(by), text=self.cleaned_data["text"])


class LinkForm(PairForm):
    why = forms.CharField(
        label=_("What they have in common"),
        max_length=120,
        required=False,
        help_text=_("One line, without any personal data."),
    )

    def do(self, case: Case, by: User) -> Any:
        """Note that the two have to do with each other."""
        return services.link(case, by=by, other=self.seen(by), why=self.cleaned_data["why"])


class UnlinkForm(PairForm):
    def do(self, case: Case, by: User) -> Any:
        """Remove a link that was a mistake."""
        return services.unlink(case, by=by, other=self.seen(by))


class UnmergeForm(ActForm):
    text = LongText(label=_("Reason"), required=False, rows=3)

    def do(self, case: Case, by: User) -> Any:
        """Handle the case on its own again."""
        return services.unmerge(case, by=by, text=self.cleaned_data["text"])


class SplitForm(ActForm):
    story = LongText(
        label=_("What the new case is about"),
        strip=False,
        rows=10,
        help_text=_(
            "The submitter's own words: leave of them what the new case is about. This case keeps all."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    gist = forms.CharField(
        label=_("Gist"),
        max_length=120,
        required=False,
        help_text=_("One line of your own, without any personal data; the office searches by it."),
    )

    def prefill(self) -> dict[str, Any]:
        """Return the whole story, to be shortened."""
        return {"story": self.case.story, "kind": self.case.kind}

    def notice(self) -> str:
        """Say what the new case has from this one."""
        return gettext(
            "The new case is of the same submitter, who opens it from the own page. It keeps the day "
            "of receipt, the deadline, the restriction and the conflicts of interest."
        )

    def do(self, case: Case, by: User) -> Any:
        """Make a case of its own of a part."""
        said = self.cleaned_data
        return services.split(
            case, by=by, story=said["story"], kind=said["kind"], gist=said["gist"]
        )
