"""Fields for words many will read: what gives a person away beyond doubt is refused, with a sentence."""

from typing import Any

from django import forms

from feedback.office.fields import LongText
from portal import giveaways


def check(text: str) -> None:
    """Refuse a text by which somebody could be found."""
    if kinds := giveaways.found(text):
        raise forms.ValidationError(giveaways.sentence(kinds), code="giveaway")


class NeutralText(LongText):
    """A long text without numbers or addresses of a person."""

    def validate(self, value: str) -> None:
        """Refuse what gives somebody away."""
        super().validate(value)
        check(value)


class NeutralLine(forms.CharField):
    """A line without numbers or addresses of a person."""

    def validate(self, value: Any) -> None:
        """Refuse what gives somebody away."""
        super().validate(value)
        check(str(value or ""))
