"""Reading leaves a trace: who opened what, for whom the submitter and the auditor may ask."""

from datetime import timedelta

from django.utils import timezone

from feedback.models import Access, Case
from feedback.vocabulary import Reading
from portal.models import User

# Going to and fro within one case is one opening of it.
ONE_OPENING = timedelta(minutes=10)


def record(case: Case, *, by: User, reading: Reading, reason: str = "") -> Access:
    """Note that a member of staff opened a case, its contact, an attachment or an extract."""
    return Access.objects.create(case=case, by=by, reading=reading, reason=reason)


def opened(case: Case, *, by: User) -> None:
    """Note that somebody opened a case, once for as long as they stay with it."""
    lately = timezone.now() - ONE_OPENING
    if not case.readings.filter(by=by, reading=Reading.CASE, at__gt=lately).exists():
        record(case, by=by, reading=Reading.CASE)
