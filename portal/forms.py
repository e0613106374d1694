"""What our forms are laid out with: a helper, groups of questions, a text with its counter.

The pack's templates stand in `portal/templates/huiyin/`; errors, labels and help texts come from
there. Legends are compiled as templates by crispy-forms: never pass one that somebody else wrote.
"""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, LayoutObject
from django.forms import BaseForm
from django.template import Context
from django.utils.translation import gettext_lazy as _


class PortalFormHelper(FormHelper):
    """A form that is checked on the server, in our words, and sent once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attrs = {"novalidate": True, "data-once": True}
        self.form_class = "form"
        self.form_error_title = _("Please look at these answers again")
        self.include_media = False


class Stacked(Fieldset):
    """A group of questions under a legend, with a sentence that says why they are asked."""

    def __init__(
        self, legend: str, *fields: str | LayoutObject, hint: str = "", **kwargs: Any
    ) -> None:
        super().__init__(legend, *fields, **kwargs)
        self.hint = hint


class Folded(Stacked):
    """Questions most people can leave alone; unfolded as soon as one of them is filled or wrong."""

    template = "%s/layout/folded.html"

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> str:
        """Render the group, unfolded where somebody has something to see in it."""
        names = [pointer.name for pointer in self.get_field_names()]
        self.is_open = any(
            form[name].errors or (form.is_bound and form[name].data) for name in names
        )
        return str(super().render(form, context, **kwargs))


class Side(Div):
    """Two or three short questions side by side where there is room."""

    css_class = "form__side"


class Counter(Field):
    """A long text that says how much room is left; nothing is cut off while it is typed."""

    template = "%s/layout/counter.html"

    def __init__(self, name: str, limit: int, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.limit = limit

    def render(self, form: BaseForm, context: Context, **kwargs: Any) -> str:
        """Render the field and hand its limit to the template."""
        return str(super().render(form, context, extra_context={"limit": self.limit}, **kwargs))
