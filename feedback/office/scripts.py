"""What the callback centre says: the list of scripts, one for each occasion, a step a line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from feedback.models import CallScript
from feedback.office.keeping import ListViewSet


class ScriptForm(WagtailAdminModelForm):
    """Each line is a step; a script of blank lines says nothing."""

    class Meta:
        model = CallScript
        fields = ("occasion", "text", "text_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text", "text_en"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 10})
        if self.instance.pk:
            self.fields["occasion"].disabled = True

    def clean_text(self) -> str:
        """Refuse a script without a word."""
        words: str = self.cleaned_data["text"]
        if not words.strip():
            raise ValidationError(_("Write down what is said, one step a line."))
        return words


class ScriptViewSet(ListViewSet):
    model = CallScript
    model_form = ScriptForm
    name = "callback-scripts"
    icon = "mobile-alt"
    list_display = ("occasion", "text")
    search_fields = ("text", "text_en")
    search_backend_name = None
