"""The relay's rounds: what must still be done after the request, by a worker or by the relay itself.

Only ids travel to the broker. A broker that is down delays the work and never loses it: whatever
stands undone in the database is found by the next round, and what nobody has taken up for two
minutes the relay does itself.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from feedback import notices
from feedback.imports import orders
from feedback.models import Attachment
from feedback.services import files, joint, similar
from feedback.vocabulary import Way

logger = logging.getLogger(__name__)

# After this the relay no longer waits for a worker.
STALLED = timedelta(minutes=2)
# So much in one round, so that no kind of work waits long for another.
A_ROUND = 200


def carry() -> int:
    """Read on in the diary, then do, or hand over, all that waits; return how much there was."""
    read = notices.tell()
    notices.relieve()
    made_safe = _see_to(files.unchecked(), make_safe, since="added_at")
    # Each way on its own: a gateway that is down does not hold up the mails.
    delivered = sum(_see_to(notices.waiting(way), deliver, since="not_before") for way in Way)
    return (
        read
        + made_safe
        + delivered
        + similar.sweep(A_ROUND)
        + orders.sweep(A_ROUND)
        + joint.sweep(A_ROUND)
    )


@shared_task(name="feedback.make_safe")
def make_safe(pk: int) -> bool:
    """Make the safe copy of one attachment."""
    attachment = Attachment.objects.filter(pk=pk).first()
    return attachment is not None and files.make_safe(attachment)


@shared_task(name="feedback.deliver")
def deliver(pk: int) -> bool:
    """Send one notice, to a submitter or a colleague."""
    return notices.deliver(pk)


def _see_to(waiting: QuerySet[Any], task: Callable[[int], bool], *, since: str) -> int:
    """Do what waits; with Celery only what has waited too long, and hand the rest over."""
    handed = 0
    if settings.RELAY == "celery":
        handed = _hand_over(waiting.filter(queued_at=None), task)
        waiting = waiting.filter(**{f"{since}__lt": timezone.now() - STALLED})
    done = 0
    for pk in list(waiting.values_list("pk", flat=True)[:A_ROUND]):
        try:
            if not task(pk):
                break
        except Exception:  # it is let be after some tries; the others must not wait for that
            logger.exception("Nothing came of %d", pk)
        done += 1
    return handed + done


def _hand_over(fresh: QuerySet[Any], task: Any) -> int:
    """Give ids to the broker, each once; after the first trouble the next round goes on."""
    pks = list(fresh.values_list("pk", flat=True)[:A_ROUND])
    for handed, pk in enumerate(pks):
        if not fresh.filter(pk=pk).update(queued_at=timezone.now()):
            continue  # another relay was faster
        try:
            task.apply_async((pk,), retry=False)
        except Exception as trouble:  # noqa: BLE001 - each transport has errors of its own
            fresh.model._default_manager.filter(pk=pk).update(queued_at=None)
            logger.warning("The broker takes no work: %s", type(trouble).__name__)
            return handed
    return len(pks)
