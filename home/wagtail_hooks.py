"""Where the front door is hung into Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from home.welcome import Welcome


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Any]) -> None:
    """Ask editors what they would like to do."""
    panels.append(Welcome())
