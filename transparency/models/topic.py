"""The topic of the month: what was told most, or rose most, and what the hospital does about it.

Its numbers come from the month's public release and are typed by nobody.
"""

from datetime import date
from typing import Any, cast

from django import forms
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from portal.models import PortalPage
from portal.models.pages import ADDRESS_PANELS
from portal.pageform import PageForm
from transparency import choosing
from transparency.models.drawn import drawn, kept
from transparency.models.improvement import ImprovementPage, judged
from transparency.models.report import ReportPage
from transparency.models.shelf import Shelf, shelf
from transparency.models.statistics import StatisticsPage, read_out
from transparency.models.summary import CaseSummaryPage, time_of
from transparency.periods import Period
from transparency.series import same_a_year_before
from transparency.tables import category_choices, category_label

# Beside a topic: so many summaries and notices of its field, and earlier topics.
RELATED = 3
EARLIER = 12


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
        return cast("TopicQuerySet", self.live().public().order_by("-month", "-pk"))


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
        FieldPanel(
            "heard",
            help_text=_(
                "What several people said, and how it was for them. In your own words: nobody must be recognisable. No numbers: those of the month come by themselves."
            ),
        ),
        FieldPanel(
            "doing",
            help_text=_(
                "What has changed already, what is being tried, and what cannot be changed soon, with the reason."
            ),
        ),
        FieldPanel(
            "advice",
            help_text=_("Where to turn, what to bring, what to ask. May stay empty."),
        ),
    ]
    promote_panels = ADDRESS_PANELS

    class Meta:
        verbose_name = _("topic of the month")
        verbose_name_plural = _("topics of the month")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers, what else there is of the field, and earlier topics: once an edition."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        of = f"{self.pk} {self.category} {self.month}"  # a draft is looked at before it is kept
        figures = kept(f"topic figures {of}", self, request, lambda: self._figures(request))
        beside = kept(f"topic beside {of}", self, request, lambda: self._beside(request))
        return {**context, "figures": figures, "beside": beside}

    def _figures(self, request: HttpRequest) -> Any:
        found = shelf(request)
        release = found.take(self.when)
        reading = read_out(release)
        before = read_out(found.take(same_a_year_before(self.when)))
        told = reading and choosing.of_field(self.category, reading, before)
        statistics = StatisticsPage.objects.child_of(self.overview).live().first()
        report = release and self._report(request)
        return drawn(
            "topic_figures", self, request,
            {
                "release": release, "told": told, "period": self.when,
                "longer": None if told and told.facts else self._longer(found),
                "statistics": statistics and statistics.get_url(request), "report": report,
            },
        )  # fmt: skip

    def _longer(self, found: Shelf) -> tuple[Period, choosing.Field] | None:
        """Return the shortest public period around the month that counts the field apart."""
        around = [one for one in found.releases if one != self.when and self.when in one.months]
        for period in sorted(around, key=lambda one: one.length):
            reading = read_out(found.take(period))
            told = reading and choosing.of_field(self.category, reading)
            if told and told.facts:
                return period, told
        return None

    def _report(self, request: HttpRequest) -> str | None:
        """Return where the report of the month is read, if it is."""
        reports = ReportPage.objects.descendant_of(self.overview).live().public()
        of_month = reports.filter(release__start=self.when.start, release__end=self.when.end)
        page = of_month.filter(release__published_at__isnull=False).first()
        return page.get_url(request) if page else None

    def _beside(self, request: HttpRequest) -> Any:
        summaries = CaseSummaryPage.objects.descendant_of(self.overview).published()
        alike = summaries.filter(category=self.category)[: 2 * RELATED]
        approved = [page for page in alike if page.is_approved][:RELATED]
        for page in approved:
            page.category_name = self.category_label
        notices = ImprovementPage.objects.descendant_of(self.overview).newest()
        topics = TopicPage.objects.child_of(self.overview).newest().exclude(pk=self.pk)
        before = Q(month__lt=self.month) | Q(month=self.month, pk__lt=self.pk)
        found = {
            "summaries": approved,
            "improvements": judged(notices.filter(category=self.category)[:RELATED]),
            "earlier": topics.filter(before)[:EARLIER],
            "newer": topics.exclude(before).first(),
        }
        return drawn("topic_beside", self, request, found)

    @property
    def overview(self) -> Page:
        """Return the page it stands below."""
        return cast(Page, self.get_parent())

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
