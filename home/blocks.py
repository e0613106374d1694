"""What the front door's pages are built from: the building's parts, and the hospital's own deadlines."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks

from feedback.promises import Promise, promises
from feedback.vocabulary import Complexity, Unit
from portal import edition
from portal.blocks import BodyBlock
from portal.models import SiteSettings


class DeadlinesBlock(blocks.StaticBlock):
    """The deadlines the office's clocks run by, read from its list, so that no page promises others."""

    class Meta:
        icon = "time"
        label = gettext_lazy("The office's deadlines")
        admin_text = gettext_lazy(
            "Shows the deadlines from the complaint office's list of deadline policies. "
            "When the office changes them there, this page follows."
        )
        description = gettext_lazy("By when people are answered, straight from the office's list.")
        template = "home/blocks/deadlines.html"
        preview_value = None

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the promises in the page's language."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        site = context.get("site")
        hospital_id = site.hospital_id if isinstance(site, SiteSettings) else _first_hospital()
        found = edition.kept(("promises", hospital_id), lambda: promises(hospital_id or 0))
        return {**context, "promises": [_shown(promise) for promise in found]}


def _first_hospital() -> int | None:
    """Return whose deadlines a preview shows, which belongs to no site."""
    settings = SiteSettings.objects.exclude(hospital=None).first()
    return settings.hospital_id if settings else None


def _shown(promise: Promise) -> dict[str, str]:
    return {
        "count": str(promise.days) if promise.days else _("At once"),
        "unit": _unit(promise) if promise.days else "",
        "text": _when(promise.complexity),
    }


def _unit(promise: Promise) -> str:
    if promise.unit == Unit.WORKING:
        return ngettext("working day", "working days", promise.days)
    return ngettext("calendar day", "calendar days", promise.days)


def _when(complexity: Complexity) -> str:
    return {
        Complexity.ON_THE_SPOT: _("What can be settled at once is settled then and there."),
        Complexity.STANDARD: _("What must be looked into is answered within this time."),
        Complexity.SEVERAL: _("Where several departments must look into it together."),
    }[complexity]


class FrontBlock(BodyBlock):
    """Everything a page of the front door may be built from."""

    deadlines = DeadlinesBlock()
