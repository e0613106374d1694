"""Fills the public pages of the demonstration: figures, and summaries that two accounts have made.

It goes the way people go: draft from a closed case, edit, submit, approve. Run it as often as you like.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from feedback import casebook
from portal.models import Hospital, User
from transparency import drafting, releases
from transparency.management.texts import CHINESE
from transparency.models import CaseSummaryPage, Release
from transparency.models.review import TICKS
from transparency.site import lay_transparency

SUMMARIES = 4
LOOKED_AT = 60


class Command(BaseCommand):
    help = _("Lay the transparency pages and publish demonstration figures and summaries.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the pages, freeze the last twelve months, publish a few summaries."""
        home = Site.objects.get(is_default_site=True).root_page.specific
        english = home.get_translations().filter(locale__language_code="en").first()
        lay_transparency(home, english)
        self._publish_figures()
        self._publish_summaries()

    def _publish_figures(self) -> None:
        hospital = Hospital.objects.get(code="main")
        start, end = releases.last_twelve_months(today=timezone.localdate())
        if Release.objects.published().of(hospital.pk).exists():
            return
        releases.publish(releases.freeze(hospital, start=start, end=end))

    def _publish_summaries(self) -> None:
        officer, editor, reviewer = (
            _one_of(group)
            for group in ("Complaint officers", "Communications editors", "Privacy reviewers")
        )
        if officer is None or editor is None or reviewer is None:
            return
        seen: set[str] = set(CaseSummaryPage.objects.live().values_list("category", flat=True))
        for case_pk in casebook.publishable(officer, limit=LOOKED_AT):
            if len(seen) >= SUMMARIES:
                return
            page, is_new = drafting.draft(case_pk, by=officer)
            if not is_new or page.category in seen or page.category not in CHINESE:
                if is_new:
                    page.delete()
                continue
            seen.add(page.category)
            _write(page, editor)
            _approve(page, editor, reviewer)


def _one_of(group: str) -> User | None:
    members = User.objects.filter(is_active=True, is_superuser=False, groups__name=group)
    return members.order_by("pk").first()


def _write(page: CaseSummaryPage, editor: User) -> None:
    title, matter, finding, here, others = CHINESE[page.category]
    page.title, page.matter, page.finding = title, matter, finding
    page.done_here, page.done_for_others = here, others
    page.save_revision(user=editor, log_action=True)


def _approve(page: Page, editor: User, reviewer: User) -> None:
    state = page.get_workflow().start(page, editor).current_task_state.specific
    ticks: dict[str, Any] = dict.fromkeys(TICKS, True)
    state.task.specific.on_action(state, reviewer, "approve", **ticks)
