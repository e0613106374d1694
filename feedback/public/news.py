"""News by e-mail or text message, switched off and on by the submitter on the own case page."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback import notices, services, sms, ways
from feedback.models import Case
from feedback.public import unlocked
from feedback.vocabulary import Way

SAID = {"on": True, "off": False}


class News(NamedTuple):
    """How the switch stands."""

    wanted: bool
    address: str
    by_text: bool


def switch_of(case: Case) -> News | None:
    """Return how the switch of a case stands; None where neither mail nor text message can go."""
    contact = getattr(case, "contact", None)
    if contact is None:
        return None
    # Only where no address was left is the number read at all.
    way = notices.way_to(contact, texts=not contact.email and bool(sms.templates()))
    if way is None:
        return None
    by_text = way == Way.SMS
    hidden = _masked(ways.mobile(contact.phone)) if by_text else _hidden(contact.email)
    return News(contact.wants_news, hidden, by_text)


@require_POST
def news(request: HttpRequest) -> HttpResponse:
    """Send no more news, or send it again."""
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


def _masked(number: str) -> str:
    """Return as much of a number as its owner needs to know it again."""
    return f"{number[:3]}****{number[-4:]}"
