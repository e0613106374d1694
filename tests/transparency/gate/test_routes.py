"""Whatever way a page takes to the public, what belongs to somebody does not come along."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, Revision

from home.models import PlainPage
from portal.gate import HeldBack
from portal.models import User
from portal.publishing import publish_due
from tests.transparency.gate.conftest import TELEPHONE
from tests.visitor import Visitor


def is_told(page: PlainPage) -> bool:
    """Say whether anybody reads the number now."""
    return TELEPHONE in Visitor().client.get(page.url).content.decode()


def form(page: PlainPage, **changes: str) -> dict[str, str]:
    """What the edit form sends."""
    body = {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return {"title": page.title, "slug": page.slug, "lead": page.lead, **body, **changes}


def test_the_button_is_refused_with_the_reason_and_nothing_is_lost(
    leaking: PlainPage, editor: User
) -> None:
    sent = form(leaking, **{"action-publish": "1"})
    answer = Visitor(editor).post(f"/admin/pages/{leaking.pk}/edit/", sent)
    assert TELEPHONE in answer.soup.select_one("textarea[name=lead]").text
    assert answer.soup.select_one("#gate mark").text == TELEPHONE
    assert not is_told(leaking)


def test_a_draft_may_hold_anything(leaking: PlainPage, editor: User) -> None:
    answer = Visitor(editor).post(f"/admin/pages/{leaking.pk}/edit/", form(leaking))
    assert answer.status == 302


def test_publishing_the_revision_is_refused(leaking: PlainPage) -> None:
    with pytest.raises(HeldBack):
        leaking.get_latest_revision().publish()
    assert not is_told(leaking)


def test_saving_it_is_refused(leaking: PlainPage) -> None:
    with pytest.raises(HeldBack):
        leaking.save()


def test_saving_it_without_validation_is_refused(leaking: PlainPage) -> None:
    with pytest.raises(HeldBack):
        leaking.save(clean=False)


def test_a_new_live_page_is_refused(site: Any) -> None:
    page = PlainPage(title=f"电话 {TELEPHONE}", slug="telephone", locale=site.locale)
    with pytest.raises(HeldBack):
        site.add_child(instance=page)


def test_a_copy_that_stays_live_is_refused(page: PlainPage) -> None:
    PlainPage.objects.filter(pk=page.pk).update(lead=f"电话 {TELEPHONE}")
    with pytest.raises(HeldBack):
        PlainPage.objects.get(pk=page.pk).copy(update_attrs={"slug": "copy"}, keep_live=True)


def test_an_alias_is_refused(page: PlainPage) -> None:
    PlainPage.objects.filter(pk=page.pk).update(lead=f"电话 {TELEPHONE}")
    with pytest.raises(HeldBack):
        PlainPage.objects.get(pk=page.pk).create_alias(update_slug="alias")


def test_a_schedule_is_refused_in_its_hour_and_stops_no_other(
    leaking: PlainPage, site: Any
) -> None:
    other = PlainPage(title="班车", slug="bus", live=False, locale=site.locale)
    site.add_child(instance=other)
    other.save_revision()
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(
        pk__in=[leaking.get_latest_revision().pk, other.get_latest_revision().pk]
    ).update(approved_go_live_at=past)
    publish_due()
    assert [is_told(leaking), PlainPage.objects.get(pk=other.pk).live] == [False, True]


def test_the_bulk_button_publishes_nothing_of_it(leaking: PlainPage, superuser: User) -> None:
    PlainPage.objects.filter(pk=leaking.pk).update(live=False)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={leaking.pk}"
    Visitor(superuser).post(address, {})
    assert not PlainPage.objects.get(pk=leaking.pk).live


def test_reverting_to_it_is_refused(leaking: PlainPage, editor: User) -> None:
    revision = leaking.get_latest_revision()
    clean = PlainPage.objects.get(pk=leaking.pk)
    clean.save_revision().publish()
    sent = form(leaking, **{"action-publish": "1", "revision": str(revision.pk)})
    Visitor(editor).post(f"/admin/pages/{leaking.pk}/edit/", sent)
    assert not is_told(leaking)


def test_taking_it_down_is_not_held_back(page: PlainPage) -> None:
    PlainPage.objects.filter(pk=page.pk).update(lead=f"电话 {TELEPHONE}")
    PlainPage.objects.get(pk=page.pk).unpublish()
    assert not PlainPage.objects.get(pk=page.pk).live


def test_the_refusal_repeats_nothing(leaking: PlainPage) -> None:
    with pytest.raises(HeldBack) as refused:
        leaking.save()
    assert TELEPHONE not in str(refused.value)


def test_moving_a_clean_page_asks_nothing(page: PlainPage, site: Any) -> None:
    page.move(site, pos="first-child")
    assert Page.objects.get(pk=page.pk).live
