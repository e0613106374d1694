"""The public page somebody writes about. Its number comes from an address, so it is believed only for a
page that asks for word and that anybody can open.
"""

import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

# Longer numbers are no page's, and no database's.
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def open_page(number: Any) -> Any:
    """Return the page of this number, or None unless it asks for word and anybody can open it."""
    if not NUMBER.fullmatch(str(number)):
        return None
    page = Page.objects.live().filter(pk=number).specific().first()
    if not getattr(page, "asks_back", False) or not page.may_be_found or not page.url:
        return None
    return None if page.get_view_restrictions().exists() else page


def link(number: Any, *, to_staff: bool = False) -> SafeString | str:
    """Return a link to the page by its title; what is gone or closed is only called so."""
    page = open_page(number)
    if page:
        return format_html('<a href="{}">{}</a>', page.url, page.title)
    closed = Page.objects.filter(pk=number).first() if to_staff else None
    if closed:
        return _("%(title)s (no longer public)") % {"title": closed.title}
    return _("a page that is no longer public")
