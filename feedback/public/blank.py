"""Draws a form that nobody has filled in yet: it is everybody's, so once an edition is enough.

What is the visitor's own, the token and the form's key, stands in the page around it.
"""

from collections.abc import Callable, Hashable

from crispy_forms.utils import render_crispy_form
from django.forms import Form
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal import edition


def drawn(name: Hashable, make: Callable[[], Form]) -> SafeString:
    """Return the questions of a form as HTML, in the language of the page."""
    return edition.kept(
        ("form", name, get_language()), lambda: SafeString(render_crispy_form(make()))
    )
