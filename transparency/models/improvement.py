"""An improvement notice: what patients said, what was changed because of it, and whether it worked."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.models import PortalPage
from portal.models.pages import ADDRESS_PANELS
from portal.pageform import PageForm
from transparency.tables import category_choices, category_label

IMPROVEMENTS_A_PAGE = 12


class Progress(models.TextChoices):
    """How far a measure is: the plan, do, check and act of an improvement."""

    PLANNED = "planned", _("Planned")
    UNDERWAY = "underway", _("Under way")
    DONE = "done", _("Done, not yet evaluated")
    EVALUATED = "evaluated", _("Evaluated")


# Somebody still has to do it.
PROMISED = (Progress.PLANNED, Progress.UNDERWAY)


class ImprovementForm(PageForm):
    """The editor's form: a month for a date. The verdict is the system's, so nobody types one."""

    category = forms.ChoiceField(label=_("Category"), choices=category_choices)

    def clean_due(self) -> date | None:
        """Keep the month and forget the day."""
        due: date | None = self.cleaned_data["due"]
        return due.replace(day=1) if due else due


class ImprovementQuerySet(PageQuerySet):
    """Questions about many improvement notices."""

    def newest(self) -> "ImprovementQuerySet":
        """Return the public ones, the newest first."""
        newest = self.live().public().order_by("-first_published_at", "-pk")
        return cast("ImprovementQuerySet", newest)


class ImprovementPage(PortalPage):
    """What patients said, why it was so, what was changed, who sees to it, and whether it worked."""

    category = models.CharField(_("category"), max_length=10)
    said = models.TextField(
        _("what patients told us"),
        help_text=_("What several people said, in your own words. Nobody must be recognisable."),
    )
    cause = models.TextField(_("why it was so"), blank=True)
    measure = models.TextField(_("what we change"))
    responsible = models.CharField(
        _("who sees to it"), max_length=80, help_text=_("The department, never a person.")
    )
    due = models.DateField(
        _("due month"),
        null=True,
        blank=True,
        help_text=_("Any day of the month; only the month is shown."),
    )
    progress = models.CharField(
        _("progress"), max_length=12, choices=Progress, default=Progress.PLANNED
    )
    # The measure of the office it tells of, by its number; what was done, when, comes from there.
    measure_number = models.PositiveBigIntegerField(null=True, editable=False, db_index=True)
    done = models.DateField(
        _("done in"),
        null=True,
        blank=True,
        help_text=_("Any day of the month. Fixed as soon as the effect is judged."),
    )
    # How many voices led to it, as shown: null is one to seven. Kept from when it was last counted.
    voices = models.PositiveIntegerField(_("voices"), null=True, editable=False)
    voices_counted = models.DateField(null=True, editable=False)
    evaluation = models.TextField(
        _("what we make of it"),
        blank=True,
        help_text=_("What the figures mean to you and what comes next; also when it did not work."),
    )

    objects = PageManager.from_queryset(ImprovementQuerySet)()

    parent_page_types = ["transparency.ImprovementIndexPage"]
    subpage_types: list[str] = []
    base_form_class = ImprovementForm
    template = "transparency/improvement_page.html"
    show_in_menus_default = False
    asks_back = True
    searched = ("title", "lead", "said", "cause", "measure", "responsible", "evaluation")
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("category"),
        FieldPanel("said"),
        FieldPanel("cause"),
        FieldPanel("measure"),
        FieldRowPanel([FieldPanel("responsible"), FieldPanel("due")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("progress"), FieldPanel("done")]),
                FieldPanel("evaluation"),
            ],
            heading=_("How far it is"),
        ),
    ]
    promote_panels = ADDRESS_PANELS

    class Meta:
        verbose_name = _("improvement notice")
        verbose_name_plural = _("improvement notices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stations of a measure and which of them it has come to."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        station = Progress.values.index(self.progress) + 1
        done = pgettext("a measure", "Done")
        stations = [gettext("Planned"), gettext("Under way"), done, gettext("Evaluated")]
        return {**context, "stations": stations, "station": station}

    @property
    def is_overdue(self) -> bool:
        """Say whether its month is over and it is not done; the public reads that too."""
        return bool(
            self.progress in PROMISED and self.due and self.due < localdate().replace(day=1)
        )

    @property
    def is_changed(self) -> bool:
        """Say whether it was published again on a later day than the first."""
        first, last = self.first_published_at, self.last_published_at
        return bool(first and last and localdate(first) < localdate(last))

    @property
    def kind_of_page(self) -> str:
        """Return the name of its kind."""
        return gettext("Improvement notice")

    @property
    def day_of_page(self) -> date | None:
        """Return the day it first went out."""
        return localdate(self.first_published_at) if self.first_published_at else None

    @property
    def category_label(self) -> str:
        """Return the name of the category in the page's language."""
        return category_label(self.category)


class ImprovementIndexPage(PortalPage):
    """The list of improvement notices, by how far they are."""

    parent_page_types = ["transparency.TransparencyPage"]
    subpage_types = ["transparency.ImprovementPage"]
    max_count_per_parent = 1
    template = "transparency/improvement_index_page.html"

    class Meta:
        verbose_name = _("list of improvement notices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of notices and what they can be chosen by."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        found = ImprovementPage.objects.child_of(self).newest()
        chosen = request.GET.get("progress", "")
        if chosen in Progress.values:
            found = found.filter(progress=chosen)
        list_page = Paginator(found, IMPROVEMENTS_A_PAGE).get_page(request.GET.get("page"))
        return {
            **context,
            "list_page": list_page,
            "progresses": Progress.choices,
            "chosen": chosen if chosen in Progress.values else "",
        }
