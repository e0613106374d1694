"""Publishes the summaries of the demonstration the way people do: one drafts and writes, another approves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from feedback import casebook
from feedback.casebook import Extract, NotPublishable
from portal import roles
from portal.models import User
from transparency import drafting, gating
from transparency.management.stories import STORIES, Story, Words
from transparency.models import CaseSummaryPage, SummaryIndexPage
from transparency.models.review import approve

SEED = 20190410
LOOKED_AT = 150
# Two more are left as drafts, for the editor to find on the start page.
DRAFTS = 2
# A summary goes out some weeks after the month its case came in.
UNTIL_PUBLISHED = timedelta(days=52)
SHOWN = tuple(Words._fields)


class Staff(NamedTuple):
    """Who drafts, who writes and who approves; three accounts of three groups."""

    officer: User
    editor: User
    reviewer: User


def publish_summaries() -> None:
    """Publish every story that has a case to be drafted from; does nothing where summaries are."""
    staff = _staff()
    if staff is None or CaseSummaryPage.objects.exists():
        return
    untold, drafts = list(STORIES), 0
    for number, record in _closed(staff.officer):
        story = next((story for story in untold if _fits(story, record)), None)
        if story:
            untold.remove(story)
            _tell(story, number, staff)
        elif drafts < DRAFTS:
            drafts += 1
            drafting.draft(number, by=staff.officer)
        elif not untold:
            return


def _staff() -> Staff | None:
    groups = (roles.OFFICERS, roles.EDITORS, roles.REVIEWERS)
    people = [_one_of(group) for group in groups]
    return Staff(*[person for person in people if person]) if all(people) else None


def _one_of(group: str) -> User | None:
    members = User.objects.filter(is_active=True, is_superuser=False, groups__name=group)
    return members.order_by("pk").first()


def _closed(officer: User) -> Iterator[tuple[int, Extract]]:
    """Yield closed cases from all over the year with what a summary may say of them."""
    numbers = casebook.publishable(officer, limit=LOOKED_AT)
    Random(SEED).shuffle(numbers)  # noqa: S311 - nothing secret comes from it
    for number in numbers:
        with transaction.atomic():
            try:
                record = casebook.extract(number, by=officer)
            except NotPublishable:
                continue
            # Only a case that becomes a summary shall say in its record that it was extracted.
            transaction.set_rollback(True)
        yield number, record


def _fits(story: Story, record: Extract) -> bool:
    is_alike = (record.kind, record.category, record.outcome) == story[:3]
    near = SummaryIndexPage.objects.first()
    return (
        is_alike
        and record.language == "zh-hans"
        and gating.can_hide(near, record.category, record.month)
    )


def _tell(story: Story, number: int, staff: Staff) -> None:
    page, _is_new = drafting.draft(number, by=staff.officer)
    _publish(page, story.chinese, staff)
    twin = page.copy_for_translation(Locale.objects.get(language_code="en"))
    _publish(twin, story.english, staff)


def _publish(page: CaseSummaryPage, words: Words, staff: Staff) -> None:
    """Write, approve and publish; what the review does, without the mails it sends."""
    for name in SHOWN:
        setattr(page, name, getattr(words, name))
    page.search_description = words.matter
    revision = page.save_revision(user=staff.editor, log_action=True)
    approve(page, by=staff.reviewer)
    revision.publish(user=staff.reviewer)
    _date(page)


def _date(page: CaseSummaryPage) -> None:
    """Let it have gone out some weeks after its case, and not all of them today."""
    month = timezone.make_aware(datetime.combine(page.month, datetime.min.time()))
    went_out = min(month + UNTIL_PUBLISHED, timezone.now())
    CaseSummaryPage.objects.filter(pk=page.pk).update(first_published_at=went_out)
