"""Nobody makes a summary live that another account did not approve in exactly that revision."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from portal.models import User
from portal.publishing import publish_due
from tests.transparency.conftest import put_out, write_summary
from tests.visitor import Visitor
from transparency.models import Approval, CaseSummaryPage, NotApproved, SummaryIndexPage
from transparency.models.review import TICKS

ALL_TICKED = json.dumps(dict.fromkeys(TICKS, True))
BECAUSE = {"withdrawn_because": "写得不够准确，先撤下来。"}


@pytest.fixture(params=["superuser", "editor"])
def somebody(request: Any) -> User:
    """Two who might try: the IT person who may do everything, and the editor."""
    return request.getfixturevalue(request.param)


def is_public(page: Page) -> bool:
    return Visitor().get(page.url_path.replace("/home-zh/", "/")).status == 200


def fields(page: CaseSummaryPage, by: Visitor, **changed: Any) -> dict[str, Any]:
    """What the editor's form would send now."""
    form = by.get(f"/admin/pages/{page.pk}/edit/").soup.select_one("#page-edit-form")
    assert form is not None
    values: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") in {"submit", "button", "checkbox"}:
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            values[field["name"]] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            values[field["name"]] = field.get_text().removeprefix("\n")
        else:
            values[field["name"]] = field.get("value", "")
    values.update({name: value for name, value in changed.items() if name.startswith("action")})
    values.update(changed)
    return values


def workflow_approve(page: CaseSummaryPage, by: User, **ticks: Any) -> Any:
    state = page.current_workflow_task_state
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/"
    return Visitor(by).post(address, ticks)


# The way it is meant


