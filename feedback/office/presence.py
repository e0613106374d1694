"""Who else is on a case just now: noted at each page, told to the others. Who opened what stands elsewhere."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.models import Case, Presence
from portal.models import User


def here(case: Case, user: User, *, writing: bool) -> None:
    """Note that somebody has a case open, to read or to write."""
    row = Presence(case=case, user=user, seen_at=timezone.now(), writing=writing)
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["case", "user"],
        update_fields=["seen_at", "writing"],
    )


def others(case: Case, user: User) -> list[str]:
    """Return a sentence for everybody else who is on this case, whoever writes first."""
    rows = Presence.objects.others(case, than=user).order_by("-writing", "user__username")
    return [_sentence(row) for row in rows]


def _sentence(row: Presence) -> str:
    said = {
        "name": row.user.get_full_name() or row.user.get_username(),
        "time": date_format(timezone.localtime(row.seen_at), "H:i"),
    }
    if row.writing:
        return _("%(name)s is writing on this case (%(time)s).") % said
    return _("%(name)s has this case open (%(time)s).") % said
