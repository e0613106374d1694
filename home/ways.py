"""The three ways in from the home page: speak, follow up, read. Each leads to a room of its own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.navigation import address


@dataclass(frozen=True)
class Way:
    """One way in, with shortcuts that save a first question."""

    title: str
    text: str
    href: str
    label: str
    links: tuple[tuple[str, str], ...] = ()


def ways() -> list[Way]:
    """Return the ways in, in the page's language."""
    return [_speak(), _follow_up(), _read()]


def _speak() -> Way:
    submit = address("/feedback/submit/")
    return Way(
        _("Tell us what happened"),
        _("Without an account and, if you like, without your name. It takes about three minutes."),
        submit,
        _("Write to us"),
        (
            (_("Make a complaint"), f"{submit}?kind=complaint"),
            (_("Suggest something better"), f"{submit}?kind=suggestion"),
            (_("Praise somebody"), f"{submit}?kind=compliment"),
            (_("Ask a question"), f"{submit}?kind=enquiry"),
        ),
    )


def _follow_up() -> Way:
    return Way(
        _("See how far it is"),
        _(
            "Your tracking code shows who deals with your matter and by when you are answered. You can write back there, too."
        ),
        address("/feedback/track/"),
        _("Enter the tracking code"),
    )


def _read() -> Way:
    return Way(
        _("Read what has changed"),
        _(
            "What patients told us, what we found and what we did about it, with figures anyone can check."
        ),
        address("/transparency/"),
        _("See the answers"),
    )
