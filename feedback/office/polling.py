"""What an open page of a case asks for every now and then: who else is there, and whether it is out of date."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from feedback.office import presence
from feedback.office.rooms import CaseView, OfficeView

# No version has more digits; Python refuses to read very many.
LONGEST = 19


class PresenceView(CaseView):
    """Answers as JSON. It is no opening of the case, and keeps no session alive: nobody need be there."""

    http_method_names = ["get"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch the case without noting that it was opened."""
        self.fetch()
        return super(OfficeView, self).dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say who is there, and whether something happened since the version the page shows."""
        presence.here(self.case, self.user, writing=request.GET.get("writing") == "1")
        shown = request.GET.get("version", "")
        answer = JsonResponse(
            {
                "present": self.present(),
                "newer": shown.isdecimal()
                and len(shown) < LONGEST
                and int(shown) < self.case.version,
            }
        )
        answer.unattended = True  # type: ignore[attr-defined]
        return answer
