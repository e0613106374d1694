"""Puts out the pages whose hour has come and takes down those whose time is over.

Does what Wagtail's `publish_scheduled` does, but one page that fails does not hold up the others.
"""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from portal import gate

logger = logging.getLogger(__name__)
Chore = tuple[str, Callable[[], Any]]


def publish_due() -> int:
    """Publish and expire all that is due, each on its own, and return how many it were."""
    return sum(_done(subject, act) for subject, act in chain(_expiring(), _going_live()))


def _expiring() -> Iterator[Chore]:
    models = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in (Page, *(model for model in models if not issubclass(model, Page))):
        for item in model.objects.filter(live=True, expire_at__lt=timezone.now()):
            act = partial(
                item.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"
            )
            yield f"{model.__name__} {item.pk} could not be taken down", act


def _going_live() -> Iterator[Chore]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in due.order_by("approved_go_live_at"):
        act = partial(revision.publish, log_action="wagtail.publish.scheduled")
        yield f"Revision {revision.pk} could not be published", act


def _done(complaint: str, act: Callable[[], Any]) -> bool:
    try:
        act()
    except gate.HeldBack:  # what stands in it is the editor's to see, not the log's
        logger.warning("%s: the gate holds it back", complaint)
        return False
    except Exception:  # the next page must not wait for this one; it is tried again next time
        logger.exception(complaint)
        return False
    return True
