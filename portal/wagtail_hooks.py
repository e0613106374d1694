"""What the building changes in Wagtail's admin: no link leads out of the house, every label is named."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from portal.labels import name_the_unnamed

name_the_unnamed()


@hooks.register("construct_help_menu")
def keep_help_at_home(request: HttpRequest, items: list[Any]) -> None:
    """Take out what leads to another house; our own help stands in docs/."""
    items[:] = [item for item in items if str(item.url).startswith(("/", "#"))]
