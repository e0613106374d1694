"""Settled while the person is there: one form registers, answers and closes; then the sheet is signed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case, Category
from feedback.office.fields import CategoryField, LongText
from feedback.office.forms.told import RegisterForm
from feedback.office.registration import RegisterView
from feedback.services.files import Sealed
from feedback.services.handling import Subject
from feedback.vocabulary import Channel, Measure, Outcome, outcomes_for
from portal.models import User

# Where the person stands before one, or is on the telephone.
ON_THE_SPOT = (Channel.COUNTER, Channel.PHONE, Channel.ROVING)
SETTLED = ("category", "outcome", "answer", "measures")


class SpotForm(RegisterForm):
    """What was told, and how it was settled there and then."""

    category = CategoryField(
        Category.objects.none(), label=_("Category"), empty_label=_("please choose")
    )
    answer = LongText(
        label=_("What was explained or agreed"),
        rows=6,
        help_text=_(
            "It is printed on the sheet to sign, and the submitter reads it as our answer."
        ),
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[("", _("please choose")), *Outcome.choices]
    )
    measures = forms.MultipleChoiceField(
        label=_("Measures taken"),
        choices=Measure.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say which measures were taken, or that none was needed.")},
    )

    order = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("external_number", "external_due_on"):
            del self.fields[name]
        here = [(one.value, one.label) for one in ON_THE_SPOT]
        self.fields["channel"].choices = here  # type: ignore[attr-defined]
        self.fields["gist"].required = True
        # What is confidential is looked into by its team, never settled at a counter.
        subjects = Category.objects.subjects().filter(confidential=False)
        self.fields["category"].queryset = subjects  # type: ignore[attr-defined]

    def headings(self) -> list[tuple[Any, tuple[str, ...]]]:
        """Ask last how it was settled."""
        return [*super().headings(), (_("How it was settled"), SETTLED)]

    def clean(self) -> dict[str, Any]:
        """Refuse an outcome that this kind of voice cannot have."""
        said = super().clean() or self.cleaned_data
        kind, outcome = said.get("kind"), said.get("outcome")
        if kind and outcome and outcome not in outcomes_for(kind):
            self.add_error("outcome", gettext("This kind of voice cannot have this outcome."))
        return said

    def register(self, by: User, sealed: Sequence[Sealed]) -> Case:
        """Register, answer and close. Raises `ValidationError` for what others look into."""
        told = self.cleaned_data
        return services.settle(
            self.voice(*SETTLED),
            by=by,
            hospital=self.hospital(),
            form_key=told["form_key"],
            subject=Subject(told["category"]),
            answer=told["answer"],
            outcome=told["outcome"],
            measures=told["measures"],
            attachments=sealed,
        )


class SpotView(RegisterView):
    """The form for what is settled at once. Sent twice, it is one case."""

    template_name = "feedback/office/spot.html"
    form = SpotForm
    short = None

    def get_page_title(self) -> str:
        """Name the room."""
        return gettext("Settle on the spot")

    @property
    def room(self) -> str:
        """Return the address of the room."""
        return reverse("office:spot")

    def done(self, case: Case) -> HttpResponse:
        """Go to the sheet that the person signs."""
        return redirect(reverse("office:registration_sheet", args=[case.pk]))
