"""When the self-check is due: once a week, at night; a week later than that at any hour.

It is begun as a process of its own, for what goes round the chores has mail to carry meanwhile.
"""

import subprocess
import sys
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from portal import limits
from transparency.models import SelfCheck

NIGHT = range(1, 5)
# Whoever sleeps at night, as an office's computer does, is asked by day after so long.
PATIENCE = timedelta(days=2)
SCOPE = "self_check"


def is_due(now: datetime) -> bool:
    """Say whether a run is to be begun now."""
    every = timedelta(days=settings.SELF_CHECK_DAYS)
    if not every:
        return False
    last = SelfCheck.objects.order_by("-ended_at").values_list("ended_at", flat=True).first()
    at_night = timezone.localtime(now).hour in NIGHT
    if last is None:
        return at_night
    return now - last >= (every if at_night else every + PATIENCE)


def sweep(now: datetime | None = None) -> bool:
    """Begin a run when one is due; of several machines one does."""
    if not is_due(now or timezone.now()) or not limits.take(SCOPE, most=1):
        return False
    begin()
    return True


def begin() -> None:
    """Begin a run and do not wait for it; what it finds it writes down itself."""
    subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "self_check"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
