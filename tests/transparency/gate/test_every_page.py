"""Every kind of page, every place in it, every way to the public: nothing that is somebody's goes out.

A new kind of page, text field or block is met by these tests without anybody adding it; a kind that
no site has from the beginning needs a maker in `kinds`, and the first test says so.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Page,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.models import PlainPage
from portal import gate
from portal.models import PortalPage, User
from portal.publishing import publish_due
from tests.transparency.gate.conftest import TELEPHONE
from tests.transparency.gate.kinds import KINDS, one_of, planted
from tests.transparency.test_two_persons import fields
from tests.visitor import Visitor
from transparency.models import CaseSummaryPage, SummaryIndexPage

LEAK = f"电话 {TELEPHONE}"
by_name = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


@pytest.fixture
def clean(kind: type[PortalPage], index: SummaryIndexPage, editor: User, reviewer: User) -> Any:
    """A live page of the kind in which nothing stands that would hold it back."""
    return one_of(kind, editor=editor, reviewer=reviewer)


@by_name
def test_there_is_one_of_each_kind_to_try(clean: Any) -> None:
    assert [clean is not None and clean.live, gate.findings(clean)] == [True, []]


@by_name
def test_every_place_that_holds_words_is_read(clean: Any) -> None:
    places = {where: gate.findings(page) for where, page in planted(clean, TELEPHONE)}
    missed = [where for where, found in places.items() if "mobile" not in {f.kind for f in found}]
    assert missed == []
    assert {"title", "slug", "seo_title", "search_description"} <= places.keys()


# --- The ways -------------------------------------------------------------------------------------
def draft(page: Any) -> Revision:
    """Return a draft of a page in whose title the number stands."""
    page.title = LEAK
    revision: Revision = page.save_revision()
    return revision


def past_the_row(page: Any) -> Any:
    """Return a page into which the number was written past its row, so that it is public already."""
    Page.objects.filter(pk=page.pk).update(title=LEAK)
    return type(page).objects.get(pk=page.pk)


def as_draft(page: Any) -> Any:
    """Return it taken down, with the number in its row: as a bare UPDATE or a restored copy leaves it."""
    Page.objects.filter(pk=page.pk).update(title=LEAK, live=False)
    return type(page).objects.get(pk=page.pk)


def by_saving(page: Any, by: User) -> None:
    page.title = LEAK
    page.save()


def by_saving_without_validation(page: Any, by: User) -> None:
    page.title = LEAK
    page.save(clean=False)


def by_saving_the_title_alone(page: Any, by: User) -> None:
    page.title = LEAK
    page.save(update_fields=["title"])


def by_setting_it_live(page: Any, by: User) -> None:
    page = as_draft(page)
    page.live = True
    page.save(update_fields=["live"])


def by_publishing_its_draft(page: Any, by: User) -> None:
    draft(page).publish(user=by)


def by_the_action_without_rights(page: Any, by: User) -> None:
    PublishPageRevisionAction(draft(page)).execute(skip_permission_checks=True)


def by_the_editor_s_button(page: Any, by: User) -> None:
    sent = fields(page, Visitor(by), title=LEAK, **STREAMS, **{"action-publish": "1"})
    Visitor(by).client.post(f"/admin/pages/{page.pk}/edit/", sent)


def by_reverting(page: Any, by: User) -> None:
    old = draft(page)
    fresh = type(page).objects.get(pk=page.pk)
    fresh.save_revision()
    sent = fields(fresh, Visitor(by), title=LEAK, **STREAMS, **{"action-publish": "1"})
    Visitor(by).client.post(f"/admin/pages/{page.pk}/edit/", {**sent, "revision": str(old.pk)})


def by_workflow(page: Any, by: User) -> None:
    draft(page)
    workflow = Workflow.objects.create(name="One look")
    task = GroupApprovalTask.objects.create(name="Look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=Page(pk=page.pk), defaults={"workflow": workflow})
    state = workflow.start(page, by).current_task_state
    state.task.specific.on_action(state.specific, by, "approve")


def by_schedule(page: Any, by: User) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=draft(page).pk).update(approved_go_live_at=past)
    publish_due()


def by_publishing_many(page: Any, by: User) -> None:
    as_draft(page).save_revision()
    Visitor(by).client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {})


def by_copying(page: Any, by: User) -> None:
    past_the_row(page).copy(update_attrs={"slug": "another"}, keep_live=True)


def by_an_alias(page: Any, by: User) -> None:
    past_the_row(page).create_alias(update_slug="another")


def by_an_alias_that_follows(page: Any, by: User) -> None:
    page.create_alias(update_slug="another")
    past_the_row(page).update_aliases()


def by_translating(page: Any, by: User) -> None:
    french = Locale.objects.create(language_code="fr")
    past_the_row(page).copy_for_translation(french, copy_parents=True, alias=True)


WAYS: list[Callable[[Any, User], None]] = [
    one for name, one in list(globals().items()) if name.startswith("by_") and name != "by_name"
]
STREAMS = {f"{name}-count": "0" for name in ("body",)}


def told() -> int:
    """Count the public pages in which the number stands."""
    return Page.objects.live().filter(title__contains=TELEPHONE).count()


def goes_out(page: Any, way: Callable[[Any, User], None], by: User) -> bool:
    """Try one way and say whether more of the public reads the number than before; then undo it."""
    with transaction.atomic():
        own = 1 if way in (by_copying, by_an_alias, by_an_alias_that_follows, by_translating) else 0
        with suppress(PermissionDenied), transaction.atomic():
            way(type(page).objects.get(pk=page.pk), by)
        more = told() > own
        transaction.set_rollback(True)
    return more


@by_name
def test_no_way_leads_out(clean: Any, superuser: User) -> None:
    assert [way.__name__ for way in WAYS if goes_out(clean, way, superuser)] == []


def test_without_the_gate_every_way_would_lead_out(
    page: PlainPage, superuser: User, monkeypatch: Any
) -> None:
    monkeypatch.setattr(gate, "findings", lambda page: [])
    assert [way.__name__ for way in WAYS if not goes_out(page, way, superuser)] == []


def test_no_way_is_open_that_is_not_tried_here() -> None:
    assert [one for one in settings.INSTALLED_APPS if "api" in one or "rest" in one] == []


def test_a_summary_is_held_back_by_the_gate_too(
    index: SummaryIndexPage, editor: User, reviewer: User, monkeypatch: Any
) -> None:
    page = one_of(CaseSummaryPage, editor=editor, reviewer=reviewer)
    monkeypatch.setattr(CaseSummaryPage, "_must_be_approved", lambda page: None)
    assert not goes_out(page, by_saving, editor)
