"""Publishes the improvement notices of the demonstration, dated back from today. It overwrites nothing."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from transparency.management.measures import IMPROVEMENTS, Account, Improvement
from transparency.models import ImprovementIndexPage, ImprovementPage

TEN = time(10)
MONTHS = 12


@transaction.atomic
def publish_improvements(*, today: date) -> None:
    """Publish the notices that are missing, each in both languages."""
    for improvement in IMPROVEMENTS:
        for index in ImprovementIndexPage.objects.order_by("path"):
            if not index.get_children().filter(slug=improvement.slug).exists():
                _publish(improvement, index, today)


def _publish(improvement: Improvement, index: ImprovementIndexPage, today: date) -> None:
    english = index.locale.language_code == "en"
    account: Account = improvement.english if english else improvement.chinese
    day = today - timedelta(days=improvement.days_ago)
    moment = timezone.make_aware(datetime.combine(day, TEN))
    page = ImprovementPage(
        locale=index.locale,
        slug=improvement.slug,
        category=improvement.category,
        progress=improvement.progress,
        due=in_months(today, improvement.due_in_months),
        done=_done(improvement, today),
        first_published_at=moment,
        last_published_at=moment,
        search_description=account.said,
        **account._asdict(),
    )
    twin = ImprovementPage.objects.filter(slug=improvement.slug).first()
    if twin:
        page.translation_key = twin.translation_key
    index.add_child(instance=page)


def _done(improvement: Improvement, today: date) -> date | None:
    months = improvement.done_in_months
    return None if months is None else in_months(today, months)


def in_months(today: date, months: int) -> date:
    """Return the first day of a month so many months from today's."""
    years, month = divmod(today.month - 1 + months, MONTHS)
    return date(today.year + years, month + 1, 1)
