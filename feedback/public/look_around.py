"""A look around before sending: public pages that tell of something similar, and whether it was mended.

Nothing is taken in by it and nothing is kept. It is counted, so that nobody makes us read for nothing.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crispy_forms.layout import LayoutObject
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string

from portal import buttons, limits, navigation
from portal.buttons import Link

# The button that asks for it, and what the looks are counted as.
ASKED, SCOPE = "look_around", "look_around"


class Looked(NamedTuple):
    """What somebody sees who looked around."""

    links: Sequence[Link] = ()
    # Files had been chosen already, and no browser sends them a second time.
    files_are_gone: bool = False
    # So many looked that nobody can for the rest of the hour.
    must_wait: bool = False


class LookAround(LayoutObject):
    """The button below the story, and what it brought."""

    template = "feedback/public/look_around.html"

    def __init__(self) -> None:
        self.fields: list[Any] = []

    def render(self, form: Any, *args: Any, **kwargs: Any) -> str:
        """Render the button, or what was found where somebody looked."""
        return render_to_string(self.template, {"looked": form.looked, "name": ASKED})


def look(request: HttpRequest, story: str) -> Looked:
    """Ask the upper storeys (`hooks.register("register_story_neighbours")`) what is public of the same."""
    files_are_gone = any(request.FILES.values())
    if not _is_counted(limits.network_of(request)):
        return Looked(files_are_gone=files_are_gone, must_wait=True)
    links = buttons.offered("register_story_neighbours", story, navigation.language())
    return Looked(links, files_are_gone)


@transaction.atomic
def _is_counted(network: str) -> bool:
    near = limits.take(SCOPE, network, most=settings.LOOKS_PER_NETWORK)
    return near and limits.take(SCOPE, most=settings.LOOKS_PER_SITE)
