"""Who else is on a case just now: noted at each page, told to the others. Who opened what stands elsewhere."""

from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from feedback.models import Case, Presence
from portal.models import User

TOLD = ("seen_at", "writing", "user__username", "user__first_name", "user__last_name")
# Every open page says twice a minute that it is there: as one statement, not in a transaction of its own.
NOTE = """
    INSERT INTO feedback_presence (case_id, user_id, seen_at, writing) VALUES (%s, %s, %s, %s)
    ON CONFLICT (case_id, user_id) DO UPDATE SET seen_at = EXCLUDED.seen_at, writing = EXCLUDED.writing
"""


def here(case: Case, user: User, *, writing: bool) -> None:
    """Note that somebody has a case open, to read or to write."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [case.pk, user.pk, now, writing])


def others(case: Case, user: User) -> list[str]:
    """Return a sentence for everybody else who is on this case, whoever writes first."""
    rows = (
        Presence.objects.others(case, than=user).order_by("-writing", "user__username").only(*TOLD)
    )
    return [_sentence(row) for row in rows]


def _sentence(row: Presence) -> str:
    said = {
        "name": row.user.get_full_name() or row.user.get_username(),
        "time": date_format(timezone.localtime(row.seen_at), "H:i"),
    }
    if row.writing:
        return _("%(name)s is writing on this case (%(time)s).") % said
    return _("%(name)s has this case open (%(time)s).") % said
