"""What the form of every act has: the case, and the version the person had read."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from feedback.models import Case, CaseEvent
from feedback.vocabulary import Act
from portal.models import User

# The next one still has to fit into its column.
HIGHEST = 2**31 - 2


class ActForm(forms.Form):
    """An act without questions. `version` is what the person had read when the form was shown."""

    version = forms.IntegerField(min_value=1, max_value=HIGHEST, widget=forms.HiddenInput)
    # The last entry of these acts is what is decided here, or answers to; it is shown over the form.
    decides: tuple[Act, ...] = ()

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.initial.setdefault("version", case.version)
        for name, value in self.prefill().items():
            self.initial.setdefault(name, value)

    def prefill(self) -> dict[str, Any]:
        """Return what is known already."""
        return {}

    def do(self, case: Case, by: User) -> Any:
        """Do the act."""
        raise NotImplementedError

    def afterwards(self, case: Case) -> str:
        """Return a warning to be read once the act is done; nothing where there is none."""
        return ""

    def notice(self) -> str:
        """Return a sentence that has to be read before the act; nothing where there is none."""
        return ""

    def unread(self) -> str:
        """Say that what is written here cannot be read by its submitter yet."""
        if self.case.code_digest is not None:
            return ""
        return gettext(
            "The submitter has no tracking code and cannot read this on the website: show the code "
            "first, or tell it by telephone."
        )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the questions under their headings; without a heading where there are few."""
        return [("", self.visible_fields())]

    def folded(self) -> list[str]:
        """Return the headings of what is needed seldom and has nothing in it yet."""
        return []

    def suggested(self) -> "ActForm | None":
        """Return the form with the words put in that were asked for; none where there are no such."""
        return None

    def read_by(self, user: User) -> None:
        """Take out of what is known already what this person may not read."""

    def latest_draft(self, **of: Any) -> str:
        """Return the text of the last drafted reply, or nothing."""
        drafts = self.case.diary.filter(act=Act.DRAFT, **of).order_by("-seq")
        draft: CaseEvent | None = drafts.first()
        return draft.text if draft else ""
