"""What the submitter of a summary's case says of its publication, asked anew each time.

A page keeps nothing of it: consent can be taken back on any day, and what was copied would not know.
"""

from typing import Any

from wagtail.admin.panels import HelpPanel

from feedback import casebook
from feedback.casebook import Consented
from transparency.models.approval import SummarySource


def consent_of(page: Any) -> Consented | None:
    """Return what the submitter says now; None for a summary that was not drafted from a case."""
    source = SummarySource.objects.filter(page_id=page.pk).first() if page.pk else None
    return casebook.consent(source.reference) if source else None


class ConsentPanel(HelpPanel):
    """Tells editor and reviewer, above the text, whether the submitter agrees to have it published."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Show nothing where there is no case to ask."""
            return self.consent is not None

        @property
        def consent(self) -> Consented | None:
            """Return what the submitter says now."""
            return consent_of(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what the submitter says."""
            return {**super().get_context_data(parent_context), "consent": self.consent}
