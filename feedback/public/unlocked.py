"""Which case this browser has opened: its number and the time, in the session. Never the code."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from feedback.models import Case

KEY = "unlocked"
# Staying counts from the last page; noted once a minute, so that not every look is a write.
NOTED_EVERY = 60


def unlock(request: HttpRequest, case: Case) -> None:
    """Open a case in this browser, under a new session key."""
    if request.session.session_key:
        request.session.cycle_key()
    request.session[KEY] = {"case": case.pk, "at": _now()}


def unlocked_pk(request: HttpRequest) -> int | None:
    """Return the number of the open case, or None when there is none, or not any more."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    kept = request.session.get(KEY)
    if not kept:
        return None
    idle = _now() - kept["at"]
    if idle > settings.SESSION_COOKIE_AGE:
        lock(request)
        return None
    if idle >= NOTED_EVERY:
        request.session[KEY] = {**kept, "at": _now()}
    return int(kept["case"])


def unlocked(request: HttpRequest, *, only: Sequence[str] = ()) -> Case | None:
    """Return the case this browser has open; who just shows it names what `only` to read."""
    pk = unlocked_pk(request)
    if pk is None:
        return None
    cases = Case.objects.select_related("contact")
    read = cases.only(*only) if only else cases.defer("contact__name", "contact__phone")
    return next(iter(read.filter(pk=pk)), None)


def lock(request: HttpRequest) -> None:
    """Forget the case; whoever is signed in as staff in the same browser stays signed in."""
    request.session.pop(KEY, None)
    if request.user.is_authenticated:
        request.session.cycle_key()
    else:
        request.session.flush()


def see_other(name: str) -> HttpResponseRedirect:
    """Send the browser on, to be asked for with GET."""
    answer = HttpResponseRedirect(reverse(f"feedback:{name}"))
    answer.status_code = 303
    return answer


def _now() -> int:
    return int(timezone.now().timestamp())
