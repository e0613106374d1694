"""The form that freezes a period; of one that is public already it asks what was wrong."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import giveaways
from portal.models import Hospital
from transparency.models import Release
from transparency.office import shelf
from transparency.periods import Period

LONGEST = Release._meta.get_field("reason").max_length


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FreezeForm(forms.Form):
    """Which period of which hospital to freeze, and why again."""

    hospital = forms.ModelChoiceField(
        Hospital.objects.order_by("pk"), label=gettext_lazy("Hospital"), empty_label=None
    )
    period = forms.ChoiceField(
        label=gettext_lazy("Period"),
        error_messages={
            "invalid_choice": gettext_lazy(
                "Only a month, a quarter or a year so far that is over can be frozen. Choose one from the list."
            )
        },
    )
    reason = _words(
        gettext_lazy("What was wrong with the earlier version, in Chinese"),
        gettext_lazy(
            "Only for a period that is public already. Everybody reads it in the log of corrections. Write nothing of single cases or persons."
        ),
    )
    reason_en = _words(gettext_lazy("The same in English"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        period = self.fields["period"]
        assert isinstance(period, forms.ChoiceField)  # noqa: S101 - tells the type checker
        period.choices = shelf.choices(timezone.localdate())
        if Hospital.objects.count() == 1:
            self.fields["hospital"].widget = forms.HiddenInput()
            self.initial.setdefault("hospital", Hospital.objects.get().pk)

    def clean_period(self) -> Period:
        """Return the period itself."""
        return Period.read(self.cleaned_data["period"])

    def clean(self) -> dict[str, Any]:
        """Refuse reasons that give somebody away, and a correction without a reason."""
        cleaned = super().clean() or {}
        for name in ("reason", "reason_en"):
            if kinds := giveaways.found(cleaned.get(name, "")):
                self.add_error(name, giveaways.sentence(kinds))
        if not {"hospital", "period"} <= cleaned.keys():
            return cleaned
        public = Release.objects.published().of(cleaned["hospital"].pk).over(cleaned["period"])
        for name in ("reason", "reason_en"):
            if name in cleaned and not cleaned[name] and public.exists():
                self.add_error(
                    name,
                    _(
                        "This period is public already. Say what was wrong with it: everybody reads it in the log of corrections."
                    ),
                )
        return cleaned
