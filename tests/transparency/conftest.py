"""The pages of transparency below the home pages, and a summary on its way."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal.models import User
from tests.factories import CaseFactory, UserFactory
from transparency.models import CaseSummaryPage, SummaryIndexPage
from transparency.models.review import TICKS, approve
from transparency.site import lay_transparency

MARCH = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXT = {
    "title": "投诉：就医流程与等候",
    "kind": "complaint",
    "category": "PRO",
    "outcome": "upheld",
    "month": date(2026, 3, 1),
    "matter": "患者甲在门诊等候两个多小时，没有人说明原因。",
    "finding": "当天窗口少开了一个。",
    "done_here": "向患者甲道歉并说明原因。",
    "done_for_others": "高峰时段增开窗口。",
}


@pytest.fixture
def index(site: Any) -> SummaryIndexPage:
    """The Chinese list of summaries, with everything around it."""
    english = site.get_translations().first()
    lay_transparency(site, english)
    hide_among("PRO-01")
    return SummaryIndexPage.objects.get(locale__language_code="zh-hans")


@pytest.fixture
def draft(index: SummaryIndexPage, editor: User) -> CaseSummaryPage:
    """A summary that Editor Lin has written and nobody has approved."""
    return write_summary(index, by=editor)


@pytest.fixture
def published(draft: CaseSummaryPage, reviewer: User) -> CaseSummaryPage:
    """The same after Reviewer He has approved it through the workflow."""
    return put_out(draft, by=reviewer)


@pytest.fixture
def second_superuser(db: None) -> User:
    return UserFactory(username="root2", is_superuser=True)


def hide_among(category: str) -> None:
    """Lay as many matters of a field as a summary of it needs to hide among."""
    for _number in range(5):
        CaseFactory(assigned=True, category=category, received_at=MARCH)


def write_summary(
    index: SummaryIndexPage, *, by: User | None, slug: str = "2026-1", **other: Any
) -> CaseSummaryPage:
    page = CaseSummaryPage(**{**TEXT, **other}, slug=slug, locale=index.locale, owner=by)
    index.add_child(instance=page)
    page.save_revision(user=by)
    return page


def put_out(page: CaseSummaryPage, *, by: User) -> CaseSummaryPage:
    author = page.get_latest_revision().user
    state = page.get_workflow().start(page, author)
    task_state = state.current_task_state.specific
    task_state.task.specific.on_action(task_state, by, "approve", **dict.fromkeys(TICKS, True))
    page.refresh_from_db()
    return page


__all__ = ["TEXT", "approve", "put_out", "write_summary"]
