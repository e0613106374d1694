"""What the building changes in Wagtail's admin: no links that lead out of the house."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks


@hooks.register("construct_help_menu")
def keep_help_at_home(request: HttpRequest, items: list[Any]) -> None:
    """Take out what leads to another house; our own help stands in docs/."""
    items[:] = [item for item in items if str(item.url).startswith(("/", "#"))]
