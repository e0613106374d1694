"""What there is beside a case, asked in one statement: what there is not is not asked for again.

Most cases have no attachment, no second department and no case they belong together with.
"""

from typing import NamedTuple

from django.db import connection

from feedback.models import Case
from feedback.models.sight import once
from portal.models import User

ASKED = """
    SELECT
        EXISTS (SELECT 1 FROM feedback_case_assisting WHERE case_id = %s),
        EXISTS (SELECT 1 FROM feedback_attachment WHERE case_id = %s),
        EXISTS (SELECT 1 FROM feedback_improvement_cases WHERE case_id = %s),
        EXISTS (SELECT 1 FROM feedback_caselink WHERE one_id = %s OR other_id = %s),
        EXISTS (SELECT 1 FROM feedback_case WHERE merged_into_id = %s OR split_from_id = %s)
"""


class Holdings(NamedTuple):
    """Of what a case has any; whether a reader may be told of it is asked where it is read."""

    assisting: bool
    attachments: bool
    improvements: bool
    links: bool
    parts: bool


def of(case: Case, reader: User) -> Holdings:
    """Return what there is; a page that only reads asks once."""
    return once(reader, f"holdings of {case.pk}", lambda: _asked(case))


def _asked(case: Case) -> Holdings:
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [case.pk] * ASKED.count("%s"))
        return Holdings(*map(bool, cursor.fetchone()))
