"""Every night the gate reads what is public, for what came past the row or into the record since."""

import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from home.models import PlainPage
from portal import chores, gate
from portal.models import User
from portal.publishing import publish_due
from tests.factories import CaseFactory
from tests.transparency.conftest import put_out, write_summary
from tests.transparency.gate.conftest import TELEPHONE
from tests.visitor import Visitor
from transparency import gating, watching
from transparency.models import CaseSummaryPage, GateWatch, SummaryIndexPage

TOLD = f"有事打 {TELEPHONE}。"
HEADING = "Public pages the gate would hold back today"


@pytest.fixture
def leaked(page: PlainPage) -> PlainPage:
    """A public page into which a number was written past its row."""
    PlainPage.objects.filter(pk=page.pk).update(lead=TOLD)
    return page


def held() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = watching.look().held
    return found


def start_page(user: User) -> str:
    return Visitor(user).get("/admin/", language="en").text


def test_a_clean_house_is_read_and_nothing_found(page: PlainPage) -> None:
    look = watching.look()
    assert [look.pages, look.held] == [Page.objects.live().exclude(depth=1).count(), []]


def test_a_bare_update_is_caught(leaked: PlainPage) -> None:
    assert held() == [{"page": leaked.pk, "kinds": ["mobile"]}]


def test_a_base_page_saved_without_its_kind_is_caught(page: PlainPage) -> None:
    base = Page.objects.get(pk=page.pk)
    base.title = TOLD
    base.save(clean=False)
    assert held() == [{"page": page.pk, "kinds": ["mobile"]}]


def test_a_row_written_around_our_own_save_is_caught(page: PlainPage) -> None:
    page.lead = TOLD
    Page.save(page, clean=False)
    assert held() == [{"page": page.pk, "kinds": ["mobile"]}]


def test_a_draft_set_live_by_an_update_is_caught(page: PlainPage) -> None:
    PlainPage.objects.filter(pk=page.pk).update(live=False, lead=TOLD)
    assert held() == []
    Page.objects.filter(pk=page.pk).update(live=True)
    assert held() == [{"page": page.pk, "kinds": ["mobile"]}]


def test_a_name_that_came_into_the_record_later_is_caught(page: PlainPage) -> None:
    page.lead = "感谢欧阳建国老先生送来的锦旗。"
    page.save()
    assert held() == []
    CaseFactory(contact={"name": "欧阳建国"})
    assert held() == [{"page": page.pk, "kinds": ["known"]}]


def test_what_was_ticked_off_and_overruled_is_let_pass(
    index: SummaryIndexPage, editor: User, reviewer: User
) -> None:
    page = write_summary(index, by=editor, category="ENV", matter="患者甲67岁，等候两个多小时。")
    gate.looked_at(page, gate.findings(page), editor)
    wish = gating.overrule(page, gate.findings(page)[0], by=editor, reason="本人要求公开")
    gating.grant(wish, by=reviewer)
    put_out(page, by=reviewer)
    assert held() == []


def test_a_summary_is_judged_by_its_own_rules(
    index: SummaryIndexPage, editor: User, reviewer: User
) -> None:
    page = put_out(write_summary(index, by=editor), by=reviewer)
    CaseSummaryPage.objects.filter(pk=page.pk).update(matter="患者甲67岁。", category="ENV")
    assert held() == [{"page": page.pk, "kinds": ["age", "rare"]}]


def test_a_page_that_cannot_be_read_is_named_and_stops_no_other(
    leaked: PlainPage, monkeypatch: Any
) -> None:
    def fails(page: Any) -> list[gate.Finding]:
        if page.pk == leaked.pk:
            raise ValueError(TOLD)
        return []

    monkeypatch.setattr(gate, "findings", fails)
    look = watching.look()
    assert look.held == [{"page": leaked.pk, "kinds": ["unread"]}]
    assert look.pages > 1


def test_row_and_log_repeat_nothing(leaked: PlainPage, caplog: Any) -> None:
    with caplog.at_level(logging.INFO):
        watching.look()
    assert f"Page {leaked.pk} would be held back: mobile" in caplog.text
    assert TELEPHONE not in caplog.text + str(GateWatch.objects.values())


def test_it_is_a_chore_of_the_house_done_once_a_night(page: PlainPage) -> None:
    chore = next(one for one in chores.all_of_them() if one.work == watching.sweep)
    chore.work()
    chore.work()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        chore.work()
    assert GateWatch.objects.count() == 2


def test_the_administrator_s_check_names_it(leaked: PlainPage) -> None:
    with pytest.raises(CommandError, match=f"第 {leaked.pk} 号页面已公开.*mobile"):
        call_command("verify_published")


@pytest.mark.parametrize("who", ["editor", "reviewer", "superuser"])
def test_it_stands_on_the_start_page_of_whoever_answers_for_it(
    leaked: PlainPage, who: str, request: Any
) -> None:
    watching.look()
    page = Visitor(request.getfixturevalue(who)).get("/admin/")
    (panel,) = page.soup.select("#held-pages-section")
    assert leaked.title in panel.text
    assert TELEPHONE not in panel.text


def test_it_leads_the_editor_to_the_page(leaked: PlainPage, editor: User) -> None:
    watching.look()
    links = Visitor(editor).get("/admin/").soup.select(f'a[href="/admin/pages/{leaked.pk}/edit/"]')
    assert [link.text for link in links] == [leaked.title]


def test_it_does_not_stand_there_for_an_officer(leaked: PlainPage, officer: User) -> None:
    watching.look()
    assert leaked.title not in Visitor(officer).get("/admin/").text


def test_what_was_mended_since_is_gone_from_the_start_page(leaked: PlainPage, editor: User) -> None:
    watching.look()
    PlainPage.objects.filter(pk=leaked.pk).update(lead="停车请走东门。")
    assert not Visitor(editor).get("/admin/").soup.select("#held-pages-section")


def test_the_reviewer_is_told_when_nobody_looked_for_days(
    page: PlainPage, reviewer: User, editor: User
) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        watching.look()
    assert Visitor(reviewer).get("/admin/").soup.select("#no-look-section")
    assert not Visitor(editor).get("/admin/").soup.select("#no-look-section")


def test_a_planned_page_that_was_held_back_is_shown_to_the_editor(
    leaking: PlainPage, editor: User, officer: User, caplog: Any
) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    revisions = Revision.objects.filter(pk=leaking.get_latest_revision().pk)
    revisions.update(approved_go_live_at=hour_ago)
    publish_due()
    assert (
        leaking.title in Visitor(editor).get("/admin/").soup.select_one("#late-pages-section").text
    )
    assert not Visitor(officer).get("/admin/").soup.select("#late-pages-section")
    assert "could not be published" in caplog.text
    assert TELEPHONE not in caplog.text


def test_the_look_stays_bounded(page: PlainPage, django_assert_max_num_queries: Any) -> None:
    pages = watching.look().pages
    with django_assert_max_num_queries(16 * pages):
        watching.look()
