"""What stands on the start page for those who call, and for those who go round with the roving desk."""

from typing import Any

from django.template import Context
from django.urls import reverse
from wagtail.admin.ui.components import Component

from feedback.office.callbacks.lists import AnsweredList
from feedback.office.callbacks.room import may_call
from feedback.office.rooms import may_work


class CallsPanel(Component):
    """The lists of the callback centre with their counts; for an officer the way to the short form."""

    name = "callbacks"
    template_name = "feedback/office/callback_panel.html"
    order = 45

    def get_context_data(self, parent_context: Context) -> dict[str, Any]:
        """Count for the callback centre only: an officer's page has enough to count."""
        request = parent_context["request"]
        if not may_call(request.user):
            return {}
        if may_work(request.user):
            return {"roving": f"{reverse('office:register')}?channel=roving"}
        room = AnsweredList()
        room.setup(request)
        return {"tabs": room.tabs()}
