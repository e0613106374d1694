"""Reading leaves a trace: who opened what, for whom the submitter and the auditor may ask."""

from feedback.models import Access, Case
from feedback.vocabulary import Reading
from portal.models import User


def record(case: Case, *, by: User, reading: Reading, reason: str = "") -> Access:
    """Note that a member of staff opened a case, its contact, an attachment or an extract."""
    return Access.objects.create(case=case, by=by, reading=reading, reason=reason)
