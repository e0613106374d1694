"""The rest at night: whether a moment lies in it, and when it is over. It looks at no clock."""

from datetime import datetime, time, timedelta

from django.utils import timezone

Hours = tuple[time, time] | None


def is_quiet(moment: datetime, hours: Hours) -> bool:
    """Say whether a moment lies in the rest; its first minute does, the minute it ends does not."""
    if hours is None:
        return False
    start, end = hours
    at = timezone.localtime(moment).time()
    return start <= at < end if start < end else at >= start or at < end


def after_rest(moment: datetime, hours: Hours) -> datetime:
    """Return the moment itself, or the end of the rest it lies in."""
    if hours is None or not is_quiet(moment, hours):
        return moment
    local = timezone.localtime(moment)
    _start, end = hours
    overnight = local.time() >= end
    day = local.date() + timedelta(days=1 if overnight else 0)
    return datetime.combine(day, end, tzinfo=local.tzinfo)
