"""What the office's forms are made of: long texts, categories under their headings, plain date fields."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from feedback.models import Category
from portal import edition

# No number of a row has more digits.
LONGEST = 18
# What was left open in a template or in suggested words and has to be filled in by hand. Nobody types
# it by chance: a letter may have dots of its own.
GAP = "【…】"
DOTS = re.compile("…+")


def with_gaps(words: str) -> str:
    """Mark what ready-made words leave open: they have dots for nothing else."""
    return DOTS.sub(GAP, words)


class LongText(forms.CharField):
    """A text of any length; line breaks are counted and kept as one character."""

    def __init__(self, *, rows: int = 8, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text with one kind of line break."""
        text = super().to_python(value) or ""
        return str(text).replace("\r\n", "\n").replace("\r", "\n")


class Letter(LongText):
    """A text the submitter reads. What a template left open is filled in before it is sent."""

    default_error_messages = {
        "gap": _(
            "Fill in what stands as “【…】”, or take it out: the submitter reads every word of this."
        )
    }

    def validate(self, value: str) -> None:
        """Refuse a text with a gap in it."""
        super().validate(value)
        if GAP in value:
            raise forms.ValidationError(self.error_messages["gap"], code="gap")


class DayInput(forms.DateInput):
    """The browser's own date field, which needs no script."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class QuickSelect(forms.Select):
    """A selection built without a template for each option: the inbox has some hundred of them.

    Its options are the house's own, the same for everybody: with nothing chosen it is kept as drawn.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the element with its options under their headings."""
        if value:
            return self._drawn(name, value, attrs)
        return edition.kept(
            ("select", name, get_language()), lambda: self._drawn(name, value, attrs)
        )

    def use_required_attribute(self, initial: Any) -> bool:
        """Say no without reading the options: nothing need be chosen from them."""
        return False

    def _drawn(self, name: str, value: Any, attrs: Any) -> SafeString:
        context = self.get_context(name, value, attrs)["widget"]
        groups = [
            (heading, format_html_join("", OPTION, map(_option, options)))
            for heading, options, _index in context["optgroups"]
        ]
        inner = format_html_join("", "{}", ((_group(*group),) for group in groups))
        return format_html(
            '<select name="{}" id="{}">{}</select>', name, context["attrs"]["id"], inner
        )


OPTION = '<option value="{}"{}>{}</option>'


def _option(option: dict[str, Any]) -> tuple[Any, ...]:
    return option["value"], SELECTED if option["selected"] else "", option["label"]


SELECTED = mark_safe(" selected")


def _group(heading: str | None, options: SafeString) -> SafeString:
    return (
        format_html('<optgroup label="{}">{}</optgroup>', heading, options) if heading else options
    )


class UnderHeadings(ModelChoiceIterator):  # type: ignore[type-arg]  # Django has no such argument at run time
    """Categories of the second level under those of the first; a first level that may be chosen itself."""

    def __iter__(self) -> Iterator[Any]:
        if getattr(self.field, "empty_label", None) is not None:
            yield ("", self.field.empty_label)
        rows = sorted(self.queryset, key=_place)
        for heading, under in groupby(rows, key=lambda row: row.parent):
            choices = [self.choice(row) for row in under]
            if heading is None:
                yield from choices
            else:
                yield (heading.label, choices)


def _place(category: Category) -> tuple[Any, ...]:
    heading = category.parent
    if heading is None:
        return (False, category.sort, category.code)
    return (True, heading.sort, heading.code, category.sort, category.code)


class CategoryField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has no such argument at run time
    """One category."""

    iterator = UnderHeadings

    def label_from_instance(self, obj: Any) -> str:
        """Show code and name; officers know the codes."""
        return f"{obj.code} {obj.label}"


class Several(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django has no such argument at run time
    """Several of something. A number that no column holds is none of them; Django would ask for it."""

    def clean(self, value: Any) -> Any:
        """Refuse it as any other that is not offered."""
        for one in value if isinstance(value, list | tuple) else ():
            if len(str(one)) > LONGEST:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    "invalid_choice",
                    {"value": str(one)[:20]},
                )
        return super().clean(value)
