"""The topic of the month: what was told most, or rose most, and what the hospital does about it."""

from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.models import PortalPage
from portal.models.pages import ADDRESS_PANELS
from portal.pageform import PageForm
from transparency.models.summary import time_of
from transparency.periods import Period
from transparency.tables import category_choices, category_label


class TopicForm(PageForm):
    """The editor's form: a month for a date."""

    category = forms.ChoiceField(label=_("Category"), choices=category_choices)

    def clean_month(self) -> Any:
        """Keep the month and forget the day."""
        month = self.cleaned_data["month"]
        return month.replace(day=1) if month else month


class TopicQuerySet(PageQuerySet):
    """Questions about many topics."""

    def newest(self) -> "TopicQuerySet":
        """Return the public ones, that of the last month first."""
        return self.live().public().order_by("-month", "-pk")  # type: ignore[no-any-return]


class TopicPage(PortalPage):
    """One field of complaints that stood out in a month, in plain words, with what is done about it."""

    category = models.CharField(_("category"), max_length=10)
    month = models.DateField(_("month"), help_text=_("Any day of the month."))
    heard = models.TextField(
        _("what we heard"), help_text=_("What several people said. Nobody must be recognisable.")
    )
    doing = models.TextField(_("what we do about it"))
    advice = models.TextField(
        _("what you can do"), blank=True, help_text=_("Where to turn, what to bring, what to ask.")
    )

    objects = PageManager.from_queryset(TopicQuerySet)()

    parent_page_types = ["transparency.TransparencyPage"]
    subpage_types: list[str] = []
    base_form_class = TopicForm
    template = "transparency/topic_page.html"
    show_in_menus_default = False
    asks_back = True
    searched = ("title", "lead", "heard", "doing", "advice")
    content_panels = [
        *PortalPage.content_panels,
        FieldRowPanel([FieldPanel("category"), FieldPanel("month")]),
        FieldPanel("heard"),
        FieldPanel("doing"),
        FieldPanel("advice"),
    ]
    promote_panels = ADDRESS_PANELS

    class Meta:
        verbose_name = _("topic of the month")
        verbose_name_plural = _("topics of the month")

    @property
    def when(self) -> Period:
        """Return its month."""
        return time_of(self.month, "month")

    @property
    def kind_of_page(self) -> str:
        """Return the name of its kind."""
        return gettext("Topic of the month")

    @property
    def day_of_page(self) -> date | None:
        """Return the day it first went out."""
        return localdate(self.first_published_at) if self.first_published_at else None

    @property
    def category_label(self) -> str:
        """Return the name of the category in the page's language."""
        return category_label(self.category)
