"""What every public page of the house has: a lead, and a text to be found by."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from portal.language import searchable


class PortalPage(Page):
    """What every public page of the house has: a lead sentence under its title."""

    lead = models.TextField(
        _("lead"),
        max_length=300,
        blank=True,
        help_text=_("One or two plain sentences that say what this page is for."),
    )
    search_text = models.TextField(editable=False, blank=True, default="")

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    # Whether "tell us about this page" stands below it.
    asks_back = False
    # The fields the public search looks into, beside the words of all StreamFields.
    searched: tuple[str, ...] = ("title", "lead")

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check the page, and keep its search text in step, as Wagtail does with the draft title."""
        super().full_clean(*args, **kwargs)
        self.search_text = searchable(self.words())

    def words(self) -> list[str]:
        """Return what the public reads on this page, piece by piece."""
        pieces = [str(getattr(self, name) or "") for name in self.searched]
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                pieces += field.get_searchable_content(getattr(self, field.name))
        return pieces
