"""What every room of the callback centre has in common: who may enter, its tabs, its way back."""

from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from feedback.models import CallScript
from feedback.models.sight import may_see_contact
from feedback.office.rooms import OfficeView
from feedback.services import callbacks, discharges
from feedback.vocabulary import CallOccasion

# Counting further tells nobody more.
CAP = 1000


def may_call(user: Any) -> bool:
    """Say whether this person calls submitters or patients: the callback centre, and the office."""
    return bool(user.has_perm("feedback.call_back") or user.has_perm("feedback.work_cases"))


def may_see_number(user: Any) -> bool:
    """Say whether this person is shown whom to call."""
    return bool(user.has_perm("feedback.call_back") or may_see_contact(user))


class Tab(NamedTuple):
    """One of the lists, with how many wait in it."""

    name: str
    label: str | Promise
    url: str
    number: int
    is_more: bool


LABELS: dict[str, str | Promise] = {
    "callbacks": gettext_lazy("Answered cases"),
    "callbacks_discharged": gettext_lazy("Discharged patients"),
    "callbacks_rechecks": pgettext_lazy("callback", "Re-checks"),
}


class CallRoom(OfficeView):
    """A room of the callback centre. Whoever is no officer enters no other room from here."""

    header_icon = "mobile-alt"
    http_method_names = ["get", "head"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in only those who call."""
        if not may_call(request.user):
            raise PermissionDenied
        return super(OfficeView, self).dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the first list."""
        way = [(_("Callbacks"), reverse("office:callbacks")), *self.way_here()]
        return [{"url": url, "label": label} for label, url in way]

    @cached_property
    def now(self) -> datetime:
        """Return the moment by which everything on the page goes."""
        return timezone.now()

    def waiting(self, name: str) -> QuerySet[Any]:
        """Return what waits in a list for this person."""
        if name == "callbacks":
            return callbacks.callable_by(self.user)
        if name == "callbacks_discharged":
            return discharges.to_call(self.user, today=timezone.localdate(self.now))
        return callbacks.to_recheck(self.user, now=self.now)

    def tabs(self) -> list[Tab]:
        """Return the lists with what waits in each: one query for one."""
        found = []
        for name, label in LABELS.items():
            number = self.waiting(name).order_by()[: CAP + 1].count()
            found.append(
                Tab(name, label, reverse(f"office:{name}"), min(number, CAP), number > CAP)
            )
        return found


def script(occasion: CallOccasion) -> list[str]:
    """Return what the caller says, step by step, in the language of the room."""
    words = CallScript.objects.filter(occasion=occasion).first()
    if words is None:
        return []
    english = (get_language() or "").startswith("en")
    text = (words.text_en if english else "") or words.text
    return [line.strip() for line in text.splitlines() if line.strip()]
