"""Where one act is done: its form, its words, and in which menu its button stands."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.office.forms.act import ActForm
from feedback.vocabulary import Act


class Menu(TextChoices):
    """Under which heading the buttons stand that are not needed every day."""

    MATTER = "matter", pgettext_lazy("menu", "The matter")
    WORK = "work", _("Who works on it")
    TIME = "time", pgettext_lazy("menu", "Time")
    SUBMITTER = "submitter", pgettext_lazy("menu", "The submitter")
    ANSWER = "answer", pgettext_lazy("menu", "The answer")
    TOGETHER = "together", _("Belongs together")
    PROTECTION = "protection", _("Protection")


@dataclass(frozen=True)
class Desk:
    """Where one act is done. `asks` is false for an act that needs no more than a button."""

    act: Act
    menu: Menu
    button: Promise
    form: type[ActForm]
    hint: Promise
    asks: bool = True
    # What stands on the button under the form; where nothing is said, what stands on the way there.
    send: Promise | None = None
    # Mostly something follows at once: a second button leads there, past the case page.
    leads_on: bool = False

    @property
    def title(self) -> str:
        """Return what is done here, as a heading."""
        return str(self.button).removesuffix("…")

    @property
    def verb(self) -> str:
        """Return what the button under the form does."""
        return str(self.send) if self.send else self.title
