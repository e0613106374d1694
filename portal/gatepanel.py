"""What holds a page back, on top of its editor: each finding in its words, with what to write instead."""

from typing import Any

from wagtail.admin.panels import Panel

from portal import gate


class GatePanel(Panel):
    """The findings of the gate in what is saved, or was just sent; hints can be ticked off here."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/admin/gate_panel.html"

        def is_shown(self) -> bool:
            """Show nothing where nothing was found."""
            return bool(self.instance.pk and self.findings)

        @property
        def findings(self) -> list[gate.Finding]:
            """Return what stands in the page, as sent if it was, else as saved."""
            found: list[gate.Finding] | None = getattr(self.form, "found", None)
            if found is None:
                found = gate.findings(self.instance)
                if self.form is not None:
                    self.form.found = found
            return found

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the findings, those that must go first."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            ordered = sorted(self.findings, key=lambda one: one.level != gate.Level.BLOCK)
            return {**context, "findings": ordered, "BLOCK": gate.Level.BLOCK}
