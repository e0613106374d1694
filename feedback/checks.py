"""What whoever runs the house is warned of: a year whose days off nobody has entered."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError
from django.utils import timezone

from feedback import deadlines
from feedback.models import CalendarDay


@register(Tags.database)
def working_calendar(**kwargs: Any) -> list[CheckMessage]:
    """Warn from 1 November on that due dates in the next year are only provisional."""
    today = timezone.localdate()
    try:
        year = deadlines.missing_year(CalendarDay.objects.around(today), on=today)
    except DatabaseError:  # before the first migration there is no calendar to speak of
        return []
    if year is None:
        return []
    return [
        Warning(
            f"The working calendar of {year} is missing, so due dates in it are provisional.",
            hint="Enter the days off and the make-up working days that the State Council announced, "
            "in the admin under Lists, Working calendar.",
            id="feedback.W001",
        )
    ]
