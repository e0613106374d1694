"""What every public page of the house has: a lead, and a text to be found by."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.query import PageQuerySet
from wagtail.utils.decorators import cached_classmethod

from portal import edition, gate, pieces
from portal.gatepanel import GatePanel
from portal.language import searchable
from portal.pageform import PageForm

ADDRESS_PANEL = FieldPanel(
    "slug",
    heading=_("Last part of the address"),
    help_text=_(
        "Small letters, numbers and hyphens, such as parking. Left empty, one is found for you. "
        "When you change it later, the old address leads to the new one."
    ),
)
SEARCH_ENGINES_PANEL = MultiFieldPanel(
    [
        FieldPanel("seo_title", heading=_("Another title for search engines")),
        FieldPanel("search_description", heading=_("Description for search engines")),
    ],
    heading=_("For search engines; may stay empty"),
    classname="collapsed",
)
# A kind of page that never stands in the menu shows these alone.
ADDRESS_PANELS = [ADDRESS_PANEL, SEARCH_ENGINES_PANEL]
MENU_PANEL = FieldPanel(
    "show_in_menus",
    heading=_("Show it in the menu at the top"),
    help_text=_(
        "Only pages directly below the home page stand there; the other language has its own tick. "
        "Its place among them is changed with “Change the order of the menu” on the start page."
    ),
)


class PortalPage(Page):
    """What every public page of the house has: a lead sentence under its title."""

    lead = models.TextField(
        _("lead"),
        max_length=300,
        blank=True,
        help_text=_("One or two plain sentences that say what this page is for."),
    )
    search_text = models.TextField(editable=False, blank=True, default="")

    base_form_class = PageForm
    content_panels = [GatePanel(), *Page.content_panels, FieldPanel("lead")]
    promote_panels = [*ADDRESS_PANELS, MENU_PANEL]
    # Whether "tell us about this page" stands below it.
    asks_back = False
    # Whether it answers at addresses below its own, and which one this request asked for.
    answers_below = False
    further = ""
    # The fields the public search looks into, beside the words of all StreamFields.
    searched: tuple[str, ...] = ("title", "lead")

    class Meta:
        abstract = True

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """Write the row; raises `gate.HeldBack` where that would show the public what it must not see.

        Not in `clean()`: Wagtail asks it for drafts of live pages too, and not for copies and aliases.
        """
        fields = kwargs.get("update_fields")
        if self.live and (fields is None or not {"live", *pieces.names(self)}.isdisjoint(fields)):
            gate.must_pass(self)
        return super().save(clean=clean, **kwargs)

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """Publish or schedule a revision as a whole: Wagtail forgets the schedule before it writes the row."""
        with transaction.atomic():
            super().publish(revision, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check the page, and keep its search text in step, as Wagtail does with the draft title."""
        super().full_clean(*args, **kwargs)
        self.search_text = searchable(self.words())

    @cached_classmethod
    def get_edit_handler(cls) -> Any:  # noqa: N805 - it is a class method
        """Return Wagtail's tabs, the second named after what is on it."""
        tabs = [
            ObjectList(cls.content_panels, heading=_("Content")),
            ObjectList(cls.promote_panels, heading=_("Address and menu")),
            ObjectList(cls.settings_panels, heading=_("Settings")),
        ]
        handler = TabbedInterface(tabs, base_form_class=cls.base_form_class)
        return handler.bind_to_model(cls)

    def get_view_restrictions(self) -> Any:
        """Return who alone may read the page; that nobody is kept out is known for the edition."""
        found = super().get_view_restrictions
        closed = edition.kept(("closed", self.pk), lambda: found().exists())
        return found() if closed else PageViewRestriction.objects.none()

    def words(self) -> list[str]:
        """Return what the public reads on this page, piece by piece."""
        pieces = [str(getattr(self, name) or "") for name in self.searched]
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                pieces += field.get_searchable_content(getattr(self, field.name))
        return pieces

    @classmethod
    def open_to_search(cls) -> PageQuerySet:
        """Return the pages of this kind that the public search may look through."""
        return cls.objects.live()

    def parts_below(self, request: HttpRequest) -> list[str]:
        """Return the last parts of further addresses at which this page shows something else."""
        return []

    @property
    def may_be_found(self) -> bool:
        """Say whether what stands here now may be shown among the hits of a search."""
        return bool(self.live)

    @property
    def kind_of_page(self) -> str:
        """Return what the public calls such a page; most are simply pages and need no word."""
        return ""

    @property
    def day_of_page(self) -> date | None:
        """Return the day that matters to a reader, where the page has one."""
        return None
