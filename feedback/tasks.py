"""The relay's rounds: what must still be done after the request, by a worker or by the relay itself.

Only ids travel to the broker. A broker that is down delays the work and never loses it: whatever
stands undone in the database is found by the next round.
"""

from celery import shared_task
from django.conf import settings

from feedback.models import Attachment
from feedback.services import files


def carry() -> int:
    """Do, or hand over, all that waits; return how much there was."""
    waiting = [attachment.pk for attachment in files.unchecked()]
    for pk in waiting:
        if settings.RELAY == "celery":
            make_safe.delay(pk)
        else:
            make_safe(pk)
    return len(waiting)


@shared_task(name="feedback.make_safe")
def make_safe(pk: int) -> None:
    """Make the safe copy of one attachment."""
    attachment = Attachment.objects.filter(pk=pk).first()
    if attachment is not None:
        files.make_safe(attachment)
