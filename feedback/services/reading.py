"""Reading leaves a trace: who opened what, for whom the submitter and the auditor may ask."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from feedback.models import Access, Case
from feedback.vocabulary import Reading
from portal.models import User

# Going to and fro within one case is one opening of it.
ONE_OPENING = timedelta(minutes=10)
# Each page of a case asks: as one statement, which looks and writes.
NOTE = """
    INSERT INTO feedback_access (case_id, by_id, reading, reason, at) SELECT %s, %s, %s, '', %s
    WHERE NOT EXISTS (
        SELECT 1 FROM feedback_access WHERE case_id = %s AND by_id = %s AND reading = %s AND at > %s
    )
"""


def record(case: Case, *, by: User, reading: Reading, reason: str = "") -> Access:
    """Note that a member of staff opened a case, its contact, an attachment or an extract."""
    return Access.objects.create(case=case, by=by, reading=reading, reason=reason)


def opened(case: Case, *, by: User) -> None:
    """Note that somebody opened a case, once for as long as they stay with it."""
    moment = connection.ops.adapt_datetimefield_value
    now = timezone.now()
    note: list[Any] = [case.pk, by.pk, Reading.CASE.value]
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [*note, moment(now), *note, moment(now - ONE_OPENING)])
