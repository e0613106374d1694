"""With the hotline or authority that passed a case on: urged, contested, decided, reported back."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.models import Case
from feedback.office.fields import Letter, LongText
from feedback.office.forms.act import ActForm
from feedback.services import orders
from feedback.vocabulary import Act
from portal.models import User


def what_it_means(case: Case) -> str:
    """Say what the office has found of the hotline's own category; nothing where it has not."""
    mapping = orders.suggestion(case)
    if mapping is None:
        return ""
    if mapping.category is None:
        words = gettext(
            "The hotline's category “%(path)s” is listed as not a matter of this hospital: if that "
            "is right, contest the dispatch."
        )
        return words % {"path": mapping.path}
    words = gettext(
        "The hotline's category “%(path)s” means “%(category)s” to us; choose another where the "
        "matter is another."
    )
    return words % {"path": mapping.path, "category": mapping.category.path}


class UrgeForm(ActForm):
    text = LongText(
        label=_("What the hotline said"),
        required=False,
        help_text=_("Whoever has the case is written to. The submitter does not see it."),
        rows=3,
    )

    def do(self, case: Case, by: User) -> Any:
        """Note that somebody asked where the answer is."""
        return orders.urge(case, by=by, text=self.cleaned_data["text"])


class ContestForm(ActForm):
    reason = LongText(
        label=_("Why the matter is not this hospital's"),
        help_text=_("The words the hotline is told. Until it decides the case goes on."),
        rows=5,
    )

    def notice(self) -> str:
        """Say what the office has found of the hotline's own category."""
        return what_it_means(self.case)

    def do(self, case: Case, by: User) -> Any:
        """Tell the hotline that it is not ours."""
        return orders.contest(case, by=by, reason=self.cleaned_data["reason"])


class ContestWonForm(ActForm):
    decides = (Act.CONTEST,)
    explanation = Letter(
        label=_("What the submitter will read"),
        help_text=_("Say why, in plain words, and who looks into the matter now."),
    )

    def notice(self) -> str:
        """Say when nobody can read it."""
        return self.unread()

    def do(self, case: Case, by: User) -> Any:
        """Give the order back."""
        return orders.contest_won(case, by=by, explanation=self.cleaned_data["explanation"])


class ContestLostForm(ActForm):
    decides = (Act.CONTEST,)
    text = LongText(label=_("What the hotline said"), required=False, rows=3)

    def do(self, case: Case, by: User) -> Any:
        """Keep the order."""
        return orders.contest_lost(case, by=by, text=self.cleaned_data["text"])


class ReportForm(ActForm):
    text = LongText(
        label=_("What the hotline is told"),
        help_text=_(
            "It begins with what the submitter was told; leave out what the hotline need not know. "
            "It goes into the report-back file."
        ),
        rows=10,
    )

    def prefill(self) -> dict[str, Any]:
        """Return what was reported before, else what the submitter was told."""
        order = getattr(self.case, "order", None)
        return {"text": (order.report if order else "") or orders.answer_of(self.case)}

    def do(self, case: Case, by: User) -> Any:
        """Note what the hotline was told."""
        return orders.report_back(case, by=by, text=self.cleaned_data["text"])
