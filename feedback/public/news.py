"""News by e-mail, switched off and on by the submitter on the own case page."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback import mail, services
from feedback.models import Case
from feedback.public import unlocked

SAID = {"on": True, "off": False}


class News(NamedTuple):
    """How the switch stands."""

    wanted: bool
    address: str


def switch_of(case: Case) -> News | None:
    """Return how the switch of a case stands; None where no mail can go."""
    contact = getattr(case, "contact", None)
    if contact is None or not contact.email or not mail.goes_out():
        return None
    return News(contact.wants_news, _hidden(contact.email))


@require_POST
def news(request: HttpRequest) -> HttpResponse:
    """Send no more mails, or send them again."""
    found, wanted = unlocked.unlocked(request), SAID.get(request.POST.get("news", ""))
    if found and wanted is not None and services.want_news(found, wanted=wanted):
        messages.success(
            request, _("We send you news again.") if wanted else _("We send you no more news.")
        )
    return unlocked.see_other("case")


def _hidden(address: str) -> str:
    """Return as much of an address as its owner needs to know it again."""
    name, _at, house = address.strip().rpartition("@")
    return f"{name[:1]}***@{house}"
