"""Days as people say them: the weekday and the date, in the language of the page."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def spoken(day: date | None) -> str:
    """Return a day with its weekday, or nothing for no day."""
    if day is None:
        return ""
    return _("%(weekday)s, %(date)s") % {
        "weekday": date_format(day, "l"),
        "date": date_format(day, "DATE_FORMAT"),
    }


def promised(day: date | None, *, provisional: bool) -> str:
    """Return a due date, and say so where the calendar it counts by is not yet announced."""
    if day is None or not provisional:
        return spoken(day)
    return _("%(day)s (provisional: the holidays of that year are not announced yet)") % {
        "day": spoken(day)
    }


def from_iso(day: str) -> str:
    """Return a day as the diary's facts keep it, with its weekday."""
    return spoken(date.fromisoformat(day)) if day else ""
