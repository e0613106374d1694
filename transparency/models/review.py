"""The review of a summary by a second person: what must be looked at, and who may say yes."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, TaskState

from portal import gate
from portal.models import User
from transparency.models.approval import Approval, NotApproved
from transparency.models.summary import CaseSummaryPage

# What the reviewer looks for, one tick each; the words follow the anonymisation rules of the house.
TICKS = {
    "names": _("No names: patients, relatives and staff are letters (patient A, nurse B)."),
    "dates": _("No exact dates: months only."),
    "ages": _("No exact ages: bands such as “in their sixties”."),
    "conditions": _("No rare illness or singular event by which somebody would be recognised."),
    "places": _("No ward, bed, room, village or workplace; no number of any kind of record."),
}


class PrivacyReviewForm(TaskStateCommentForm):
    """The reviewer's list; an approval without every tick is not taken."""

    names = forms.BooleanField(label=TICKS["names"])
    dates = forms.BooleanField(label=TICKS["dates"])
    ages = forms.BooleanField(label=TICKS["ages"])
    conditions = forms.BooleanField(label=TICKS["conditions"])
    places = forms.BooleanField(label=TICKS["places"])

    field_order = [*TICKS, "comment"]


class PrivacyReviewTask(AbstractGroupApprovalTask):
    """One of a group reads a summary for what gives people away; never its own author."""

    class Meta:
        verbose_name = _("privacy review")
        verbose_name_plural = _("privacy reviews")

    @classmethod
    def get_description(cls) -> Any:
        """Say in Wagtail's list of tasks what this one is for."""
        return _("A second person ticks off that nobody can be recognised")

    def get_form_for_action(self, action: str) -> Any:
        """Ask for the ticks before an approval."""
        return PrivacyReviewForm if action == "approve" else super().get_form_for_action(action)

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, Any, bool]]:
        """Offer sending back to all reviewers, approving only to those who did not write it."""
        offered: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if not offered or not isinstance(obj.specific, CaseSummaryPage):
            return offered
        back = ("reject", _("Request changes"), True)
        if _author(obj) in (None, user.pk) or not _is_what_was_submitted(obj):
            return [back]
        return [("approve", _("Approve and publish"), True), back]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **answers: Any) -> Any:
        """Write down the approval of the revision that was submitted, then let the workflow publish it.

        Wagtail's previews and comparisons show that revision; one saved since then is another text.
        """
        comment = str(answers.get("comment", ""))
        page = task_state.workflow_state.content_object.specific
        if action_name == "approve" and isinstance(page, CaseSummaryPage):
            gate.must_pass(page.get_latest_revision_as_object())
            ticked = all(answers.get(tick) is True for tick in TICKS)
            if not ticked or task_state.revision_id != page.latest_revision_id:
                raise NotApproved
            approve(page, by=user)
        return super().on_action(task_state, user, action_name, comment=comment)


def approve(page: CaseSummaryPage, *, by: User) -> Approval:
    """Keep one account's word for the newest revision of a page. Raises `NotApproved`."""
    revision = page.get_latest_revision()
    if revision is None or revision.user_id in (None, by.pk):
        raise NotApproved
    return Approval.objects.create(
        page=page,
        revision=revision,
        fingerprint=revision.as_object().fingerprint,
        author_number=revision.user_id,
        approver_number=by.pk,
        approved_by=by,
    )


def _is_what_was_submitted(page: Any) -> bool:
    state = page.current_workflow_task_state
    return state is not None and state.revision_id == page.latest_revision_id


def _author(page: Any) -> int | None:
    revision = page.get_latest_revision()
    return revision.user_id if revision else None
