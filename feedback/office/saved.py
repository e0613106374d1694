"""Ways of looking at the inbox that somebody wants to find again. Each sees and deletes the own ones only."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.models import SavedFilter
from feedback.office.filters import InboxFilter
from feedback.office.rooms import OfficeView
from portal.models import User

# Above this a list of links is no shorter way any more.
AT_MOST = 20
LONGEST = SavedFilter._meta.get_field("name").max_length or 0
# Where the session keeps what was removed last.
REMOVED = "removed_filter"


class Link(NamedTuple):
    """A saved filter as a way to those cases."""

    pk: int
    name: str
    query: str
    is_chosen: bool


def links(user: User, query: str) -> list[Link]:
    """Return this person's own filters; the one the inbox shows now is marked."""
    own = SavedFilter.objects.filter(user=user)
    return [Link(one.pk, one.name, one.query, one.query == query) for one in own]


def inbox(query: str) -> str:
    """Return the address of the inbox with these filters."""
    return reverse("office:inbox") + (f"?{query}" if query else "")


def known(query: str, user: User) -> str:
    """Return only what the inbox itself would put into an address: no words that were searched for."""
    return InboxFilter(QueryDict(query), user=user).query()


class SaveView(OfficeView):
    """Saves the present filters under a name; the same name again replaces what it stood for."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or say what is missing."""
        query = known(request.POST.get("query", ""), self.user)
        name = " ".join(request.POST.get("name", "").replace("\x00", "").split())
        own = SavedFilter.objects.filter(user=self.user)
        if not query:
            messages.error(request, _("Choose at least one filter before you save it."))
        elif not name or len(name) > LONGEST:
            said = _("Give the filter a name of at most %(number)d characters.")
            messages.error(request, said % {"number": LONGEST})
        elif own.exclude(name=name).count() >= AT_MOST:
            said = _("You have saved %(number)d filters; delete one before you add another.")
            messages.error(request, said % {"number": AT_MOST})
        else:
            own.update_or_create(user=self.user, name=name, defaults={"query": query})
            messages.success(request, _("Saved as “%(name)s”.") % {"name": name})
        return redirect(inbox(query))


class RemoveView(OfficeView):
    """Deletes one of the own filters and offers to take that back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete; somebody else's does not exist here."""
        one = get_object_or_404(SavedFilter, pk=self.kwargs["pk"], user=self.user)
        request.session[REMOVED] = {"name": one.name, "query": one.query}
        one.delete()
        return redirect(inbox(known(request.POST.get("query", ""), self.user)))


class RestoreView(OfficeView):
    """Takes the last deletion back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put back what was removed last, unless its name has been given again."""
        if (removed := request.session.pop(REMOVED, None)) is not None:
            SavedFilter.objects.get_or_create(
                user=self.user, name=removed["name"], defaults={"query": removed["query"]}
            )
        return redirect(inbox(known(request.POST.get("query", ""), self.user)))
