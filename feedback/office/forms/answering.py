"""The answer: drafted, approved or sent back, and sent."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case
from feedback.models.sight import reads_story
from feedback.office.fields import Letter, LongText
from feedback.office.forms.act import ActForm
from feedback.vocabulary import Act, Actor
from portal.models import User


class DraftForm(ActForm):
    decides: tuple[Act, ...] = (Act.ASSIGN, Act.SEND_BACK, Act.OVERRULE)
    answer = LongText(
        label=_("Proposed reply"),
        help_text=_("The complaint office reads it, mends it and sends it."),
        rows=12,
    )

    def prefill(self) -> dict[str, Any]:
        """Return the last draft, to be worked on."""
        return {"answer": self.latest_draft()}

    def read_by(self, user: User) -> None:
        """Put in the last draft of a department for whom the office's may name the submitter."""
        if not reads_story(self.case, user):
            self.initial["answer"] = self.latest_draft(actor=Actor.DEPARTMENT)

    def do(self, case: Case, by: User) -> Any:
        """Propose a reply."""
        return services.draft(case, by=by, answer=self.cleaned_data["answer"])


class ReplyForm(DraftForm):
    decides = ()
    answer = Letter(
        label=_("Reply"),
        help_text=_(
            "The submitter reads it as you send it: what was found, what was done, and what "
            "can be done by somebody who does not agree."
        ),
        rows=14,
    )

    def notice(self) -> str:
        """Say why these words need the management's approval, or that nobody can read them."""
        if not self.case.needs_approval:
            return self.unread()
        approved = bool(self.case.approved_seq)
        if self.case.dispute:
            return _in_dispute(approved)
        return _urgent(approved, self.case.get_priority_display())

    def do(self, case: Case, by: User) -> Any:
        """Answer the submitter."""
        return services.reply(case, by=by, answer=self.cleaned_data["answer"])


def _in_dispute(approved: bool) -> str:
    if approved:
        return gettext(
            "This is a medical dispute: the words below are the ones the management has approved. "
            "Changed, they need a new approval."
        )
    return gettext(
        "This is a medical dispute: the reply can be sent only when the management has approved its "
        "words. Save it as a draft."
    )


def _urgent(approved: bool, priority: str) -> str:
    words = {"priority": priority}
    if approved:
        return (
            gettext(
                "The priority is “%(priority)s”: the words below are the ones the management has "
                "approved. Changed, they need a new approval."
            )
            % words
        )
    return (
        gettext(
            "The priority is “%(priority)s”: the reply can be sent only when the management has "
            "approved its words. Save it as a draft."
        )
        % words
    )


class ApproveForm(ActForm):
    decides = (Act.DRAFT,)
    remark = LongText(
        label=_("Remark"), required=False, help_text=_("For colleagues only."), rows=3
    )

    def do(self, case: Case, by: User) -> Any:
        """Let the draft go out as it stands."""
        return services.approve(case, by=by, remark=self.cleaned_data["remark"])


class SendBackForm(ActForm):
    decides = (Act.DRAFT,)
    remark = LongText(
        label=_("What is missing"), help_text=_("Whoever drafted it reads this."), rows=4
    )

    def do(self, case: Case, by: User) -> Any:
        """Ask for another draft."""
        return services.send_back(case, by=by, remark=self.cleaned_data["remark"])
