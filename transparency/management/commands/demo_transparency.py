"""Fills the public pages of the demonstration: figures, and summaries that two accounts have made.

It goes the way people go: draft from a closed case, edit, submit, approve. Run it as often as you like.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import Locale, Site

from feedback import casebook
from feedback.vocabulary import Kind, Outcome
from portal import roles
from portal.models import Hospital, User
from transparency import drafting, releases
from transparency.management.texts import CHINESE, ENGLISH
from transparency.models import CaseSummaryPage, Release
from transparency.models.review import approve
from transparency.site import lay_transparency

SUMMARIES = 4
DRAFTS = 2
LOOKED_AT = 80


class Command(BaseCommand):
    help = "Lay the transparency pages and publish demonstration figures and summaries."

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
            _one_of(group) for group in (roles.OFFICERS, roles.EDITORS, roles.REVIEWERS)
        )
        if officer is None or editor is None or reviewer is None:
            return
        told = set(CaseSummaryPage.objects.live().values_list("category", flat=True))
        waiting = CaseSummaryPage.objects.filter(live=False).count()
        # The Chinese ones; each gets its English twin.
        for case_pk in casebook.publishable(officer, limit=LOOKED_AT):
            if len(told) >= SUMMARIES:
                return
            page, is_new = drafting.draft(case_pk, by=officer)
            if not is_new:
                continue
            if page.category not in told and _suits(page):
                told.add(page.category)
                _write(page, editor, CHINESE)
                _approve(page, reviewer)
                twin = page.copy_for_translation(Locale.objects.get(language_code="en"))
                _write(twin, editor, ENGLISH)
                _approve(twin, reviewer)
            elif waiting < DRAFTS:  # something for the editor to find on the start page
                waiting += 1
            else:
                page.delete()


def _suits(page: CaseSummaryPage) -> bool:
    upheld = page.outcome in {Outcome.UPHELD, Outcome.PARTLY}
    return page.kind == Kind.COMPLAINT and upheld and page.category in CHINESE


def _one_of(group: str) -> User | None:
    members = User.objects.filter(is_active=True, is_superuser=False, groups__name=group)
    return members.order_by("pk").first()


def _write(
    page: CaseSummaryPage, editor: User, texts: dict[str, tuple[str, str, str, str, str]]
) -> None:
    title, matter, finding, here, others = texts[page.category]
    page.title, page.matter, page.finding = title, matter, finding
    page.done_here, page.done_for_others = here, others
    page.save_revision(user=editor, log_action=True)


def _approve(page: CaseSummaryPage, reviewer: User) -> None:
    """Do what the review does, without the mails it sends."""
    approve(page, by=reviewer)
    page.get_latest_revision().publish(user=reviewer)