def test_a_summary_goes_out_when_the_reviewer_approves_it(
    draft: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    by = Visitor(editor)
    by.post(f"/admin/pages/{draft.pk}/edit/", fields(draft, by, **{"action-submit": "1"}))
    workflow_approve(draft, reviewer, **dict.fromkeys(TICKS, "on"))
    assert is_public(draft)


def test_the_approval_is_written_down_with_the_wording(
    published: CaseSummaryPage, reviewer: User
) -> None:
    word = Approval.objects.get(page=published, revision=published.live_revision)
    assert (word.approved_by, word.fingerprint) == (reviewer, published.fingerprint)


def test_the_reviewer_may_approve_on_the_edit_page(
    draft: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    draft.get_workflow().start(draft, editor)
    by = Visitor(reviewer)
    act = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    act["workflow-action-extra-data"] = ALL_TICKED
    answer = by.post(f"/admin/pages/{draft.pk}/edit/", fields(draft, by, **act))
    assert answer.to == "/admin/"
    assert is_public(draft)


# Who may not approve


def test_wording_saved_after_the_submission_is_not_approved_unseen(
    draft: CaseSummaryPage, editor: User, reviewer: User, superuser: User
) -> None:
    draft.get_workflow().start(
        draft, editor
    )  # its previews show this revision, whatever comes after
    draft.matter = "NEW WORDS"
    draft.save_revision(user=superuser)
    workflow_approve(draft, reviewer, **dict.fromkeys(TICKS, "on"))
    assert not is_public(draft)


def test_without_every_tick_nothing_is_approved(
    draft: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    draft.get_workflow().start(draft, editor)
    workflow_approve(draft, reviewer, names="on", dates="on")
    assert not is_public(draft)


def test_ticks_left_out_of_a_forged_request_are_missed(
    draft: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    draft.get_workflow().start(draft, editor)
    by = Visitor(reviewer)
    act = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    assert by.post(f"/admin/pages/{draft.pk}/edit/", fields(draft, by, **act)).status < 500
    assert not is_public(draft)


def test_nobody_approves_the_own_revision(index: SummaryIndexPage, superuser: User) -> None:
    page = write_summary(index, by=superuser)
    page.get_workflow().start(page, superuser)
    workflow_approve(page, superuser, **dict.fromkeys(TICKS, "on"))
    assert not is_public(page)


def test_a_revision_without_an_author_cannot_be_approved(
    index: SummaryIndexPage, reviewer: User
) -> None:
    page = write_summary(index, by=None)
    page.get_workflow().start(page, reviewer)
    workflow_approve(page, reviewer, **dict.fromkeys(TICKS, "on"))
    assert not is_public(page)


def test_a_reviewer_who_changes_the_text_cannot_approve_it(
    draft: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    draft.get_workflow().start(draft, editor)
    by = Visitor(reviewer)
    act = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    act["workflow-action-extra-data"] = ALL_TICKED
    page = by.post(
        f"/admin/pages/{draft.pk}/edit/", fields(draft, by, matter="患者乙等了很久。", **act)
    )
    assert page.status == 200
    assert not is_public(draft)


# Every other route


def test_a_direct_publish_saves_a_draft(draft: CaseSummaryPage, somebody: User) -> None:
    by = Visitor(somebody)
    answer = by.post(f"/admin/pages/{draft.pk}/edit/", fields(draft, by, **{"action-publish": "1"}))
    assert answer.status == 302
    assert not is_public(draft)


def test_no_publish_button_is_offered(draft: CaseSummaryPage, somebody: User) -> None:
    page = Visitor(somebody).get(f"/admin/pages/{draft.pk}/edit/")
    assert not page.soup.select("[name=action-publish]")


def test_a_new_summary_cannot_be_published_while_it_is_made(
    draft: CaseSummaryPage, somebody: User
) -> None:
    by = Visitor(somebody)
    values = {**fields(draft, by), "slug": "another", "action-publish": "1"}
    parent = draft.get_parent().pk
    by.post(f"/admin/pages/add/transparency/casesummarypage/{parent}/", values)
    assert not CaseSummaryPage.objects.get(slug="another").live


@pytest.mark.parametrize("below", ["", "&include_descendants=on"])
def test_a_bulk_publish_leaves_it_out(draft: CaseSummaryPage, somebody: User, below: str) -> None:
    chosen = draft if not below else draft.get_parent()
    address = f"/admin/bulk/wagtailcore/page/publish/?id={chosen.pk}&next=/admin/"
    data = {"include_descendants": "on"} if below else {}
    assert Visitor(somebody).post(address, data).status in (200, 302)
    assert not is_public(draft)


def test_a_schedule_without_approval_does_not_fire(
    draft: CaseSummaryPage, published_other: CaseSummaryPage
) -> None:
    Revision.objects.filter(pk__in=[draft.latest_revision_id]).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=5)
    )
    publish_due()
    assert not is_public(draft)


def test_a_schedule_that_is_refused_stops_no_other(
    draft: CaseSummaryPage, published_other: CaseSummaryPage, site: Any
) -> None:
    past = timezone.now() - timedelta(minutes=5)
    other = site.get_children().filter(slug="contact").first() or site.get_children().last()
    revision = other.specific.save_revision()
    Revision.objects.filter(pk=draft.latest_revision_id).update(approved_go_live_at=past)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past + timedelta(minutes=1))
    publish_due()
    other.refresh_from_db()
    assert other.live_revision_id == revision.pk


def test_an_approved_schedule_goes_live_in_its_hour(
    draft: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    draft.go_live_at = timezone.now() + timedelta(minutes=5)
    draft.save_revision(user=editor)
    put_out(draft, by=reviewer)
    assert not is_public(draft)
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=draft.latest_revision_id).update(approved_go_live_at=past)
    content = draft.latest_revision.content
    content["go_live_at"] = past.isoformat()
    Revision.objects.filter(pk=draft.latest_revision_id).update(content=content)
    publish_due()
    assert is_public(draft)


def test_reverting_to_an_approved_revision_needs_a_new_approval(
    published: CaseSummaryPage, somebody: User
) -> None:
    old = published.live_revision
    published.unpublish()
    by = Visitor(somebody)
    by.get(f"/admin/pages/{published.pk}/revisions/{old.pk}/revert/")
    values = fields(published, by, revision=str(old.pk), **{"action-publish": "1"})
    by.post(f"/admin/pages/{published.pk}/edit/", values)
    assert not is_public(published)


def test_publishing_again_after_taking_down_needs_a_new_approval(
    published: CaseSummaryPage, somebody: User
) -> None:
    by = Visitor(somebody)
    by.post(f"/admin/pages/{published.pk}/unpublish/", BECAUSE)
    by.post(f"/admin/pages/{published.pk}/edit/", fields(published, by, **{"action-publish": "1"}))
    assert not is_public(published)


@pytest.mark.parametrize("wish", [{"publish_copies": "on"}, {"alias": "on"}, {}])
def test_no_copy_is_live(published: CaseSummaryPage, somebody: User, wish: dict[str, str]) -> None:
    data = {"new_title": "Copy", "new_slug": "copy", **wish}
    data["new_parent_page"] = str(published.get_parent().pk)
    assert Visitor(somebody).post(f"/admin/pages/{published.pk}/copy/", data).status < 400
    assert not CaseSummaryPage.objects.exclude(pk=published.pk).filter(live=True).exists()


def test_a_copy_made_in_the_shell_is_a_draft(published: CaseSummaryPage) -> None:
    copy = published.copy(update_attrs={"slug": "copy"}, keep_live=True)
    copy.refresh_from_db()
    assert not copy.live


def test_a_copy_of_the_whole_tree_keeps_no_summary_live(
    published: CaseSummaryPage, superuser: User, site: Any
) -> None:
    data = {"new_title": "Copy", "new_slug": "copy", "publish_copies": "on"}
    data |= {"copy_subpages": "on", "new_parent_page": str(site.get_parent().pk)}
    assert Visitor(superuser).post(f"/admin/pages/{site.pk}/copy/", data).status == 302
    copies = CaseSummaryPage.objects.exclude(pk=published.pk)
    assert [copy.live for copy in copies] == [False]


def test_an_alias_does_not_go_out_with_its_original(
    published: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    alias = published.create_alias(update_slug="alias")
    published.save_revision(user=editor)
    put_out(published, by=reviewer)
    alias.refresh_from_db()
    assert not alias.live


def test_a_converted_alias_is_a_draft(published: CaseSummaryPage, superuser: User) -> None:
    alias = published.create_alias(update_slug="alias")
    Visitor(superuser).post(f"/admin/pages/{alias.pk}/convert_alias/")
    alias.refresh_from_db()
    assert (alias.live, alias.alias_of) == (False, None)


def test_a_translation_is_a_draft(published: CaseSummaryPage) -> None:
    twin = published.copy_for_translation(Locale.objects.get(language_code="en"))
    assert not twin.live


# After approval


def test_a_change_to_a_live_summary_waits_for_its_own_approval(
    published: CaseSummaryPage, somebody: User
) -> None:
    by = Visitor(somebody)
    values = fields(published, by, matter="换成别的话。", **{"action-publish": "1"})
    by.post(f"/admin/pages/{published.pk}/edit/", values)
    page = Visitor().get("/transparency/summaries/2026-1/")
    assert "患者甲在门诊等候" in page.text


def test_an_approval_is_worth_nothing_once_the_revision_is_overwritten(
    draft: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    from_review = draft.get_latest_revision()
    put_out(draft, by=reviewer)
    draft.unpublish()
    draft.matter = "批准之后改的话。"
    draft.save_revision(user=editor, overwrite_revision=from_review)
    with pytest.raises(NotApproved):
        draft.get_latest_revision().publish(user=editor)


def test_the_workflow_can_be_walked_twice(
    published: CaseSummaryPage, editor: User, reviewer: User
) -> None:
    published.matter = "患者甲等候很久，改写后的话。"
    published.save_revision(user=editor)
    put_out(published, by=reviewer)
    assert "改写后的话" in Visitor().get("/transparency/summaries/2026-1/").text


# In the shell


def test_saving_it_live_is_refused(draft: CaseSummaryPage) -> None:
    draft.live = True
    with pytest.raises(NotApproved):
        draft.save()


@pytest.mark.parametrize("who", [None, "superuser"])
def test_publishing_its_revision_is_refused(
    draft: CaseSummaryPage, request: Any, who: str | None
) -> None:
    user = request.getfixturevalue(who) if who else None
    with pytest.raises(NotApproved):
        draft.get_latest_revision().publish(user=user, skip_permission_checks=True)


def test_a_live_page_cannot_be_rewritten_without_validation(published: CaseSummaryPage) -> None:
    published.matter = "没有人批准的话。"
    with pytest.raises(NotApproved):
        published.save(clean=False)


def test_what_writes_past_the_model_is_not_shown(draft: CaseSummaryPage) -> None:
    Page.objects.filter(pk=draft.pk).update(live=True)
    assert not is_public(draft)


def test_what_writes_past_the_model_is_named_by_the_check(draft: CaseSummaryPage) -> None:
    Page.objects.filter(pk=draft.pk).update(live=True)
    with pytest.raises(CommandError, match=str(draft.pk)):
        call_command("verify_published")


def test_a_live_summary_changed_past_the_model_is_not_shown(published: CaseSummaryPage) -> None:
    CaseSummaryPage.objects.filter(pk=published.pk).update(matter="没有人批准的话。")
    listed = Visitor().get("/transparency/summaries/")
    assert not is_public(published)
    assert "没有人批准的话" not in listed.text


@pytest.mark.parametrize("taken_back", ["deleted", "rewritten"])
def test_a_summary_whose_approval_is_taken_back_is_no_longer_listed(
    published: CaseSummaryPage, taken_back: str
) -> None:
    rooms = ["/transparency/", "/transparency/summaries/"]
    assert all(published.title in Visitor().get(room).text for room in rooms)
    word = published.approvals.get()
    word.fingerprint = "0" * 64
    word.delete() if taken_back == "deleted" else word.save()
    assert not any(published.title in Visitor().get(room).text for room in rooms)


def test_taking_down_needs_nobody_else(published: CaseSummaryPage, editor: User) -> None:
    Visitor(editor).post(f"/admin/pages/{published.pk}/unpublish/", BECAUSE)
    assert not is_public(published)


@pytest.fixture
def published_other(index: SummaryIndexPage, editor: User, reviewer: User) -> CaseSummaryPage:
    return put_out(write_summary(index, by=editor, slug="2026-9"), by=reviewer)
