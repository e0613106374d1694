"""What the last self-check found, on the start page of those who can do something about it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.template import Context
from django.utils import timezone
from wagtail.admin.ui.components import Component

from portal.models import User
from transparency.models import SelfCheck, TransparencyPage
from transparency.office.waiting import lists_of

# A run may be late; after two weeks without one somebody has to look why.
LATE = timedelta(days=14)


class LastSelfCheck(Component):
    """A panel of the start page; it is drawn only where something is wrong."""

    name = "last_self_check"
    template_name = "transparency/office/self_check.html"
    order = 80

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Return the last run when it failed or is long ago."""
        if not _is_concerned(parent_context["request"].user):
            return {"is_shown": False}
        last = SelfCheck.objects.first()
        is_late = last is None or timezone.now() - last.ended_at > LATE
        is_wanted = bool(settings.SELF_CHECK_DAYS) or last is not None
        wrong = is_late if last is None else is_late or not last.passed
        if not (wrong and is_wanted):
            return {"is_shown": False}
        return {"is_shown": True, "last": last, "is_late": is_late}


def _is_concerned(user: User) -> bool:
    """Say whether somebody edits public pages, or looks after the site."""
    return user.is_superuser or bool(lists_of(TransparencyPage, user))
