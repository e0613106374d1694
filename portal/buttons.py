"""How an upper storey hangs a button on a page of a lower one (`hooks.register("register_case_button")`).

Each hook is called with the case, or the measure of `register_measure_button`, and the person who
reads it, and returns a button, or None.
"""

from dataclasses import dataclass
from typing import Any

from wagtail import hooks

from portal.models import User


@dataclass(frozen=True)
class Button:
    """Something to do next; `posts` makes it a small form instead of a link."""

    label: str
    url: str
    posts: bool = True
    hint: str = ""


@dataclass(frozen=True)
class Link:
    """A public page another storey knows of; `about` says in a few words why it is offered here.

    `language` is named, as HTML writes it, where the page is in another than the reader's.
    """

    label: str
    url: str
    about: str = ""
    language: str = ""


def offered(hook: str, *args: Any) -> list[Link]:
    """Return the public pages other storeys offer here, each once, in their order."""
    links = [link for offer in hooks.get_hooks(hook) for link in offer(*args)]
    return list(dict.fromkeys(links))


def hung(hook: str, subject: Any, user: User) -> list[Button]:
    """Return the buttons other storeys offer this person for this subject."""
    buttons = [make(subject, user) for make in hooks.get_hooks(hook)]
    return [button for button in buttons if button is not None]
